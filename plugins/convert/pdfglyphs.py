"""The glyphs of a PDF's pages, each with its text, marks joined to their letters."""

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from pdfminer.layout import LTChar, LTContainer, LTImage, LTItem, LTLine, LTRect
from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from plugins.convert.clean import MARK_FORM, letters_of
from plugins.convert.pdfimages import Image, images_of
from plugins.convert.pdflinks import Box, href_of, links_of
from plugins.convert.pdfsaid import SayingDevice
from plugins.convert.pdftags import Tag, tree_of
from plugins.errors import ArchiveError

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its hints on fonts are no use to a keeper

# One glyph that says alef before lam is lam-alef, its text turned about by whoever made the file.
TURNED = {"\u0627\u0644": "\u0644\u0627", "\u0623\u0644": "\u0644\u0623"}
TURNED |= {"\u0625\u0644": "\u0644\u0625", "\u0622\u0644": "\u0644\u0622"}


BOLD = re.compile(r"Bold|Black|Heavy|Semibold|Demi", re.I)
SLANTED = re.compile(r"Italic|Oblique", re.I)
LEANS = 0.1  # of the height


@dataclass(frozen=True)
class Glyph:
    """A glyph with the marks that stand on it. Units are points; y grows upwards."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    slanted: bool = False
    href: str = ""  # of the link that lies over it
    content: int = -1  # number of the marked content that it belongs to; see pdftags

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class PageGlyphs:
    """A page: its glyphs in the order of the file, and how many do not say what they are."""

    glyphs: tuple[Glyph, ...]
    unsaid: int
    id: int = 0  # as the tags name it
    ruled: tuple[Box, ...] = ()  # lines and boxes that are drawn
    images: tuple[Image, ...] = ()


class Paper(NamedTuple):
    """A whole PDF; `tags` is what it says of its structure, None where it says nothing."""

    pages: list[PageGlyphs]
    tags: Tag | None


def paper(data: bytes, name: str) -> Paper:
    """Return the pages and their tags; raises ArchiveError for a locked or broken file."""
    manager = PDFResourceManager()
    device = SayingDevice(manager)
    interpreter = PDFPageInterpreter(manager, device)
    try:
        found, tags = [], None
        for page in PDFPage.get_pages(io.BytesIO(data)):
            interpreter.process_page(page)
            found.append(_page(page, device))
            tags = tags or tree_of(page.doc)
        return Paper(found, tags)
    except (PDFPasswordIncorrect, PDFTextExtractionNotAllowed) as problem:
        raise ArchiveError(f"{name}: locked with a password; save it without one") from problem
    except ArchiveError:
        raise
    except RecursionError as problem:
        raise ArchiveError(f"{name}: a PDF nested without end; print it to a new PDF") from problem
    except Exception as problem:  # whatever pdfminer meets in a broken file
        raise ArchiveError(
            f"{name}: a broken PDF ({type(problem).__name__}: {problem}); get an unbroken copy, or "
            "print it to a new PDF"
        ) from problem


def _page(page: PDFPage, device: SayingDevice) -> PageGlyphs:
    items = list(_items(device.page()))
    said = [(char, device.text_of(char)) for char in items if isinstance(char, LTChar)]
    unsaid = sum(text is None for _, text in said)
    links = links_of(page)
    glyphs = (
        replace(glyph, href=href_of(glyph.middle, glyph.base + 0.3 * glyph.size, links))
        for glyph in _glyphs(said, device)
    )
    ruled = tuple(item.bbox for item in items if isinstance(item, LTLine | LTRect))
    whole = (0.0, 0.0, page.mediabox[2] - page.mediabox[0], page.mediabox[3] - page.mediabox[1])
    pictures = [item for item in items if isinstance(item, LTImage)]
    images = tuple(images_of(pictures, whole, device.contents))
    number = int(str(page.pageid or 0))
    return PageGlyphs(tuple(_joined(glyphs)), unsaid, number, ruled, images)


def _items(item: LTItem) -> Iterator[LTItem]:
    if isinstance(item, LTContainer):
        for inner in item:
            yield from _items(inner)
    else:
        yield item


def _glyphs(said: list[tuple[LTChar, str | None]], device: SayingDevice) -> Iterator[Glyph]:
    """Yield glyphs; one that is drawn twice in a place, to look bold, is one."""
    seen: set[tuple[str, int, int]] = set()
    for char, own in said:
        if not own:
            continue
        text = letters_of(own) if MARK_FORM.fullmatch(own) else own
        base = char.matrix[5]
        key = (text, round(char.x0), round(base))
        if key in seen and text.strip():
            continue
        seen.add(key)
        yield Glyph(
            TURNED.get(text, text),
            char.x0,
            char.x1,
            base,
            char.size or 1.0,
            BOLD.search(char.fontname) is not None,
            _is_slanted(char),
            content=device.contents.get(id(char), -1),
        )


def _is_slanted(char: LTChar) -> bool:
    """Tell whether a glyph leans: by its font's name, or by how it is drawn."""
    a, _, c, _ = char.matrix[:4]
    return bool(SLANTED.search(char.fontname)) or c > LEANS * abs(a) > 0


def _joined(glyphs: Iterator[Glyph]) -> list[Glyph]:
    """Return the glyphs with every mark joined to its letter.

    The letter is told by the order in the file: in text drawn from left to right a mark of Arabic
    comes before its letter, in text drawn as it is read, after. Its place on paper does not tell: a
    mark may hang over the neighbour.
    """
    found: list[Glyph] = []
    waiting: list[Glyph] = []
    for glyph in glyphs:
        if is_mark(glyph.text):
            waiting.append(glyph)
            continue
        before = found[-1] if found else None
        above = ""
        for mark in waiting:
            if before and (abs(before.base - glyph.base) > glyph.size or glyph.x0 < before.x0):
                found[-1] = _marked(found[-1], mark.text)
            else:
                above += mark.text
        waiting = []
        found.append(_marked(glyph, above))
    if waiting and found:
        found[-1] = _marked(found[-1], "".join(mark.text for mark in waiting))
    return found


def _marked(glyph: Glyph, marks: str) -> Glyph:
    """Return a glyph with marks more; one that it has already was only drawn of two glyphs."""
    letters = unicodedata.normalize("NFD", glyph.text)
    own = letters[len(letters.rstrip("".join(filter(is_mark, letters)))) :]
    return replace(glyph, text=glyph.text + "".join(mark for mark in marks if mark not in own))


def is_mark(text: str) -> bool:
    return bool(text) and all(unicodedata.category(c) == "Mn" for c in text)
