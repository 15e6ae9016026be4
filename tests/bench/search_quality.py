"""Search on all of the corpora: `make bench`, or `python -m tests.bench.search_quality`.

Every word analysed by Python and by the browser; words in other dress; broken plurals of our table,
and of a dictionary (arramooz, GPL: fetched to measure with, never a source).
"""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from playwright.sync_api import sync_playwright

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
ANALYSE = """async ([texts]) => {
  const { open } = await import("/theme/js/search.js")
  const { arabic } = await open("/search/")
  return texts.map((text) => arabic.words(text).map(({ text }) => {
    const form = arabic.fold(text)
    const readings = arabic.readings(form).join(" ")
    return [text, form, readings, arabic.lightStem(form), arabic.skeleton(form)]
  }))
}"""
AT_ONCE = 500  # texts


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
    count = 0
    with sync_playwright() as playwright, served(folder) as site:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page()
        page.goto(f"{site}/")
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            for text, answer in zip(some, page.evaluate(ANALYSE, [some]), strict=True):
                expected = [analysed(word.text) for word in words(text)]
                if expected != answer:
                    sys.exit(f"Python and the browser differ on: {text[:200]}")
                count += len(expected)
        browser.close()
    said = f"{count} words of {len(texts)} documents"
    print(f"{said}: analysed alike by Python and the browser", flush=True)


def analysed(word: str) -> list[str]:
    form = fold(word)
    return [word, form, " ".join(readings(form)), light_stem(form), skeleton(form)]


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
