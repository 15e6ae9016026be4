"""Finds the keeper's sources: files, and the files in folders."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.errors import ArchiveError

FORMATS = {".txt": "text", ".text": "text"}


class Source(NamedTuple):
    """A source file. `name`, in the ledger, is its path below what the keeper named, NFC."""

    path: Path
    name: str
    section: str | None


def find_sources(given: list[Path]) -> Iterator[Source]:
    """Yield the files that `given` names or holds, in the order of their names.

    Hidden files are passed over, and links, which might lead out of the folder.
    Raises ArchiveError for a name that is not there.
    """
    for root in given:
        if not root.exists():
            raise ArchiveError(f"{root}: not there; name a file or a folder of sources")
        if root.is_file():
            yield Source(root, _nfc(root.name), None)
            continue
        for path in sorted(root.rglob("*")):
            inner = path.relative_to(root)
            hidden = any(part.startswith(".") for part in inner.parts)
            if path.is_file() and not path.is_symlink() and not hidden:
                yield Source(path, _nfc(inner.as_posix()), _section(inner))


def _section(inner: Path) -> str | None:
    """Return the section that a folder stands for: its name, if it has letters (2016/ has none)."""
    name = _nfc(re.sub(r"[_-]+", " ", inner.parts[0])).strip() if len(inner.parts) > 1 else ""
    return name if any(c.isalpha() for c in name) else None


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
