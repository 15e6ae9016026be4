"""Blocks of rich text, and their Markdown: paragraphs, headings, lists, tables, quotations, notes.

A block is a tree; Markdown of a block inside another is that of the inner one, indented.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plugins.convert.draft import Block
from plugins.convert.markdown import guard, mark_heading
from plugins.convert.runs import Run, plain, tidy, written

INDENT = "    "  # what Python-Markdown wants of all that stands inside a list item or a note


@dataclass(frozen=True)
class Paragraph:
    """Lines of text; `level` 1 to 6 makes a heading of it."""

    runs: tuple[Run, ...]
    level: int = 0

    def text(self) -> str:
        return plain(self.runs)

    def markdown(self) -> str:
        if self.level:
            return mark_heading(guard(written(self.runs).replace("\n", " ")), max(2, self.level))
        return guard(written(self.runs)).replace("\n", "  \n")


@dataclass(frozen=True)
class Caption(Paragraph):
    """What stands below a picture: no lead, byline or date of the text."""


@dataclass(frozen=True)
class Code:
    """Lines whose spaces count."""

    lines: tuple[str, ...]

    def text(self) -> str:
        return "\n".join(self.lines)

    def markdown(self) -> str:
        return "\n".join(INDENT + line if line.strip() else "" for line in self.lines)


@dataclass(frozen=True)
class Rule:
    """A line between two parts."""

    def text(self) -> str:
        return ""

    def markdown(self) -> str:
        return "---"


@dataclass(frozen=True)
class Quote:
    """A quotation."""

    inner: tuple["Node", ...]

    def text(self) -> str:
        return texts(self.inner)

    def markdown(self) -> str:
        return "\n".join(
            f"> {line}".rstrip(" ") + "  " * line.endswith("  ") for line in _lines(self.inner)
        )


@dataclass(frozen=True)
class Items:
    """A list; numbered from `start`, or with bullets where that is None."""

    items: tuple[tuple["Node", ...], ...]
    start: int | None = None

    def text(self) -> str:
        return "\n".join(map(texts, self.items))

    def markdown(self) -> str:
        said = self._hung()
        loose = said._is_loose()
        found = (said._item(at, item) for at, item in enumerate(said.items))
        return ("\n\n" if loose else "\n").join(found)

    def _hung(self) -> "Items":
        """Return the list with words first in every item: Markdown hangs a list on words.

        A list that begins an item goes to the item above; in the first, its items take its place.
        """
        items: list[tuple[Node, ...]] = []
        start = self.start
        for item in self.items:
            first = item[0] if item else None
            if not isinstance(first, Items):
                items.append(item)
            elif items:
                items[-1] += item
            else:
                inner = first._hung()
                start = inner.start if len(self.items) == 1 else start
                items = [*inner.items[:-1], inner.items[-1] + item[1:]]
        return Items(tuple(items), start)

    def _is_loose(self) -> bool:
        """Tell whether empty lines part the items: one has more than words and a tight list.

        Where a list inside ends with a second paragraph, the next item would else be its last line.
        """
        return not all(map(_is_tight, self.items))

    def _item(self, at: int, item: tuple["Node", ...]) -> str:
        mark = "-" if self.start is None else f"{self.start + at}."
        return f"{mark} {indented(item, _is_tight(item))}"


def _is_tight(item: tuple["Node", ...]) -> bool:
    inner = item[1]._hung() if len(item) == 2 and isinstance(item[1], Items) else None
    return len(item) < 2 or (inner is not None and not inner._is_loose())


@dataclass(frozen=True)
class Table:
    """Rows of cells, the first row the heads."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]

    def text(self) -> str:
        return "\n".join(plain(cell) for row in self.rows for cell in row if plain(cell))

    def markdown(self) -> str:
        width = max(len(row) for row in self.rows)
        lines = [self._line(row, width) for row in self.rows]
        return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])

    def _line(self, row: tuple[tuple[Run, ...], ...], width: int) -> str:
        cells = [written(cell).replace("\n", "<br>") for cell in row]
        return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"


@dataclass(frozen=True)
class Note:
    """A footnote's text. `number` is what its reference has."""

    number: int
    inner: tuple["Node", ...] = field(default=())

    def text(self) -> str:
        return texts(self.inner)

    def markdown(self) -> str:
        return f"[^{self.number}]: {indented(self.inner)}"


Node = Paragraph | Code | Rule | Quote | Items | Table | Note


def texts(nodes: Iterable[Node]) -> str:
    return "\n".join(filter(None, (node.text() for node in nodes)))


def indented(nodes: tuple[Node, ...], tight: bool = False) -> str:
    """Return the Markdown of nodes, all lines but the first indented."""
    lines = _lines(nodes, tight)
    return "\n".join([*lines[:1], *(INDENT + line if line.strip() else "" for line in lines[1:])])


def _lines(nodes: Iterable[Node], tight: bool = False) -> list[str]:
    return ("\n" if tight else "\n\n").join(node.markdown() for node in nodes).split("\n")


def is_empty(node: Node) -> bool:
    """Tell whether a node shows nothing."""
    if isinstance(node, Paragraph):
        return not tidy(node.runs)
    if isinstance(node, Table):
        return not any(tidy(cell) for row in node.rows for cell in row)
    if isinstance(node, Quote | Note):
        return all(map(is_empty, node.inner))
    if isinstance(node, Items):
        return all(is_empty(inner) for item in node.items for inner in item)
    return isinstance(node, Code) and not node.text().strip()


def as_block(node: Node) -> Block:
    """Return a node as readers hand it on."""
    if not isinstance(node, Paragraph) or isinstance(node, Caption):
        return Block("other", node.text(), markdown=node.markdown())
    return Block(
        "heading" if node.level else "paragraph",
        node.text(),
        max(2, node.level),
        node.markdown(),
    )
