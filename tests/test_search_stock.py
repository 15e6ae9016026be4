"""Our files and an index of Whoosh's own making, with the same documents, give the same hits."""

from pathlib import Path
from typing import Any

import pytest
from whoosh.analysis import Token
from whoosh.fields import Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.formats import Existence, Positions
from whoosh.searching import Searcher

from plugins.arabic.fold import fold
from plugins.arabic.words import words
from plugins.search.codec.read import Segment
from plugins.search.query import parse
from plugins.search.record import Record
from plugins.search.schema import EXACT, IMPACTS, LEMMA, TITLE, TITLE_WEIGHT, impact, norm, step
from plugins.search.searching import Archive
from plugins.search.whooshed import DAY, FIELDS, WORDS, Impacts, ImpactScorer, Text
from tests.made_archive import made_queries
from tests.search_index import one_segment, opened


class Given(Text):
    """A field whose tokens are given with the document: (text, place, weight)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.format = Positions() if name in (LEMMA, EXACT) else Existence()
        self.scorable = name == LEMMA

    def index(self, value: Any, **kwargs: Any) -> Any:
        def tokens(value: Any, **kwargs: Any) -> Any:
            for text, place, weight in value:
                yield Token(text=text, pos=place, boost=weight, stopped=False)

        found = self.format.word_values(iter(value), tokens, mode="index", **kwargs)
        return ((text.encode(), *rest) for text, *rest in found)


class Measured(Impacts):
    """Our weighting over stored frequencies and lengths: Whoosh's BM25 parts, not ours."""

    def __init__(self, archive: Archive, average: float) -> None:
        self.archive, self.average = archive, average

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1) -> Any:
        own = super().scorer(searcher, fieldname, text, qf)
        if fieldname not in (LEMMA, EXACT):
            return own
        lemma = self.archive.lemma(text.decode()) if fieldname == EXACT else text
        frequency = searcher.doc_frequency(LEMMA, lemma)
        return MeasuredScorer(own, searcher, self.average, step(frequency, searcher.doc_count()))


class MeasuredScorer(ImpactScorer):
    """Works the impact out while scoring, from what Whoosh keeps."""

    def __init__(self, own: ImpactScorer, searcher: Searcher, average: float, step: int) -> None:
        super().__init__(own._idf)
        self._searcher, self._average, self._step = searcher, average, step

    def score(self, matcher: Any) -> float:
        length = self._searcher.doc_field_length(matcher.id(), LEMMA)
        found = impact(matcher.weight(), norm(length, self._average))
        steps = max(1, round(found / self._step))
        return float(self._idf * steps * self._step / IMPACTS)


def stock(records: list[Record], archive: Archive, average: float) -> Searcher:
    """Return a Whoosh searcher over an index that Whoosh wrote."""
    index = RamStorage().create_index(Schema(**{name: Given(name) for name in FIELDS}))
    writer = index.writer()
    for record in records:
        writer.add_document(**_fields(record, archive))
    writer.commit()
    return index.searcher(weighting=Measured(archive, average))


def _fields(record: Record, archive: Archive) -> dict[str, Any]:
    title = [fold(word.text) for word in words(record.title)]
    text = [fold(word.text) for word in words(record.text)]
    tokens = [(form, place, TITLE_WEIGHT) for place, form in enumerate(title)]
    tokens += [(form, place, 1) for place, form in enumerate(text, len(title) + 1)]
    lemmas = [(archive.lemma(form), place, weight) for form, place, weight in tokens]
    total: dict[str, int] = {}
    for lemma, _, weight in lemmas:
        total[lemma] = total.get(lemma, 0) + weight
    found: dict[str, Any] = {
        LEMMA: lemmas,
        EXACT: [(f, 0, total[archive.lemma(f)]) for f in dict.fromkeys([*title, *text])],
        TITLE: [(lemma, 0, 1) for lemma in dict.fromkeys(map(archive.lemma, title))],
        DAY: [((record.date.replace("-", "") + "00000000")[:8], 0, 1)],
    }
    for each in record.entities:
        found.setdefault(each.kind, []).append((each.id, 0, 1))
    for author in record.authors:
        found.setdefault("author", []).append((author, 0, 1))
    facets = {"source": record.source, "section": record.section, "year": record.date[:4]}
    return found | {name: [(value, 0, 1)] for name, value in facets.items() if value}


@pytest.mark.parametrize("seed", [1, 2])
def test_a_stock_index_gives_the_same_hits_and_scores(tmp_path: Path, seed: int) -> None:
    records = one_segment(tmp_path, seed, 120)
    archive = opened(tmp_path / "search")
    segments: list[Segment] = list(archive.segments)
    other = Archive(stock(records, archive, segments[0].average), segments)
    for _, query in made_queries(seed, records, 320):
        plan = parse(query)
        assert other.search(plan) == archive.search(plan), query
    assert set(WORDS) <= set(FIELDS)
