"""What was worked out of texts, kept from build to build: one SQLite file in .cache.

A row is found by the digest of all that it was worked out from, the code among it; so a row never
has to be changed, only forgotten. Values are JSON. Safe to delete: what is missing is worked out.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from sys import version as python
from typing import Any

from plugins.filed import Filed, digest_of

VERSION = 2  # of the table
SIZE = 16  # bytes of a key
BATCH = 500  # rows written at a time
LIBRARIES = (
    "babel",
    "bqplot",
    "hijridate",
    "jinja2",
    "markdown",
    "markupsafe",
    "nh3",
    "pelican",
    "simplemma",
)  # whose results are kept
TABLE = "CREATE TABLE kept (key BLOB PRIMARY KEY, value TEXT NOT NULL)"


class Store:
    """The rows in the file `path`; none, and nothing kept, where it cannot be read or written."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._used: set[bytes] = set()
        self._new: dict[bytes, str] = {}
        self._held: dict[bytes, str] = {}  # texts, where there is no file
        self._rows = _opened(path) if path else None

    def get(self, key: bytes) -> Any | None:
        """Return the value kept under `key`, or None. What is asked for is not forgotten."""
        self._used.add(key)
        if key in self._new:
            return json.loads(self._new[key])
        if self._rows is None:
            return None
        try:
            row = self._rows.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            return json.loads(row[0]) if row else None
        except (sqlite3.Error, ValueError):
            return None

    def put(self, key: bytes, value: Any) -> None:
        """Keep a value that JSON gives back as it is."""
        self._used.add(key)
        if self._rows is not None:
            self._new[key] = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if len(self._new) >= BATCH:
            self._write()

    def file(self, text: str) -> str:
        """Keep a text under its digest, which is returned."""
        name = digest_of(text)
        self.put(bytes.fromhex(name), text)
        if self._rows is None:
            self._held[bytes.fromhex(name)] = text
        return name

    def filed(self, name: str, again: Callable[[], str]) -> Filed:
        """Return the text of a digest, to be read when it is wanted, and not forgotten.

        again  works it out where it was lost
        """
        key = bytes.fromhex(name)
        self._used.add(key)
        return Filed(name, lambda: self._text(key) or again())

    def _text(self, key: bytes) -> str | None:
        found = self._held.get(key) or self.get(key)
        return found if isinstance(found, str) else None

    def save(self) -> None:
        """Write what is new, and forget what this build did not ask for."""
        self._write()
        if self._rows is None:
            return
        with suppress(sqlite3.Error), self._rows as rows:
            gone = {key for (key,) in rows.execute("SELECT key FROM kept")} - self._used
            rows.executemany("DELETE FROM kept WHERE key = ?", ((key,) for key in gone))

    def _write(self) -> None:
        if self._rows is not None:
            with suppress(sqlite3.Error), self._rows as rows:
                rows.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", self._new.items())
        self._new.clear()

    def close(self) -> None:
        if self._rows is not None:
            self._rows.close()
            self._rows = None


def key_of(kind: str, job: Iterable[Any]) -> bytes:
    """Return the key of what `kind` of work makes of a job, by the code and libraries of today."""
    found = blake2b(code().encode(), digest_size=SIZE)
    for each in (kind, *job):
        plain = isinstance(each, str)  # a page's HTML would take long to be written as JSON
        said = each if plain else json.dumps(each, ensure_ascii=False, default=digest_of)
        written = said.encode("utf-8", "surrogatepass")
        found.update(b"%c%d:" % (b"t" if plain else b"j", len(written)) + written)
    return found.digest()


@cache
def code() -> str:
    """Return a digest of our code, with its tables, and of what it is run by."""
    found = blake2b(repr((python, *map(version, LIBRARIES))).encode(), digest_size=SIZE)
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".csv", ".txt"):
            found.update(path.read_bytes())
    return found.hexdigest()


def _opened(path: Path) -> sqlite3.Connection | None:
    """Return the table in `path`, a new one where it is not one of ours."""
    for _ in range(2):
        with suppress(sqlite3.Error, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            rows = sqlite3.connect(path)
            if _is_ours(rows):
                return rows
            rows.close()
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return None


def _is_ours(rows: sqlite3.Connection) -> bool:
    """Tell whether a database has our table, laying it out in an empty one."""
    rows.execute("PRAGMA synchronous = OFF")  # a row that a fall of the machine spoilt is made anew
    found = rows.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    if not found:
        with rows:
            rows.execute(TABLE)
            rows.execute(f"PRAGMA user_version = {VERSION}")
        return True
    known: Mapping[int, Any] = rows.execute("PRAGMA user_version").fetchone()
    return bool(found == [(TABLE,)] and known[0] == VERSION)
