"""Near duplicates: texts that share most of their words in most of their order.

A sketch keeps the smallest hashes of a text's triples of words; two texts share about as much of
their sketches as of their triples (Broder, On the resemblance and containment of documents, 1997).
"""

import re
import struct
from base64 import b85decode, b85encode
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from plugins.arabic.fold import fold
from plugins.convert.imports import Imports
from plugins.convert.ledger import Import
from plugins.convert.publisher import is_cut_off
from plugins.convert.scratch import scratch

KEPT = 24  # hashes of a text; the estimate is then right within about a tenth
NEAR = 0.7  # of the triples
# Of the smallest hashes of two texts together, kept in sketches, so many at most stand in one text
# alone where the two are near. So both have all but so many of the TELLING smallest.
APART = int(KEPT - NEAR * KEPT)
TELLING = 16
MOST = 100  # texts that have one of them; more have a frame in common, not a text
A_HASH = 5  # letters of a sketch
SCHEMA = """
    CREATE TABLE entries (at INTEGER PRIMARY KEY, place, item, new, least INTEGER);
    CREATE TABLE signs (sign, entry INTEGER);
    CREATE TABLE shared (sign, entry INTEGER, PRIMARY KEY (sign, entry)) WITHOUT ROWID;
    CREATE TABLE pairs (one INTEGER, other INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID
"""
SHARE = """
    INSERT INTO shared SELECT DISTINCT sign, entry FROM signs
    WHERE sign IN (SELECT sign FROM signs GROUP BY sign HAVING count(*) > 1)
"""
PROMISING = """
    SELECT at FROM entries JOIN shared ON entry = at WHERE new GROUP BY at
    HAVING sum(typeof(sign) = 'integer') >= least OR max(typeof(sign) = 'text') ORDER BY at
"""
LEAST = 12  # words; shorter texts are alike by chance
WORD = re.compile(r"[^\s!-/:-@\[-`{-~،؛؟«»–—“”‘’…]+")  # with its marks: folding drops those


Sign = int | str  # a hash of a sketch, or that of an address


class Alike(NamedTuple):
    """Two documents, and why they may be one."""

    one: Import
    other: Import
    why: str


def sketch(text: str) -> str:
    """Return a text's sketch, as text; "" for a short one."""
    words = b" ".join(map(_folded, text.split())).split()
    if len(words) < LEAST:
        return ""
    triples = zip(words, words[1:], words[2:], strict=False)
    hashes = _smallest(set(map(crc32, map(b" ".join, triples))))
    return b85encode(struct.pack(f">{len(hashes)}I", *hashes)).decode("ascii")


def _smallest(hashes: set[int]) -> list[int]:
    """Return the smallest, in order. They lie evenly: of a long text few need to be sorted."""
    bound = (3 * KEPT << 32) // len(hashes)
    few = sorted([number for number in hashes if number < bound])
    return (few if len(few) >= KEPT else sorted(hashes))[:KEPT]


@lru_cache(maxsize=16_384)  # a text has few words that are not in others
def _folded(written: str) -> bytes:
    """Return the words in what stands between two spaces, mostly one."""
    return fold(" ".join(WORD.findall(written))).encode("utf-8")


def likeness(one: str, other: str) -> float:
    """Return about how much of their triples two texts share, from their sketches."""
    first, second = set(_hashes(one)), set(_hashes(other))
    union = sorted(first | second)[: min(KEPT, max(len(first), len(second)))]
    return sum(number in first and number in second for number in union) / max(1, len(union))


def address_key(address: str | None) -> str:
    """Return a hash of where a document stood; "" where that is cut off or a whole site."""
    if not address or is_cut_off(address):
        return ""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    if not path and not parts.query:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return blake2b(f"{host}{path}?{parts.query}".encode(), digest_size=6).hexdigest()


def alike(imports: Imports) -> Iterator[Alike]:
    """Yield the pairs of a new import and another that may be one document, each pair once.

    In the order of the sources, each one's nearest first, whatever order they were read in.
    """
    if not imports.any_new():
        return
    signs = Signs(imports)
    for at, entry in signs.new():
        found: dict[int, Alike] = {}
        for other, pair in [*signs.near(at, entry), *signs.same_address(at, entry)]:
            told = found.setdefault(other, pair)
            if told is not pair:
                found[other] = told._replace(why=f"{told.why}, and {pair.why}")
        yield from (pair for other, pair in found.items() if signs.first_told(at, other))


class Signs:
    """Which imports have a hash of their sketch, or their address, in common with another.

    Imports are known by their numbers, in the order of their keys.
    """

    def __init__(self, imports: Imports) -> None:
        """Most signs stand once, and are forgotten: SQLite puts all in order on the disk."""
        self.imports = imports
        self._tables = scratch(SCHEMA)
        self._tables.executemany("INSERT INTO signs VALUES (?, ?)", self._all())
        self._tables.execute(SHARE)
        self._tables.execute("DROP TABLE signs")

    def new(self) -> Iterator[tuple[int, Import]]:
        """Yield the new imports that have so many signs in common with others as near ones have."""
        for (at,) in self._tables.execute(PROMISING):
            yield at, self._entry(at)

    def near(self, at: int, entry: Import) -> Iterator[tuple[int, Alike]]:
        """Yield the imports of which most of the sketch is that of `entry`, nearest first."""
        lists = [self._having(sign, MOST + 1) for sign in _telling(entry.sketch)]
        counted = Counter(other for each in lists for other in each[:MOST] if other != at)
        cut_off = sum(len(each) > MOST for each in lists)  # these may hold any other too
        least = len(lists) - APART - cut_off
        found = []
        for number in (other for other, count in counted.items() if count >= least):
            other = self._entry(number)
            share = likeness(entry.sketch, other.sketch)
            if share >= NEAR and not _told_already(entry, other):
                found.append((-share, number, other))
        for share, number, other in sorted(found, key=lambda each: each[:2]):
            why = f"about {-100 * share:.0f} % of the text is the same"
            yield number, Alike(entry, other, why)

    def same_address(self, at: int, entry: Import) -> Iterator[tuple[int, Alike]]:
        for number in self._having(entry.address) if entry.address else ():
            other = self._entry(number)
            if number != at and not _told_already(entry, other):
                yield number, Alike(entry, other, "both come from one address")

    def first_told(self, one: int, other: int) -> bool:
        """Tell whether a pair is told for the first time."""
        pair = (min(one, other), max(one, other))
        return self._tables.execute("INSERT OR IGNORE INTO pairs VALUES (?, ?)", pair).rowcount == 1

    def _all(self) -> Iterator[tuple[Sign, int]]:
        for at, (key, new, sketched, address) in enumerate(self.imports.signed()):
            telling = _telling(sketched)
            row = (at, *key, new, max(1, len(telling) - APART))
            self._tables.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", row)
            yield from ((sign, at) for sign in telling)
            if address:
                yield address, at

    def _having(self, sign: Sign, most: int = -1) -> list[int]:
        said = "SELECT entry FROM shared WHERE sign = ? ORDER BY entry LIMIT ?"
        return [at for (at,) in self._tables.execute(said, (sign, most))]

    def _entry(self, at: int) -> Import:
        said = "SELECT place, item FROM entries WHERE at = ?"
        found = self.imports.get(*self._tables.execute(said, (at,)).fetchone())
        assert found is not None
        return found


def _told_already(one: Import, other: Import) -> bool:
    """Tell whether two sources are the same to the byte: `settle.TWIN` says so."""
    return one.sha256 == other.sha256 and one.key[0] != other.key[0]


def _telling(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of a sketch."""
    return _hashes(text[: A_HASH * TELLING])


def _hashes(text: str) -> tuple[int, ...]:
    data = b85decode(text) if text else b""
    return struct.unpack(f">{len(data) // 4}I", data)
