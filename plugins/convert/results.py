"""What became of the sources of a run."""

import json
import os
from collections.abc import Iterator
from typing import Literal, NamedTuple

from plugins.convert.scratch import scratch

SCHEMA = """
    CREATE TABLE results (number, at, source, outcome, document, notes, PRIMARY KEY (number, at))
    WITHOUT ROWID
"""
What = Literal["made", "updated", "unchanged", "kept", "failed"]


class Result(NamedTuple):
    """What became of one item. `notes` are for the keeper: warnings, or why it failed."""

    source: str
    outcome: What
    document: str
    notes: tuple[str, ...] = ()


class Results:
    """Results, in the order of their sources, however often they are asked for."""

    def __init__(self) -> None:
        """There are none yet."""
        self._tables = scratch(SCHEMA)
        self._added = 0
        self._by_document = False

    def __iter__(self) -> Iterator[Result]:
        said = "SELECT source, outcome, document, notes FROM results ORDER BY number, at"
        for source, outcome, document, notes in self._tables.execute(said):
            yield Result(source, outcome, os.fsdecode(document), tuple(json.loads(notes)))

    def add(self, number: int, result: Result) -> None:
        """Add one of the source with this number."""
        self._added += 1
        document, notes = os.fsencode(result.document), json.dumps(result.notes)
        row = (number, self._added, result.source, result.outcome, document, notes)
        self._tables.execute("INSERT INTO results VALUES (?, ?, ?, ?, ?, ?)", row)

    def note(self, document: str, note: str) -> None:
        """Add to what is said of a document."""
        if not self._by_document:
            self._tables.execute("CREATE INDEX by_document ON results (document)")
            self._by_document = True
        said = "SELECT notes, number, at FROM results WHERE document = ?"
        for notes, *key in self._tables.execute(said, (os.fsencode(document),)).fetchall():
            more = json.dumps([*json.loads(notes), note])
            said = "UPDATE results SET notes = ? WHERE number = ? AND at = ?"
            self._tables.execute(said, (more, *key))
