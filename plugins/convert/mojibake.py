"""Text in UTF-8 that was once read as something else, and saved so: Ø§Ù„Ø¹Ø±Ø¨ÙŠØ© for العربية."""

import re
from typing import NamedTuple

from plugins.convert.letterpairs import likeness

MISREADINGS = ("cp1252", "cp1256", "mac_roman")
# What the lead bytes of Arabic in UTF-8, D8 and D9, look like in these.
SIGNS = {
    "cp1252": re.compile(r"[ØÙÛÚÃÂâ][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]"),
    "cp1256": re.compile(
        r"[طظغع][\u0080-\u00bf\u0679-\u06d2\u200c-\u2122\u060c\u061b\u0152-\u02c6]"
    ),
    "mac_roman": re.compile(r"[ÿŸ€][\u00a0-\u2265]"),
}
LATIN = re.compile(r"[ØÙÛÚÃÂâÿŸ€]")  # what signs that are not Arabic begin with
A_SIGN = 0.2  # of the characters; less is a text that happens to have such letters
BETTER = 0.6  # of likeness; -1 to 1
TWICE = 2


class Mended(NamedTuple):
    """A text, and what was done to it."""

    text: str
    warnings: tuple[str, ...] = ()


def mended(text: str) -> Mended:
    """Return the text as it was before a wrong reading, one or two, if that is surely better.

    Line by line: a file may hold good lines beside bad ones. A line that does not turn back whole
    stays as it is.
    """
    if not _has_signs(text):
        return Mended(text)
    lines = text.split("\n")
    found = [_line(line) for line in lines]
    count = sum(new != old for new, old in zip(found, lines, strict=True))
    if not count:
        return Mended(text)
    note = f"{count} lines were UTF-8 read as another encoding: mended; see that they are right"
    return Mended("\n".join(found), (note,))


def _has_signs(text: str) -> bool:
    """Tell whether any sign is there; in sound Arabic one look for letters tells most."""
    if SIGNS["cp1256"].search(text):
        return True
    return LATIN.search(text) is not None and any(sign.search(text) for sign in SIGNS.values())


def _line(line: str) -> str:
    for _ in range(TWICE):
        better = max(_readings(line), key=lambda each: each[0], default=None)
        if better is None:
            break
        line = better[1]
    return line


def _readings(line: str) -> list[tuple[float, str]]:
    """Return the other readings of a line that are surely better, with their likeness."""
    found = []
    for encoding in MISREADINGS:
        if 2 * len(SIGNS[encoding].findall(line)) < A_SIGN * len(line) or not line:
            continue
        other = _turned_back(line, encoding)
        if other is not None and _is_better(other, line):
            found.append((likeness(other), other))
    return found


def _is_better(other: str, line: str) -> bool:
    again = _has_signs(other)  # misread twice: half the way
    return likeness(other) >= likeness(line) + BETTER or (again and len(other) < len(line))


def _turned_back(line: str, encoding: str) -> str | None:
    try:
        return b"".join(_byte(c, encoding) for c in line).decode("utf-8")
    except UnicodeError:
        return None


def _byte(c: str, encoding: str) -> bytes:
    """Return the byte that was read as `c`; those without a meaning are read as C1 controls."""
    try:
        return c.encode(encoding)
    except UnicodeEncodeError:
        return c.encode("latin-1")
