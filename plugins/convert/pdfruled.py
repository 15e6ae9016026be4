"""Tables that a PDF draws with rules: which cell every glyph stands in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plugins.convert.blocks import Table
from plugins.convert.pdfglyphs import Glyph, PageGlyphs
from plugins.convert.pdflines import Line, lines
from plugins.convert.pdflinks import Box
from plugins.convert.pdfstyle import Style, joined
from plugins.convert.runs import plain

THIN = 2.5  # points; a thinner box is a rule
SHORTEST = 8.0  # points of a rule of a cell
NEAR = 3.0  # points between rules that meet
MOST_RULES = 600  # of a page; more are a drawing
LEAST_FULL = 0.5  # of the cells; where fewer hold text, the rules are frames
LEAST_LINES = 3  # rules each way: two columns and two rows


@dataclass(frozen=True)
class Grid:
    """The rules of one table: heights of rows from the top, columns from the left."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Box, ...]

    def holds(self, glyph: Glyph) -> bool:
        within = self.xs[0] <= glyph.middle <= self.xs[-1]
        return within and self.ys[-1] <= _height(glyph) <= self.ys[0]


def grids(page: PageGlyphs) -> list[Grid]:
    """Return the tables of a page, from the top."""
    rules = [rule for box in page.ruled for rule in _rules(box)]
    if not 2 * LEAST_LINES <= len(rules) <= MOST_RULES:
        return []
    found = [grid for group in _groups(rules) if (grid := _grid(group))]
    return sorted((grid for grid in found if _is_table(grid, page)), key=lambda grid: -grid.ys[0])


def table_of(grid: Grid, glyphs: Sequence[Glyph], style: Style) -> Table:
    """Return the table; its first column is the one where reading begins."""
    rows = []
    for parts in _cells(grid, glyphs):
        cells = [joined([style.runs(line) for line in part]) for part in parts]
        rows.append(tuple(reversed(cells)) if style.rtl else tuple(cells))
    return Table(tuple(row for row in rows if any(map(plain, row))))


def _cells(grid: Grid, glyphs: Sequence[Glyph]) -> Iterator[list[list[Line]]]:
    """Yield rows of cells of lines. A line is cut only where a rule stands at its height."""
    for top, bottom in pairwise(grid.ys):
        row: list[list[Line]] = [[] for _ in grid.xs[1:]]
        for line in lines([glyph for glyph in glyphs if bottom <= _height(glyph) < top]):
            height = line.base + 0.3 * line.size
            cuts = [x for x in grid.xs if _stands(grid, x, height)]
            for part in _parts(line, cuts):
                middle = (part.x0 + part.x1) / 2
                row[max(0, sum(x <= middle for x in grid.xs[:-1]) - 1)].append(part)
        yield row


def _parts(line: Line, cuts: Sequence[float]) -> Iterator[Line]:
    for left, right in pairwise([float("-inf"), *cuts, float("inf")]):
        inside = tuple(glyph for glyph in line.glyphs if left <= glyph.middle < right)
        if any(glyph.text.strip() for glyph in inside):
            yield Line(inside)


def _stands(grid: Grid, x: float, height: float) -> bool:
    return any(abs(b[0] - x) <= NEAR and b[1] <= height <= b[3] for b in grid.upright)


def _height(glyph: Glyph) -> float:
    return glyph.base + 0.3 * glyph.size


def _rules(box: Box) -> Iterator[Box]:
    """Yield the rules that a drawn box is: itself where it is thin, else its four sides."""
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    if min(width, height) <= THIN:
        if max(width, height) >= SHORTEST:
            yield box
        return
    if min(width, height) >= SHORTEST:
        yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))


def _groups(rules: Sequence[Box]) -> list[list[Box]]:
    """Return the rules that hang together."""
    groups: list[list[Box]] = []
    for rule in rules:
        touched = [group for group in groups if any(_meet(rule, other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([rule, *(other for group in touched for other in group)])
    return groups


def _meet(one: Box, other: Box) -> bool:
    across = one[0] - NEAR <= other[2] and other[0] - NEAR <= one[2]
    return across and one[1] - NEAR <= other[3] and other[1] - NEAR <= one[3]


def _grid(rules: Sequence[Box]) -> Grid | None:
    upright = tuple(box for box in rules if box[2] - box[0] < box[3] - box[1])
    level = [box for box in rules if box not in upright]
    xs = _places([(box[0] + box[2]) / 2 for box in upright])
    ys = _places([(box[1] + box[3]) / 2 for box in level])
    if min(len(xs), len(ys)) < LEAST_LINES:
        return None
    return Grid(tuple(xs), tuple(reversed(ys)), upright)


def _places(numbers: Sequence[float]) -> list[float]:
    """Return numbers in order, near ones as one."""
    found: list[float] = []
    for number in sorted(numbers):
        if not found or number - found[-1] > NEAR:
            found.append(number)
    return found


def _is_table(grid: Grid, page: PageGlyphs) -> bool:
    inside = [glyph for glyph in page.glyphs if grid.holds(glyph)]
    full = [bool(cell) for row in _cells(grid, inside) for cell in row]
    return sum(full) >= LEAST_FULL * len(full)
