"""Which shard holds a key: a table of the shards' first keys, cut into groups of its own.

The first keys of the groups stand in the segment's root, so that a lookup loads one group and
one shard, whatever the size of the archive.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from plugins.search.codec.files import NAME_BYTES, Files
from plugins.search.codec.numbers import Cursor, added, varint

GROUP = 32  # shards whose keys and names are loaded together


class Shard(NamedTuple):
    """A shard's first key (UTF-8) and the name of its file."""

    first: bytes
    name: bytes


def write_table(shards: Iterable[Shard], files: Files) -> list[Shard]:
    """Write the groups of `shards` (in key order); return the groups' first keys and names."""
    listed = list(shards)
    runs = [listed[start : start + GROUP] for start in range(0, len(listed), GROUP)]
    return [Shard(run[0].first, files.put(_encoded(run))) for run in runs]


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
        return _decoded(self._files.get(name))


def _last_not_after(shards: list[Shard], key: bytes) -> Shard | None:
    place = bisect_right([shard.first for shard in shards], key) - 1
    return shards[place] if place >= 0 else None


def _encoded(run: list[Shard]) -> bytes:
    keys, before = b"", b""
    for shard in run:
        keys += added(before, shard.first)
        before = shard.first
    return varint(len(run)) + keys + b"".join(shard.name for shard in run)


def _decoded(data: bytes) -> list[Shard]:
    cursor = Cursor(data)
    keys, key = [], b""
    for _ in range(cursor.varint()):
        key = cursor.added(key)
        keys.append(key)
    return [Shard(key, cursor.take(NAME_BYTES)) for key in keys]
