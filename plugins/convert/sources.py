"""Finds the keeper's sources: files, and the files in folders."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from plugins.convert.settings import NAME as SETTINGS
from plugins.convert.settings import SourceSettings, settings_for
from plugins.errors import ArchiveError


class Source(NamedTuple):
    """A source file. `name` is its path below what the keeper named, in NFC."""

    path: Path
    name: str
    section: str | None = None
    settings: SourceSettings = SourceSettings()


def find_sources(given: list[Path]) -> Iterator[Source]:
    """Yield the files that `given` names or holds, each once, in the order of their names.

    Hidden files are passed over, and links, which might lead out of the folder.
    Raises ArchiveError for a name that is not there, and for a folder that cannot be read.
    """
    seen: set[Path] = set()
    for root in given:
        if not root.exists():
            raise ArchiveError(f"{root}: not there; name a file or a folder of sources")
        inner = [Path(root.name)] if root.is_file() else sorted(_inside(root))
        for path in inner:
            whole = root if root.is_file() else root / path
            if (file := real(whole)) not in seen:
                seen.add(file)
                top = root.parent if root.is_file() else root
                settings = settings_for(whole, top)
                yield Source(whole, _nfc(path.as_posix()), _section(path), settings)


def place_of(path: Path, project: Path) -> str:
    """Return which file this is, whatever folder was named to reach it.

    Its path in `project`, the folder that holds content/; a file elsewhere is a hash of its path,
    so that the ledger, which is published, tells nothing of the keeper's machine.
    """
    whole, project = real(path), project.resolve()
    if whole.is_relative_to(project):
        return _nfc(whole.relative_to(project).as_posix())
    return "~" + hashlib.sha256(os.fsencode(_nfc(str(whole)))).hexdigest()[:16]


def real(path: Path) -> Path:
    """Return the absolute path of a file, no link in it."""
    return path.resolve() if path.is_symlink() else _real_folder(path.absolute().parent) / path.name


@lru_cache(maxsize=1000)  # its files come one after another
def _real_folder(path: Path) -> Path:
    return path.resolve()


def _inside(root: Path) -> Iterator[Path]:
    """Yield the files below `root`, relative to it."""
    for folder, folders, files in os.walk(root, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(folder, name)
            if (
                not name.startswith(".")
                and name != SETTINGS
                and path.is_file()
                and not path.is_symlink()
            ):
                yield path.relative_to(root)


def _refuse(problem: OSError) -> None:
    raise ArchiveError(f"{problem.filename}: cannot be read: {problem.strerror}; allow it") from (
        problem
    )


def _section(inner: Path) -> str | None:
    """Return the section that a folder stands for: its name, if it has letters (2016/ has none)."""
    name = _nfc(re.sub(r"[_-]+", " ", inner.parts[0])).strip() if len(inner.parts) > 1 else ""
    return name if any(c.isalpha() for c in name) else None


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
