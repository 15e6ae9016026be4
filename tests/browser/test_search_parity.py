"""The browser's engine and Whoosh's searcher over the same files: equal in every hit and score."""

import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from plugins.arabic.fold import fold
from plugins.arabic.stem import light_stem, readings, skeleton
from plugins.arabic.words import words
from plugins.search.index import build
from plugins.search.query import parse
from plugins.search.slim import slim_folder
from tests.made_archive import made_queries
from tests.rig import ROOT
from tests.search_index import one_segment, opened, part_value, plan_value, several_segments
from tests.test_search_pairs import PAIRS, expected, pages

DATA = ROOT / "tests/data"
ANSWER = """async ([queries]) => {
  const { open } = await import("/theme/js/search.js")
  const archive = await open("/search/")
  const answers = []
  for (const query of queries) {
    const hits = await archive.search(await archive.plan(query))
    answers.push(hits.map((hit) => [hit.document, hit.score]))
  }
  return answers
}"""
ANALYSE = """async ([texts]) => {
  const { open } = await import("/theme/js/search.js")
  const { arabic } = await open("/search/")
  const form = (text) =>
    [text, arabic.readings(text), arabic.lightStem(text), arabic.skeleton(text)]
  const words = (text) => arabic.words(text).map((word) => word.text)
  return texts.map((text) => [arabic.fold(text), words(text), arabic.forms(text).map(form)])
}"""
PLAN = """async ([queries]) => {
  const { open } = await import("/theme/js/search.js")
  const archive = await open("/search/")
  const plans = []
  for (const query of queries) plans.push(await archive.plan(query))
  return plans
}"""


def lay_out(folder: Path, *, published: bool = True) -> Path:
    """Return `folder` with the scripts, as a site has them or as written, and a page for them."""
    scripts = folder / "theme/js"
    shutil.copytree(ROOT / "theme/static/js", scripts)
    if published:
        slim_folder(scripts)
    (folder / "index.html").write_text("<!doctype html><link rel=icon href=data:,>", "utf-8")
    return folder


# Of 700 documents, common words have more than LONG: their lists stand apart, some as bits.
@pytest.fixture(params=[(one_segment, 700), (several_segments, 200)], ids=["one", "several"])
def made(request: pytest.FixtureRequest, tmp_path: Path):
    publish, count = request.param
    return publish(lay_out(tmp_path), seed=7, count=count)


def ask(page: Page, site: str, script: str, values: list[str]) -> list[Any]:
    page.goto(f"{site}/")
    answer: list[Any] = page.evaluate(script, [values])
    return answer


def test_hits_order_and_scores_are_those_of_whoosh(
    page: Page,
    site_server: Callable[..., str],
    made,
    tmp_path: Path,
    rounds: Callable[[int, int], int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    queries = list(made_queries(11, made, rounds(320, 4000)))
    archive = opened(tmp_path / "search")
    answers = ask(page, site_server(tmp_path), ANSWER, [each.query for each in queries])
    compared, hits = Counter[str](), Counter[str]()
    for (kind, query), answer in zip(queries, answers, strict=True):
        expected = archive.search(parse(query))
        assert [number for number, _ in answer] == [hit.document for hit in expected], query
        assert [score for _, score in answer] == pytest.approx(
            [hit.score for hit in expected], abs=1e-6
        ), query
        compared[kind] += 1
        hits[kind] += bool(expected)
    with capsys.disabled():
        said = ", ".join(f"{kind} {count} ({hits[kind]} found)" for kind, count in compared.items())
        print(f"\n{sum(compared.values())} queries equal Whoosh's: {said}")


LETTERS = [chr(code) for code in (*range(0x600, 0x700), *range(0x20, 0x7F))] + list(
    "éİßΣςﻻﺍﻟ\u200c\u0301«»𐎠ǅ½²"
)


def random_text(chance: Random) -> str:
    common = list("ابتجدرسعفقلمنهويةىأإآءؤئ") * 12 + [" "] * 60
    return "".join(chance.choice(common + LETTERS) for _ in range(chance.randint(0, 60)))


def analysed(text: str) -> list[Any]:
    forms = [fold(word.text) for word in words(text)]
    return [
        fold(text),
        [word.text for word in words(text)],
        [[form, list(readings(form)), light_stem(form), skeleton(form)] for form in forms],
    ]


def test_the_browser_analyses_as_python_does(
    page: Page,
    site_server: Callable[..., str],
    tmp_path: Path,
    rounds: Callable[[int, int], int],
) -> None:
    one_segment(lay_out(tmp_path), seed=1, count=5)
    chance = Random(5)
    texts = [random_text(chance) for _ in range(rounds(500, 20_000))]
    for name in ("fold.json", "lemma.json"):
        texts += [case[0] for case in json.loads((DATA / name).read_text("utf-8"))]
    answers = ask(page, site_server(tmp_path), ANALYSE, texts)
    for text, answer in zip(texts, answers, strict=True):
        assert answer == analysed(text)


def plain_part(part: dict[str, Any]) -> Any:
    """Return a part of the browser's plan as tests/data/query.json writes it."""
    kind = part["kind"]
    if kind == "word":
        return part["form"]
    if kind == "any":
        return ["any", *map(plain_part, part["parts"])]
    values = [value for name, value in part.items() if name != "kind"]
    return [kind, *(values[0] if isinstance(values[0], list) else values)]


def test_the_browser_reads_queries_as_python_does(
    page: Page, site_server: Callable[..., str], tmp_path: Path, rounds: Callable[[int, int], int]
) -> None:
    records = one_segment(lay_out(tmp_path), seed=1, count=20)
    cases = json.loads((DATA / "query.json").read_text("utf-8"))
    queries = [query for query, _ in cases]
    queries += [each.query for each in made_queries(3, records, rounds(1000, 20_000))]
    plans = ask(page, site_server(tmp_path), PLAN, queries)
    for query, plan in zip(queries, plans, strict=True):
        found = {
            name: [plain_part(part) for part in plan[name]]
            for name in ("words", "required", "excluded")
            if plan[name]
        }
        assert found | ({"plain": True} if plan["plain"] else {}) == plan_value(parse(query)), query
    assert part_value(parse("س OR ص").required[0]) == ["any", "س", "ص"]


def test_each_form_of_a_pair_finds_both_pages_in_the_browser(
    page: Page, site_server: Callable[..., str], tmp_path: Path
) -> None:
    build(pages(), lay_out(tmp_path) / "search")
    forms = [form for pair in PAIRS for form in pair[:2]]
    answers = ask(page, site_server(tmp_path), ANSWER, forms)
    for place, (form, answer) in enumerate(zip(forms, answers, strict=True)):
        assert expected(place // 2) <= {number for number, _ in answer}, form
