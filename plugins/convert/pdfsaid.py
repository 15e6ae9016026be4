"""What a PDF itself says that its glyphs are: ActualText (ISO 32000-2, 14.9.4).

Browsers write so of a letter with its marks, which are glyphs in an order of their own, and of
glyphs that no character stands for, such as shadda with a haraka. Fonts do not tell so much.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from plugins.convert.clean import letters_of

LONGEST = 8  # characters of a cluster; a longer text is of words, whose glyphs say what they are


class SayingDevice(PDFPageAggregator):
    """Collects a page's glyphs, and keeps what the file says of clusters of them."""

    def __init__(self, manager: PDFResourceManager) -> None:
        """Make a device for one document."""
        super().__init__(manager, laparams=None)
        self.said: dict[int, str] = {}  # id of a glyph → its cluster's text, "" but for one of it
        self.contents: dict[int, int] = {}  # id of a glyph → number of its marked content
        self.open: list[tuple[str, list[LTChar]]] = []
        self.numbers: list[int] = []  # of the contents that are open; -2 for no part of the text

    def begin_page(self, page: Any, ctm: Any) -> None:
        self.said, self.contents, self.open, self.numbers = {}, {}, [], []
        super().begin_page(page, ctm)

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        self.open.append((_actual_text(props), []))
        own = props.get("MCID") if isinstance(props, dict) else None
        above = self.numbers[-1] if self.numbers else -1
        beside = -2 if tag.name == "Artifact" else above
        self.numbers.append(own if isinstance(own, int) else beside)

    def end_tag(self) -> None:
        text, glyphs = self.open.pop() if self.open else ("", [])
        del self.numbers[-1:]
        if glyphs and _agree(text, glyphs):
            self.said |= {id(glyph): "" for glyph in glyphs}
            self.said[id(max(glyphs, key=lambda glyph: glyph.adv))] = text

    def render_char(self, *words: Any, **named: Any) -> float:
        advance = super().render_char(*words, **named)
        glyph: LTChar = self.cur_item._objs[-1]  # type: ignore[assignment]
        if self.numbers:
            self.contents[id(glyph)] = self.numbers[-1]
        if self.open and self.open[-1][0]:
            self.open[-1][1].append(glyph)
        return advance

    def render_image(self, name: str, stream: Any) -> None:
        super().render_image(name, stream)
        if self.numbers and self.cur_item._objs:
            self.contents[id(self.cur_item._objs[-1])] = self.numbers[-1]

    def text_of(self, glyph: LTChar) -> str | None:
        """Return the text of a glyph of the page that was read last; None where nothing says it."""
        text = self.said.get(id(glyph), glyph.get_text())
        return text if text.strip("\x00") or id(glyph) in self.said else None

    def page(self) -> LTPage:
        return self.get_result()


def _actual_text(props: Any) -> str:
    said = props.get("ActualText") if isinstance(props, dict) else None
    text = decode_text(said) if isinstance(said, bytes) else ""
    return text if len(text) <= LONGEST else ""


def _agree(text: str, glyphs: Sequence[LTChar]) -> bool:
    """Tell whether all that the font says of the glyphs is in the text, which may say more."""
    letters = "".join(letters_of(glyph.get_text().strip("\x00")) for glyph in glyphs)
    return not Counter(letters) - Counter(text)
