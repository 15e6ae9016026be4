"""Lines of a PDF to paragraphs and headings: where one ends, what is larger than most text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from plugins.convert.blocks import Paragraph
from plugins.convert.pdflines import Line
from plugins.convert.pdflists import BULLET, NUMBER, Block
from plugins.convert.pdfstyle import joined
from plugins.convert.runs import Run, plain

LARGER = 1.12  # times the size of most text: a heading
SENTENCE_END = tuple('.؟?!…:؛"»)”')
A_SHORT_LINE = 0.3  # of the column is empty at its end
LONGEST_HEADING = 120


@dataclass(frozen=True)
class Row:
    """A line as read, with what tells where paragraphs end."""

    runs: tuple[Run, ...]
    text: str  # theirs
    line: Line
    column: tuple[float, float]  # its left and right edge
    page: int


def paragraphs(flow: list[Row | Block]) -> Iterator[Block]:
    """Yield what is no row as it stands, and the rows between as headings and paragraphs.

    flow  a whole document's, in reading order: what most text looks like is told by all of it
    """
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
