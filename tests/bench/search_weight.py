"""What search weighs in Chromium, cold: `python -m tests.bench.search_weight 1000 10000`.

Documents have about 400 words, joined from news. Bytes are those of a host that packs scripts, as
all do, over the real search page of the sample; means of QUERIES queries of each kind.
"""

import gzip
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from plugins.arabic.words import words
from plugins.search.index import build
from plugins.search.record import Record
from tests.bench.corpora import long_records, questions
from tests.browser.conftest import FLAGS, find_browser
from tests.rig import build_site, lay_out_sample, served

QUERIES = 40
SEARCH = """async ([query, rows]) => {
  const page = document.querySelector("script[src*=search-page]").src
  const { open } = await import(new URL("search.js", page))
  const archive = (globalThis.archive = await open("/search/"))
  const plan = await archive.plan(query)
  const hits = await archive.search(plan)
  if (rows) await Promise.all(hits.slice(0, 10).map((hit) => archive.row(hit.document)))
  const began = performance.now()
  await archive.search(plan)
  return performance.now() - began
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


ENGINE = ("arabic", "nearest", "operators", "query", "search", "shards", "asked", "suggest")


def main(counts: Sequence[int]) -> None:
    """Print the weights of archives of these sizes."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        lay_out_sample(Path(name))
        site = build_site(Path(name), {})
        if site.status:
            sys.exit(f"the sample was not built:\n{site.errors}")
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for count in counts:
            records = long_records(count)
            size = publish(records, site.output / "search")
            with served(site.output) as address:
                page = browser.new_page(viewport={"width": 900, "height": 900})
                print(f"\n{count} documents, all files {size / 1e6:.1f} MB", flush=True)
                weigh(page, address, site.output, records)
                page.close()
        browser.close()


def publish(records: Sequence[Record], folder: Path) -> int:
    """Put the index of `records` in place of the one in `folder`; return its bytes."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    build(records, folder)
    files = (path for path in folder.rglob("*") if path.suffix in (".bin", ".json"))
    return sum(path.stat().st_size for path in files)


def weigh(page: Page, address: str, output: Path, records: Sequence[Record]) -> None:
    """Print a line for each moment of a search."""
    scales = Scales(page, output)
    page.goto(f"{address}/search/", wait_until="networkidle")
    line("search page, nothing asked", scales.take())
    queries = made(records)
    page.evaluate(WARM, [[]])
    start = scales.take()
    line("engine, entry, rules, root", start)
    opened = start["index"] + start["start"]
    for kind, asked in queries.items():
        weights, took = Counter[str](), 0.0
        for query in asked:
            took += page.evaluate(SEARCH, [query, kind == "ten results"])
            weights += scales.take()
        for each in weights:
            weights[each] //= len(asked)
        weights["index"] -= opened - weights.pop("start")
        line(kind, weights, f"{took / len(asked):8.1f} ms warm")
    print(f"  {'tab: memory of all':30}{memory(page, queries):8.1f} MB over the empty page")


def line(label: str, weights: Counter[str], more: str = "") -> None:
    parts = "".join(f"{kind:>8}{size / 1000:6.1f} KB" for kind, size in sorted(weights.items()))
    print(f"  {label:30}{parts}{more}", flush=True)


def made(records: Sequence[Record]) -> dict[str, list[str]]:
    """Return queries of each kind, drawn from the texts."""
    chance = Random(6)
    found: dict[str, list[str]] = {
        kind: [] for kind in ("one word", "two words", "three words", "phrase", "ten results")
    }
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
    main([int(each) for each in sys.argv[1:]] or [1000, 10_000])
