"""PDF with a text layer; without one its pages are pictures, and are read as those."""

import re
from collections.abc import Iterator

from plugins.convert.clean import clean_line
from plugins.convert.draft import Block, Draft
from plugins.convert.ocr import of_pdf
from plugins.convert.pdfglyphs import PageGlyphs, pages
from plugins.convert.pdfpages import blocks_of
from plugins.convert.raw import Raw
from plugins.convert.whole import whole
from plugins.errors import ArchiveError

LETTERS_OF_A_PAGE = 20  # fewer on average: the pages are pictures
UNMAPPED = re.compile(r"\(cid:\d+\)|\ufffd")
UNSAID = "{} signs of the PDF, mostly harakat, do not say what they are; compare with the original"
MOST_UNMAPPED = 0.1  # of the glyphs


def read(raw: Raw) -> Iterator[Draft]:
    """Yield the document; raises ArchiveError for a locked, broken or empty one."""
    found = list(pages(raw.data, raw.name))
    if not found:
        raise ArchiveError(f"{raw.name}: a PDF without pages; get an unbroken copy")
    if _letters(found) < LETTERS_OF_A_PAGE * len(found) or not _is_sound(found):
        yield whole(of_pdf(raw), raw)
        return
    blocks = tuple(_cleaned(block) for block in blocks_of(found))
    unsaid = sum(page.unsaid for page in found)
    yield whole(_titled(blocks), raw, (UNSAID.format(unsaid),) * bool(unsaid))


def _letters(found: list[PageGlyphs]) -> int:
    return sum(c.isalpha() for page in found for glyph in page.glyphs for c in glyph.text[:1])


def _is_sound(found: list[PageGlyphs]) -> bool:
    """Tell whether the fonts say which letters their glyphs are."""
    texts = [glyph.text for page in found for glyph in page.glyphs if glyph.text.strip()]
    return sum(bool(UNMAPPED.search(text)) for text in texts) <= MOST_UNMAPPED * len(texts)


def _cleaned(block: Block) -> Block:
    return block._replace(text=clean_line(block.text))


def _titled(blocks: tuple[Block, ...]) -> Draft:
    """Return the draft; its title is the first of its largest headings, if that stands high up."""
    heads = [(b.level, at) for at, b in enumerate(blocks[:6]) if b.kind == "heading"]
    if not heads:
        return Draft("", blocks)
    _, at = min(heads)
    rest = tuple(_below_title(block) for number, block in enumerate(blocks) if number != at)
    return Draft(blocks[at].text, rest)


def _below_title(block: Block) -> Block:
    return block._replace(level=max(2, block.level)) if block.kind == "heading" else block
