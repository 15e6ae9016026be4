"""What was worked out of texts, kept from build to build: one SQLite file in .cache.

A row is found by the digest of all that it was worked out from, the code among it; so a row never
has to be changed, only forgotten. Values are JSON. Safe to delete: what is missing is worked out.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from sys import version as python
from typing import Any

from plugins.filed import SIZE, Filed, digest_of

VERSION = 3  # of the tables
BATCH = 500  # rows read or written at a time
LARGE = 1 << 20  # letters of a row that is written at once, not held
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
# Made once: json.dumps would make one for each value.
KEPT_AS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
TOLD_AS = json.JSONEncoder(ensure_ascii=False, default=digest_of)
KEPT, TEXTS = "kept", "texts"  # long texts apart: a build reads all of the one, few of the other
TABLES = [
    f"CREATE TABLE {name} (key BLOB PRIMARY KEY, value TEXT NOT NULL)" for name in (KEPT, TEXTS)
]


class Store:
    """The rows in the file `path`; none, and nothing kept, where it cannot be read or written."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._used: dict[str, set[bytes]] = {KEPT: set(), TEXTS: set()}
        self._new: dict[str, dict[bytes, str]] = {KEPT: {}, TEXTS: {}}
        self._rows = _opened(path) if path else None
        self.is_new = self._is_empty()

    def get(self, key: bytes) -> Any | None:
        """Return the value kept under `key`, or None. What is asked for is not forgotten."""
        return self.get_all([key])[0]

    def get_all(self, keys: Sequence[bytes]) -> list[Any | None]:
        """Return what `get` does for each of many keys, which takes a third of the time."""
        self._use(KEPT, keys)
        found = self._found(KEPT, keys)
        return [_value(found.get(key)) for key in keys]

    def has(self, key: bytes) -> bool:
        """Tell whether a value is kept under `key`, which is not forgotten then."""
        self._use(KEPT, [key])
        if key in self._new[KEPT]:
            return True
        with suppress(sqlite3.Error):
            asked = f"SELECT 1 FROM {KEPT} WHERE key = ?"
            return bool(self._rows and self._rows.execute(asked, [key]).fetchone())
        return False

    def put(self, key: bytes, value: Any) -> None:
        """Keep a value that JSON gives back as it is."""
        if self._rows is not None:
            self._put(KEPT, key, KEPT_AS.encode(value))

    def file(self, text: str, digest: str = "") -> str:
        """Keep a text under its digest, which is returned; `digest` where it is known."""
        name = digest or digest_of(text)
        self._put(TEXTS, bytes.fromhex(name), text)
        return name

    def filed(self, name: str, again: Callable[[], str]) -> Filed:
        """Return the text of a digest, to be read when it is wanted, and not forgotten.

        again  works it out where it was lost or spoilt
        """
        self._use(TEXTS, [bytes.fromhex(name)])
        held = None if self._rows else self._new[TEXTS].get(bytes.fromhex(name))
        return Filed(name, Recall(self, name, again), held)

    def text(self, name: str) -> str | None:
        """Return the text of a digest, None where it is lost or spoilt."""
        new = self._new[TEXTS].get(bytes.fromhex(name))
        return _text(self._rows, name) if new is None else new

    def share(self) -> None:
        """Write the texts that are new, so that other processes find them."""
        if self._new[TEXTS]:
            self._write(TEXTS)

    def save(self) -> None:
        """Write what is new, and forget what this build did not ask for."""
        for table, used in self._used.items():
            self._write(table)
            if self._rows is not None and not self.is_new:
                with suppress(sqlite3.Error), self._rows as rows:
                    gone = {key for (key,) in rows.execute(f"SELECT key FROM {table}")} - used
                    rows.executemany(f"DELETE FROM {table} WHERE key = ?", ((k,) for k in gone))

    def close(self) -> None:
        if self._rows is not None:
            self._rows.close()
            self._rows = None

    def _is_empty(self) -> bool:
        """Tell whether nothing was kept before. Tables that cannot be read were not empty."""
        with suppress(sqlite3.Error):
            return not (self._rows and self._rows.execute(f"SELECT 1 FROM {KEPT}").fetchone())
        return False

    def _found(self, table: str, keys: Sequence[bytes]) -> dict[bytes, str]:
        """Return key → value of those that are there, asked for in the order that they lie in."""
        new = self._new[table]
        found = {key: new[key] for key in keys if key in new}
        order = sorted(set(keys).difference(found)) if self._rows is not None else []
        for at in range(0, len(order), BATCH):
            part = order[at : at + BATCH]
            asked = f"SELECT key, value FROM {table} WHERE key IN ({','.join('?' * len(part))})"
            with suppress(sqlite3.Error):
                assert self._rows is not None
                found.update(self._rows.execute(asked, part))
        return found

    def _put(self, table: str, key: bytes, value: str) -> None:
        self._use(table, [key])
        self._new[table][key] = value
        if len(self._new[table]) >= BATCH or len(value) > LARGE:
            self._write(table)

    def _use(self, table: str, keys: Iterable[bytes]) -> None:
        """Note that rows are not to be forgotten; nothing is of a store that begins."""
        if not self.is_new:
            self._used[table].update(keys)

    def _write(self, table: str) -> None:
        if self._rows is None:  # texts stay here: nowhere else could they be read
            return
        with suppress(sqlite3.Error), self._rows as rows:
            rows.executemany(
                f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", sorted(self._new[table].items())
            )
        self._new[table].clear()


class Shared:
    """The texts in the file `path`, for a process that only reads them while another writes."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._rows: sqlite3.Connection | None = None
        if path:
            with suppress(sqlite3.Error):
                address = f"{path.absolute().as_uri()}?mode=ro"
                self._rows = sqlite3.connect(address, uri=True, check_same_thread=False)

    def text(self, name: str) -> str | None:
        """Return what `Store.text` does."""
        return _text(self._rows, name)


shared = cache(Shared)


class Recall:
    """Reads a filed text when it is wanted. An archive holds some for every article."""

    __slots__ = ("again", "name", "store")

    def __init__(self, store: "Store | Shared", name: str, again: Callable[[], str]) -> None:
        self.store, self.name, self.again = store, name, again

    def __reduce__(self) -> tuple[Callable[..., "Recall"], tuple[Any, ...]]:
        return _elsewhere, (self.store.path, self.name, self.again)

    def __call__(self) -> str:
        found = self.store.text(self.name)
        return self.again() if found is None else found


def _text(rows: sqlite3.Connection | None, name: str) -> str | None:
    """Return the text of a digest; it is read by itself, as it is wanted."""
    with suppress(sqlite3.Error):
        asked = f"SELECT value FROM {TEXTS} WHERE key = ?"
        found = rows and rows.execute(asked, [bytes.fromhex(name)]).fetchone()
        if found and digest_of(found[0]) == name:
            return str(found[0])
    return None


def _elsewhere(path: Path | None, name: str, again: Callable[[], str]) -> Recall:
    return Recall(shared(path), name, again)


def _value(said: str | None) -> Any | None:
    try:
        return None if said is None else json.loads(said)
    except ValueError:
        return None


def key_of(kind: str, job: Iterable[Any]) -> bytes:
    """Return the key of what `kind` of work makes of a job, by the code and libraries of today."""
    found = blake2b(code().encode(), digest_size=SIZE)
    for each in (kind, *job):
        plain = isinstance(each, str)  # a page's HTML would take long to be written as JSON
        said = each if plain else _json(each)
        written = said.encode("utf-8", "surrogatepass")
        found.update(b"%c%d:" % (b"t" if plain else b"j", len(written)) + written)
    return found.digest()


def _json(value: Any) -> str:
    """Return a value as JSON, a filed text as its digest."""
    if isinstance(value, Filed):  # the most of what is asked for
        return f'"{value.digest}"'
    return TOLD_AS.encode(value)


@cache
def code() -> str:
    """Return a digest of our code, with its tables, and of what it is run by."""
    found = blake2b(repr((python, *map(version, LIBRARIES))).encode(), digest_size=SIZE)
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".csv", ".txt"):
            found.update(path.read_bytes())
    return found.hexdigest()


def _opened(path: Path) -> sqlite3.Connection | None:
    """Return the tables in `path`, new ones where it is not one of ours."""
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
    """Tell whether a database has our tables, laying them out in an empty one."""
    rows.execute("PRAGMA synchronous = OFF")  # a row that a fall of the machine spoilt is made anew
    found = rows.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    if not found:
        with rows:
            for table in TABLES:
                rows.execute(table)
            rows.execute(f"PRAGMA user_version = {VERSION}")
        return True
    known: Mapping[int, Any] = rows.execute("PRAGMA user_version").fetchone()
    return bool(found == [(table,) for table in TABLES] and known[0] == VERSION)
