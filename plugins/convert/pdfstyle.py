"""How the lines of one PDF are read: from which side, with which brackets, and what stands out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plugins.convert.pdfglyphs import PageGlyphs
from plugins.convert.pdfimages import Image
from plugins.convert.pdflines import Line, lines, mirrors, runs_ltr, runs_of, runs_rtl
from plugins.convert.pictures import Album, nowhere
from plugins.convert.runs import Run, plain

OPENING = ("(", "[", "«")  # a line that ends so goes on without a space
MOST_MARKED = 0.5  # of the letters; where more are bold, bold is how the text is set


@dataclass(frozen=True)
class Style:
    """What holds for the whole document."""

    rtl: bool
    mirror: bool  # brackets say what they look like, not what they mean
    shown: frozenset[str] = frozenset(["strong", "em"])  # marks that make words stand out
    album: Album = field(default_factory=lambda: Album(nowhere))
    left_out: frozenset[bytes] = frozenset()  # pictures of most pages: signs of their maker

    def is_rtl(self, line: Line) -> bool:
        return not runs_ltr(line) if self.rtl else runs_rtl(line)

    def runs(self, line: Line) -> tuple[Run, ...]:
        """Return a line as it is read."""
        found = runs_of(line, self.is_rtl(line), self.mirror)
        return tuple(run._replace(marks=run.marks & self.shown) for run in found)

    def picture(self, image: Image, alt: str = "") -> Run | None:
        """Return a picture to be shown; None for one that is not carried along."""
        name = "" if image.data in self.left_out else self.album.add(image.data)
        return Run(alt, picture=name) if name else None


def style_of(pages: Sequence[PageGlyphs]) -> Style:
    whole = [line for page in pages for line in lines(page.glyphs)]
    rtl = 2 * sum(map(runs_rtl, whole)) >= len(whole)
    letters = [glyph for page in pages for glyph in page.glyphs if glyph.text.strip()]
    often = MOST_MARKED * len(letters)
    marks = {
        "strong": sum(glyph.bold for glyph in letters),
        "em": sum(glyph.slanted for glyph in letters),
    }
    shown = frozenset(mark for mark, count in marks.items() if count <= often)
    often_shown = Counter(image.data for page in pages for image in {*page.images})
    left_out = (d for d, count in often_shown.items() if count > max(2, len(pages) // 2))
    return Style(rtl, mirrors(whole), shown, left_out=frozenset(left_out))


def joined(parts: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Return lines as one."""
    return tuple(_joined(parts))


def _joined(parts: Sequence[tuple[Run, ...]]) -> Iterator[Run]:
    before: tuple[Run, ...] = ()
    for part in parts:
        if before and not plain(before).endswith(OPENING):
            same = before[-1][1:] == part[0][1:] if part else False
            yield Run(" ", before[-1].marks, before[-1].href) if same else Run(" ")
        yield from part
        before = part or before
