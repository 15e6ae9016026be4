"""Pairs of forms, some reported missing by users of other systems: each finds the other's page."""

import json

import pytest

from plugins.search.index import build
from plugins.search.query import parse
from plugins.search.record import Record
from plugins.search.searching import Archive
from tests.rig import ROOT
from tests.search_index import opened

PAIRS = json.loads((ROOT / "tests/data/lemma.json").read_text("utf-8"))


def pages() -> list[Record]:
    """Return two pages a pair: one has the first form alone, the next the second."""
    forms = [form for pair in PAIRS for form in pair[:2]]
    texts = [f"سطر فيه {form} وحدها" for form in forms]
    return [Record(str(n), f"{n}/", "", "", text) for n, text in enumerate(texts)]


def expected(number: int) -> set[int]:
    """Return the pages that both forms of pair `number` must find."""
    return {2 * number, 2 * number + 1}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("pairs")
    build(pages(), folder)
    return opened(folder)


@pytest.mark.parametrize("number", range(len(PAIRS)))
def test_each_form_finds_both_pages(archive: Archive, number: int) -> None:
    for form in PAIRS[number][:2]:
        found = {hit.document for hit in archive.search(parse(form))}
        assert expected(number) <= found, form
