"""Reads text files strictly, and writes files so that nobody ever sees half of one."""

import errno
import hashlib
import os
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.errors import ArchiveError

TEMPORARY = re.compile(r"\.[a-z0-9_]{8}\.tmp")  # of `write_atomic`
CONFLICT = (
    "<<<<<<< ",
    "=======",
    ">>>>>>> ",
)  # what begin the lines that git puts between versions
TWO_VERSIONS = (
    "git left two versions here; keep one, and remove the lines <<<<<<<, ======= and >>>>>>>"
)
READABLE, WRITABLE = "let this user read it", "let this user write there"
CURES = {  # for an error's number
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room on the disk",
    errno.EXDEV: "let the site's folder lie on the disk of the archive, no link, no mounted disk",
}
State = tuple[str, int, int]  # a file, its size, and its time of change in nanoseconds
NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with or without a BOM; raises ArchiveError.

    Where a merge of git's left two versions, too: both would be published.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - half of the time of Path's
            text = file.read().removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as problem:
        line = problem.object[: problem.start].count(b"\n") + 1
        raise ArchiveError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from problem
    except OSError as problem:
        raise ArchiveError(f"{path}: cannot be read: {problem.strerror}") from problem
    if CONFLICT[0] in text and all(f"\n{sign}" in f"\n{text}" for sign in CONFLICT):
        raise ArchiveError(f"{path}:{line_in(text, CONFLICT[0])}: {TWO_VERSIONS}")
    return text


def line_with(path: Path, written: str) -> int:
    """Return the number of the first line of a file that has `written`, 1 where none has."""
    return line_in(read_text(path), written)


def line_in(text: str, written: str) -> int:
    """Return the number of the first line of a text that has `written`, 1 where none has."""
    return next((at for at, line in enumerate(lines_of(text), start=1) if written in line), 1)


def lines_of(text: str) -> list[str]:
    """Return a text's lines as editors number them: a form feed, or U+2028, ends none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def write_atomic(path: Path, data: str | bytes | Iterable[str], durable: bool = True) -> None:
    """Write `data` (text as UTF-8) to `path`: into a temporary name beside it, then renamed.

    data  whole, or in pieces of text
    durable  wait until it is on the disk; who writes many files waits once for all (os.sync)
    Makes the folder. Raises ArchiveError where the disk refuses.
    """
    content = (data,) if isinstance(data, str | bytes) else data
    temporary = ""
    try:
        handle, temporary = _beside(path)
        with os.fdopen(handle, "wb") as file:
            os.fchmod(handle, 0o644)
            file.writelines(each if isinstance(each, bytes) else each.encode() for each in content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 - thousands of times, no Path made for it
    except OSError as problem:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise refused(path, problem) from problem


def make_folder(folder: str) -> None:
    """Make a folder, and those above it, where they are not there."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - thousands of times, no Path made for it
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    except FileExistsError:
        if not os.path.isdir(folder):  # noqa: PTH112
            raise


def files_below(folder: str) -> Iterator[str]:
    """Yield the paths of all files in a folder, each as it stands below it, with "/"."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            for each in entries:
                if each.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{each.name}/")
                else:
                    yield f"{below}{each.name}"


def state_of(name: str) -> State:
    """Return what tells a file's content as it is now; one that is not there tells nothing."""
    try:
        status = os.stat(name)  # noqa: PTH116 - thousands of times, no Path made for it
    except OSError:
        return name, 0, 0
    return name, status.st_size, status.st_mtime_ns


def is_below(path: Path, folder: Path) -> bool:
    """Tell whether a path leads into a folder, whatever «..» stand in it. Follows no links."""
    return Path(os.path.normpath(path)).is_relative_to(os.path.normpath(folder))


def named_by(link: str, document: Path, content: Path) -> Path:
    """Return the file that a link names: «/…» from `content`, any other from the document."""
    return content / link.strip("/") if link[0] == "/" else document.parent / link


def content_hash(content: bytes) -> str:
    """Return what tells a published file's content from another's, short."""
    return hashlib.sha256(content).hexdigest()[:10]


def _beside(path: Path) -> tuple[int, str]:
    """Open a new file in the folder of `path`, which mostly is there.

    Nobody else has its name: the chance is one in 2³², and then this raises FileExistsError.
    """
    name = f"{path.parent}/.{os.urandom(4).hex()}.tmp"
    try:
        return os.open(name, NEW, 0o600), name
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(name, NEW, 0o600), name


def refused(place: object, problem: OSError) -> ArchiveError:
    """Return the error for a place where the disk refuses to write, or to read what is there."""
    shut = problem.errno == errno.EACCES and _is_shut(str(place))
    done, usual = ("read", READABLE) if shut else ("written", WRITABLE)
    return ArchiveError(
        f"{place}: cannot be {done}: {problem.strerror or problem}; "
        f"{CURES.get(problem.errno or 0, usual)}, and run the same command again"
    )


def _is_shut(place: str) -> bool:
    return os.path.exists(place) and not os.access(place, os.R_OK)  # noqa: PTH110


def sweep(folder: Path) -> None:
    """Remove what a killed `write_atomic` left below `folder`. Nobody may be at work there.

    Raises ArchiveError where the disk refuses.
    """
    try:
        with os.scandir(folder) as entries:
            for each in entries:
                if each.is_dir(follow_symlinks=False):
                    sweep(Path(each.path))
                elif TEMPORARY.fullmatch(each.name) and each.is_file():
                    Path(each.path).unlink()
    except OSError as problem:
        raise refused(problem.filename or folder, problem) from problem
