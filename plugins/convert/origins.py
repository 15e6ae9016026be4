"""The sources of a run: which file each is, what was seen of it, which of them must be read."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from plugins.convert.scratch import scratch
from plugins.convert.settings import EMPTY, SourceSettings
from plugins.convert.sources import Source, place_of

SCHEMA = """
    CREATE TABLE sources (number INTEGER PRIMARY KEY, path, name, section, settings, place);
    CREATE TABLE seen (number INTEGER PRIMARY KEY, sha256);
    CREATE TABLE pending (kind, number, PRIMARY KEY (kind, number)) WITHOUT ROWID
"""
ALL = "SELECT path, name, section, settings, place, '' FROM sources ORDER BY number"
FIRST = """
    SELECT place, name FROM seen JOIN sources USING (number) WHERE sha256 = ?
    ORDER BY number LIMIT 1
"""
ONE = "SELECT path, name, section, settings, place, sha256 FROM sources JOIN seen USING (number)"
Kind = Literal["office", "simple", "picture", ""]  # of a source: how it is best read


class Origin(NamedTuple):
    """A source as the ledger knows it."""

    source: Source
    place: str
    sha256: str

    def name(self, item: str) -> str:
        return f"{self.source.name}#{item}" if item else self.source.name


class Origins:
    """The sources of a run, by their numbers."""

    def __init__(self, sources: Iterable[Source] = (), project: Path = Path()) -> None:
        """List the sources; their places are told as `project` sees them."""
        self._settings = {EMPTY.mark: EMPTY}  # few: each is a part of some sources.yml
        self._tables = scratch(SCHEMA)
        rows = (self._row(source, place_of(source.path, project)) for source in sources)
        said = "INSERT INTO sources (path, name, section, settings, place) VALUES (?, ?, ?, ?, ?)"
        self._tables.executemany(said, rows)
        self._tables.execute("CREATE INDEX by_place ON sources (place)")

    def __len__(self) -> int:
        return int(self._tables.execute("SELECT count(*) FROM sources").fetchone()[0])

    def __iter__(self) -> Iterator[tuple[int, Origin]]:
        """Yield numbers from 1 on, and sources, whose hash is not known yet."""
        return enumerate(map(self._origin, self._tables.execute(ALL)), start=1)

    def __getitem__(self, number: int) -> Origin:
        """Return a source that was seen."""
        return self._origin(self._tables.execute(f"{ONE} WHERE number = ?", (number,)).fetchone())

    def there(self, place: str) -> bool:
        """Tell whether a source of this run has a place."""
        said = "SELECT 1 FROM sources WHERE place = ?"
        return self._tables.execute(said, (place,)).fetchone() is not None

    def see(self, number: int, sha256: str) -> None:
        self._tables.execute("INSERT INTO seen VALUES (?, ?)", (number, sha256))

    def all_seen(self) -> None:
        """From now on the first of equal sources is asked for."""
        self._tables.execute("CREATE INDEX by_hash ON seen (sha256, number)")

    def first(self, sha256: str) -> tuple[str, str] | None:
        """Return place and name of the first of the sources that are the same to the byte."""
        found: tuple[str, str] | None = self._tables.execute(FIRST, (sha256,)).fetchone()
        return found

    def wait(self, number: int, kind: Kind) -> None:
        """Note that a source must be read."""
        self._tables.execute("INSERT INTO pending VALUES (?, ?)", (kind, number))

    def pass_over(self, number: int) -> None:
        """Note that a source that waited need not be read."""
        self._tables.execute("DELETE FROM pending WHERE number = ?", (number,))

    def waiting(self, kind: Kind) -> int:
        said = "SELECT count(*) FROM pending WHERE kind = ?"
        return int(self._tables.execute(said, (kind,)).fetchone()[0])

    def pending(self, kind: Kind) -> Iterator[int]:
        """Yield the numbers of the sources that must be read."""
        said = "SELECT number FROM pending WHERE kind = ? ORDER BY number"
        return (number for (number,) in self._tables.execute(said, (kind,)))

    def _row(self, source: Source, place: str) -> tuple[bytes, str, str | None, str, str]:
        settings = self._settings.setdefault(source.settings.mark, source.settings)
        return os.fsencode(source.path), source.name, source.section, settings.mark, place

    def _origin(self, row: tuple[bytes, str, str | None, str, str, str]) -> Origin:
        path, name, section, mark, place, sha256 = row
        settings: SourceSettings = self._settings[mark]
        return Origin(Source(Path(os.fsdecode(path)), name, section, settings), place, sha256)
