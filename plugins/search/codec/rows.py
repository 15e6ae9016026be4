"""What is shown of a hit, a few documents a file; and the day of every document."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from plugins.filed import digest_of
from plugins.plaintext import shortened
from plugins.search.codec.files import Files, name_of
from plugins.search.codec.numbers import Cursor, varints
from plugins.search.record import Name, Record

ROWS = 2  # documents a file: ten hits are ten files at worst
RUN = 64  # files that share one hash in the root, which stays small so
IDENTITY = 8  # bytes of a record's hash
APART = ("words", "entities")  # of a record: its identity has digests of them
NAMES = 16_384  # entities whose digests are kept
SUMMARY = 180  # letters shown of a document


def write_rows(records: Sequence[Record], files: Files) -> list[bytes]:
    """Write what is shown of `records` and return the names of the runs.

    File number i of a run is called by the run's name, "-" and i.
    """
    blocks = [
        _packed([_row(record) for record in records[start : start + ROWS]])
        for start in range(0, len(records), ROWS)
    ]
    runs = [blocks[start : start + RUN] for start in range(0, len(blocks), RUN)]
    names = [name_of(b"".join(run)) for run in runs]
    for name, run in zip(names, runs, strict=True):
        for number, block in enumerate(run):
            files.put_as(f"{name.hex()}-{number}", block)
    return names


def read_row(number: int, names: Sequence[bytes], files: Files) -> dict[str, str]:
    """Return what is shown of document `number`."""
    block, place = divmod(number, ROWS)
    run, part = divmod(block, RUN)
    row: list[str] = json.loads(files.get(f"{names[run].hex()}-{part}"))[place]
    return dict(zip(("url", "title", "summary", "date", "source", "section"), row, strict=True))


def row_files(documents: int, names: Sequence[bytes]) -> Iterator[str]:
    """Yield the names of the files that `write_rows` wrote for so many documents."""
    for block in range(-(-documents // ROWS)):
        run, part = divmod(block, RUN)
        yield f"{names[run].hex()}-{part}"


def identity(record: Record) -> bytes:
    """Return what tells whether a record is still the one that was indexed; no text is read."""
    rest = {name: value for name, value in vars(record).items() if name not in APART}
    said = repr((rest, record.words and digest_of(record.words))).encode()
    return hashlib.sha256(said + b"".join(map(_told, record.entities))).digest()[:IDENTITY]


@lru_cache(maxsize=NAMES)
def _told(name: Name) -> bytes:
    """Return what tells an entity and its names from others: many documents name the same."""
    return hashlib.sha256(repr(name).encode()).digest()[:IDENTITY]


def pack_days(records: Iterable[Record]) -> bytes:
    """Return the day of each document as runs: yyyymmdd (00 for what is not known), how many."""
    days = (_day(record.date) for record in records)
    runs = [(day, len(list(same))) for day, same in groupby(days)]
    return varints([len(runs)] + [number for run in runs for number in run])


def unpack_days(data: bytes) -> list[int]:
    """Return the day of each document as a number, 0 for an undated one."""
    cursor = Cursor(data)
    days: list[int] = []
    for _ in range(cursor.varint()):
        day, count = cursor.varint(), cursor.varint()
        days += [day] * count
    return days


def _day(date: str) -> int:
    return int((date.replace("-", "") + "00000000")[:8]) if date else 0


def _row(record: Record) -> list[str]:
    summary = shortened(record.summary or record.text, SUMMARY)
    return [record.url, record.title, summary, record.date, record.source, record.section]


def _packed(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
