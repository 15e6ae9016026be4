"""The tags of a PDF, with their glyphs, to headings, lists, tables, quotations and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from plugins.convert.blocks import Items, Node, Note, Paragraph, Quote, Table, is_empty
from plugins.convert.pdfglyphs import Glyph, Paper
from plugins.convert.pdfimages import Image
from plugins.convert.pdflines import lines
from plugins.convert.pdflists import BULLET, NUMBER, cut
from plugins.convert.pdfnotes import number_of, referred, without_number
from plugins.convert.pdfstyle import Style, joined
from plugins.convert.pdftags import Content, Tag
from plugins.convert.runs import Run, plain

LEAST = 0.98  # of the letters must be in the tree: less is a tree that was not kept up
HEADING = re.compile(r"H([1-6]?)|Title")
NOTES = ("Note", "FENote")
BLOCKS = frozenset(["P", "L", "LI", "Table", "BlockQuote", "Caption", "TOCI", "Figure", *NOTES])
TELLING = frozenset(["L", "Table", "BlockQuote"])  # and headings: a tree without any tells nothing
NO_TEXT = -2


def nodes_of_tags(paper: Paper, style: Style) -> list[Node] | None:
    """Return the document as its tags have it; None where these do not tell, or not of all."""
    if paper.tags is None or not _tells(paper.tags):
        return None
    builder = _Builder(paper, style)
    if not builder.is_whole(paper.tags):
        return None
    nodes = builder.nodes(paper.tags.inner)
    return [*nodes, *builder.left_over(), *builder.notes]


def _glyphs(paper: Paper) -> dict[Content, list[Glyph]]:
    found: dict[Content, list[Glyph]] = {}
    for page in paper.pages:
        for glyph in page.glyphs:
            found.setdefault(Content(page.id, glyph.content), []).append(glyph)
    return found


def _images(paper: Paper, tree: Tag) -> tuple[dict[Content, Image], list[Image]]:
    """Return the pictures that the tree names, and all others."""
    named = {*tree.contents()}
    shown = [
        (Content(page.id, image.content), image) for page in paper.pages for image in page.images
    ]
    own = {content: image for content, image in shown if content in named}
    return own, [image for content, image in shown if content not in named]


def _tells(tag: Tag) -> bool:
    own = tag.role in TELLING or HEADING.fullmatch(tag.role) is not None
    return own or any(isinstance(each, Tag) and _tells(each) for each in tag.inner)


class _Builder:
    """Knows what is on paper of each content: its glyphs, its picture, a note's number."""

    def __init__(self, paper: Paper, style: Style) -> None:
        """Notes are gathered as they are met, pictures used up as they are shown."""
        tree = paper.tags or Tag("", ())
        self.style = style
        self.glyphs = _glyphs(paper)
        self.images, loose = _images(paper, tree)
        figures = [tag for tag in _below(tree, "Figure") if not tag.contents() and tag.alt]
        # LibreOffice draws a picture apart from its figure: as many of both are the same, in order
        apart = len(figures) == len(loose)
        self.of_figures = dict(zip(map(id, figures), loose, strict=True)) if apart else {}
        self.loose = [] if apart else loose
        self.notes: list[Note] = []
        self.numbers: dict[str, int] = {}  # of notes, on paper → in the document
        self.numbers = self._numbers([note for role in NOTES for note in _below(tree, role)])

    def _numbers(self, notes: Sequence[Tag]) -> dict[str, int]:
        """Return the notes' signs, numbered in order; {} where one has none, or two have one."""
        signs = [number_of(plain(self.runs([note]))) for note in notes]
        if not all(signs) or len(set(signs)) < len(signs):
            return {}
        return {sign: at for at, sign in enumerate(signs, start=1)}

    def is_whole(self, tree: Tag) -> bool:
        """Tell whether nearly all letters are in the tree, and none twice."""
        named = tree.contents()
        letters = {content: _letters(glyphs) for content, glyphs in self.glyphs.items()}
        there = sum(letters.get(content, 0) for content in set(named))
        due = sum(count for content, count in letters.items() if content.number != NO_TEXT)
        return len(set(named)) == len(named) and there >= LEAST * due > 0

    def nodes(self, inner: Sequence[Tag | Content]) -> list[Node]:
        """Return what stands in an element: blocks, and what lies between them as paragraphs."""
        found: list[Node] = []
        for is_block, group in groupby(inner, key=_is_block):
            for each in group if is_block else ():
                found += self._node(each) if isinstance(each, Tag) else ()
            if not is_block:
                inline = list(group)
                found += [Paragraph(self.runs(inline)), *self._pictures(Tag("", tuple(inline)))]
        return [node for node in found if not is_empty(node)]

    def runs(self, inner: Sequence[Tag | Content]) -> tuple[Run, ...]:
        """Return the text of what is no block, or is taken as none."""
        contents = Tag("", tuple(inner)).contents()
        parts = []
        for _, group in groupby(contents, key=lambda content: content.page):
            glyphs = [glyph for content in group for glyph in self.glyphs.get(content, ())]
            parts += [self.style.runs(line) for line in lines(glyphs)]
        return referred(joined(parts), self.numbers)

    def _node(self, tag: Tag) -> list[Node]:
        heading = HEADING.fullmatch(tag.role)
        if heading and (runs := self.runs([tag])):
            level = int(heading[1] or 2) if heading[1] is not None else 1
            return [Paragraph(runs, level)]
        if tag.role == "L":
            return [self._list(tag)]
        if tag.role == "Table":
            return self._table(tag)
        if tag.role == "Figure":
            inside = any(True for _ in _below(tag, "Figure"))
            return [*(() if inside else self._pictures(tag)), *self.nodes(tag.inner)]
        if tag.role == "BlockQuote":
            return [Quote(tuple(self.nodes(tag.inner)))]
        if tag.role in NOTES and self.numbers:
            return self._note(tag)
        return self.nodes(tag.inner)

    def _pictures(self, tag: Tag) -> list[Node]:
        images = [self.images.pop(c) for c in tag.contents() if c in self.images]
        images += [self.of_figures[id(tag)]] if id(tag) in self.of_figures else []
        runs = (self.style.picture(image, tag.alt) for image in images)
        return [Paragraph((run,)) for run in runs if run]

    def left_over(self) -> list[Node]:
        """Return the pictures that no element has, and that are not said to be decoration."""
        runs = (self.style.picture(image) for image in self.loose if image.content != NO_TEXT)
        return [Paragraph((run,)) for run in runs if run]

    def _note(self, tag: Tag) -> list[Node]:
        numbers, self.numbers = self.numbers, {}  # a note's own sign is no reference
        runs = self.runs([tag])
        self.numbers = numbers
        number = numbers[number_of(plain(runs))]
        self.notes.append(Note(number, (Paragraph(cut(runs, without_number(runs))),)))
        return []

    def _list(self, tag: Tag) -> Items:
        items: list[tuple[Node, ...]] = []
        start = None
        for member in tag.inner:
            if isinstance(member, Content):
                continue
            if member.role == "L" and items:  # Word puts a list inside beside its item
                items[-1] += (self._list(member),)
                continue
            labels = [each for each in member.inner if isinstance(each, Tag) and each.role == "Lbl"]
            rest = [each for each in member.inner if each not in labels]
            nodes = self.nodes(rest)
            number = re.search(r"\d+", plain(self.runs(labels))) or _own_number(nodes)
            if not items and number:
                start = int(number[0])
            if nodes:
                items.append(_without_sign(nodes))
        return Items(tuple(items), start)

    def _table(self, tag: Tag) -> list[Node]:
        rows = tuple(
            tuple(
                self.runs([cell])
                for cell in row.inner
                if isinstance(cell, Tag) and cell.role in ("TH", "TD")
            )
            for row in _below(tag, "TR")
        )
        outside = [each for each in tag.inner if isinstance(each, Tag) and each.role == "Caption"]
        rows = tuple(row for row in rows if row)
        return [*self.nodes(outside), Table(rows)] if rows else self.nodes(tag.inner)


def _is_block(each: Tag | Content) -> bool:
    if isinstance(each, Content):
        return False
    own = each.role in BLOCKS or HEADING.fullmatch(each.role) is not None
    return own or any(map(_is_block, each.inner))


def _below(tag: Tag, role: str) -> Iterator[Tag]:
    for each in tag.inner:
        if isinstance(each, Tag) and each.role == role:
            yield each
        elif isinstance(each, Tag):
            yield from _below(each, role)


def _letters(glyphs: Sequence[Glyph]) -> int:
    return sum(c.isalnum() for glyph in glyphs for c in glyph.text[:1])


def _own_number(nodes: Sequence[Node]) -> re.Match[str] | None:
    return re.match(r"\d+", nodes[0].text()) if nodes and NUMBER.match(nodes[0].text()) else None


def _without_sign(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return an item without a bullet or a number that stands in its text."""
    first = nodes[0]
    sign = BULLET.match(first.text()) or NUMBER.match(first.text())
    if not isinstance(first, Paragraph) or not sign:
        return tuple(nodes)
    return (Paragraph(cut(first.runs, sign.end()), first.level), *nodes[1:])
