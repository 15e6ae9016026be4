"""From documents to words: which documents have a word, where, and in which form.

The innermost loops of indexing: what is said once a document or once a word is kept out of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from plugins.search.analysis import Analysed
from plugins.search.codec.numbers import SHORT, VARINTS, gaps, varint
from plugins.search.codec.terms import Form, Term
from plugins.search.schema import TITLE_WEIGHT, coarser, impact, norm

ONCE = [VARINTS[1] + place for place in VARINTS]  # the positions of a word that stands once


class Postings:
    """What is gathered of one word while the documents pass."""

    __slots__ = ("documents", "forms", "impacts", "positions", "titles")

    def __init__(self) -> None:
        self.documents: list[int] = []
        self.impacts = bytearray()
        self.positions = bytearray()
        self.forms: dict[str, list[int]] = {}  # form → its documents
        self.titles: list[int] = []

    def term(self, text: str, documents: int) -> Term:
        """Return the gathered word of an index of so many documents, its forms in their order."""
        place = {number: at for at, number in enumerate(self.documents)}
        by_form = sorted(self.forms.items())
        forms = [Form(form, [place[number] for number in numbers]) for form, numbers in by_form]
        impacts = coarser(bytes(self.impacts), documents)
        return Term(text, self.documents, impacts, forms, self.titles)


def invert(
    documents: Iterable[Analysed], lemmas: Mapping[str, str], average: float
) -> dict[str, Postings]:
    """Return lemma → postings of `documents`, which are numbered in the order they come.

    lemmas   form → lemma, for every form of the documents
    average  length of a document that `impact` measures by
    """
    found: defaultdict[str, Postings] = defaultdict(Postings)
    with_form: defaultdict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for form in {*document.title, *document.text}:
            with_form[form].append(number)
        _add(number, document, lemmas, average, found)
    for form, numbers in with_form.items():
        found[lemmas[form]].forms[form] = numbers
    return dict(found)


def _add(
    number: int,
    document: Analysed,
    lemmas: Mapping[str, str],
    average: float,
    found: defaultdict[str, Postings],
) -> None:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(document.title):
        places[lemmas[form]].append(place)
    in_title = {lemma: len(own) for lemma, own in places.items()}
    # One place is left empty, so that no phrase spans the end of the title and the text.
    for place, form in enumerate(document.text, len(document.title) + 1):
        places[lemmas[form]].append(place)
    by_length = norm(len(document.title) + len(document.text), average)
    once = impact(1, by_length)
    for lemma, own in places.items():
        postings = found[lemma]
        if len(own) == 1 and lemma not in in_title and own[0] < SHORT:  # four words of five
            postings.impacts.append(once)
            postings.positions += ONCE[own[0]]
        else:
            titled = in_title.get(lemma, 0)
            if titled:
                postings.titles.append(len(postings.documents))
            postings.impacts.append(impact(len(own) + (TITLE_WEIGHT - 1) * titled, by_length))
            postings.positions += varint(len(own)) + gaps(own)
        postings.documents.append(number)
