"""Near duplicates: texts that share most of their words in most of their order.

A sketch keeps the smallest hashes of a text's triples of words; two texts share about as much of
their sketches as of their triples (Broder, On the resemblance and containment of documents, 1997).
"""

import re
import struct
from base64 import b85decode, b85encode
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from plugins.arabic.fold import fold
from plugins.convert.imports import Imports
from plugins.convert.ledger import Import
from plugins.convert.publisher import is_cut_off

KEPT = 24  # hashes of a text; the estimate is then right within about a tenth
NEAR = 0.7  # of the triples
LEAST = 12  # words; shorter texts are alike by chance
WORD = re.compile(r"[^\s!-/:-@\[-`{-~،؛؟«»–—“”‘’…]+")  # with its marks: folding drops those


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
    hashes = sorted(set(map(crc32, map(b" ".join, triples))))[:KEPT]
    return b85encode(b"".join(number.to_bytes(4, "big") for number in hashes)).decode("ascii")


@lru_cache(maxsize=60_000)  # a language has few words, and uses them often
def _folded(written: str) -> bytes:
    """Return the words in what stands between two spaces, mostly one."""
    return b" ".join(fold(word).encode("utf-8") for word in WORD.findall(written))


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


def alike(new: Iterable[Import], imports: Imports) -> list[Alike]:
    """Return the pairs of a new import and another that may be one document, each pair once.

    In the order of the sources, each one's nearest first, whatever order they were read in.
    """
    fresh = sorted(new, key=lambda entry: entry.key)
    if not fresh:
        return []
    by_hash: dict[int, list[Import]] = {}
    hashes: dict[tuple[str, str], tuple[int, ...]] = {}
    by_address: dict[str, list[Import]] = {}
    for entry in sorted(imports, key=lambda entry: entry.key):
        hashes[entry.key] = _hashes(entry.sketch)
        for number in hashes[entry.key]:
            by_hash.setdefault(number, []).append(entry)
        if entry.address:
            by_address.setdefault(entry.address, []).append(entry)
    found: dict[frozenset[str], Alike] = {}
    for entry in fresh:
        for pair in [*_near(entry, hashes[entry.key], by_hash), *_same_address(entry, by_address)]:
            found.setdefault(frozenset((pair.one.id, pair.other.id)), pair)
    return list(found.values())


def _near(
    entry: Import, hashes: Iterable[int], by_hash: dict[int, list[Import]]
) -> Iterable[Alike]:
    lists = [by_hash[number][:100] for number in hashes if len(by_hash[number]) > 1]
    others = {other.id: other for each in lists for other in each if other.id != entry.id}
    shared = Counter(other.id for each in lists for other in each)
    found = []
    for id_, other in others.items():
        if shared[id_] >= KEPT // 4 and not _told_already(entry, other):
            share = likeness(entry.sketch, other.sketch)
            if share >= NEAR:
                found.append((-share, other.key, other))
    for share, _, other in sorted(found):
        yield Alike(entry, other, f"about {-100 * share:.0f} % of the text is the same")


def _same_address(entry: Import, by_address: dict[str, list[Import]]) -> Iterable[Alike]:
    for other in by_address.get(entry.address, ()) if entry.address else ():
        if other.id != entry.id and not _told_already(entry, other):
            yield Alike(entry, other, "both come from one address")


def _told_already(one: Import, other: Import) -> bool:
    """Tell whether two sources are the same to the byte: `settle.TWIN` says so."""
    return one.sha256 == other.sha256 and one.key[0] != other.key[0]


def _hashes(text: str) -> tuple[int, ...]:
    data = b85decode(text) if text else b""
    return struct.unpack(f">{len(data) // 4}I", data)
