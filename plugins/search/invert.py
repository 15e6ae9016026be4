"""From documents to words: which documents have a word, where, and in which form."""

from collections.abc import Iterable, Mapping

from plugins.search.analysis import Analysed
from plugins.search.codec.numbers import gaps, varint
from plugins.search.codec.terms import Form, Term
from plugins.search.schema import TITLE_WEIGHT, impact


class Postings:
    """What is gathered of one word while the documents pass."""

    __slots__ = ("documents", "forms", "impacts", "positions", "titles")

    def __init__(self) -> None:
        self.documents: list[int] = []
        self.impacts = bytearray()
        self.positions = bytearray()
        self.forms: dict[str, list[int]] = {}
        self.titles: list[int] = []

    def term(self, text: str) -> Term:
        """Return the gathered word, its forms in their order."""
        forms = [Form(form, self.forms[form]) for form in sorted(self.forms)]
        return Term(text, self.documents, bytes(self.impacts), forms, self.titles)


def invert(
    documents: Iterable[Analysed], lemmas: Mapping[str, str], average: float
) -> dict[str, Postings]:
    """Return lemma → postings of `documents`, which are numbered in the order they come.

    lemmas   form → lemma, for every form of the documents
    average  length of a document that `impact` measures by
    """
    found: dict[str, Postings] = {}
    for number, document in enumerate(documents):
        _add(number, document, lemmas, average, found)
    return found


def _add(
    number: int,
    document: Analysed,
    lemmas: Mapping[str, str],
    average: float,
    found: dict[str, Postings],
) -> None:
    head = len(document.title)
    # One place is left empty, so that no phrase spans the end of the title and the text.
    places: dict[str, list[int]] = {}
    for place, form in enumerate(document.title):
        places.setdefault(lemmas[form], []).append(place)
    in_title = {lemma: len(own) for lemma, own in places.items()}
    for place, form in enumerate(document.text, head + 1):
        places.setdefault(lemmas[form], []).append(place)
    length = head + len(document.text)
    for lemma, own in places.items():
        postings = found.get(lemma)
        if postings is None:
            postings = found[lemma] = Postings()
        titled = in_title.get(lemma, 0)
        if titled:
            postings.titles.append(len(postings.documents))
        frequency = len(own) + (TITLE_WEIGHT - 1) * titled
        postings.impacts.append(impact(frequency, length, average))
        postings.positions += varint(len(own)) + gaps(own)
        postings.documents.append(number)
    for form in {*document.title, *document.text}:
        postings = found[lemmas[form]]
        postings.forms.setdefault(form, []).append(len(postings.documents) - 1)
