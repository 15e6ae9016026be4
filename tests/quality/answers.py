"""What an archive answers to words in other dress: how much is found, and how much is right."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from random import Random
from typing import NamedTuple

from plugins.arabic.fold import fold
from plugins.arabic.words import words
from plugins.search.query import parse
from plugins.search.record import Record
from plugins.search.searching import Archive
from tests.quality.dress import ARTICLES, BEFORE, Pair, dressed, respelt, surfaces, with_clitics

FIRST = 10


class Wish(NamedTuple):
    """A query, the documents that it must find, and those that it may."""

    query: str
    wanted: frozenset[int]
    right: frozenset[int]


class Score(NamedTuple):
    """Of all wishes: part of what was wanted, and right parts of the first ten and of all hits."""

    recall: float
    first: float
    all: float


def score(archive: Archive, wishes: Iterable[Wish]) -> Score:
    """Ask every wish and count the answers."""
    wanted = got = shown = fitting = hits = right = 0
    for wish in wishes:
        found = [hit.document for hit in archive.search(parse(wish.query))]
        wanted += len(wish.wanted)
        got += len(wish.wanted & set(found))
        shown += len(found[:FIRST])
        fitting += len(wish.right & set(found[:FIRST]))
        hits += len(found)
        right += len(wish.right & set(found))
    return Score(got / wanted, fitting / shown, right / hits)


class Concordance:
    """Which documents have which folded word."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.having: dict[str, set[int]] = {}
        for number, record in enumerate(records):
            for word in words(f"{record.title} {record.text}"):
                self.having.setdefault(fold(word.text), set()).add(number)

    def of(self, forms: Iterable[str]) -> frozenset[int]:
        """Return the documents that have one of the forms."""
        return frozenset(chain.from_iterable(self.having.get(form, ()) for form in forms))

    def has(self, pair: Pair, least: int) -> bool:
        """Tell whether `least` documents have each number of a noun."""
        return all(len(self.of(surfaces(noun))) >= least for noun in pair)


def in_clitics(texts: Concordance, nouns: Iterable[Pair]) -> Iterator[Wish]:
    """Yield each noun with every clitic: documents with it in any such dress are wanted."""
    for pair in nouns:
        for noun in filter(_long, pair):
            yield from _asked(texts, pair, noun, with_clitics(noun))


def in_spellings(texts: Concordance, nouns: Iterable[Pair]) -> Iterator[Wish]:
    """Yield each noun as others would spell it."""
    for pair in nouns:
        for noun in filter(_long, pair):
            yield from _asked(texts, pair, noun, respelt(noun))


def of_words(
    texts: Concordance, chosen: Iterable[str], dress: Callable[[str], Iterable[str]]
) -> Iterator[Wish]:
    """Yield words of texts in other dress: documents with the bare word are wanted."""
    for word in chosen:
        wanted, right = texts.of([word]), texts.of(surfaces(word))
        yield from (Wish(query, wanted, right) for query in dress(word))


def in_number(texts: Concordance, nouns: Iterable[Pair]) -> Iterator[Wish]:
    """Yield singulars, for documents that have the plural alone, and plurals the other way.

    Wanted are documents with the noun in clitics: with endings it may be another, سنة is not سن.
    """
    for pair in nouns:
        one, many = (texts.of(map(fold, (noun, *with_clitics(noun)))) for noun in pair)
        right = texts.of(form for noun in pair for form in surfaces(noun))
        yield Wish(pair.singular, many - one, right)
        yield Wish(pair.plural, one - many, right)


def _long(noun: str) -> bool:
    """Tell whether a noun has letters enough: of fewer, dress makes other words, وأثر, بأب."""
    return len(noun) > 3


def _asked(texts: Concordance, pair: Pair, noun: str, queries: Iterable[str]) -> Iterator[Wish]:
    wanted = texts.of(map(fold, (noun, *with_clitics(noun))))
    right = texts.of(form for each in pair for form in surfaces(each))
    yield from (Wish(query, wanted, right) for query in queries)


def made_up(nouns: Sequence[Pair], documents: int, length: int, chance: Random) -> list[Record]:
    """Return documents of these nouns in chance dress, mostly plain as in real texts."""
    dress = (*[""] * 12, *["ال"] * 12, *BEFORE, *ARTICLES)
    plain = [noun for pair in nouns for noun in pair]
    made = []
    for number in range(documents):
        chosen = chance.sample(plain, length)
        text = " ".join(dressed(chance.choice(dress), noun) for noun in chosen)
        made.append(Record(str(number), f"{number}/", "", "", text))
    return made
