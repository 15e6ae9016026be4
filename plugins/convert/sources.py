"""Finds the keeper's sources: files, and the files in folders."""

import hashlib
import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from plugins.convert.scratch import scratch
from plugins.convert.settings import NAME as SETTINGS
from plugins.convert.settings import SourceSettings, idle, said_in, settings_for
from plugins.convert.sniff import is_left, is_of_page, pages_of
from plugins.errors import ArchiveError, harmless

LINKED = "a link, passed over; put there what it leads to"


class Source(NamedTuple):
    """A source file. `name` is its path below what the keeper named, in NFC."""

    path: Path
    name: str
    section: str | None = None
    settings: SourceSettings = SourceSettings()


def find_sources(given: list[Path]) -> Iterator[Source]:
    """Yield the files that `given` names or holds, each once, in the order of their names.

    Hidden files are passed over, those that programs leave (Thumbs.db) or save beside a page
    («page_files», style sheets), and links, which might lead out of the folder.
    Raises ArchiveError for a name that is not there, and for a folder that cannot be read.
    """
    seen = scratch("CREATE TABLE files (path PRIMARY KEY) WITHOUT ROWID")
    for root in given:
        if not root.exists():
            raise ArchiveError(f"{root}: not there; name a file or a folder of sources")
        if root.is_file():
            if _unseen(str(root), seen):
                settings = settings_for(root, said_in(root.parent, root.parent))
                yield Source(root, _nfc(root.name), None, settings)
            continue
        for folder, names in _by_folder(root):
            below = _nfc("".join(f"{part}/" for part in folder.parts))
            section, said = section_by(folder), said_in(root / folder, root)
            for name in names:
                path = root / folder / name
                if _unseen(str(path), seen):
                    yield Source(path, below + _nfc(name), section, settings_for(path, said))


def overlooked(given: list[Path]) -> Iterator[str]:
    """Yield what is to be said of links, and of patterns in the sources.yml that fit nothing."""
    for root in given:
        for place, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if not is_left(name))
            for path in (f"{place}/{name}" for name in (*folders, *sorted(names))):
                if os.path.islink(path) and not is_left(path.rpartition("/")[2]):  # noqa: PTH114
                    yield f"{harmless(path)}: {LINKED}"
            if SETTINGS in names:
                inside = _inside(Path(place))
                own = ((folder / name).as_posix() for folder, name in inside)
                yield from idle(Path(place, SETTINGS), own)


def _by_folder(root: Path) -> Iterator[tuple[Path, Iterator[str]]]:
    """Yield every folder below `root`, relative to it, with its files; a folder may come again.

    In the order of the files' paths: their parts are put in order on the disk.
    """
    inside = scratch("CREATE TABLE files (path PRIMARY KEY) WITHOUT ROWID")
    paths = ((os.fsencode("\0".join((*folder.parts, name))),) for folder, name in _inside(root))
    inside.executemany("INSERT INTO files VALUES (?)", paths)
    rows = inside.execute("SELECT path FROM files ORDER BY path")
    found = (os.fsdecode(path).split("\0") for (path,) in rows)
    for parts, same in groupby(found, key=lambda path: path[:-1]):
        yield Path(*parts), (path[-1] for path in same)


def _unseen(path: str, seen: sqlite3.Connection) -> bool:
    row = (os.fsencode(_real(path)),)
    return seen.execute("INSERT OR IGNORE INTO files VALUES (?)", row).rowcount == 1


def place_of(path: Path, project: Path) -> str:
    """Return which file this is, whatever folder was named to reach it.

    Its path in `project`, the folder that holds content/; a file elsewhere is a hash of its path,
    so that the ledger, which is published, tells nothing of the keeper's machine.
    """
    whole, top = _real(str(path)), _real_folder(str(project.absolute())).rstrip("/") + "/"
    if whole.startswith(top):
        return _nfc(whole.removeprefix(top))
    return "~" + hashlib.sha256(os.fsencode(_nfc(whole))).hexdigest()[:16]


def real(path: Path) -> Path:
    """Return the absolute path of a file, no link in it."""
    return Path(_real(str(path)))


def _real(path: str) -> str:
    if os.path.islink(path):  # noqa: PTH114 - thousands of times, no Path made for it
        return os.path.realpath(path)
    folder, name = os.path.split(os.path.join(os.getcwd(), path))  # noqa: PTH109, PTH118
    return os.path.join(_real_folder(folder), name)  # noqa: PTH118


@lru_cache(maxsize=1000)  # its files come one after another
def _real_folder(path: str) -> str:
    return os.path.realpath(path)


def _inside(root: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files below `root`: folder, relative to it, and name."""
    waiting = [Path()]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as entries:
                for each in entries:
                    if is_left(each.name):
                        continue
                    if each.is_dir(follow_symlinks=False):
                        if not _is_beside_its_page(each):
                            waiting.append(folder / each.name)
                    elif _is_source(each):
                        yield folder, each.name
        except OSError as problem:
            raise _refused(problem) from problem


def _is_source(entry: os.DirEntry[str]) -> bool:
    ours = entry.name == SETTINGS or is_of_page(entry.name)
    return not ours and entry.is_file(follow_symlinks=False)


def _is_beside_its_page(folder: os.DirEntry[str]) -> bool:
    """Tell whether a folder is what a browser saved with the page of that name beside it."""
    beside = os.path.dirname(folder.path)  # noqa: PTH120
    return any(os.path.isfile(f"{beside}/{page}") for page in pages_of(folder.name))  # noqa: PTH113


def _refused(problem: OSError) -> ArchiveError:
    return ArchiveError(f"{problem.filename}: cannot be read: {problem.strerror}; allow it")


def section_of(path: Path, roots: Iterable[Path]) -> str | None:
    """Return the section that a file has by where it lies below one of `roots`, if below any."""
    file = real(path)
    for root in roots:
        if root.is_dir() and file.is_relative_to(real(root)):
            return section_by(file.relative_to(real(root)).parent)
    return None


def section_by(folder: Path) -> str | None:
    """Return the section that a folder stands for: its name, if it has letters (2016/ has none)."""
    name = _nfc(re.sub(r"[_-]+", " ", folder.parts[0])).strip() if folder.parts else ""
    return name if any(c.isalpha() for c in name) else None


def _nfc(name: str) -> str:
    """Return a name as the ledger has it; bytes that are no UTF-8 are written out."""
    if not name.isascii():
        name = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return unicodedata.normalize("NFC", name)
