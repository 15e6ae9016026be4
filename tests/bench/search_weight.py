"""What search weighs in Chromium, cold: `python -m tests.bench.search_weight 1000 10000 30000`.

Documents have about 400 words, joined from news. Bytes are those of a host that packs scripts, as
all do, over the real search page of the sample; of QUERIES queries of each kind.
"""

import gzip
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean, median
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from plugins.arabic.words import words
from plugins.search.index import build
from plugins.search.record import Record
from tests.bench.corpora import FOLDER, long_records, questions
from tests.browser.conftest import FLAGS, find_browser
from tests.rig import build_site, lay_out_sample, served

QUERIES = 40
SEARCH = """async ([query, rows]) => {
  const page = document.querySelector("script[src*=search-page]").src
  const { open } = await import(new URL("search.js", page))
  const archive = (globalThis.archive = await open("/search/"))
  const row = rows && (await import(new URL("shown.js", page))).row
  const plan = await archive.plan(query)
  const hits = await archive.search(plan)
  if (rows) await Promise.all(hits.slice(0, 10).map((hit) => row(archive, hit.document)))
  const times = []
  for (let turn = 0; turn < 3; turn++) {
    const began = performance.now()
    await archive.search(plan)
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)[1]
}"""
WARM = """async ([queries]) => {
  const page = document.querySelector("script[src*=search-page]").src
  const { open } = await import(new URL("search.js", page))
  const archive = (globalThis.archive = await open("/search/"))
  for (const query of queries) await archive.search(await archive.plan(query))
}"""


class Scales:
    """Weighs the files that a page asks for, each once a weighing."""

    def __init__(self, page: Page, output: Path) -> None:
        self._output = output
        self._asked: set[str] = set()
        page.on("request", lambda request: self._asked.add(urlsplit(request.url).path))

    def take(self) -> Counter[str]:
        """Return bytes by kind since the last time: engine, page, start, rows, index."""
        found = Counter[str]()
        for path in sorted(self._asked):
            file = self._output / path.lstrip("/")
            if file.is_file():
                content = file.read_bytes()
                packed = file.suffix == ".bin" or file.name == "index.json"
                found[self._kind(file)] += len(content if packed else gzip.compress(content))
        self._asked.clear()
        return found

    def _kind(self, file: Path) -> str:
        if file.suffix == ".js":
            return "engine" if file.stem in ENGINE else "page"
        if file.name == "index.json":
            return "start"
        if file.suffix != ".bin":
            return "html, css, fonts"
        return "rows" if "-" in file.stem else "index"


ENGINE = ("search", "shown", "operators", "query", "tables", "nearest", "suggest", "asked")
Table = dict[str, list[str]]  # what was weighed → a cell for each size of archive


def main(counts: Sequence[int]) -> None:
    """Print the weights of archives of these sizes, side by side."""
    if not FOLDER.is_dir():
        print(f"{FOLDER} is missing: what search weighs is not measured")
        return
    table: Table = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        lay_out_sample(Path(name))
        site = build_site(Path(name), {})
        if site.status:
            sys.exit(f"the sample was not built:\n{site.errors}")
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for count in counts:
            records = long_records(count)
            size = publish(records, site.output / "search")
            say(table, "all files", f"{size / 1e6:.1f} MB")
            with served(site.output) as address:
                page = browser.new_page(viewport={"width": 900, "height": 900})
                weigh(page, address, site.output, records, table)
                page.close()
            one_more(records, site.output / "search", Path(name, "next"), table)
        browser.close()
    print(f"\n{'':44}" + "".join(f"{count:>28}" for count in counts))
    for label, cells in table.items():
        print(f"{label:44}" + "".join(f"{cell:>28}" for cell in cells))


def say(table: Table, label: str, cell: str) -> None:
    table.setdefault(label, []).append(cell)
    print(f"  {label:44}{cell}", file=sys.stderr, flush=True)


def publish(records: Sequence[Record], folder: Path) -> int:
    """Put the index of `records` in place of the one in `folder`; return its bytes."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    build(records, folder)
    files = (path for path in folder.rglob("*") if path.suffix in (".bin", ".json"))
    return sum(path.stat().st_size for path in files)


def weigh(page: Page, address: str, output: Path, records: Sequence[Record], table: Table) -> None:
    """Say what each moment of a search weighs."""
    scales = Scales(page, output)
    page.goto(f"{address}/search/", wait_until="networkidle")
    opened = scales.take()
    say(table, "search page, nothing asked: engine, index", kilobytes(opened, INDEX))
    say(table, "its own scripts", kilobytes(opened, ["page"]))
    page.evaluate(WARM, [[]])
    start = scales.take()
    say(table, "engine, entry, rules, root", kilobytes(start, INDEX))
    say(table, "  of it the engine", kilobytes(start, ["engine"]))
    for kind, asked in made(records).items():
        weights, took = [], []
        for query in asked:
            took.append(page.evaluate(SEARCH, [query, kind == "ten results"]))
            weights.append(scales.take())
        first = start["start"] + start["index"]
        own = [each["start"] + each["index"] - first for each in weights]
        more = [each["rows"] for each in weights]
        engine = sum(each["engine"] for each in weights)
        cell = f"{mean(own) / 1000:.1f}; {max(own) / 1000:.1f} KB{median(took):7.1f} ms"
        say(table, f"{kind} (mean; most; warm)", cell)
        if any(more):
            say(table, "  its rows", f"{mean(more) / 1000:.1f} KB")
        if engine:
            say(table, "  once, more of the engine", f"{engine / 1000:.1f} KB")
    say(table, "memory of the tab, over the empty page", f"{memory(page, made(records)):.1f} MB")
    whole(page, address, scales, table)


INDEX = ("engine", "start", "index")


def kilobytes(weights: Counter[str], kinds: Iterable[str]) -> str:
    return f"{sum(weights[kind] for kind in kinds) / 1000:.2f} KB"


def whole(page: Page, address: str, scales: Scales, table: Table) -> None:
    """Say what the page itself takes for a reader's first word, names and all."""
    page.goto(f"{address}/search/", wait_until="networkidle")
    scales.take()
    page.fill("#q", "الرئيس")
    page.wait_for_selector("#results .item")
    page.wait_for_load_state("networkidle")
    weights = scales.take()
    say(table, "typing الرئيس: engine and index", kilobytes(weights, INDEX))
    say(table, "  rows of ten results", kilobytes(weights, ["rows"]))


def one_more(records: Sequence[Record], before: Path, after: Path, table: Table) -> None:
    """Say which part of the bytes is new when one document is added, and when one is changed."""
    added = [replace(records[0], id="new", url="articles/new/"), *records]
    changed = [replace(records[0], text=records[0].text + " كلمة"), *records[1:]]
    for label, wanted in (("added", added), ("changed", changed)):
        stays = sum(Path(before, path).stat().st_size for path in build(wanted, after, before))
        fresh = sum(path.stat().st_size for path in after.rglob("*.bin"))
        say(table, f"one document {label}: bytes renamed", f"{fresh / (fresh + stays):.2%}")
        shutil.rmtree(after)


def made(records: Sequence[Record]) -> dict[str, list[str]]:
    """Return queries of each kind, drawn from the texts."""
    chance = Random(6)
    found: dict[str, list[str]] = {
        kind: [] for kind in ("one word", "two words", "three words", "phrase", "ten results")
    }
    everywhere = commonest(records)
    found["a word of nearly all documents"] = everywhere
    found["three such words"] = [" ".join(chance.sample(everywhere, 3)) for _ in everywhere]
    while len(found["one word"]) < QUERIES:
        text = [word.text for word in words(chance.choice(records).text) if len(word.text) > 3]
        if len(text) > 9:
            at = chance.randrange(len(text) - 1)
            found["one word"].append(text[at])
            found["two words"].append(" ".join(chance.sample(text, 2)))
            found["three words"].append(" ".join(chance.sample(text, 3)))
            found["phrase"].append(f'"{text[at]} {text[at + 1]}"')
            found["ten results"].append(text[at])
    found["question"] = [each.text for each in chance.sample(questions(), QUERIES)]
    return found


def commonest(records: Sequence[Record]) -> list[str]:
    """Return the words that most documents have, of all words: two of them stand in every one."""
    counts = Counter(w for each in records for w in {word.text for word in words(each.text)})
    return [word for word, _ in counts.most_common(12)]


def memory(page: Page, queries: dict[str, list[str]]) -> float:
    """Return megabytes of script memory that an index in use takes, after all `queries`."""
    session = page.context.new_cdp_session(page)

    def used() -> float:
        session.send("HeapProfiler.collectGarbage")
        return float(session.send("Runtime.getHeapUsage")["usedSize"])

    page.evaluate("() => { globalThis.archive = undefined }")
    before = used()
    page.evaluate(WARM, [[query for asked in queries.values() for query in asked]])
    return (used() - before) / 1e6


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1000, 10_000, 30_000])
