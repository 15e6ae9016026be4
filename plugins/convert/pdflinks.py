"""Where the links of a PDF's page lie, and where they lead."""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, list_value, num_value, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

SAFE = re.compile(r"(?:https?://|mailto:)\S", re.I)

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points of the page


class Link(NamedTuple):
    """A place on a page that leads to an address."""

    box: Box
    href: str


def links_of(page: PDFPage) -> list[Link]:
    """Return the page's links to web and mail addresses; a broken one is passed over."""
    found = []
    for each in _annotations(page):
        with suppress(PSException, TypeError, ValueError, KeyError):
            annotation = dict_value(each)
            action = resolve1(annotation.get("A"))
            uri = resolve1(action.get("URI")) if isinstance(action, dict) else None
            href = decode_text(uri) if isinstance(uri, bytes) else ""
            if SAFE.match(href):
                found.append(Link(_box(annotation["Rect"], page), href))
    return found


def _annotations(page: PDFPage) -> Sequence[Any]:
    try:
        return list_value(page.annots) if page.annots else ()
    except (PSException, TypeError):
        return ()


def _box(rectangle: Any, page: PDFPage) -> Box:
    """Return a rectangle as seen from the page's own corner, where glyphs are seen from."""
    x0, y0, x1, y1 = (num_value(each) for each in list_value(rectangle))
    left, bottom = page.mediabox[:2]
    xs, ys = sorted((x0 - left, x1 - left)), sorted((y0 - bottom, y1 - bottom))
    return xs[0], ys[0], xs[1], ys[1]


def href_of(x: float, y: float, links: Sequence[Link]) -> str:
    """Return where a point on the page leads, "" for nowhere."""
    for (x0, y0, x1, y1), href in links:
        if x0 <= x <= x1 and y0 <= y <= y1:
            return href
    return ""
