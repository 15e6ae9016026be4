"""Names of people, places, organizations and events, for whoever has typed their beginning."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from plugins.arabic.fold import fold
from plugins.arabic.stem import light_stem
from plugins.arabic.words import words
from plugins.kinds import KINDS
from plugins.search.codec.files import Files
from plugins.search.codec.numbers import added, string, varint
from plugins.search.codec.tables import Shard, write_shards
from plugins.search.codec.values import Value

SHARD_BYTES = 2048  # before compression


class Entry(NamedTuple):
    """A name under one of its beginnings: so many `documents` have it."""

    key: str
    kind: str
    id: str
    name: str
    documents: int


Aliases = Mapping[tuple[str, str], Iterable[str]]  # kind and id → other names


def name_entries(values: Iterable[Value], aliases: Aliases) -> list[Entry]:
    """Return the entities among `values` under each beginning that may be typed, sorted.

    A name is found from any of its words on, with the article of that word or without:
    «الأمم المتحدة» under الامم المتحده, امم المتحده, المتحده and متحده. It is found under each of
    its `aliases` from the first word on: who types NATO is shown the name that the archive writes.
    """
    found = set()
    for value in values:
        if value.field not in KINDS:
            continue
        forms = _forms(value.name)
        names = [forms[start:] for start in range(len(forms))]
        names += map(_forms, aliases.get((value.field, value.id), ()))
        for first, *rest in filter(None, names):
            for form in (first, light_stem(first)):
                key = " ".join([form, *rest])
                found.add(Entry(key, value.field, value.id, value.name, len(value.documents)))
    return sorted(found)


def _forms(name: str) -> list[str]:
    return [fold(word.text) for word in words(name)]


def write_names(entries: Iterable[Entry], files: Files) -> Iterator[Shard]:
    """Write sorted `entries` and yield the shards."""
    parts = (
        (entry.key.encode(), 2 * len(entry.key + entry.name) + len(entry.id) + 4, entry)
        for entry in entries
    )
    return write_shards(parts, SHARD_BYTES, _encoded, files)


def _encoded(run: list[Entry]) -> bytes:
    out, before = varint(len(run)), b""
    for entry in run:
        key = entry.key.encode()
        out += added(before, key) + varint(KINDS.index(entry.kind)) + string(entry.id.encode())
        out += string(entry.name.encode()) + varint(entry.documents)
        before = key
    return out
