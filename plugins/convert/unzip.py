"""Opens zip files of unknown origin: sizes are checked before a byte is unpacked."""

import io
import unicodedata
import zipfile
from collections.abc import Iterator

from plugins.convert.letterpairs import likeness
from plugins.convert.limits import Limits
from plugins.convert.pictures import LARGEST
from plugins.convert.sniff import is_left, is_of_page
from plugins.errors import ArchiveError

CODE_PAGES = ("cp1256", "cp720", "cp437")  # each has a letter for every byte
PROBLEMS = (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


def open_zip(data: bytes, name: str, limits: Limits) -> zipfile.ZipFile:
    """Return the zip file that `data` is; raises ArchiveError for one that is not to be opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except PROBLEMS as problem:
        raise ArchiveError(
            f"{name}: a broken zip file ({problem}); get an unbroken copy"
        ) from problem
    members = archive.infolist()
    if len(members) > limits.members:
        raise ArchiveError(
            f"{name}: holds {len(members)} files, more than {limits.members}; unpack it yourself"
        )
    size = sum(member.file_size for member in members)
    if size > limits.bytes:
        raise ArchiveError(
            f"{name}: unpacks to {size // 1_000_000} MB, more than {limits.megabytes}; "
            "it may be a zip bomb: unpack it yourself if you trust it, or raise --limit megabytes=…"
        )
    if any(member.flag_bits & 1 for member in members):
        raise ArchiveError(f"{name}: locked with a password; save it without one")
    return archive


def member(archive: zipfile.ZipFile, inner: str, name: str) -> bytes:
    """Return a member's bytes; raises ArchiveError for a broken one.

    Never more than the size that `open_zip` checked: zipfile reads no further than that.
    """
    try:
        return archive.read(inner)
    except Exception as problem:  # zipfile's, zlib.error, lzma.LZMAError: they share no base
        raise ArchiveError(
            f"{name}/{inner}: cannot be unpacked ({problem}); get an unbroken copy"
        ) from problem


def picture(archive: zipfile.ZipFile, inner: str, name: str) -> bytes | None:
    """Return a picture's bytes, None for one that is broken or too large: a text goes without."""
    if archive.getinfo(inner).file_size > LARGEST:
        return None
    try:
        return member(archive, inner, name)
    except ArchiveError:
        return None


def files(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield (name in the archive, name to show) of the files that a keeper put there.

    Names only tell files apart here: nothing is ever written under them. Folders, hidden files and
    what programs leave, or save beside a page, are passed over.
    """
    members = sorted(archive.infolist(), key=lambda info: info.filename)
    encoding = _encoding([raw for raw in map(_unmarked, members) if raw is not None])
    for info in members:
        shown = shown_name(info, encoding)
        parts = shown.split("/")
        if not info.is_dir() and not any(map(is_left, parts)) and not is_of_page(parts[-1]):
            yield info.filename, shown


def shown_name(info: zipfile.ZipInfo, encoding: str) -> str:
    """Return a member's name; encoding  of names that are not marked as UTF-8."""
    raw = _unmarked(info)
    name = info.filename if raw is None else raw.decode(encoding, "replace")
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return unicodedata.normalize(
        "NFC", "/".join("".join(c for c in p if c.isprintable()) for p in parts)
    )


def _unmarked(info: zipfile.ZipInfo) -> bytes | None:
    """Return a name's bytes where it is not marked as UTF-8: zipfile read it as cp437."""
    if info.flag_bits & 0x800:
        return None
    try:
        return info.filename.encode("cp437")
    except UnicodeEncodeError:
        return None


def _encoding(names: list[bytes]) -> str:
    """Return what names were written in: old programs took a code page of Windows or of DOS."""
    together = b"\n".join(names)
    try:
        together.decode("utf-8")
    except UnicodeDecodeError:
        return max(CODE_PAGES, key=lambda page: likeness(together.decode(page)))
    return "utf-8"
