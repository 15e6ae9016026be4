"""What was imported: one line a document in imports.jsonl, beside the folder of documents.

A line keeps the source's SHA-256 and the SHA-256 of the document as we wrote it, so that a later
run knows an edit of the keeper's from its own text, and never overwrites the former.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.errors import ArchiveError
from plugins.files import read_text, write_atomic

NAME = "imports.jsonl"
INTENTS = f".{NAME}.intents"  # there only while a run writes, or after one that was killed
VERSION = 3  # of what the converter writes; a higher one converts untouched documents again

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


def read_ledger(path: Path) -> dict[Key, Import]:
    """Return the imports; empty where there is no ledger yet.

    A last line that was left half is dropped: its document is found again by its id.
    Raises ArchiveError with the line for any other that is not ours.
    """
    lines = read_text(path).split("\n") if path.exists() else []
    found = {}
    for number, line in enumerate(lines, start=1):
        try:
            entry = _import(json.loads(line)) if line.strip() else None
        except (ValueError, TypeError, AttributeError) as problem:
            if number == len(lines):
                continue
            raise ArchiveError(
                f"{path}:{number}: not a line of ours ({problem}); restore the file from git"
            ) from problem
        if entry:
            found[entry.key] = entry
    return found


def _import(values: dict[str, Any]) -> Import:
    return Import(**values | {"warnings": tuple(values.get("warnings", ()))})


def note_intent(folder: Path, entry: Import) -> None:
    """Note what is about to be written: a run killed after it finds its document again."""
    with (folder / INTENTS).open("ab", buffering=0) as file:
        file.write(_line(entry).encode("utf-8"))


def read_intents(folder: Path) -> Iterator[Import]:
    """Yield what a killed run was about to write, in its order; a half line is passed over."""
    path = folder / INTENTS
    for line in path.read_bytes().decode("utf-8", "replace").split("\n") if path.exists() else ():
        with suppress(ValueError, TypeError, AttributeError):
            yield _import(json.loads(line))


def forget_intents(folder: Path) -> None:
    """End a run: its ledger holds all that it wrote."""
    (folder / INTENTS).unlink(missing_ok=True)


def write_ledger(path: Path, imports: Iterable[Import]) -> None:
    """Write the whole ledger, in the order of the sources, where that changes it."""
    entries = sorted(imports, key=lambda entry: (entry.source, entry.key))
    text = "".join(map(_line, entries))
    if (path.read_bytes().decode("utf-8", "replace") if path.exists() else "") != text:
        write_atomic(path, text)


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
    return json.dumps(vars(entry), ensure_ascii=False) + "\n"
