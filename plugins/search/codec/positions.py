"""Where in each document a word stands: for phrases alone, so in shards of its own."""

from collections.abc import Iterable, Iterator

from plugins.search.codec.files import Files
from plugins.search.codec.numbers import VARINTS, Cursor, added
from plugins.search.codec.tables import Shard, write_shards

SHARD_BYTES = 12288  # before compression


def write_positions(streams: Iterable[tuple[str, bytes]], files: Files) -> Iterator[Shard]:
    """Write (word, its stream) in the order of the words and yield the shards.

    A stream says of each of the word's documents, in turn: how many positions, and their gaps.
    """
    parts = ((word.encode(), len(stream), (word.encode(), stream)) for word, stream in streams)
    return write_shards(parts, SHARD_BYTES, _encoded, files)


def _encoded(run: list[tuple[bytes, bytes]]) -> bytes:
    heads, before = VARINTS[len(run)], b""
    for word, stream in run:
        heads += added(before, word) + VARINTS[len(stream)]
        before = word
    return heads + b"".join(stream for _, stream in run)


def decode_positions(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the (word, stream) pairs of one shard."""
    cursor = Cursor(data)
    heads, word = [], b""
    for _ in range(cursor.varint()):
        word = cursor.added(word)
        heads.append((word.decode(), cursor.varint()))
    for text, length in heads:
        yield text, cursor.take(length)


def positions_in(stream: bytes, documents: int) -> list[list[int]]:
    """Return the positions in each of a word's `documents`, in turn."""
    cursor = Cursor(stream)
    return [cursor.gaps(cursor.varint()) for _ in range(documents)]
