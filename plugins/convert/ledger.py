"""What was imported: one line a source in imports.jsonl, beside the folder of documents.

A line keeps the source's SHA-256 and the SHA-256 of the document as we wrote it, so that a later
run knows an edit of the keeper's from its own text, and never overwrites the former.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from plugins.errors import ArchiveError
from plugins.files import write_atomic

NAME = "imports.jsonl"
VERSION = 1  # of what the converter writes; a higher one converts untouched documents again


@dataclass(frozen=True)
class Import:
    """One source and the document made of it. `path` is relative to the ledger's folder."""

    source: str
    sha256: str
    id: str
    path: str
    written_sha256: str
    converted: str  # ISO date
    version: int = VERSION
    warnings: tuple[str, ...] = ()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_ledger(path: Path) -> dict[str, Import]:
    """Return the imports by source; empty where there is no ledger yet.

    A last line that a killed run left half is dropped: its document is found again by its id.
    Raises ArchiveError with the line for any other that is not ours.
    """
    lines = path.read_text("utf-8").split("\n") if path.exists() else []
    found = {}
    for number, line in enumerate(lines, start=1):
        try:
            entry = Import(**json.loads(line)) if line.strip() else None
        except (ValueError, TypeError) as problem:
            if number == len(lines):
                continue
            raise ArchiveError(
                f"{path}:{number}: not a line of ours ({problem}); restore the file from git"
            ) from problem
        if entry:
            found[entry.source] = entry
    return found


def append_import(path: Path, entry: Import) -> None:
    """Add a line at once, so that a run killed later knows of it."""
    with path.open("a", encoding="utf-8") as file:
        file.write(_line(entry))


def write_ledger(path: Path, imports: dict[str, Import]) -> None:
    """Write the whole ledger, in the order of the sources, where that changes it."""
    text = "".join(_line(imports[source]) for source in sorted(imports))
    if not path.exists() or path.read_text("utf-8") != text:
        write_atomic(path, text)


def _line(entry: Import) -> str:
    return json.dumps(asdict(entry), ensure_ascii=False) + "\n"
