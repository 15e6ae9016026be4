"""Glyphs to lines of text: from the order on paper to that of reading (UAX #9, turned back)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.convert.pdfglyphs import Glyph
from plugins.convert.runs import Run

ARABIC = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
A_SPACE = 0.14  # of the size: a gap between two glyphs that is a space, though none is drawn
MIRRORED = {"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "«": "»", "»": "«"}
RAISED = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
NUMBER_SIGNS = frozenset(".,:/\u066b\u066c\u060c")  # join digits on both sides into one number


Look = tuple[frozenset[str], str]  # marks, and where it leads
PLAIN: Look = (frozenset(), "")


class Unit(str):
    """The text of a glyph, or a space, with its look."""

    look: Look

    def __new__(cls, text: str, look: Look) -> "Unit":
        """Text that knows its look; what is made of it anew does not."""
        own = super().__new__(cls, text)
        own.look = look
        return own


@dataclass(frozen=True)
class Line:
    """Glyphs that stand on one line, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        return max(glyph.x1 for glyph in self.glyphs)

    @property
    def base(self) -> float:
        sizes = self.size
        return next((g.base for g in self.glyphs if g.size == sizes), self.glyphs[0].base)

    @property
    def size(self) -> float:
        """The size that most of the line has."""
        sizes = [round(g.size, 1) for g in self.glyphs if g.text.strip()] or [1.0]
        return max(set(sizes), key=sizes.count)

    @property
    def bold(self) -> bool:
        return all(g.bold for g in self.glyphs if g.text.strip())


def lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of a page from its top; raised and lowered signs stay in their line."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.size, -glyph.base)):
        row = next((row for row in rows if _stands_in(glyph, row[0])), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    found = [Line(tuple(sorted(row, key=lambda glyph: glyph.middle))) for row in rows]
    return sorted(
        (line for line in found if any(g.text.strip() for g in line.glyphs)),
        key=lambda line: -line.base,
    )


def _stands_in(glyph: Glyph, first: Glyph) -> bool:
    """Tell whether a glyph's middle is within the height of a line's biggest glyph."""
    middle = glyph.base + 0.3 * glyph.size
    return first.base - 0.15 * first.size <= middle <= first.base + 0.75 * first.size


def text_of(line: Line, rtl: bool, mirror: bool) -> str:
    """Return a line's text as it is read.

    rtl     the line runs from right to left
    mirror  the file says of a bracket what it looks like, not what it means
    """
    return "".join(_read(line, rtl, mirror)).strip()


def runs_of(line: Line, rtl: bool, mirror: bool) -> list[Run]:
    """Return a line's text as `text_of` does, with its bold, slanted and linked parts."""
    units = _read(line, rtl, mirror)
    return [
        Run("".join(same), *look)
        for look, same in groupby(units, key=lambda unit: getattr(unit, "look", PLAIN))
    ]


def _read(line: Line, rtl: bool, mirror: bool) -> list[str]:
    units = _spaced(line)
    return _turned(units[::-1], mirror) if rtl else units


def runs_ltr(line: Line) -> bool:
    """Tell whether a line stands for itself from left to right, whatever stands round it."""
    text = "".join(_spaced(line))
    return not ARABIC.search(text) and len(LATIN_WORD.findall(text)) > 2


def runs_rtl(line: Line) -> bool:
    text = "".join(glyph.text for glyph in line.glyphs)
    return 2 * len(ARABIC.findall(text)) >= sum(c.isalpha() for c in text) and bool(
        ARABIC.search(text)
    )


def _spaced(line: Line) -> list[str]:
    """Return the texts of glyphs from left to right, with a space where there is a gap."""
    units: list[str] = []
    before: Glyph | None = None
    for glyph in line.glyphs:
        gap = glyph.x0 - before.x1 if before else 0.0
        blank = bool(before and (not before.text.strip() or not glyph.text.strip()))
        if gap > A_SPACE * glyph.size and not blank:
            units.append(Unit(" ", _shared(before, glyph)))
        units.append(Unit(" " if glyph.text.isspace() else _raised(glyph, line), _look(glyph)))
        before = glyph
    return units


def _look(glyph: Glyph) -> Look:
    marks = ["strong"] * glyph.bold + ["em"] * glyph.slanted
    return frozenset(marks), glyph.href


def _shared(before: Glyph | None, glyph: Glyph) -> Look:
    """Return the look of a space between two glyphs."""
    return _look(glyph) if before and _look(before) == _look(glyph) else PLAIN


def _raised(glyph: Glyph, line: Line) -> str:
    """Return a glyph's text; raised digits, of notes, as such: 1972 with note 1 is not 19721."""
    small = glyph.size < 0.9 * line.size and glyph.base > line.base + 0.15 * line.size
    return RAISED.get(glyph.text, glyph.text) if small else glyph.text


def _turned(units: list[str], mirror: bool) -> list[str]:
    """Return units, read from the right, with what runs from left to right turned back."""
    kinds = [_kind(unit) for unit in units]
    out: list[str] = []
    at = 0
    while at < len(units):
        end = _left_to_right(units, kinds, at)
        if end > at:
            run = units[at:end][::-1]
            closes = bool(out) and units[at - 1] in ("(", ")") and run.count("(") > run.count(")")
            out[len(out) - closes :] = [*run, ")"] if closes else run
            at = end
        else:
            sign = MIRRORED.get(units[at], units[at]) if mirror else units[at]
            out.append(Unit(sign, getattr(units[at], "look", PLAIN)))
            at += 1
    return out


def _left_to_right(units: list[str], kinds: list[str], at: int) -> int:
    """Return the end of the stretch that begins at `at` and runs from left to right; `at` for none.

    Latin letters with digits and signs between them, or a number.
    """
    if kinds[at] == "X":
        return _raised_number(units, kinds, at)
    if kinds[at] not in "LN":
        return at
    end, latin = at, False
    for later in range(at, len(units)):
        kind = kinds[later]
        if kind in "RX":
            break
        latin = latin or kind == "L"
        if kind == "L" or (kind == "N" and (latin or _is_number(units[end:later]))):
            end = later + 1
    return _with_bracket(units, at, end) if latin else end


def _raised_number(units: list[str], kinds: list[str], at: int) -> int:
    """Return the end of a note's sign, and of the number that it is drawn after: 1972¹, 1972.¹."""
    end = next((i for i in range(at, len(kinds)) if kinds[i] != "X"), len(kinds))
    sign = end < len(units) and units[end] in NUMBER_SIGNS
    if kinds[end + sign : end + sign + 1] != ["N"]:
        return end
    return _left_to_right(units, kinds, end + sign)


def _is_number(between: list[str]) -> bool:
    """Tell whether what stands between digits joins them into one number."""
    return not between or (len(between) == 1 and between[0] in NUMBER_SIGNS)


def _with_bracket(units: list[str], at: int, end: int) -> int:
    """Return the end, the bracket included that closes one inside."""
    inside = "".join(units[at:end])
    for opening, closing in (("(", ")"), ("[", "]")):
        if inside.count(closing) > inside.count(opening) and units[end : end + 1] == [opening]:
            return end + 1
    return end


def _kind(unit: str) -> str:
    """Return R for what runs from the right, L from the left, N digits, X raised ones, S signs."""
    first = unit[:1]
    if first in RAISED.values():
        return "X"
    direction = unicodedata.bidirectional(first) if first else "ON"
    if direction in ("R", "AL"):
        return "R"
    if direction == "L":
        return "L"
    return "N" if direction in ("EN", "AN") else "S"


def mirrors(found: Sequence[Line]) -> bool:
    """Tell whether the brackets of right-to-left lines say what they look like."""
    scores = {True: 0, False: 0}
    for line in found:
        if runs_rtl(line):
            for mirror in scores:
                scores[mirror] += _order(text_of(line, True, mirror))
    return scores[True] > scores[False]


def _order(text: str) -> int:
    """Return how many brackets open before they close, less those that close before they open."""
    signs = re.sub(r"[^()\[\]«»]", "", text)
    return len(re.findall(r"\(\)|\[\]|«»", signs)) - len(re.findall(r"\)\(|\]\[|»«", signs))
