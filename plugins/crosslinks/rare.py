"""The words of an article that few others have: these tie it to them.

To know them the words of all articles are counted. What was counted is kept: from build to build
only articles that came or went are counted.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from plugins.arabic.telling import telling
from plugins.arabic.words import from_text
from plugins.crosslinks.parts import get_table, put_table
from plugins.filed import Filed, digest_of
from plugins.store import Store, key_of

TENTH = 10  # the part of all articles that may have changed, for the others not to be counted


class Counted(NamedTuple):
    """What was counted: lemma → how many texts have it; the digests of these, one for each;

    digest → lemma → how often, of the lemmas of that text which few have; and since when these of
    a text are the same.
    """

    having: dict[str, int]
    texts: list[str]
    rare: dict[str, dict[str, int]]
    since: str


class _Numbers(dict[str, int]):
    """Lemma → its number: an article's words as numbers take a tenth of the room."""

    def __missing__(self, lemma: str) -> int:
        self[lemma] = number = len(self)
        return number


def rare_words(store: Store, texts: Sequence[Filed], most: int) -> Counted:
    """Return what `count` does, out of what was counted last."""
    names = [text.digest for text in texts]
    counted = _last(store, most)
    if counted.texts != names:
        found = _counted_on(store, counted, dict(zip(names, texts, strict=True)), names, most)
        counted = found or count(texts, most)
        keep(store, counted, most)
    return counted


def keep(store: Store, counted: Counted, most: int) -> None:
    """Keep what was counted, for the next build to go on from."""
    state = digest_of("\n".join(counted.texts))
    put_table(store, f"rare words {most}", state, counted.rare, counted.since)
    store.put(_key(most), [counted.having, counted.texts, counted.since])


def _last(store: Store, most: int) -> Counted:
    having, texts, since = store.get(_key(most)) or ({}, [], "")
    state, rare = get_table(store, f"rare words {most}") or ("", {})
    fits = state == digest_of("\n".join(texts))
    return Counted(having, texts, rare, since) if fits else Counted({}, [], {}, "")


def _key(most: int) -> bytes:
    return key_of("words", (most,))


def count(texts: Sequence[Filed], most: int) -> Counted:
    """Count the words of all texts; one is held at a time, and of others what may be rare.

    texts  words, as `as_text` gives them
    most   so many texts at most have a rare one
    """
    names = [text.digest for text in texts]
    having, numbers = Counter[str](), _Numbers()
    held: list[tuple[array[int], array[int]]] = []
    for text in texts:
        counts = _words(text)
        having.update(counts.keys())
        few = [lemma for lemma in counts if having[lemma] <= most]
        often = map(counts.__getitem__, few)
        held.append((array("I", map(numbers.__getitem__, few)), array("I", often)))
    lemmas = {n: lemma for lemma, n in numbers.items() if having[lemma] <= most}
    rare = {
        name: {lemmas[n]: times for n, times in zip(*own, strict=True) if n in lemmas}
        for name, own in zip(names, held, strict=True)
    }
    return Counted(dict(having), names, rare, digest_of("\n".join(names)))


def _counted_on(
    store: Store, before: Counted, texts: Mapping[str, Filed], names: list[str], most: int
) -> Counted | None:
    """Return what `count` does, out of what was counted before.

    None where much changed, or a lemma that others have became rare, or is no longer.
    """
    then, now = Counter(before.texts), Counter(names)
    gone, new = then - now, now - then
    if (gone.total() + new.total()) * TENTH > len(names):
        return None
    went = {name: store.text(name) for name in gone}
    if None in went.values():
        return None
    change = Counter(_each((texts[name], times) for name, times in new.items()))
    change.subtract(Counter(_each((went[name], times) for name, times in gone.items())))
    having = before.having
    for lemma, more in change.items():
        had = having.get(lemma, 0)
        having[lemma] = had + more
        if had and having[lemma] and (had <= most) != (having[lemma] <= most):
            return None
        if not having[lemma]:
            del having[lemma]
    rare = {name: before.rare[name] for name in names if name in before.rare}
    for name in new:
        counts = _words(texts[name])
        rare[name] = {lemma: n for lemma, n in counts.items() if having[lemma] <= most}
    return Counted(having, names, rare, before.since)


def _words(text: Any) -> Counter[str]:
    forms = chain.from_iterable(from_text(str(text)))
    return Counter(filter(None, map(telling, forms)))


def _each(texts: Iterable[tuple[Any, int]]) -> Iterator[str]:
    """Yield the lemmas of texts, each as often as there is such a text."""
    for text, times in texts:
        for _ in range(times):
            yield from _words(text)
