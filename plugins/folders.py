"""Lists the folders that a keeper fills, and refuses what cannot be followed in them.

Python passes over a folder that may not be read without a word, and a site would lose its texts.
Behind a link no edit is seen, and it can lead to any file of the machine, which would be published.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from plugins.errors import ArchiveError, ArchiveErrors


def files_in(folder: Path) -> list[Path]:
    """Return the files below `folder`, in the order of their paths; [] where it is not there.

    Hidden ones, which editors and synchronizing programs leave, are none.
    Raises ArchiveErrors for folders that cannot be read, links, and what is neither.
    """
    found: list[Path] = []
    wrong: list[ArchiveError] = []
    waiting = [str(folder)] if os.path.lexists(folder) else []
    if folder.is_symlink():
        wrong.append(_link(str(folder)))
        waiting = []
    while waiting:
        try:
            for each in _entries(waiting.pop()):
                if each.is_symlink():
                    wrong.append(_link(each.path))
                elif each.is_dir():
                    waiting.append(each.path)
                elif each.is_file():
                    found.append(Path(each.path))
                else:
                    wrong.append(ArchiveError(f"{each.path}: no file and no folder; remove it"))
        except ArchiveError as problem:
            wrong.append(problem)
    if wrong:
        raise ArchiveErrors(sorted(wrong, key=str))
    return sorted(found)


def visible(folder: Path, ending: str) -> list[Path]:
    """Return the files of a folder that have an ending, in order; hidden ones are an editor's.

    Raises ArchiveErrors for a folder that cannot be read, and for links.
    """
    if not folder.is_dir():
        return []
    found = [Path(each.path) for each in _entries(str(folder)) if each.name.endswith(ending)]
    if wrong := [_link(str(path)) for path in (folder, *found) if path.is_symlink()]:
        raise ArchiveErrors(wrong)
    return sorted(found)


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from (each for each in entries if each.name[0] != ".")
    except OSError as problem:
        cure = "let this user read it"
        raise ArchiveError(f"{folder}: cannot be read: {problem.strerror}; {cure}") from problem


def _link(path: str) -> ArchiveError:
    """Return the error for a link, which may lead nowhere."""
    return ArchiveError(f"{path}: a link to {os.readlink(path)}; put there what it leads to")  # noqa: PTH115
