"""What was imported: one line a document in imports.jsonl, beside the folder of documents.

A line keeps the source's SHA-256 and the SHA-256 of the document as we wrote it, so that a later
run knows an edit of the keeper's from its own text, and never overwrites the former.
"""

import fcntl
import hashlib
import json
import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

from plugins.errors import ArchiveError
from plugins.files import CONFLICT, write_atomic

NAME = "imports.jsonl"
INTENTS = f".{NAME}.intents"  # there only while a run writes, or after one that was killed
VERSION = 12  # of what the converter writes; a higher one converts untouched documents again

ENCODER = json.JSONEncoder(ensure_ascii=False)
Key = tuple[str, str]  # the place of a source, and the key of an item in it


@dataclass(frozen=True)
class Import:
    """One document and what it was made of. `path` is relative to the ledger's folder."""

    source: str  # as the keeper sees it: its path below the folder that was named
    sha256: str  # of the source; "" while some item of it is still to be imported
    id: str
    path: str
    written_sha256: str
    converted: str  # ISO date
    version: int = VERSION
    warnings: tuple[str, ...] = ()
    place: str = ""  # which file it is, see sources.place_of; "" in ledgers of the first days
    item: str = ""  # which of the source's documents; "" where the source is one
    settings: str = ""  # hash of what sources.yml said of it; "" for nothing
    sketch: str = ""  # of the text, for near duplicates
    address: str = ""  # hash of where it stood, for duplicates

    @property
    def key(self) -> Key:
        return self.place or self.source, self.item


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_ledger(path: Path) -> Iterator[Import]:
    """Yield the imports; none where there is no ledger yet. Of two with one key the last holds.

    A last line that was left half is dropped: its document is found again by its id.
    Raises ArchiveError with the line for any other that is not ours.
    """
    for number, line in enumerate(_lines(path), start=1):
        try:
            if line.strip():
                yield _import(json.loads(line))
        except (ValueError, TypeError, AttributeError) as problem:
            if not line.endswith(b"\n"):
                continue
            if line.decode("utf-8", "replace").startswith(CONFLICT):
                cure = "keep the lines of both, and remove <<<<<<<, ======= and >>>>>>>"
                told = f"{path}:{number}: git left two versions here; {cure}"
                raise ArchiveError(told) from problem
            raise ArchiveError(
                f"{path}:{number}: not a line of ours ({problem}); restore the file from git"
            ) from problem


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file, if it is there; raises ArchiveError."""
    try:
        with path.open("rb") as file:
            yield file.readline().removeprefix(BOM_UTF8)
            yield from file
    except FileNotFoundError:
        return
    except OSError as problem:
        raise ArchiveError(f"{path}: cannot be read: {problem.strerror}") from problem


def _import(values: dict[str, Any]) -> Import:
    return Import(**values | {"warnings": tuple(values.get("warnings", ()))})


class Intents:
    """What a run is about to write: one that is killed finds its documents again by it."""

    def __init__(self, folder: Path) -> None:
        """The file is made with the first note."""
        self.path = folder / INTENTS
        self._file: FileIO | None = None

    def note(self, entry: Import) -> None:
        """Note an import whose document is about to be written."""
        if self._file is None:
            self._file = FileIO(self.path, "a")
        self._file.write(_line(entry).encode("utf-8"))

    def forget(self) -> None:
        """End a run: its ledger holds all that it wrote."""
        if self._file:
            self._file.close()
            self._file = None
        self.path.unlink(missing_ok=True)


def read_intents(folder: Path) -> Iterator[Import]:
    """Yield what a killed run was about to write, in its order; a half line is passed over."""
    for line in _lines(folder / INTENTS):
        with suppress(ValueError, TypeError, AttributeError):
            yield _import(json.loads(line))


def write_ledger(path: Path, imports: Iterable[Import]) -> None:
    """Write the whole ledger, line by line, where that changes it.

    imports  as often as they are asked for, in the order of their sources
    """
    if not _stands(path, map(_line, imports)):
        write_atomic(path, map(_line, imports))


def _stands(path: Path, lines: Iterable[str]) -> bool:
    """Tell whether a ledger has these lines; where there is none, whether these are none."""
    if not path.exists():
        return not any(lines)
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return all(old == new for old, new in zip_longest(file, lines))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the ledger of `folder` for one run: a second run waits until the first has ended."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _line(entry: Import) -> str:
    return ENCODER.encode(vars(entry)) + "\n"
