"""How an article writes what ties it to others."""

from collections import Counter

from plugins.arabic.telling import telling
from plugins.arabic.words import WORD


def as_written(text: str, lemma: str) -> str:
    """Return the form in which `text` has a lemma most often, the first of equals."""
    forms = Counter(word for word in WORD.findall(text) if telling(word) == lemma)
    return forms.most_common(1)[0][0] if forms else lemma
