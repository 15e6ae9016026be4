"""From documents to words: which documents have a word, where, and in which form.

The innermost loops of indexing. Where a form stands in all documents is one array of numbers, and
what is said of its postings is worked out for all of a word at once: in Python a step for each
word of a text costs much, and a list for each word much room.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, compress, count, islice, repeat
from operator import eq
from typing import NamedTuple

from plugins.search.analysis import Analysed
from plugins.search.codec.numbers import SHORT, VARINTS
from plugins.search.codec.terms import Form, Term
from plugins.search.schema import TITLE_WEIGHT, coarser, impact, norm

AT_A_TIME = 1 << 16  # pieces that are joined: Python takes 80 bytes for each while it does that
BLOCK = 8  # bits: the first place of a document is a multiple of 256
Places = defaultdict[str, "array[int]"]  # form → its places in all documents, rising


class Once(dict[int, bytes]):
    """Place → the positions of a word that stands there alone."""

    def __missing__(self, place: int) -> bytes:
        made = VARINTS[1] + VARINTS[place]
        if place < SHORT:
            self[place] = made
        return made


ONCE = Once()


class Posted(NamedTuple):
    """A word with its postings, and the stream of its positions (codec/positions.py)."""

    term: Term
    positions: bytes


class Gathered:
    """What is kept of documents while they pass; they are numbered in the order they come.

    places     where forms stand; those of a document follow each other, its title's first. Numbers
               of 32 bits do for eight million documents
    titles     of these the places in titles
    lengths    of each document, in words; `starts` its first place
    documents  of each block of places, its document
    """

    def __init__(self, documents: Iterable[Analysed]) -> None:
        self.places, self.titles = Places(partial(array, "I")), Places(partial(array, "I"))
        self.lengths: list[int] = []
        self.starts: list[int] = []
        self.documents: list[int] = []
        for number, (title, text) in enumerate((each.title, each.text) for each in documents):
            start = len(self.documents) << BLOCK
            # One place is left empty, so that no phrase spans the end of the title and the text.
            after = start + len(title) + 1
            _add(self.titles, title, start)
            _add(self.places, title, start)
            _add(self.places, text, after)
            self.starts.append(start)
            self.lengths.append(len(title) + len(text))
            self.documents += repeat(number, (after + len(text) - start >> BLOCK) + 1)

    def counts(self) -> Counter[str]:
        """Return how often each form stands in the documents."""
        return Counter({form: len(places) for form, places in self.places.items()})


def _add(found: Places, words: Sequence[str], start: int) -> None:
    deque(map(array.append, map(found.__getitem__, words), count(start)), maxlen=0)


class Inverter:
    """Gives words with their postings. average  length of a document that `impact` measures by"""

    def __init__(self, gathered: Gathered, average: float) -> None:
        self._gathered = gathered
        self._norms = [norm(length, average) for length in gathered.lengths]
        self._once = [impact(1, each) for each in self._norms]

    def posted(self, lemma: str, forms: Sequence[str]) -> Posted:
        """Return the word of `forms`, which come in their order; their places are forgotten."""
        own = [self._gathered.places.pop(form) for form in forms]
        places = own[0] if len(own) == 1 else array("I", sorted(chain(*own)))
        within = self._documents(places)
        documents = list(dict.fromkeys(within))
        titled = self._titled(forms)
        impacts = bytearray([self._once[number] for number in documents])
        positions = self._positions(places, within)
        for number, more in _more(within, documents, titled).items():
            first = bisect_left(within, number)
            positions[first] = VARINTS[1 + more] + positions[first][1:]
            weight = 1 + more + (TITLE_WEIGHT - 1) * titled.get(number, 0)
            impacts[bisect_left(documents, number)] = impact(weight, self._norms[number])
        coarse = coarser(bytes(impacts), len(self._norms))
        at = [bisect_left(documents, number) for number in titled]
        term = Term(lemma, documents, coarse, self._forms(forms, own, documents), at)
        return Posted(term, _joined(positions))

    def _forms(
        self, forms: Sequence[str], places: Sequence[Sequence[int]], documents: Sequence[int]
    ) -> list[Form]:
        """Return the forms of a word, with the places in its `documents` of those that have it."""
        if len(forms) == 1:
            return [Form(forms[0], range(len(documents)))]
        of = dict(zip(documents, count(), strict=False))
        numbers = (dict.fromkeys(self._documents(own)) for own in places)
        return [Form(f, [of[n] for n in own]) for f, own in zip(forms, numbers, strict=True)]

    def _titled(self, forms: Sequence[str]) -> Mapping[int, int]:
        """Return document → how often `forms` stand in its title; the documents rising."""
        found = [own for form in forms if (own := self._gathered.titles.pop(form, None))]
        return Counter(self._documents(sorted(chain(*found)))) if found else {}

    def _documents(self, places: Iterable[int]) -> list[int]:
        """Return the document of each place."""
        documents = self._gathered.documents
        return [documents[place >> BLOCK] for place in places]

    def _positions(self, places: Sequence[int], within: Sequence[int]) -> list[bytes]:
        """Return what is written of each place: from the one before in its document, else alone.

        within  the document of each
        """
        starts = self._gathered.starts
        # Chained and not copied: a common word has millions.
        pairs = zip(places, chain((0,), places), within, chain((-1,), within), strict=False)
        return [
            VARINTS[place - last - 1] if one == other else ONCE[place - starts[one]]
            for place, last, one, other in pairs
        ]


def _more(
    within: Sequence[int], documents: Sequence[int], titled: Mapping[int, int]
) -> Mapping[int, int]:
    """Return document → how often a word stands in it beside once, where it does or is `titled`.

    within  the document of each of its places
    """
    found = dict.fromkeys(titled, 0)
    if len(within) > len(documents):
        again = map(eq, within, islice(within, 1, None))
        found |= Counter(compress(within, again))
    return found


def _joined(pieces: Sequence[bytes]) -> bytes:
    parts = (pieces[at : at + AT_A_TIME] for at in range(0, len(pieces), AT_A_TIME))
    return b"".join(map(b"".join, parts))
