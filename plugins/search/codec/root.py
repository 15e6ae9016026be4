"""The root of a segment: what a search for words needs of it, and the name of the rest."""

from typing import NamedTuple

from plugins.search.codec.files import NAME_BYTES
from plugins.search.codec.numbers import Cursor, string, varint
from plugins.search.codec.tables import Shard, decode_table


class Root(NamedTuple):
    """How many documents there are, the files of the rest and of the rows' names, two tables."""

    documents: int
    rest: bytes
    rows: bytes
    lexicon: list[Shard]
    terms: list[Shard]


class Rest(NamedTuple):
    """What only some queries and the writer need: `files` has the names of all other files."""

    average: float
    days: bytes
    identities: bytes
    files: bytes
    positions: list[Shard]
    values: list[Shard]
    names: list[Shard]


def encode_root(documents: int, rest: bytes, rows: bytes, *tables: bytes) -> bytes:
    """Return a root; `tables` are encoded, in the order of Root's."""
    return varint(documents) + rest + rows + b"".join(tables)


def decode_root(data: bytes) -> Root:
    """Return the root that `encode_root` wrote; IndexError for another file."""
    cursor = Cursor(data)
    documents, rest, rows = cursor.varint(), cursor.take(NAME_BYTES), cursor.take(NAME_BYTES)
    return Root(documents, rest, rows, decode_table(cursor), decode_table(cursor))


def encode_rest(
    average: float, days: bytes, identities: bytes, files: bytes, *tables: bytes
) -> bytes:
    """Return the rest; `tables` are encoded, in the order of Rest's."""
    return string(repr(average).encode()) + days + identities + files + b"".join(tables)


def decode_rest(data: bytes) -> Rest:
    """Return what `encode_rest` wrote; IndexError or ValueError for another file."""
    cursor = Cursor(data)
    average = float(cursor.string())
    days, identities, files = (cursor.take(NAME_BYTES) for _ in range(3))
    positions, values, names = (decode_table(cursor) for _ in range(3))
    return Rest(average, days, identities, files, positions, values, names)
