"""The words of an article that few others have: these tie it to them.

To know them the words of all articles are counted. What was counted is kept: from build to build
only articles that came or went are counted.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from plugins.crosslinks.terms import count_terms
from plugins.filed import Filed
from plugins.store import key_of
from plugins.workshop import Workshop

AT_A_TIME = 1024  # articles whose words are read
TENTH = 10  # the part of all articles that may have changed, for the others not to be counted

Text = tuple[str, str | Filed]  # an article's title and its text
Found = tuple[Sequence[str], Mapping[str, int]]  # what `count_terms` gives


class Counted(NamedTuple):
    """What was counted: lemma → how many texts have it; the keys of these texts, one for each;

    key → lemma → how often, of the lemmas of that text which few have.
    """

    having: dict[str, int]
    keys: list[str]
    rare: dict[str, dict[str, int]]


class _Numbers(dict[str, int]):
    """Lemma → its number: an article's words as numbers take a tenth of the room."""

    def __missing__(self, lemma: str) -> int:
        self[lemma] = number = len(self)
        return number


def rare_words(shop: Workshop, texts: Sequence[Text], most: int) -> list[Mapping[str, int]]:
    """Return for each text lemma → how often it has it, of lemmas that `most` texts have at most.

    The lemmas that stand once in it come first, each kind in the order of the text.
    """
    keys = [key_of("terms", text) for text in texts]
    last = key_of("rare words", (most,))
    shop.store.want(keys)
    named = [key.hex() for key in keys]
    before = _read(shop.store.get(last))
    if before.keys == named:
        return [before.rare[name] for name in named]
    found = _counted_on(shop, before, dict(zip(named, texts, strict=True)), named, most)
    counted = found or _counted(shop, texts, named, most)
    shop.store.put(last, counted)
    return [counted.rare[name] for name in named]


def _read(kept: Any) -> Counted:
    return Counted(*kept) if kept else Counted({}, [], {})


def _counted(shop: Workshop, texts: Sequence[Text], keys: list[str], most: int) -> Counted:
    """Count the words of all texts, some texts at a time: all words of an archive are many."""
    having, numbers = Counter[str](), _Numbers()
    held: list[tuple[array[int], array[int], array[int]]] = []
    for at in range(0, len(texts), AT_A_TIME):
        for once, more in shop.each("terms", count_terms, texts[at : at + AT_A_TIME]):
            having.update(chain(once, more))
            rows = (map(numbers.__getitem__, once), map(numbers.__getitem__, more), more.values())
            held.append(tuple(array("I", row) for row in rows))  # type: ignore[arg-type]
    lemmas = list(numbers)
    few = {numbers[lemma]: lemma for lemma, count in having.items() if count <= most}
    rare = {}
    for key, (once, more, often) in zip(keys, held, strict=True):
        rare[key] = dict.fromkeys((lemmas[number] for number in filter(few.__contains__, once)), 1)
        rare[key].update((few[n], count) for n, count in zip(more, often, strict=True) if n in few)
    return Counted(dict(having), keys, rare)


def _counted_on(
    shop: Workshop, before: Counted, texts: Mapping[str, Text], keys: list[str], most: int
) -> Counted | None:
    """Return what `_counted` does, out of what was counted before.

    None where much changed, or a lemma that others have became rare, or is no longer.
    """
    then, now = Counter(before.keys), Counter(keys)
    gone, new = then - now, now - then
    if (gone.total() + new.total()) * TENTH > len(keys):
        return None
    went = shop.store.get_all([bytes.fromhex(key) for key in gone])
    came = shop.each("terms", count_terms, [texts[key] for key in new])
    change = Counter(_all(zip(came, new.values(), strict=True)))
    for found, times in zip(went, gone.values(), strict=True):
        if found is None:
            return None
        change.subtract(Counter(_all([(found, times)])))
    having = before.having
    for lemma, more in change.items():
        had = having.get(lemma, 0)
        having[lemma] = had + more
        if had and having[lemma] and (had <= most) != (having[lemma] <= most):
            return None
        if not having[lemma]:
            del having[lemma]
    rare = {key: before.rare[key] for key in keys if key in before.rare}
    for key, (once, often) in zip(new, came, strict=True):
        words = dict.fromkeys(once, 1) | often
        rare[key] = {lemma: n for lemma, n in words.items() if having[lemma] <= most}
    return Counted(having, keys, rare)


def _all(found: Iterable[tuple[Found, int]]) -> Iterator[str]:
    """Yield the lemmas of texts, each as often as there is such a text."""
    for (once, more), times in found:
        for _ in range(times):
            yield from chain(once, more)
