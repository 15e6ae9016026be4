"""The imports of a run, found by place and by hash."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, NamedTuple

from plugins.convert.ledger import Import, Key
from plugins.convert.scratch import scratch

FIELDS = [field.name for field in fields(Import)]
NOTES = FIELDS.index("warnings")
# `at` and `item` are the key; `old` are those that were there when the run began.
SCHEMA = f"""
    CREATE TABLE imports ({", ".join(FIELDS)}, at, old DEFAULT 0, PRIMARY KEY (at, item));
    CREATE INDEX by_hash ON imports (sha256);
    CREATE INDEX by_id ON imports (id)
"""
COLUMNS = ", ".join(FIELDS)
PUT = f"""
    INSERT INTO imports ({COLUMNS}, at) VALUES ({"?, " * len(FIELDS)} ?)
    ON CONFLICT (at, item) DO UPDATE SET {", ".join(f"{each} = excluded.{each}" for each in FIELDS)}
"""


class Signed(NamedTuple):
    """What tells an import from others that may be the same."""

    key: Key
    new: bool
    sketch: str
    address: str


class Imports:
    """What the ledger holds, while a run changes it."""

    def __init__(self, entries: Iterable[Import]) -> None:
        """Entries  of a ledger"""
        self._tables = scratch(SCHEMA)
        self._tables.executemany(PUT, map(_row, entries))

    def __iter__(self) -> Iterator[Import]:
        """Yield all in the order of a ledger. Nothing may be put meanwhile."""
        return self._chosen("ORDER BY source, at, item")

    def get(self, place: str, item: str) -> Import | None:
        return next(self._chosen("WHERE at = ? AND item = ?", place, item), None)

    def of(self, place: str) -> list[Import]:
        """Return the imports of one source, in the order of their coming."""
        return list(self._chosen("WHERE at = ? ORDER BY rowid", place))

    def same(self, sha256: str) -> list[Import]:
        """Return the imports of sources that are the same to the byte."""
        return list(self._chosen("WHERE sha256 = ? ORDER BY rowid", sha256))

    def has(self, id_: str) -> bool:
        """Tell whether a document has this id."""
        return (
            self._tables.execute("SELECT 1 FROM imports WHERE id = ?", (id_,)).fetchone()
            is not None
        )

    def put(self, entry: Import) -> None:
        """Add an import, or set it in the place of an earlier one with its key."""
        self._tables.execute(PUT, _row(entry))

    def move(self, entry: Import, place: str, source: str) -> None:
        """Put an import in the place of itself, under another key."""
        self._tables.execute("DELETE FROM imports WHERE at = ? AND item = ?", entry.key)
        self.put(replace(entry, place=place, source=source))

    def complete(self, place: str, sha256: str, settings: str) -> None:
        """Note with which hash and settings all imports of one source were read."""
        said = "UPDATE imports SET sha256 = ?, settings = ? WHERE at = ?"
        other = "(sha256 <> ? OR settings <> ?)"
        row = (sha256, settings, place, sha256, settings)
        self._tables.execute(f"{said} AND {other}", row)

    def begin(self) -> None:
        """Begin a run: what there is now is old."""
        self._tables.execute("UPDATE imports SET old = 1")

    def signed(self) -> Iterator[Signed]:
        """Yield what tells each import from others, in the order of their keys."""
        said = "SELECT at, item, old, sketch, address FROM imports ORDER BY at, item"
        for at, item, old, sketch, address in self._tables.execute(said):
            yield Signed((at, item), not old, sketch, address)

    def any_new(self) -> bool:
        return self._tables.execute("SELECT 1 FROM imports WHERE NOT old").fetchone() is not None

    def _chosen(self, which: str, *given: str) -> Iterator[Import]:
        for row in self._tables.execute(f"SELECT {COLUMNS} FROM imports {which}", given):
            values = dict(zip(FIELDS, row, strict=True))
            yield Import(**values | {"warnings": tuple(json.loads(row[NOTES]))})


def _row(entry: Import) -> tuple[Any, ...]:
    row = tuple(vars(entry).values())
    notes = json.dumps(entry.warnings) if entry.warnings else "[]"
    return (*row[:NOTES], notes, *row[NOTES + 1 :], entry.key[0])
