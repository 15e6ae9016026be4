"""The pages of a PDF without tags, to headings, paragraphs, lists, tables and notes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from plugins.convert.blocks import Node, Note, Paragraph
from plugins.convert.pdfcolumns import columns
from plugins.convert.pdfglyphs import Glyph, PageGlyphs
from plugins.convert.pdfheads import without_running_heads
from plugins.convert.pdflines import Line, lines
from plugins.convert.pdflinks import Box
from plugins.convert.pdflists import Block, cut, with_lists
from plugins.convert.pdfnotes import SMALLER, notes_of, referred, without_number
from plugins.convert.pdfparagraphs import Row, paragraphs
from plugins.convert.pdfruled import Grid, grids, table_of
from plugins.convert.pdfstyle import Style, joined
from plugins.convert.runs import plain


class Placed(NamedTuple):
    """What is no line of text, and where it stands."""

    box: Box
    block: Block


def nodes_of(pages: Sequence[PageGlyphs], style: Style) -> list[Node]:
    """Return headings, paragraphs, lists and tables of a document in reading order."""
    ruled = [grids(page) for page in pages]
    found = without_running_heads(
        [lines(_outside(page, own)) for page, own in zip(pages, ruled, strict=True)]
    )
    flow: list[Row | Block] = []
    notes: list[Note] = []
    body = _body(found)
    for number, page in enumerate(found):
        rows = [r for column in columns(page, style.rtl) for r in _rows(column, style, number)]
        rows, below = notes_of(rows, lambda row: row.line.size < SMALLER * body)
        numbers = {sign: len(notes) + at for at, sign in enumerate(below, start=1)}
        rows = [replace(row, runs=referred(row.runs, numbers)) for row in rows]
        notes += [Note(numbers[sign], (_note(own),)) for sign, own in below.items()]
        flow += _with_placed(rows, _placed(pages[number], ruled[number], style))
    return [*with_lists(paragraphs(flow)), *notes]


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


def _rows(column: list[Line], style: Style, page: int) -> Iterator[Row]:
    edges = (min(line.x0 for line in column), max(line.x1 for line in column))
    for line in column:
        runs = style.runs(line)
        if text := plain(runs):
            yield Row(runs, text, line, edges, page)
