"""Search on all of the corpora: `make bench`, or `python -m tests.bench.search_quality`.

Every word analysed by Python and by the browser; words in other dress; broken plurals of our table,
and of a dictionary (arramooz, GPL: fetched to measure with, never a source).
"""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page, sync_playwright

from plugins.arabic.fold import fold
from plugins.arabic.stem import light_stem, readings, skeleton
from plugins.arabic.words import words
from plugins.search.index import build
from plugins.search.record import Record
from tests.bench.corpora import FOLDER, records
from tests.bench.search_engines import run
from tests.browser.conftest import FLAGS, find_browser
from tests.quality.answers import Concordance, in_clitics, in_number, in_spellings, score
from tests.quality.dress import Pair, pairs
from tests.rig import ROOT, served
from tests.search_index import opened

ALL = 1_000_000
NOUNS = 25  # clitics and spellings are asked of so many nouns, in both numbers
LEAST = 3  # documents that have each number of a noun
DICTIONARY = "arramooz-pysqlite==0.4.2"
CACHE = ROOT / ".cache/bench-search/dictionary"
SPLIT = """async ([texts]) => {
  const { open } = await import("/theme/js/search.js")
  const { arabic } = await open("/search/")
  return texts.map((text) => arabic.words(text).map((word) => word.text))
}"""
ANALYSE = """async ([words]) => {
  const { open } = await import("/theme/js/search.js")
  const { arabic } = await open("/search/")
  return words.map((word) => {
    const form = arabic.fold(word)
    return [form, arabic.readings(form), arabic.lightStem(form), arabic.skeleton(form)]
  })
}"""
AT_ONCE = 2000  # texts, or words


def main() -> None:
    """Print the figures."""
    if not FOLDER.is_dir():
        print(f"{FOLDER} is missing: quality of search is not measured")
        return
    documents = records(ALL)
    with tempfile.TemporaryDirectory() as name:
        build(documents, Path(name, "search"))
        report_analysis(Path(name), documents)
        report_dress(Path(name, "search"), documents)


def report_analysis(folder: Path, documents: Sequence[Record]) -> None:
    """Print of how many words of the corpora Python and the browser make the same."""
    shutil.copytree(ROOT / "theme/static/js", folder / "theme/js")
    Path(folder, "index.html").write_text("<!doctype html><html lang=ar>", "utf-8")
    texts = [f"{each.title}\n{each.text}" for each in documents]
    with sync_playwright() as playwright, served(folder) as site:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page()
        page.goto(f"{site}/")
        found = list(compared(page, SPLIT, texts, lambda text: [w.text for w in words(text)]))
        every = sorted({word for of_text in found for word in of_text})
        for _ in compared(page, ANALYSE, every, analysed):
            pass
        browser.close()
    said = f"{sum(map(len, found))} words of {len(texts)} documents, {len(every)} different"
    print(f"{said}: the same to Python and the browser", flush=True)


def compared(
    page: Page, script: str, values: Sequence[str], analyse: Callable[[str], list[Any]]
) -> Iterator[list[Any]]:
    """Yield what `analyse` makes of the values; where the browser makes another thing, stop."""
    for start in range(0, len(values), AT_ONCE):
        some = values[start : start + AT_ONCE]
        for value, answer in zip(some, page.evaluate(script, [some]), strict=True):
            expected = analyse(value)
            if expected != answer:
                sys.exit(f"Python and the browser differ on: {value[:200]}")
            yield expected


def analysed(word: str) -> list[Any]:
    form = fold(word)
    return [form, list(readings(form)), light_stem(form), skeleton(form)]


def report_dress(index: Path, documents: Sequence[Record]) -> None:
    """Print how words in other dress are found."""
    archive, texts = opened(index), Concordance(documents)
    ours = [pair for pair in pairs() if texts.has(pair, LEAST)]
    theirs = [pair for pair in of_dictionary() if texts.has(pair, LEAST)]
    few = Random(6).sample(ours, NOUNS)
    print(f"{'':36}{'recall':>8}{'precision@10':>14}{'precision':>11}")
    for name, wishes in (
        (f"{NOUNS} nouns in clitics", in_clitics(texts, few)),
        (f"{NOUNS} nouns in other spelling", in_spellings(texts, few)),
        (f"{len(ours)} broken plurals, our table", in_number(texts, ours)),
        (f"{len(theirs)} of the dictionary", in_number(texts, theirs)),
    ):
        found = score(archive, wishes)
        print(f"{name:36}{found.recall:8.3f}{found.first:14.3f}{found.all:11.3f}", flush=True)


def of_dictionary() -> Iterator[Pair]:
    """Yield the dictionary's broken plurals of four letters and more that are no other entry."""
    if not CACHE.is_dir():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
        CACHE.parent.mkdir(parents=True, exist_ok=True)
        run([*pip, str(CACHE), DICTIONARY], ROOT)
    file = CACHE / "arramooz/data/arabicdictionary.sqlite"
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    rows = database.execute("select unvocalized, broken_plural from nouns").fetchall()
    entries = {fold(word) for word, _ in rows}
    found = dict.fromkeys(
        Pair(fold(word), fold(plural))
        for word, plurals in rows
        for plural in (plurals or "").split(";")
        if fold(plural).isalpha()
    )
    yield from (p for p in found if len(p.plural) > 3 and p.plural not in entries)


if __name__ == "__main__":
    main()
