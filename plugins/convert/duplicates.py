"""Near duplicates: texts that share most of their words in most of their order.

A sketch keeps the smallest hashes of a text's triples of words; two texts share about as much of
their sketches as of their triples (Broder, On the resemblance and containment of documents, 1997).
"""

import re
import struct
from base64 import b85decode, b85encode
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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
# Of the smallest hashes of two texts together, kept in sketches, so many at most stand in one text
# alone where the two are near. So both have all but so many of the TELLING smallest.
APART = int(KEPT - NEAR * KEPT)
TELLING = 16
MOST = 100  # texts that have one of them; more have a frame in common, not a text
SLOTS = 16 * TELLING  # bytes a text, where we count who has a hash that another has too
A_HASH = 5  # letters of a sketch
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
    entries = sorted(imports, key=lambda entry: entry.key)
    by_hash = _together(entries, _telling)
    by_address = _together(entries, lambda entry: (entry.address,) * bool(entry.address))
    found: dict[frozenset[str], Alike] = {}
    for entry in fresh:
        for pair in [*_near(entry, by_hash), *_same_address(entry, by_address)]:
            both = frozenset((pair.one.id, pair.other.id))
            told = found.setdefault(both, pair)
            if told.one is pair.one and told.why != pair.why:
                found[both] = told._replace(why=f"{told.why}, and {pair.why}")
    return list(found.values())


def _together(
    entries: Sequence[Import], signs: Callable[[Import], Sequence[Sign]]
) -> dict[Sign, list[Import]]:
    """Return sign → the entries that have it, for about those that more than one has.

    Most signs stand once: a table of bytes tells those, so that memory hardly grows with them.
    """
    seen = bytearray(SLOTS * len(entries) + 1)
    for entry in entries:
        for sign in signs(entry):
            at = hash(sign) % len(seen)
            seen[at] = min(2, seen[at] + 1)
    found: dict[Sign, list[Import]] = {}
    for entry in entries:
        for sign in signs(entry):
            if seen[hash(sign) % len(seen)] > 1:
                found.setdefault(sign, []).append(entry)
    return found


def _near(entry: Import, by_hash: dict[Sign, list[Import]]) -> Iterable[Alike]:
    whole = [by_hash.get(number, []) for number in _telling(entry)]
    lists = [each[:MOST] for each in whole]
    others = {other.id: other for each in lists for other in each if other.id != entry.id}
    shared = Counter(other.id for each in lists for other in each)
    cut_off = sum(len(each) > MOST for each in whole)  # these may hold any other too
    least = len(lists) - APART - cut_off
    found = []
    for id_, other in others.items():
        if shared[id_] >= least and not _told_already(entry, other):
            share = likeness(entry.sketch, other.sketch)
            if share >= NEAR:
                found.append((-share, other.key, other))
    for share, _, other in sorted(found):
        yield Alike(entry, other, f"about {-100 * share:.0f} % of the text is the same")


def _same_address(entry: Import, by_address: dict[Sign, list[Import]]) -> Iterable[Alike]:
    for other in by_address.get(entry.address, ()) if entry.address else ():
        if other.id != entry.id and not _told_already(entry, other):
            yield Alike(entry, other, "both come from one address")


def _told_already(one: Import, other: Import) -> bool:
    """Tell whether two sources are the same to the byte: `settle.TWIN` says so."""
    return one.sha256 == other.sha256 and one.key[0] != other.key[0]


def _telling(entry: Import) -> tuple[int, ...]:
    """Return the smallest hashes of a sketch."""
    return _hashes(entry.sketch[: A_HASH * TELLING])


def _hashes(text: str) -> tuple[int, ...]:
    data = b85decode(text) if text else b""
    return struct.unpack(f">{len(data) // 4}I", data)
