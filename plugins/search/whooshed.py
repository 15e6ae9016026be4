"""The published files as an index of Whoosh's: its own searcher opens them and scores them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence, Positions
from whoosh.matching import ListMatcher
from whoosh.query.spans import Span
from whoosh.reading import MultiReader, SegmentReader, TermInfo
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from plugins.errors import ArchiveError
from plugins.search.codec.read import Segment
from plugins.search.index import read_segments
from plugins.search.schema import EXACT, FACETS, IMPACTS, LEMMA, TITLE, idf

DAY = "day"
WORDS = (LEMMA, EXACT, TITLE)
FIELDS = (*WORDS, *FACETS, DAY)
Key = tuple[str, bytes]  # Whoosh's term: field and text


class Text(FieldType):  # type: ignore[misc]
    """A field whose terms we make ourselves; `positions` are there for phrases."""

    def __init__(self, positions: bool = False) -> None:
        self.format = Positions() if positions else Existence()
        self.analyzer = self.vector = self.column_type = None
        self.scorable = self.stored = self.unique = self.spelling = False
        self.multitoken_query = "default"


def schema() -> Schema:
    """Return the fields of the index, as Whoosh knows them."""
    searched = {name: Text(positions=name == LEMMA) for name in FIELDS}
    return Schema(**searched, **{name: STORED() for name in ("url", "summary", "date")})


class Impacts(WeightingModel):  # type: ignore[misc]
    """BM25 whose frequency part stands in the postings as their weight; a filter scores 1."""

    def idf(self, searcher: Searcher, fieldname: str, text: bytes) -> float:
        """Return the word's idf in the whole index, deleted documents counted, as Whoosh does."""
        whole = searcher.get_parent()
        return idf(whole.doc_count_all(), whole.doc_frequency(fieldname, text))

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:
        """Return what scores the postings of a term."""
        return ImpactScorer(searcher.idf(fieldname, text) if fieldname in WORDS else 1.0)


class ImpactScorer(BaseScorer):  # type: ignore[misc]
    """Scores a posting: idf of the word × its impact in the document."""

    def __init__(self, own: float) -> None:
        self._idf = own

    def score(self, matcher: Any) -> float:
        """Return the score of the document where `matcher` stands."""
        score: float = self._idf * matcher.weight()
        return score


class Placed(ListMatcher):  # type: ignore[misc]
    """Postings that know where their words stand, once somebody asks."""

    positions: Any = None  # () -> positions of each document

    def copy(self) -> "Placed":
        """Return a matcher that stands where this one stands."""
        other: Placed = super().copy()
        other.positions = self.positions
        return other

    def spans(self) -> list[Span]:
        """Return the places of the word in the present document."""
        return [Span(place) for place in self.positions()[self._i]]


class ShardTerms(base.TermsReader):  # type: ignore[misc]
    """The terms of a segment, in every field."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: Key) -> bool:
        return self._postings(*term) is not None

    def indexed_field_names(self) -> tuple[str, ...]:
        """Return the names of all fields."""
        return FIELDS

    def terms(self) -> Iterator[Key]:
        """Yield every term."""
        for field in sorted(FIELDS):
            yield from self.terms_from(field, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Key]:
        """Yield the terms of a field that do not come before `prefix`, in their order."""
        for text in self._texts(fieldname, prefix.decode()):
            if text.encode() >= prefix:
                yield fieldname, text.encode()

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term; raises KeyError for one that is not here."""
        found = self._postings(fieldname, text)
        if found is None:
            raise KeyError(fieldname, text)
        documents, weights = found
        top = max(weights)
        return TermInfo(
            sum(weights), len(documents), 1, 1, top, minid=documents[0], maxid=documents[-1]
        )

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """Return the postings of a term; raises KeyError for one that is not here."""
        found = self._postings(fieldname, text)
        if found is None:
            raise KeyError(fieldname, text)
        matcher = Placed(*found, format=format_, scorer=scorer, term=(fieldname, text))
        if fieldname == LEMMA:
            term = self._segment.term(text.decode())
            assert term
            matcher.positions = _once(self._segment, term)
        return matcher

    def _texts(self, field: str, start: str) -> Iterator[str]:
        if field == EXACT:
            yield from sorted(form for form, _ in self._segment.forms() if self._has(form))
        elif field in WORDS:
            for term in self._segment.terms_from(start):
                if field == LEMMA or term.titles:
                    yield term.text
        elif field == DAY:
            yield from sorted({f"{day:08}" for day in self._segment.days})
        else:
            yield from (value.id for value in self._segment.values(field))

    def _has(self, form: str) -> bool:
        return (EXACT, form.encode()) in self

    def _postings(self, field: str, text: bytes) -> tuple[list[int], list[float]] | None:
        word = text.decode()
        if field == DAY:
            return _plain(self._segment.on_day(word))
        if field in FACETS:
            value = self._segment.value(field, word)
            return _plain(value.documents if value else [])
        lemma = self._segment.lemma(word) if field == EXACT else word
        term = self._segment.term(lemma) if lemma else None
        if term is None:
            return None
        if field == TITLE:
            return _plain([term.documents[place] for place in term.titles])
        places: Any = range(len(term.documents))
        if field == EXACT:
            places = next((form.places for form in term.forms if form.text == word), ())
        weights = [term.impacts[place] / IMPACTS for place in places]
        return ([term.documents[place] for place in places], weights) if weights else None


class ShardDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """The documents of a segment. Their lengths are within the impacts."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        """Return how many documents are not deleted."""
        return self._segment.documents - len(self._segment.deleted)

    def doc_count_all(self) -> int:
        """Return how many documents there are."""
        return self._segment.documents

    def has_deletions(self) -> bool:
        """Return whether any document is deleted."""
        return bool(self._segment.deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a document is deleted."""
        return docnum in self._segment.deleted

    def deleted_docs(self) -> frozenset[int]:
        """Return the deleted documents."""
        return self._segment.deleted

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """Return what is shown of a document."""
        return self._segment.row(docnum)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return `default`: scoring needs no lengths."""
        return default


class ShardCodec(base.Codec):  # type: ignore[misc]
    """Reads our files for Whoosh; writing them is plugins.search.index's."""

    def terms_reader(self, storage: object, segment: "ShardSegment") -> ShardTerms:
        """Return the reader of the segment's terms."""
        return ShardTerms(segment.own)

    def per_document_reader(self, storage: object, segment: "ShardSegment") -> ShardDocuments:
        """Return the reader of the segment's documents."""
        return ShardDocuments(segment.own)


class ShardSegment(base.Segment):  # type: ignore[misc]
    """A published segment, as Whoosh names one."""

    def __init__(self, own: Segment) -> None:
        super().__init__("search")
        self.own = own

    def codec(self) -> ShardCodec:
        """Return what reads the segment."""
        return ShardCodec()


def open_index(folder: Path) -> tuple[Searcher, list[Segment]]:
    """Return a Whoosh searcher over the index published in `folder`, and its segments.

    Raises ArchiveError when there is none that `read_segments` reads.
    """
    segments = read_segments(folder)
    if not segments:
        raise ArchiveError(f"{folder}: no whole index of today's rules; build the site")
    readers = [SegmentReader(None, schema(), ShardSegment(segment)) for segment in segments]
    reader = readers[0] if len(readers) == 1 else MultiReader(readers)
    return Searcher(reader, weighting=Impacts()), segments


def _plain(documents: list[int]) -> tuple[list[int], list[float]] | None:
    return (documents, [1.0] * len(documents)) if documents else None


def _once(segment: Segment, term: Any) -> Any:
    found: list[list[list[int]]] = []

    def positions() -> list[list[int]]:
        if not found:
            found.append(segment.positions(term))
        return found[0]

    return positions
