"""Answers a plan with Whoosh: the reference that the browser must equal.

Whoosh 2.7.5 is asked only for what it does right: no limit (its shortcuts lose documents), no
constant-score expansion, exclusion as a set of documents, no fields of lengths.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

from whoosh import query as whoosh_query
from whoosh.searching import Searcher

from plugins.arabic.fold import fold
from plugins.arabic.stem import light_stem, readings
from plugins.arabic.stopwords import stopwords
from plugins.arabic.words import words
from plugins.kinds import KINDS
from plugins.search.codec.read import Segment
from plugins.search.query import AnyOf, Days, Filter, Part, Phrase, Plan, Prefix, Titled, Word
from plugins.search.schema import (
    ALL_WORDS,
    EXACT,
    EXACT_BOOST,
    LEMMA,
    TITLE,
)
from plugins.search.whooshed import DAY

Query: TypeAlias = Any  # whoosh.query.Query: Whoosh ships no types
MOST_EXPANDED = 256  # words that a prefix stands for


class Hit(NamedTuple):
    """A document of the index, by its number, and its score."""

    document: int
    score: float


class Asked(NamedTuple):
    """A plan as Whoosh's queries."""

    scored: Query
    allowed: Query | None
    excluded: Query | None


class Archive:
    """A published index with what a query must look up in it."""

    def __init__(self, searcher: Searcher, segments: Sequence[Segment]) -> None:
        self._searcher = searcher
        self.segments = segments

    def search(self, plan: Plan) -> list[Hit]:
        """Return the documents that `plan` finds, best first, then by number."""
        asked = self.asked(plan)
        results = self._searcher.search(
            asked.scored, limit=None, filter=asked.allowed, mask=asked.excluded
        )
        return [Hit(number, score) for score, number in results.top_n]

    def row(self, document: int) -> dict[str, str]:
        """Return what is shown of a document."""
        row: dict[str, str] = self._searcher.stored_fields(document)
        return row

    def asked(self, plan: Plan) -> Asked:
        """Return the queries that `plan` stands for."""
        filters = [part for part in plan.required if _filters(part)]
        required = [self.query(part) for part in plan.required if not _filters(part)]
        wanted = self._said(plan, bool(required))
        if wanted:
            required.append(self._words(wanted))
        return Asked(
            whoosh_query.And(required) if required else whoosh_query.Every(),
            self._allowed(filters),
            whoosh_query.Or([self.query(part) for part in plan.excluded])
            if plan.excluded
            else None,
        )

    def lemma(self, form: str) -> str:
        """Return the lemma of a form typed: what the index knows of it, else of its readings."""
        for known in (form, *readings(form)):
            for segment in self.segments:
                lemma = segment.lemma(known)
                if lemma is not None:
                    return lemma
        return light_stem(form)

    def query(self, part: Part) -> Query:
        """Return the query of one part."""
        match part:
            case Word(form):
                return self._word(form)
            case Prefix(start):
                return whoosh_query.Or(
                    [whoosh_query.Term(LEMMA, lemma) for lemma in self._expanded(start)]
                )
            case Phrase(forms):
                lemmas = [self.lemma(form) for form in forms]
                if len(lemmas) == 1:
                    return whoosh_query.Term(LEMMA, lemmas[0])
                return whoosh_query.Phrase(LEMMA, lemmas)
            case Titled(forms):
                lemmas = list(dict.fromkeys(map(self.lemma, forms)))
                return whoosh_query.And([whoosh_query.Term(TITLE, lemma) for lemma in lemmas])
            case Filter(field, text):
                keys = [whoosh_query.Term(field, key) for key in self._keys(field, text)]
                return whoosh_query.ConstantScoreQuery(whoosh_query.Or(keys), 1.0)
            case Days(first, last):
                return whoosh_query.TermRange(DAY, f"{first:08}", f"{last:08}")
            case AnyOf(parts):
                return whoosh_query.Or([self.query(each) for each in parts])

    def _said(self, plan: Plan, more: bool) -> list[Part]:
        """Return the plan's words that say something, each lemma once."""
        weak = stopwords()
        strong = [p for p in plan.words if not (isinstance(p, Word) and p.form in weak)]
        chosen = strong or ([] if more else list(plan.words))
        return list({self._lemma_of(part): part for part in reversed(chosen)}.values())[::-1]

    def _lemma_of(self, part: Part) -> Part:
        return Word(self.lemma(part.form)) if isinstance(part, Word) else part

    def _words(self, parts: Sequence[Part]) -> Query:
        queries = [self.query(part) for part in parts]
        known = [query for query in queries if self._finds(query)]
        if len(known) > 1:
            queries.append(whoosh_query.ConstantScoreQuery(whoosh_query.And(known), ALL_WORDS))
        return whoosh_query.Or(queries)

    def _finds(self, query: Query) -> bool:
        reader = self._searcher.reader()
        return any(term in reader for term in query.iter_all_terms())

    def _word(self, form: str) -> Query:
        return whoosh_query.Or(
            [
                whoosh_query.Term(LEMMA, self.lemma(form)),
                whoosh_query.Term(EXACT, form, boost=EXACT_BOOST),
            ]
        )

    def _expanded(self, start: str) -> list[str]:
        found: set[str] = set()
        for segment in self.segments:
            for count, term in enumerate(segment.terms_from(start)):
                if count == MOST_EXPANDED or not term.text.startswith(start):
                    break
                found.add(term.text)
        return sorted(found)[:MOST_EXPANDED]

    def _keys(self, field: str, text: str) -> list[str]:
        """Return the ids of the facet's values called `text`: by id, else by words of both."""
        values = {v.id: v.name for segment in self.segments for v in segment.values(field)}
        if text in values:
            return [text]
        asked = _stems(text)
        return sorted(key for key, name in values.items() if asked <= _stems(f"{name} {key}"))

    def _allowed(self, filters: Iterable[Part]) -> Query | None:
        """Return what passes all filters: a document has many people, but one source and year."""
        groups: dict[object, list[Query]] = {}
        for number, part in enumerate(filters):
            single = isinstance(part, Filter) and part.field not in KINDS
            key = part.field if single and isinstance(part, Filter) else number
            groups.setdefault(key, []).append(self.query(part))
        queries = [whoosh_query.Or(group) for group in groups.values()]
        return whoosh_query.And(queries) if queries else None


def _stems(text: str) -> set[str]:
    """Return the words of a name, without their articles: قسم:السياسة is the section سياسة."""
    return {light_stem(fold(word.text)) for word in words(text)}


def _filters(part: Part) -> bool:
    if isinstance(part, AnyOf):
        return all(_filters(each) for each in part.parts)
    return isinstance(part, Filter | Days)
