"""What documents are filtered by: each person, place, source, year… and the documents it has."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plugins.search.codec.files import Files
from plugins.search.codec.numbers import Cursor, added, gaps, string, varint
from plugins.search.codec.tables import Shard, write_shards

SHARD_BYTES = 8192  # before compression


class Value(NamedTuple):
    """A value of a facet: person + vladimir-putin, the name shown, the documents (rising)."""

    field: str
    id: str
    name: str
    documents: list[int]

    @property
    def key(self) -> bytes:
        """The value's place in the order of all: its field, "=", its id."""
        return f"{self.field}={self.id}".encode()


def write_values(values: Iterable[Value], files: Files) -> Iterator[Shard]:
    """Write `values` in the order of their keys and yield the shards."""
    parts = (
        (value.key, 2 * len(value.documents) + 2 * len(value.id + value.name), value)
        for value in sorted(values, key=lambda v: v.key)
    )
    return write_shards(parts, SHARD_BYTES, _encoded, files)


def _encoded(run: list[Value]) -> bytes:
    heads, before = varint(len(run)), b""
    for value in run:
        name = "" if value.name == value.id else value.name
        heads += added(before, value.key) + string(name.encode()) + varint(len(value.documents))
        before = value.key
    return heads + b"".join(gaps(value.documents) for value in run)


def decode_values(data: bytes) -> Iterator[Value]:
    """Yield the values of one shard."""
    cursor = Cursor(data)
    heads, key = [], b""
    for _ in range(cursor.varint()):
        key = cursor.added(key)
        heads.append((key.decode(), cursor.string().decode(), cursor.varint()))
    for text, name, count in heads:
        field, _, value = text.partition("=")
        yield Value(field, value, name or value, cursor.gaps(count))
