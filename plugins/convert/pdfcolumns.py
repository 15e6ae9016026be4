"""The lines of a page as columns, in reading order: where white parts the text."""

from itertools import pairwise
from statistics import median

from plugins.convert.pdflines import Line, lines

A_GUTTER = 1.0  # of the size: white between columns is wider


def columns(page: list[Line], rtl: bool) -> list[list[Line]]:
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
