"""Does a word sound like a name? Told by its letters, three at a time.

Names are learnt from the CLDR (countries, cities, languages) and from the keeper's own entities,
words from the lemma list: a word is as much of a name as names have its letters oftener than words.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from babel import Locale

from plugins.arabic.fold import fold
from plugins.arabic.lemma import dictionary
from plugins.arabic.words import words

EDGE = "#"
EACH = 7  # every seventh word of the lemma list is enough to learn from
MORE = 0.5  # added to every count: what was never seen is not impossible
LEAST_LETTERS = 3


class Sound:
    """How much more words sound like names than like words of the language."""

    def __init__(self, names: Iterable[str], each: int = EACH) -> None:
        """Learn from `names`, the keeper's, from what the CLDR names, and every each-th word."""
        own = {word for name in (*names, *_cldr_names()) for word in _folded(name)}
        self._names = _counts(own)
        self._words = _counts(
            [form for form in islice(dictionary(), 0, None, each) if form not in own]
        )
        self._kept: dict[str, float] = {}

    def of(self, word: str) -> float:
        """Return the mean log likelihood ratio of the letters of a folded word: above 0, a name."""
        kept = self._kept.get(word)
        if kept is None:
            triples = list(_triples(fold(word)))
            total = sum(map(self._ratio, triples))
            kept = self._kept[word] = total / max(len(triples), 1)
        return kept

    def _ratio(self, triple: str) -> float:
        return _log(self._names, triple) - _log(self._words, triple)


def _log(counts: Mapping[str, int], triple: str) -> float:
    """Return the log of how likely the third letter is after the first two."""
    seen, pairs = counts.get(triple, 0), counts.get(triple[:2], 0)
    return math.log((seen + MORE) / (pairs + MORE * 32))


def _counts(found: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word in found:
        for triple in _triples(word):
            counts[triple] += 1
            counts[triple[:2]] += 1
    return counts


def _triples(word: str) -> Iterable[str]:
    padded = EDGE + EDGE + word + EDGE
    return (padded[at : at + 3] for at in range(len(padded) - 2))


def _folded(name: str) -> Iterable[str]:
    found = (fold(word.text).removeprefix("ال") for word in words(name))
    return (word for word in found if len(word) >= LEAST_LETTERS and not word.isascii())


def _cldr_names() -> Iterable[str]:
    arabic = Locale("ar")
    yield from arabic.territories.values()
    yield from (zone["city"] for zone in arabic.time_zones.values() if "city" in zone)
    yield from arabic.languages.values()
