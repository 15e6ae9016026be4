"""Bytes to text: Unicode where the bytes say so, else the code page that reads most like Arabic."""

import codecs
import re
from typing import NamedTuple

from plugins.convert.letterpairs import likeness
from plugins.convert.mojibake import mended
from plugins.errors import ArchiveError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Arabic files were written in, the likelier first; cp1252 for French and English ones.
CODE_PAGES = ("cp1256", "iso8859_6", "mac_arabic", "cp720", "cp864", "cp1252")
CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x1a"})
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset\s*=\s*["']?|\?xml[^>]{0,100}?encoding\s*=\s*["'])([\w.:-]+)""",
    re.I,
)
CUT = "the file ends in the middle of a letter: it may be cut off; get a whole copy"
LOOK = "see that its letters are right"
SAMPLE = 200_000  # bytes that are scored: more tells no more
MOST_CONTROLS = 0.002  # of the bytes; a text has one at its end, or none


class Text(NamedTuple):
    """A text, and what was done to read it, where a keeper should know."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str = "") -> Text:
    """Return the text of a source; raises ArchiveError naming it.

    Strict UTF-8 or a byte order mark decide; else what the source declares, if it reads like
    Arabic; else the code page that reads most like it. Text that was read wrongly before it was
    saved (mojibake) is mended where that is surely better.
    """
    if not data.strip(b"\x00\t\r\n "):
        raise ArchiveError(f"{name}: no text in the file; put the text there or remove the file")
    found = _marked(data, name) or _unmarked(data, name, declared)
    better = mended(found.text)
    return Text(better.text, (*found.warnings, *better.warnings))


def decode_page(data: bytes, name: str, declared: str = "") -> Text:
    """Return the text of an HTML or XML source, which may declare its encoding, truly or not."""
    tag = DECLARED.search(data[:4096])
    return decode(data, name, declared or (tag[1].decode("ascii") if tag else ""))


def _marked(data: bytes, name: str) -> Text | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            try:
                return Text(body.decode(encoding))
            except UnicodeDecodeError as problem:
                if len(body) - problem.end <= 2:  # a file that was cut off in a character
                    return Text(body[: problem.start].decode(encoding), (CUT,))
                place = len(mark) + problem.start
                raise ArchiveError(
                    f"{name}: broken {encoding} at byte {place}; save it as UTF-8"
                ) from problem
    return None


def _unmarked(data: bytes, name: str, declared: str) -> Text:
    if sixteen := _sixteen_bits(data):
        return sixteen
    sample = data[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if controls > MOST_CONTROLS * len(sample) + 1:
        raise ArchiveError(
            f"{name}: not a text; save what it holds as text in UTF-8, or take it out of sources"
        )
    try:
        return Text(data.decode("utf-8"))
    except UnicodeDecodeError as problem:
        if problem.reason == "unexpected end of data" and problem.start > 3:
            return Text(data[: problem.start].decode("utf-8"), (CUT,))
    return _code_page(data, name, declared)


def _sixteen_bits(data: bytes) -> Text | None:
    """Return the text of UTF-16 without its mark: every second byte is one of two or three."""
    if len(data) < 20 or len(data) % 2 or data[:SAMPLE].count(b"\x00") < 2:
        return None
    highs = [
        (len(set(data[start:SAMPLE:2])), encoding)
        for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be"))
    ]
    few, encoding = min(highs)
    if few > 12:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if likeness(text) <= 0 or CONTROL_CHARACTER.search(text):
        return None
    return Text(text, (f"read as {encoding}, which it does not say; {LOOK}",))


def _code_page(data: bytes, name: str, declared: str) -> Text:
    known = _known(declared)
    scored = []
    for encoding in dict.fromkeys([*known, *CODE_PAGES]):
        text = _decoded(data[:SAMPLE], encoding)
        if text is not None:
            scored.append((likeness(text), encoding))
    # Of equals the first: what it declares.
    best, encoding = max(scored, key=lambda each: each[0], default=(0.0, ""))
    if best <= 0:
        raise ArchiveError(f"{name}: not a text in UTF-8 or windows-1256; save it as UTF-8")
    said = f", not {declared} as it says" if declared and encoding not in known else ""
    text = data.decode(encoding, "replace")
    return Text(text, (f"read as {encoding}{said}; {LOOK}",))


def _known(declared: str) -> list[str]:
    try:
        encoding = codecs.lookup(declared).name if declared else ""
    except (LookupError, ValueError):  # ValueError: a null character in the name
        return []
    text_encodings = bool(encoding) and codecs.lookup(encoding)._is_text_encoding
    return [encoding.replace("-", "_")] if text_encodings and encoding != "utf-8" else []


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    return None if CONTROL_CHARACTER.search(text.rstrip("\x1a")) else text
