"""How an article writes what ties it to others."""

from collections import Counter
from collections.abc import Mapping

from plugins.arabic.telling import telling
from plugins.arabic.words import WORD, folded


def as_written(text: str) -> Mapping[str, str]:
    """Return lemma → the form in which `text` has it most often, the first of equals."""
    found: dict[str, str] = {}
    for word, _ in Counter(WORD.findall(text)).most_common():
        found.setdefault(telling(folded(word)), word)
    return found
