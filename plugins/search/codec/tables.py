"""Which shard holds a key: a table of the shards' first keys, cut into groups of its own.

The first keys of the groups stand with the segment's root, so that a lookup loads one group and
one shard, whatever the size of the archive.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from math import isqrt
from typing import NamedTuple, TypeVar

from plugins.search.codec.files import NAME_BYTES, Files
from plugins.search.codec.numbers import Cursor, added, varint

GROUP = 32  # shards whose keys and names are loaded together, at least
Item = TypeVar("Item")


class Shard(NamedTuple):
    """A file, and a key (UTF-8) that is not after its first and after all of the shard before."""

    first: bytes
    name: bytes


def write_shards(
    parts: Iterable[tuple[bytes, int, Item]],
    most: int,
    encode: Callable[[list[Item]], bytes],
    files: Files,
) -> Iterator[Shard]:
    """Write shards of about `most` bytes and yield them.

    parts   (key, about how many bytes, what `encode` takes), in the order of the keys; what has
            the same key stays together
    """
    run: list[Item] = []
    size, first, last = 0, b"", b""
    for key, weight, item in parts:
        if run and size + weight > most and key != last:
            yield Shard(first, files.put(encode(run)))
            run, size, first = [], 0, between(last, key)
        run.append(item)
        size += weight
        last = key
    if run:
        yield Shard(first, files.put(encode(run)))


def between(before: bytes, key: bytes) -> bytes:
    """Return the shortest beginning of `key`, in whole letters, that comes after `before`."""
    text = key.decode()
    starts = (text[:end].encode() for end in range(1, len(text)))
    return next((start for start in starts if start > before), key)


def write_table(shards: Iterable[Shard], files: Files) -> bytes:
    """Write the groups of `shards` (in key order); return the table of the groups.

    A table is about the square root of its shards, and so is a group.
    """
    listed = list(shards)
    size = max(GROUP, isqrt(len(listed)))
    runs = [listed[start : start + size] for start in range(0, len(listed), size)]
    return encode_table([Shard(run[0].first, files.put(encode_table(run))) for run in runs])


class Table:
    """Finds shards by key."""

    def __init__(self, groups: list[Shard], files: Files) -> None:
        self._groups = groups
        self._files = files
        self._group = lru_cache(None)(self._read_group)

    def find(self, key: bytes) -> bytes | None:
        """Return the name of the shard where `key` is, if anywhere."""
        group = _last_not_after(self._groups, key)
        shard = group and _last_not_after(self._group(group.name), key)
        return shard.name if shard else None

    def start(self, key: bytes) -> Iterator[bytes]:
        """Yield the names of the shards from the one where `key` is or would be, to the end."""
        first = max(0, bisect_right([g.first for g in self._groups], key) - 1)
        for group in self._groups[first:]:
            shards = self._group(group.name)
            begin = max(0, bisect_right([s.first for s in shards], key) - 1)
            yield from (shard.name for shard in shards[begin:])

    def _read_group(self, name: bytes) -> list[Shard]:
        return decode_table(Cursor(self._files.get(name)))


def _last_not_after(shards: list[Shard], key: bytes) -> Shard | None:
    place = bisect_right([shard.first for shard in shards], key) - 1
    return shards[place] if place >= 0 else None


def encode_table(run: list[Shard]) -> bytes:
    """Return the keys and then the names of `run`, which are in key order."""
    keys, before = b"", b""
    for shard in run:
        keys += added(before, shard.first)
        before = shard.first
    return varint(len(run)) + keys + b"".join(shard.name for shard in run)


def decode_table(cursor: Cursor) -> list[Shard]:
    """Return the shards of a table that begins where `cursor` stands."""
    keys, key = [], b""
    for _ in range(cursor.varint()):
        key = cursor.added(key)
        keys.append(key)
    return [Shard(key, cursor.take(NAME_BYTES)) for key in keys]
