"""A site is built in a folder of its own, and takes its place when it is whole.

So a build that fails, or is killed, leaves the last good site as it was. Only what differs is built
and moved: what it costs to publish an edit goes by the edit, not by the archive. Once all is
ready, what is to be removed is noted in the cache; from then on the next build ends what a killed
one had begun.
"""

import errno
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from plugins.files import files_below, make_folder, refused, write_atomic
from plugins.writer.stamp import cache_file

LATER = (".html", ".json")  # pages after what they ask for; last what names all that is new


def begin(published: Path) -> Path:
    """Return an empty folder beside `published` to build in, in place of a killed build's."""
    staging = _staging(published)
    try:
        if _noted(published).exists():
            left = list(files_below(str(staging))) if staging.exists() else []
            _put_in_place(published, left, _read(_noted(published)))
        _remove(staging)
        staging.mkdir(parents=True)
    except OSError as problem:
        raise refused(problem.filename or staging, problem) from problem
    return staging


def publish(staging: Path, published: Path, kept: Collection[str] = ()) -> int:
    """Put the whole site into the place of `published`, and return how many files it has.

    The site is the files in `staging`, and `kept`: paths of published files that belong to it as
    they are; all others go.
    """
    try:
        new = list(files_below(str(staging)))
        if not published.exists():
            staging.rename(published)
            return len(new)
        gone = sorted({*files_below(str(published))}.difference(new, kept))
        for folder in {"", *(path.rpartition("/")[0] for path in (*gone, *new))}:
            _check_writable(f"{published}/{folder}")
        write_atomic(_noted(published), json.dumps(gone, ensure_ascii=False))
        _put_in_place(published, new, gone)
        return len({*new, *kept})
    except OSError as problem:
        raise refused(problem.filename or published, problem) from problem


def _put_in_place(published: Path, new: Sequence[str], gone: Sequence[str]) -> None:
    """Move the files that are built, and remove those of `gone` that are still there.

    Each file is replaced at once. While it lasts, every link leads somewhere: what is gone is
    removed last, but for a file where a folder is to be, and the other way round.
    """
    staging = _staging(published)
    _take_away(published, _in_the_way(gone, new))
    for path in sorted(new, key=_turn):
        _move(f"{staging}/{path}", f"{published}/{path}")
    _take_away(published, gone)
    _remove(staging)
    _noted(published).unlink()


def _read(noted: Path) -> list[str]:
    """Return the paths that were noted; none where it is no note: the next build finds them."""
    try:
        gone = json.loads(noted.read_text("utf-8"))
    except ValueError:
        return []
    return gone if isinstance(gone, list) else []


def _turn(path: str) -> tuple[int, str]:
    suffix = os.path.splitext(path)[1]  # noqa: PTH122 - of thousands
    return LATER.index(suffix) + 1 if suffix in LATER else 0, path


def _in_the_way(gone: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return those of `gone` where the new files want a folder, or which are below one of them."""
    if not gone:
        return []
    files, folders = {*new}, _folders(new)
    return [path for path in gone if path in folders or not files.isdisjoint(_above(path))]


def _move(file: str, place: str) -> None:
    """Rename a file; its new folder is mostly there."""
    try:
        os.replace(file, place)  # noqa: PTH105 - thousands of times, no Path made for it
    except FileNotFoundError:
        make_folder(place.rpartition("/")[0])
        os.replace(file, place)  # noqa: PTH105


def _take_away(published: Path, paths: Iterable[str]) -> None:
    """Remove files, where they still are files, and the folders that they leave empty."""
    for path in paths:
        file = f"{published}/{path}"
        if os.path.islink(file) or os.path.isfile(file):  # noqa: PTH113, PTH114 - of thousands
            os.unlink(file)  # noqa: PTH108
    for folder in sorted(_folders(paths), key=len, reverse=True):
        if os.path.isdir(f"{published}/{folder}"):  # noqa: PTH112
            _remove_empty(f"{published}/{folder}")


def _remove_empty(folder: str) -> None:
    try:
        os.rmdir(folder)  # noqa: PTH106
    except OSError as problem:
        if problem.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise


def _folders(paths: Iterable[str]) -> set[str]:
    """Return all folders in which, or below which, files lie; not the site itself."""
    return {folder for path in paths for folder in _above(path)}


def _above(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _check_writable(folder: str) -> None:
    if not os.access(folder, os.W_OK | os.X_OK) and os.path.isdir(folder):  # noqa: PTH112
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)


def _staging(published: Path) -> Path:
    return published.with_name(f"{published.name}.new")


def _noted(published: Path) -> Path:
    return cache_file(published, "gone.json")


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
