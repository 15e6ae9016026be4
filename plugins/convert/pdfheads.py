"""What most pages of a PDF begin or end with: running heads and page numbers are no text."""

import re
from collections import Counter

from plugins.convert.pdflines import Line

EDGE_LINES = 2  # at a page's top and bottom, where running heads stand
DIGITS = re.compile(r"[\d٠-٩]+")


def without_running_heads(found: list[list[Line]]) -> list[list[Line]]:
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
