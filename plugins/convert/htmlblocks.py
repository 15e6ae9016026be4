"""A cleaned HTML tree to the blocks of a document."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urljoin, urlsplit

from lxml import html

from plugins.convert.blocks import (
    Caption,
    Code,
    Items,
    Node,
    Note,
    Paragraph,
    Quote,
    Rule,
    Table,
    is_empty,
)
from plugins.convert.htmlparse import text_of
from plugins.convert.runs import NOTE_END, NOTE_START, Run, plain

HEADINGS = {f"h{level}": level for level in range(1, 7)}
MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em"}
MARKS |= {"sup": "sup", "sub": "sub", "code": "code", "kbd": "code", "samp": "code", "tt": "code"}
BLOCKS = {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
BLOCKS |= {"div", "dl", "dt", "figcaption", "figure", "footer", "header", "hr", "li", "main", "nav"}
BLOCKS |= {"ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead"}
BLOCKS |= {"tr", "ul", *HEADINGS}
A_FILE = re.compile(r"[\w./%-]+\.(?:png|jpe?g|gif|webp|bmp|svg)", re.I)  # no description
CAPTION = re.compile(r"(?:^|[\s_-])(?:fig|img|wp-)?caption(?:-?text)?(?:$|\s)", re.I)  # a class
LONGEST_CAPTION = 400  # characters
DEEPEST = 40  # lists in lists in quotations; deeper structure is not meant

Finder = Callable[[str], str]  # a picture's address → the name it is carried along under, or ""


@dataclass
class Walk:
    """What one walk over a tree knows: where links lead from, where pictures are found."""

    base: str = ""
    picture: Finder = lambda address: ""
    lost: list[str] = field(default_factory=list)  # addresses of pictures not carried along

    def nodes(self, element: html.HtmlElement, depth: int = 0) -> tuple[Node, ...]:
        """Return the blocks that an element holds."""
        deep = depth > DEEPEST
        found = _paragraphs(list(self._runs(element))) if deep else self._nodes(element, depth + 1)
        return merged(node for node in found if not is_empty(node))

    def _nodes(self, element: html.HtmlElement, depth: int) -> Iterator[Node]:
        """Yield an element's blocks; text between them makes paragraphs."""
        for part in self._stretches(element):
            yield from _paragraphs(part) if isinstance(part, list) else self._block(part, depth)

    def _block(self, element: html.HtmlElement, depth: int) -> Iterator[Node]:
        tag = element.tag
        if tag in HEADINGS:
            runs = self._runs(element, frozenset(["strong"]))
            yield Paragraph(tuple(runs), HEADINGS[tag])
        elif tag in ("ul", "ol") and element.find(".//li") is not None:
            yield self._items(element, depth)
        elif tag == "blockquote":
            yield Quote(self.nodes(element, depth))
        elif tag == "pre":
            yield Code(tuple(text_of(element).expandtabs(4).strip("\n").split("\n")))
        elif tag == "hr":
            yield Rule()
        elif tag == "figcaption" or _is_caption(element):
            yield from map(_as_caption, self.nodes(element, depth))
        elif tag == "table":
            yield from self._table(element, depth)
        elif tag == "dt":
            yield Paragraph(
                tuple(run._replace(marks=run.marks | {"strong"}) for run in self._runs(element))
            )
        else:
            yield from self.nodes(element, depth)

    def _items(self, element: html.HtmlElement, depth: int) -> Node:
        items: list[tuple[Node, ...]] = []
        for part in self._stretches(element):
            tag = None if isinstance(part, list) else part.tag
            found = _paragraphs(part) if isinstance(part, list) else self._member(part, depth)
            inner = tuple(node for node in simple(found) if not is_empty(node))
            if items and tag in (None, "ul", "ol"):
                items[-1] += inner  # what stands between the items belongs to the one above it
            elif inner:
                items.append(inner)
        start = element.get("start", "1")
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
        return Items(tuple(items), number if element.tag == "ol" else None)

    def _member(self, element: html.HtmlElement, depth: int) -> Iterable[Node]:
        return self.nodes(element, depth) if element.tag == "li" else self._block(element, depth)

    def _table(self, element: html.HtmlElement, depth: int) -> Iterator[Node]:
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        for caption in element.findall("caption"):
            yield Paragraph(tuple(self._runs(caption)))
        if _is_layout(element, rows):
            for row in rows:
                for cell in row:
                    yield from self.nodes(cell, depth)
        elif rows:
            below: dict[int, int] = {}  # column → rows that a cell above still takes there
            yield Table(tuple(tuple(self._cells(row, below)) for row in rows))

    def _cells(self, row: html.HtmlElement, below: dict[int, int]) -> Iterator[tuple[Run, ...]]:
        """Yield a row's cells; the places beside and below one that it takes are empty."""
        at = 0
        for cell in (cell for cell in row if cell.tag in ("td", "th")):
            while below.get(at):
                below[at] -= 1
                at += 1
                yield ()
            without = frozenset(["strong"] if cell.tag == "th" else [])
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            below |= dict.fromkeys(range(at, at + width), height - 1)
            at += width
            yield tuple(self._runs(cell, without))
            yield from [()] * (width - 1)
        for column in [each for each in below if each >= at]:
            below[column] = max(0, below[column] - 1)

    def _runs(
        self, element: html.HtmlElement, without: frozenset[str] = frozenset()
    ) -> Iterator[Run]:
        """Yield all text of an element as runs; blocks in it become lines."""
        for part in self._parts(element, frozenset(), ""):
            if isinstance(part, Run):
                yield part._replace(marks=part.marks - without)
            else:
                yield Run("\n")
                yield from self._runs(part, without)
                yield Run("\n")

    def _stretches(self, element: html.HtmlElement) -> Iterator[list[Run] | html.HtmlElement]:
        """Yield what an element holds: blocks of their own, and the runs between two of them."""
        parts = self._parts(element, frozenset(), "")
        for is_text, group in groupby(parts, key=lambda part: isinstance(part, Run)):
            if is_text:
                yield [part for part in group if isinstance(part, Run)]
            else:
                yield from (part for part in group if not isinstance(part, Run))

    def _parts(
        self, element: html.HtmlElement, marks: frozenset[str], href: str
    ) -> Iterator[Run | html.HtmlElement]:
        """Yield what an element holds: runs, and elements that are blocks of their own."""
        if element.text:
            yield Run(_spaced(element.text), marks, href)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._part(child, marks, href)
            if child.tail:
                yield Run(_spaced(child.tail), marks, href)

    def _part(
        self, child: html.HtmlElement, marks: frozenset[str], href: str
    ) -> Iterator[Run | html.HtmlElement]:
        if child.tag == "br":
            yield Run("\n", marks, href)
        elif child.tag == "img":
            yield from self._picture(child)
        elif child.tag in BLOCKS:
            yield child
        else:
            inner = marks | {MARKS[child.tag]} if child.tag in MARKS else marks
            to = self._href(child.get("href", "")) if child.tag == "a" else ""
            yield from self._parts(child, inner, to or href)

    def _href(self, address: str) -> str:
        """Return where a link leads, from anywhere; "" for places on the page itself."""
        address = address.strip()
        if not address or address.startswith("#"):
            return ""
        try:
            whole = urljoin(self.base, address) if self.base else address
            scheme = urlsplit(whole).scheme
        except ValueError:
            return ""
        return whole if scheme in ("http", "https", "mailto") else ""

    def _picture(self, image: html.HtmlElement) -> Iterator[Run]:
        own, later = image.get("src") or "", image.get("data-src") or ""
        # What a page shows until its picture comes stands in its own address.
        address = later if later and (not own or own.startswith("data:")) else own
        name = self.picture(address) if address else ""
        if name:
            alt = image.get("alt") or ""
            yield Run("" if A_FILE.fullmatch(alt) else alt, picture=name)
        elif address:
            self.lost.append(address)
            yield Run(" ")


def simple(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the nodes of a list's item as Markdown can have them there: paragraphs and lists."""
    for node in nodes:
        if isinstance(node, Quote | Note):
            yield from simple(node.inner)
        elif isinstance(node, Table):
            for row in node.rows:
                yield Paragraph(tuple(run for cell in row for run in (*cell, Run(" "))))
        elif isinstance(node, Code):
            yield Paragraph(tuple(Run(part) for line in node.lines for part in (line, "\n")))
        elif isinstance(node, Paragraph) and node.level:
            yield Paragraph(tuple(run._replace(marks=run.marks | {"strong"}) for run in node.runs))
        elif not isinstance(node, Rule):
            yield node


def merged(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Return nodes where a list that is only a list's deeper level stands in that list.

    Word processors write deeper levels as lists of their own, between the parts of the upper one.
    """
    found: list[Node] = []
    opened = False  # the last list took in a deeper one: what follows of its kind is its rest
    for node in nodes:
        above = found[-1] if found else None
        if isinstance(node, Items) and isinstance(above, Items):
            if all(len(item) == 1 and isinstance(item[0], Items) for item in node.items):
                deeper = tuple(inner for item in node.items for inner in item)
                found[-1] = Items((*above.items[:-1], above.items[-1] + deeper), above.start)
                opened = True
                continue
            if opened and (above.start is None) == (node.start is None):
                found[-1] = Items(above.items + node.items, above.start)
                continue
        opened = False
        found.append(node)
    return tuple(found)


def note_mark(number: int) -> str:
    """Return what stands in a tree's text for the reference to a note."""
    return f"{NOTE_START}{number}{NOTE_END}"


def note(number: int, element: html.HtmlElement, walk: Walk) -> Note:
    return Note(number, walk.nodes(element))


def _as_caption(node: Node) -> Node:
    if isinstance(node, Paragraph) and not node.level and len(node.text()) <= LONGEST_CAPTION:
        return Caption(node.runs)
    return node


def _is_caption(element: html.HtmlElement) -> bool:
    named = element.get("class") or ""
    return element.tag in ("p", "div") and CAPTION.search(named) is not None


def _spaced(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _paragraphs(runs: list[Run]) -> Iterator[Node]:
    """Yield paragraphs of runs: two line ends, with nothing between, part them."""
    current: list[Run] = []
    ends = 0
    for run in runs:
        if run.text == "\n":
            ends += 1
            continue
        if run.text.strip() or run.picture:
            if ends > 1:
                yield Paragraph(tuple(current))
                current = []
            elif ends:
                current.append(Run("\n"))
            ends = 0
        current.append(run)
    yield Paragraph(tuple(current))


def _span(cell: html.HtmlElement, name: str) -> int:
    """Return how many columns, or rows, a cell takes."""
    written = cell.get(name, "1")
    number = int(written[:6]) if written.isascii() and written.isdigit() else 1
    return max(1, min(number, 50))


def _is_layout(table: html.HtmlElement, rows: list[html.HtmlElement]) -> bool:
    """Tell whether a table only places things: one column, one row of text, or blocks inside."""
    if table.find(".//th") is not None:
        return False
    if table.find(".//table") is not None or max((len(row) for row in rows), default=0) < 2:
        return True
    heavy = ("h1", "h2", "h3", "ul", "ol", "blockquote")
    if any(table.find(f".//{tag}") is not None for tag in heavy):
        return True
    longest = max(
        (len(plain([Run(cell.text_content())])) for row in rows for cell in row), default=0
    )
    return len(rows) == 1 and longest > 200
