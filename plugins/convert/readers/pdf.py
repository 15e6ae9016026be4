"""PDF with a text layer; without one its pages are pictures, and are read as those."""

import re
from collections.abc import Iterator
from dataclasses import replace

from plugins.convert.blocks import Node, Paragraph, as_block
from plugins.convert.clean import clean_line
from plugins.convert.draft import Block, Draft
from plugins.convert.invocation import is_invocation
from plugins.convert.ocr import of_pdf
from plugins.convert.pdfglyphs import PageGlyphs, Paper, paper
from plugins.convert.pdfpages import nodes_of
from plugins.convert.pdfstructure import nodes_of_tags
from plugins.convert.pdfstyle import Style, style_of
from plugins.convert.raw import Raw
from plugins.convert.runs import NOTE, Run
from plugins.convert.whole import whole
from plugins.errors import ArchiveError

LETTERS_OF_A_PAGE = 20  # fewer on average: the pages are pictures
UNMAPPED = re.compile(r"\(cid:\d+\)|\ufffd")
UNSAID = "{} signs of the PDF, mostly harakat, do not say what they are; compare with the original"
UNSEEN = "{} pictures of the PDF are of a kind that browsers do not show; take them out by hand"
MOST_UNMAPPED = 0.1  # of the glyphs


def read(raw: Raw) -> Iterator[Draft]:
    """Yield the document; raises ArchiveError for a locked, broken or empty one."""
    whole_paper = paper(raw.data, raw.name)
    found = whole_paper.pages
    if not found:
        raise ArchiveError(f"{raw.name}: a PDF without pages; get an unbroken copy")
    if _letters(found) < LETTERS_OF_A_PAGE * len(found) or not _is_sound(found):
        yield whole(of_pdf(raw), raw)
        return
    style = style_of(found)
    draft = _titled(blocks_of(whole_paper, style))
    draft = replace(draft, pictures=tuple(style.album.taken.values()))
    yield whole(draft, raw, tuple(_warnings(found)))


def _warnings(found: list[PageGlyphs]) -> Iterator[str]:
    if unsaid := sum(page.unsaid for page in found):
        yield UNSAID.format(unsaid)
    if unseen := sum(not image.data for page in found for image in page.images):
        yield UNSEEN.format(unseen)


def _letters(found: list[PageGlyphs]) -> int:
    return sum(c.isalpha() for page in found for glyph in page.glyphs for c in glyph.text[:1])


def _is_sound(found: list[PageGlyphs]) -> bool:
    """Tell whether the fonts say which letters their glyphs are."""
    texts = [glyph.text for page in found for glyph in page.glyphs if glyph.text.strip()]
    return sum(bool(UNMAPPED.search(text)) for text in texts) <= MOST_UNMAPPED * len(texts)


def blocks_of(found: Paper, style: Style) -> tuple[Block, ...]:
    """Return the blocks of a PDF: as its tags have them, else as they look."""
    nodes = nodes_of_tags(found, style)
    return tuple(map(_block, nodes_of(found.pages, style) if nodes is None else nodes))


def _block(node: Node) -> Block:
    block = as_block(node)
    if isinstance(node, Paragraph) and node.level:
        return Block("heading", clean_line(block.text), node.level)
    is_plain = isinstance(node, Paragraph) and not any(map(_says_more, node.runs))
    return block._replace(text=clean_line(block.text), markdown="") if is_plain else block


def _says_more(run: Run) -> bool:
    return bool(run.marks or run.href or run.picture or NOTE.search(run.text))


def _titled(blocks: tuple[Block, ...]) -> Draft:
    """Return the draft; its title is the first of its largest headings, if that stands high up."""
    heads = [
        (block.level, at)
        for at, block in enumerate(blocks[:6])
        if block.kind == "heading" and not is_invocation(block.text)
    ]
    if not heads:
        return Draft("", blocks)
    _, at = min(heads)
    rest = tuple(_below_title(block) for number, block in enumerate(blocks) if number != at)
    return Draft(blocks[at].text, rest)


def _below_title(block: Block) -> Block:
    return block._replace(level=max(2, block.level)) if block.kind == "heading" else block
