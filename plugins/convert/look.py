"""A source as it is first looked at: its hash, and how it is best read."""

import hashlib
from io import FileIO
from pathlib import Path

from plugins.convert.origins import Kind
from plugins.convert.pictures import suffix_of
from plugins.convert.sniff import HEAD, is_office, sniff
from plugins.errors import ArchiveError

SMALL = 500_000  # bytes of a simple source


def looked_at(path: Path) -> tuple[str, Kind]:
    """Return a source's SHA-256, and how it is best read; raises ArchiveError."""
    try:
        with FileIO(path) as file:
            start = file.read(SMALL + 1)
            if len(start) <= SMALL:
                return hashlib.sha256(start).hexdigest(), _kind(start, path)
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest(), _kind(start, path)
    except OSError as problem:
        raise ArchiveError(
            f"{path}: cannot be read: {problem.strerror}; allow it, or remove the file"
        ) from problem


def _kind(start: bytes, path: Path) -> Kind:
    head = start[:HEAD]
    if is_office(head):
        return "office"
    if suffix_of(head):
        return "picture"
    text = not head.startswith(b"PK") and sniff(head, path.name) in ("text", "markdown")
    return "simple" if text and len(start) <= SMALL else ""
