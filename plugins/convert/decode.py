"""Bytes to text: Unicode where the bytes say so, else the old Arabic code page, else an error."""

import codecs
import re

from plugins.errors import ArchiveError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ARABIC_WORD = re.compile(r"\b[\u0621-\u0652]{2,}\b")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def decode(data: bytes, name: str) -> str:
    """Return the text of a source file; raises ArchiveError naming the file.

    Read as UTF-8 or, with its mark, UTF-16; else as windows-1256, which old Arabic files are in,
    if that gives Arabic words for the most part.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1256")
        if not _mostly_arabic(text):
            raise ArchiveError(
                f"{name}: not a text in UTF-8 or windows-1256; save it as UTF-8"
            ) from None
    if CONTROL.search(text):
        raise ArchiveError(f"{name}: not a text file; convert it to text and save it as UTF-8")
    return text


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise ArchiveError(
            f"{name}: broken {encoding} at byte {problem.start}; save it as UTF-8"
        ) from problem


def _mostly_arabic(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return 2 * sum(map(len, ARABIC_WORD.findall(text))) > letters > 0
