"""Compares search engines on questions hidden among news: `make bench-search` (N=2500 articles).

Same documents, same questions, same run, one table. Pagefind and the engines of npm are fetched
into .cache/bench-search; ours and Pagefind are asked in Chromium, as a reader's browser would.
"""

import html
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from plugins.search.index import build
from plugins.search.record import Record
from tests.bench.corpora import Question, questions, records
from tests.browser.conftest import FLAGS, find_browser
from tests.rig import ROOT, served

CACHE = ROOT / ".cache/bench-search"
PAGEFIND = "1.5.2"
MODULES = {
    "lunr": "2.3.9",
    "lunr-languages": "1.22.0",
    "minisearch": "7.2.0",
    "@orama/orama": "3.1.18",
    "@orama/stemmers": "3.1.18",
    "flexsearch": "0.8.212",
}
FIRST = 10
OURS = """async ([queries, first]) => {
  const { open } = await import("/theme/js/search.js")
  const { row } = await import("/theme/js/shown.js")
  const archive = await open("/search/")
  const answers = []
  for (const query of queries) {
    const hits = await archive.search(await archive.plan(query))
    const rows = await Promise.all(hits.slice(0, first).map((hit) => row(archive, hit.document)))
    answers.push(rows.map((row) => row.url))
  }
  return answers
}"""
PAGEFINDS = """async ([queries, first]) => {
  const pagefind = await import("/pagefind/pagefind.js")
  await pagefind.init()
  const answers = []
  for (const query of queries) {
    const { results } = await pagefind.search(query)
    const pages = await Promise.all(results.slice(0, first).map((each) => each.data()))
    answers.push(pages.map((page) => page.meta.id))
  }
  return answers
}"""
PAGE = """<!doctype html><html lang="ar"><title>{title}</title><body>
<article data-pagefind-body data-pagefind-meta="id:{id}"><h1>{title}</h1><p>{text}</p></article>
"""


class Asked(NamedTuple):
    """What an engine answered: ids, best first, for each question in turn."""

    name: str
    answers: list[list[str]]
    seconds: float


def main(news: int) -> None:
    """Print the table of all engines over `news` articles and the paragraphs asked for."""
    documents, asked = records(news), questions()
    fetch()
    print(f"{len(documents)} documents, {len(asked)} questions")
    print(f"{'':24}{'MRR@10':>8}{'Recall@10':>11}{'nothing':>9}{'seconds':>9}")
    with tempfile.TemporaryDirectory() as name:
        report(ours(Path(name, "ours"), documents, asked), asked)
        report(pagefind(Path(name, "pagefind"), documents, asked), asked)
        for each in of_npm(Path(name), documents, asked):
            report(each, asked)


def report(engine: Asked, asked: Sequence[Question]) -> None:
    """Print an engine's line: part of the questions answered, and of those with no hit at all."""
    pairs = list(zip(engine.answers, asked, strict=True))
    ranks = [ids.index(one.document) + 1 for ids, one in pairs if one.document in ids]
    mrr, recall = sum(1 / rank for rank in ranks) / len(asked), len(ranks) / len(asked)
    nothing = sum(not ids for ids in engine.answers) / len(asked)
    line = f"{engine.name:24}{mrr:8.3f}{recall:11.3f}{nothing:9.3f}{engine.seconds:9.0f}"
    print(line, flush=True)


def ours(folder: Path, documents: Sequence[Record], asked: Sequence[Question]) -> Asked:
    began = time.perf_counter()
    build(documents, folder / "search")
    shutil.copytree(ROOT / "theme/static/js", folder / "theme/js")
    return Asked("Mahfuzat", in_browser(folder, OURS, asked), time.perf_counter() - began)


def pagefind(folder: Path, documents: Sequence[Record], asked: Sequence[Question]) -> Asked:
    began = time.perf_counter()
    folder.mkdir()
    for number, each in enumerate(documents):
        values = {"id": each.id, "title": html.escape(each.title), "text": html.escape(each.text)}
        Path(folder, f"{number}.html").write_text(PAGE.format(**values), "utf-8")
    binary = next(Path(CACHE, "python/pagefind_bin").glob("pagefind*"))
    run([str(binary), "--site", str(folder)], CACHE)
    answers = in_browser(folder, PAGEFINDS, asked)
    return Asked(f"Pagefind {PAGEFIND}", answers, time.perf_counter() - began)


def of_npm(folder: Path, documents: Sequence[Record], asked: Sequence[Question]) -> list[Asked]:
    """Ask the engines that need no browser, all in one run of Node."""
    task = {
        "documents": [{"id": d.id, "title": d.title, "text": d.text} for d in documents],
        "questions": [{"text": each.text} for each in asked],
    }
    Path(folder, "task.json").write_text(json.dumps(task), "utf-8")
    shutil.copy(ROOT / "tests/bench/search_engines.mjs", CACHE)
    lines = run(["node", "search_engines.mjs", str(folder)], CACHE).splitlines()
    made = map(json.loads, lines)
    return [Asked(f"{m['name']} {m['version']}", m["answers"], m["seconds"]) for m in made]


def in_browser(folder: Path, script: str, asked: Sequence[Question]) -> list[list[str]]:
    """Return what `script` answers in a page served from `folder`."""
    Path(folder, "index.html").write_text("<!doctype html><html lang=ar>", "utf-8")
    with sync_playwright() as playwright, served(folder) as site:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page()
        page.goto(f"{site}/")
        answers: list[list[str]] = page.evaluate(script, [[each.text for each in asked], FIRST])
        browser.close()
    return answers


def fetch() -> None:
    """Put the other engines into CACHE, where they are not there yet."""
    missing = [tool for tool in ("node", "npm") if not shutil.which(tool)]
    if missing:
        sys.exit(
            f"{' and '.join(missing)} not found: this bench runs the engines of npm in Node.js 18+"
        )
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = json.dumps({"private": True, "dependencies": MODULES})
    stamp = Path(CACHE, "fetched.json")
    fetched = json.dumps([wanted, PAGEFIND])
    if stamp.is_file() and stamp.read_text("utf-8") == fetched:
        return
    Path(CACHE, "package.json").write_text(wanted, "utf-8")
    run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"], CACHE)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", "python"]
    run([*pip, f"pagefind[bin]=={PAGEFIND}"], CACHE)
    stamp.write_text(fetched, "utf-8")


def run(command: Sequence[str], folder: Path) -> str:
    """Run a program in `folder` and return what it prints; where it fails, stop and say why."""
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr or done.stdout}")
    return done.stdout


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 2500)
