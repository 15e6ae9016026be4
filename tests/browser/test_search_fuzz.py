"""Bytes of chance as shards, and queries of any length: never a hang, never a blank page."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.test_search_parity import lay_out
from tests.search_index import one_segment

# A small generator of its own (mulberry32), so that a failing round can be run again by its seed.
FUZZ = """async ([seed, rounds]) => {
  const { Cursor } = await import("/theme/js/bytes.js")
  const { Segment, decodeTable, decodeLexicon, decodeTerms } = await import("/theme/js/segment.js")
  const tables = await import("/theme/js/tables.js")
  const chance = () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const names = ["decodePositions", "decodeValues", "decodeDays", "decodeNames"]
  const decoders = [decodeTable, decodeLexicon, decodeTerms, ...names.map((name) => tables[name])]
  decoders.push((cursor, _, bytes) => new Segment(bytes, [], null))
  const slow = []
  let refused = 0
  for (let round = 0; round < rounds; round++) {
    const least = chance() < 0.5 ? 256 : 8
    const bytes = Uint8Array.from({ length: chance() * 3000 }, () => chance() * least)
    const start = performance.now()
    try {
      decoders[round % decoders.length](new Cursor(bytes), 1000, bytes)
    } catch {
      refused++
    }
    if (performance.now() - start > 1000) slow.push(round)
  }
  return [refused, slow]
}"""
DAMAGE = """async ([name]) => {
  const { ShardError } = await import("/theme/js/files.js")
  const { Segment } = await import("/theme/js/segment.js")
  const { Archive, open } = await import("/theme/js/search.js")
  const { arabic } = await open("/search/")
  const table = [1, 0, 0, 1, 2, 3, 4, 5, 6]
  const root = new Uint8Array([9, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, ...table, ...table])
  let byte = 0
  const load = async () => Uint8Array.from({ length: 50 }, () => (byte = (byte * 7 + 13) % 256))
  const archive = new Archive(arabic, [new Segment(root, [], load)], load)
  try {
    await archive.search(await archive.plan(name))
    return "found"
  } catch (error) {
    return error instanceof ShardError ? error.kind : String(error)
  }
}"""
ASK = """async ([queries]) => {
  const { open } = await import("/theme/js/search.js")
  const archive = await open("/search/")
  const start = performance.now()
  for (const query of queries) await archive.search(await archive.plan(query))
  return performance.now() - start
}"""


def test_random_bytes_as_shards_are_refused_in_time(
    page: Page, site_server: Callable[..., str], tmp_path: Path, rounds: Callable[[int, int], int]
) -> None:
    lay_out(tmp_path, published=False)
    page.goto(f"{site_server(tmp_path)}/")
    refused, slow = page.evaluate(FUZZ, [20241021, rounds(5000, 200_000)])
    assert slow == []
    assert refused > 0


def test_random_bytes_behind_a_query_are_named_damage(
    page: Page, site_server: Callable[..., str], tmp_path: Path
) -> None:
    one_segment(lay_out(tmp_path, published=False), seed=1, count=3)
    page.goto(f"{site_server(tmp_path)}/")
    for query in ("كتاب", '"كتاب جديد"', "كت*", "person:taha-hussein"):
        assert page.evaluate(DAMAGE, [query]) == "damaged"


def test_queries_of_any_length_are_answered_in_time(
    page: Page, site_server: Callable[..., str], tmp_path: Path
) -> None:
    one_segment(lay_out(tmp_path), seed=1, count=50)
    page.goto(f"{site_server(tmp_path)}/")
    parts = ("كتاب ", "و", '"', "-", "title:", "كتاب* ", "أو ", "𐎠", "ا" * 300 + " ", "شخص:بوتين ")
    took = page.evaluate(ASK, [[(part * 10_000)[:10_000] for part in parts]])
    assert took < 10_000, "ms"
