"""Lines of pages to paragraphs and headings: columns, running heads, broken paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from plugins.convert.blocks import Items, Paragraph, as_block
from plugins.convert.draft import Block
from plugins.convert.pdfglyphs import PageGlyphs
from plugins.convert.pdflines import Line, lines, mirrors, runs_ltr, runs_rtl, text_of
from plugins.convert.runs import Run

A_GUTTER = 1.0  # of the size: white between columns is wider
LARGER = 1.12  # times the size of most text: a heading
SENTENCE_END = tuple('.؟?!…:؛"»)”')
A_SHORT_LINE = 0.3  # of the column is empty at its end
BULLET = re.compile(r"(?:[•▪●○◦■□‣⁃\uf0b7\uf0a7\uf0d8\uf076\uf0fc]\s*|[–-]\s+)")
OPENED = re.compile(r"([(\[«]) ")  # a line that ends with an opening sign
NUMBER = re.compile(r"[\d٠-٩]{1,3}[.)]\s*(?=[^\d\s])")
DIGITS = re.compile(r"[\d٠-٩]+")
LONGEST_HEADING = 120
EDGE_LINES = 2  # at a page's top and bottom, where running heads stand


@dataclass(frozen=True)
class Row:
    """A line as read, with what tells where paragraphs end."""

    text: str
    line: Line
    column: tuple[float, float]  # its left and right edge
    rtl: bool
    page: int


def blocks_of(pages: Sequence[PageGlyphs]) -> tuple[Block, ...]:
    """Return the paragraphs and headings of a document in reading order."""
    found = [lines(page.glyphs) for page in pages]
    found = _without_running_heads(found)
    whole = [line for page in found for line in page]
    mirror = mirrors(whole)
    rtl = 2 * sum(map(runs_rtl, whole)) >= len(whole)
    rows = [
        row
        for number, page in enumerate(found)
        for column in _columns(page, rtl)
        for row in _rows(column, rtl, mirror, number)
    ]
    return tuple(_with_lists(_blocks(rows)))


def _with_lists(blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield blocks, paragraphs that begin with a bullet as the items of a list."""
    for is_list, group in groupby(blocks, key=_is_item):
        if not is_list:
            yield from group
            continue
        texts = [BULLET.sub("", block.text, count=1) for block in group]
        items = tuple((Paragraph((Run(text),)),) for text in texts)
        yield as_block(Items(items))


def _is_item(block: Block) -> bool:
    return block.kind == "paragraph" and bool(BULLET.match(block.text)) and len(block.text) > 2


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


def _rows(column: list[Line], rtl: bool, mirror: bool, page: int) -> Iterator[Row]:
    edges = (min(line.x0 for line in column), max(line.x1 for line in column))
    for line in column:
        own = not runs_ltr(line) if rtl else runs_rtl(line)
        if text := " ".join(text_of(line, own, mirror).split()):
            yield Row(text, line, edges, own, page)


def _blocks(rows: list[Row]) -> Iterator[Block]:
    sizes = Counter[float]()
    for row in rows:
        sizes[row.line.size] += len(row.text)
    body = sizes.most_common(1)[0][0] if sizes else 1.0
    larger = sorted({r.line.size for r in rows if r.line.size > LARGER * body}, reverse=True)
    leading = _leading(rows)
    current: list[Row] = []
    for row in rows:
        if current and _ends(current, row, leading, body):
            yield _block(current, larger, body)
            current = []
        current.append(row)
    if current:
        yield _block(current, larger, body)


def _leading(rows: list[Row]) -> float:
    """Return the usual distance between the lines of a paragraph, in sizes."""
    found = [
        (above.line.base - below.line.base) / below.line.size
        for above, below in pairwise(rows)
        if above.page == below.page and above.line.size == below.line.size
        and above.line.base > below.line.base
    ]  # fmt: skip
    return median(sorted(found)[: max(1, (2 * len(found)) // 3)]) if found else 1.5


def _ends(current: list[Row], row: Row, leading: float, body: float) -> bool:
    """Tell whether a new paragraph begins with `row`."""
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


def _block(rows: list[Row], larger: list[float], body: float) -> Block:
    text = OPENED.sub(r"\1", " ".join(row.text for row in rows))
    size = rows[0].line.size
    if len(text) <= LONGEST_HEADING and size in larger:
        return Block("heading", text, min(6, 1 + larger.index(size)))
    bold = all(row.line.bold for row in rows) and len(rows) == 1
    if bold and len(text) <= LONGEST_HEADING // 2 and not text.endswith(SENTENCE_END):
        return Block("heading", text, 3)
    return Block("paragraph", text)
