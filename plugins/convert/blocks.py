"""Blocks of rich text, and their Markdown: paragraphs, headings, lists, tables, quotations, notes.

A block is a tree; Markdown of a block inside another is that of the inner one, indented.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

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
        found = (self._item(at, item) for at, item in enumerate(self.items))
        return ("\n\n" if self._is_loose() else "\n").join(found)

    def _is_loose(self) -> bool:
        """Tell whether empty lines part the items: one has paragraphs, or begins with such a list.

        Where a list inside ends with a second paragraph, the next item would else be its last line.
        """
        return any(
            (len(item) > 1 and not isinstance(item[1], Items))
            or any(isinstance(inner, Items) and inner._is_loose() for inner in item)
            for item in self.items
        )

    def _item(self, at: int, item: tuple["Node", ...]) -> str:
        mark = "-" if self.start is None else f"{self.start + at}."
        item = _shallow(item)
        tight = len(item) < 3 and all(isinstance(inner, Items) for inner in item[1:])
        return f"{mark} {indented(item, tight)}"


def _shallow(item: tuple["Node", ...]) -> tuple["Node", ...]:
    """Return an item that begins with a list in a list in it: Markdown knows `- - a`, no deeper."""
    first = item[0] if item else None
    if not isinstance(first, Items) or not _begins_with_items(first.items[0]):
        return item
    items: list[tuple[Node, ...]] = []
    for each in first.items:
        within = each[0] if each else None
        items += [*within.items, each[1:]] if isinstance(within, Items) else [each]
    return _shallow((replace(first, items=tuple(filter(None, items))), *item[1:]))


def _begins_with_items(item: tuple["Node", ...]) -> bool:
    return bool(item) and isinstance(item[0], Items)


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
    if not isinstance(node, Paragraph):
        return Block("other", node.text(), markdown=node.markdown())
    return Block(
        "heading" if node.level else "paragraph",
        node.text(),
        max(2, node.level),
        node.markdown(),
    )
