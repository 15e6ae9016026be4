"""Lines of pages to paragraphs, headings, lists: columns, running heads, broken paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from plugins.convert.blocks import Node, Note, Paragraph
from plugins.convert.pdfglyphs import Glyph, PageGlyphs
from plugins.convert.pdflines import Line, lines
from plugins.convert.pdflinks import Box
from plugins.convert.pdflists import BULLET, NUMBER, Block, cut, with_lists
from plugins.convert.pdfnotes import SMALLER, notes_of, referred, without_number
from plugins.convert.pdfruled import Grid, grids, table_of
from plugins.convert.pdfstyle import Style, joined
from plugins.convert.runs import Run, plain

A_GUTTER = 1.0  # of the size: white between columns is wider
LARGER = 1.12  # times the size of most text: a heading
SENTENCE_END = tuple('.؟?!…:؛"»)”')
A_SHORT_LINE = 0.3  # of the column is empty at its end
DIGITS = re.compile(r"[\d٠-٩]+")
LONGEST_HEADING = 120
EDGE_LINES = 2  # at a page's top and bottom, where running heads stand


@dataclass(frozen=True)
class Row:
    """A line as read, with what tells where paragraphs end."""

    runs: tuple[Run, ...]
    text: str  # theirs
    line: Line
    column: tuple[float, float]  # its left and right edge
    rtl: bool
    page: int


class Placed(NamedTuple):
    """What is no line of text, and where it stands."""

    box: Box
    block: Block


def nodes_of(pages: Sequence[PageGlyphs], style: Style) -> list[Node]:
    """Return headings, paragraphs, lists and tables of a document in reading order."""
    ruled = [grids(page) for page in pages]
    found = _without_running_heads(
        [lines(_outside(page, own)) for page, own in zip(pages, ruled, strict=True)]
    )
    flow: list[Row | Block] = []
    notes: list[Note] = []
    body = _body(found)
    for number, page in enumerate(found):
        rows = [r for column in _columns(page, style.rtl) for r in _rows(column, style, number)]
        rows, below = notes_of(rows, lambda row: row.line.size < SMALLER * body)
        numbers = {sign: len(notes) + at for at, sign in enumerate(below, start=1)}
        rows = [replace(row, runs=referred(row.runs, numbers)) for row in rows]
        notes += [Note(numbers[sign], (_note(own),)) for sign, own in below.items()]
        flow += _with_placed(rows, _placed(pages[number], ruled[number], style))
    return [*with_lists(_paragraphs(flow)), *notes]


def _outside(page: PageGlyphs, ruled: Sequence[Grid]) -> list[Glyph]:
    return [glyph for glyph in page.glyphs if not any(grid.holds(glyph) for grid in ruled)]


def _body(found: Sequence[Sequence[Line]]) -> float:
    """Return the size of most letters."""
    sizes = Counter[float]()
    for page in found:
        for line in page:
            sizes[line.size] += len(line.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _note(rows: Sequence[Row]) -> Paragraph:
    runs = joined([row.runs for row in rows])
    return Paragraph(cut(runs, without_number(runs)))


def _placed(page: PageGlyphs, ruled: Sequence[Grid], style: Style) -> list[Placed]:
    """Return the tables and pictures of a page, from its top."""
    found = []
    for grid in ruled:
        inside = [glyph for glyph in page.glyphs if grid.holds(glyph)]
        box = (grid.xs[0], grid.ys[-1], grid.xs[-1], grid.ys[0])
        found.append(Placed(box, table_of(grid, inside, style)))
    for image in page.images:
        if run := style.picture(image):
            found.append(Placed(image.box, Paragraph((run,))))
    return sorted(found, key=lambda each: -each.box[3])


def _with_placed(rows: list[Row], placed: Sequence[Placed]) -> list[Row | Block]:
    """Return the rows of a page with what has a place of its own among them."""
    flow: list[Row | Block] = list(rows)
    for (x0, _, x1, top), block in placed:
        below = (
            at
            for at, row in enumerate(flow)
            if not isinstance(row, Block)
            and row.line.base < top
            and row.line.x0 < x1
            and row.line.x1 > x0
        )
        flow.insert(next(below, len(flow)), block)
    return flow


def _without_running_heads(found: list[list[Line]]) -> list[list[Line]]:
    """Return the pages without lines that most of them begin or end with, and page numbers."""
    edges = Counter(key for page in found for key in {_edge_key(line) for line in _edges(page)})
    often = {key for key, count in edges.items() if count >= max(3, 0.5 * len(found))}
    numbers = len(found) > 1
    return [
        [
            line
            for line in page
            if line not in _edges(page)
            or not (_edge_key(line) in often or (numbers and _is_page_number(line)))
        ]
        for page in found
    ]


def _edges(page: list[Line]) -> list[Line]:
    return page[:EDGE_LINES] + page[-EDGE_LINES:]


def _edge_key(line: Line) -> str:
    return DIGITS.sub("#", "".join("".join(g.text for g in line.glyphs).split()))


def _is_page_number(line: Line) -> bool:
    return bool(re.fullmatch(r"[-–—\s.|/]*#[-–—\s.|/]*", _edge_key(line)))


def _columns(page: list[Line], rtl: bool) -> list[list[Line]]:
    """Return the lines of a page as columns in reading order; most pages are one."""
    pieces = [piece for line in page for piece in _pieces(line)]
    return _cut(pieces, rtl) if len(pieces) > len(page) + 4 else [page] if page else []


def _pieces(line: Line) -> list[Line]:
    """Return a line cut where its white is wide enough to lie between columns."""
    cuts: list[list] = [[line.glyphs[0]]]  # type: ignore[type-arg]
    solid = line.glyphs[0].x1
    for glyph in line.glyphs[1:]:
        if glyph.text.strip() and glyph.x0 - solid > A_GUTTER * line.size:
            cuts.append([])
        cuts[-1].append(glyph)
        solid = max(solid, glyph.x1) if glyph.text.strip() else solid
    return [Line(tuple(cut)) for cut in cuts if any(g.text.strip() for g in cut)]


def _cut(pieces: list[Line], rtl: bool) -> list[list[Line]]:
    """Return pieces as columns in order, cut side by side first, then one above the other."""
    gutter = _gutter(pieces)
    if gutter is not None:
        left = [p for p in pieces if p.x1 <= gutter]
        right = [p for p in pieces if p.x1 > gutter]
        sides = (right, left) if rtl else (left, right)
        return [column for side in sides for column in _cut(side, rtl)]
    band = _band(pieces)
    if band is not None:
        above = [p for p in pieces if p.base > band]
        below = [p for p in pieces if p.base <= band]
        upper, lower = _cut(above, rtl), _cut(below, rtl)
        if len(upper) + len(lower) > 2:
            return upper + lower
    return [_whole_lines(pieces)]


def _gutter(pieces: list[Line]) -> float | None:
    """Return where white parts all pieces into two columns of text; None where it does not."""
    edges = sorted({piece.x1 for piece in pieces})
    size = median(piece.size for piece in pieces) if pieces else 1.0
    for edge in edges[:-1]:
        left = [p for p in pieces if p.x1 <= edge + 0.1]
        right = [p for p in pieces if p.x1 > edge + 0.1]
        white = min((p.x0 for p in right), default=edge) - edge
        if white >= A_GUTTER * size and _is_column(left, size) and _is_column(right, size):
            return edge + 0.1
    return None


def _is_column(pieces: list[Line], size: float) -> bool:
    """Tell whether pieces are lines of text, not the cells of a table."""
    if len(pieces) < 3:
        return False
    width = max(p.x1 for p in pieces) - min(p.x0 for p in pieces)
    return median(p.x1 - p.x0 for p in pieces) >= max(0.5 * width, 8 * size)


def _band(pieces: list[Line]) -> float | None:
    """Return the height of the widest white between lines."""
    bases = sorted({round(p.base, 1) for p in pieces}, reverse=True)
    gaps = [(above - below, (above + below) / 2) for above, below in pairwise(bases)]
    return max(gaps)[1] if gaps else None


def _whole_lines(pieces: list[Line]) -> list[Line]:
    """Return pieces that stand on one line joined again, from the top."""
    glyphs = [glyph for piece in pieces for glyph in piece.glyphs]
    return lines(glyphs)


def _rows(column: list[Line], style: Style, page: int) -> Iterator[Row]:
    edges = (min(line.x0 for line in column), max(line.x1 for line in column))
    for line in column:
        own = style.is_rtl(line)
        runs = style.runs(line)
        if text := plain(runs):
            yield Row(runs, text, line, edges, own, page)


def _paragraphs(flow: list[Row | Block]) -> Iterator[Block]:
    rows = [row for row in flow if not isinstance(row, Block)]
    sizes = Counter[float]()
    for row in rows:
        sizes[row.line.size] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 1.0
    larger = sorted({r.line.size for r in rows if r.line.size > LARGER * body}, reverse=True)
    leading = _leading(rows)
    current: list[Row] = []
    for each in flow:
        if current and (isinstance(each, Block) or _ends(current, each, leading)):
            yield _paragraph(current, larger)
            current = []
        if isinstance(each, Block):
            yield each
        else:
            current.append(each)
    if current:
        yield _paragraph(current, larger)


def _leading(rows: list[Row]) -> float:
    """Return the usual distance between the lines of a paragraph, in sizes."""
    found = [
        (above.line.base - below.line.base) / below.line.size
        for above, below in pairwise(rows)
        if above.page == below.page and above.line.size == below.line.size
        and above.line.base > below.line.base
    ]  # fmt: skip
    return median(sorted(found)[: max(1, (2 * len(found)) // 3)]) if found else 1.5


def _ends(current: list[Row], row: Row, leading: float) -> bool:
    """Tell whether a new paragraph begins with `row`. leading  as `_leading` gives it"""
    before = current[-1]
    if abs(before.line.size - row.line.size) > 0.08 * before.line.size:
        return True
    if before.line.bold != row.line.bold and (before.line.bold or row.line.bold):
        return len(before.text) < LONGEST_HEADING and not _is_full(before, row)
    if BULLET.match(row.text) or NUMBER.match(row.text):
        return True
    same = before.page == row.page and before.column == row.column
    if same and (before.line.base - row.line.base) / row.line.size > 1.3 * leading:
        return True
    return not _is_full(before, row) and (
        not same or before.text.endswith(SENTENCE_END) or _room(before) > A_SHORT_LINE
    )


def _is_full(row: Row, following: Row) -> bool:
    """Tell whether the next line's first word would have had no room in this one."""
    left, right = row.column
    room = _room(row) * (right - left)
    words = following.text.split()
    word = (following.line.x1 - following.line.x0) * len(words[0]) / max(1, len(following.text))
    return room < word + 0.5 * row.line.size


def _room(row: Row) -> float:
    """Return how much of its column a line leaves empty, at whichever side."""
    left, right = row.column
    room = (right - left) - (row.line.x1 - row.line.x0)
    return room / max(1.0, right - left)


def _paragraph(rows: list[Row], larger: list[float]) -> Paragraph:
    runs = joined([row.runs for row in rows])
    text = plain(runs)
    size = rows[0].line.size
    if len(text) <= LONGEST_HEADING and size in larger:
        return Paragraph(runs, min(6, 1 + larger.index(size)))
    bold = all(row.line.bold for row in rows) and len(rows) == 1
    if bold and len(text) <= LONGEST_HEADING // 2 and not text.endswith(SENTENCE_END):
        return Paragraph(runs, 3)
    return Paragraph(runs)
