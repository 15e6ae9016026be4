"""Glyphs on paper become text in the order of reading."""

import pytest

from plugins.convert.pdfglyphs import Glyph, PageGlyphs
from plugins.convert.pdflines import Line, text_of
from plugins.convert.pdfpages import blocks_of

WIDTH = 6.0


def drawn(
    visual: list[str], left: float = 0.0, base: float = 700.0, size: float = 12.0
) -> list[Glyph]:
    """Return glyphs as they stand on paper, from left to right."""
    return [
        Glyph(text, left + at * WIDTH, left + (at + 1) * WIDTH, base, size)
        for at, text in enumerate(visual)
    ]


def from_right(
    text: str, left: float = 0.0, base: float = 700.0, size: float = 12.0
) -> list[Glyph]:
    return drawn(list(reversed(text)), left, base, size)


LINES = [
    (list("ملاس"), "سالم"),
    (["م", "لا", "س"], "سلام"),
    (list("1956 ماع"), "عام 1956"),
    (list("3.5 نزو"), "وزن 3.5"),
    (list("EU داحتا"), "اتحاد EU"),
    (list("Internet Archive عقوم"), "موقع Internet Archive"),
    (list("(ب) قحلم"), "ملحق (ب)"),
    (list("2024/10/21 خيرات"), "تاريخ 2024/10/21"),
    (list("archive@example.org ىلع"), "على archive@example.org"),
]


@pytest.mark.parametrize(("visual", "logical"), LINES)
def test_a_line_is_read_from_the_right(visual, logical):
    assert text_of(Line(tuple(drawn(visual))), rtl=True, mirror=True) == logical


def test_a_gap_is_a_space():
    glyphs = [*from_right("بيت"), *from_right("في", left=25.0)]
    assert text_of(Line(tuple(glyphs)), rtl=True, mirror=False) == "في بيت"


def page(*lines: list[Glyph]) -> PageGlyphs:
    return PageGlyphs(tuple(glyph for line in lines for glyph in line), 0)


FULL = "كلام كثير في سطر كامل من أول إلى آخر"


def test_two_columns_are_read_one_after_the_other():
    rows = []
    for at in range(6):
        base = 700.0 - 18 * at
        rows.append(from_right(f"{FULL} ي{at}", left=300.0, base=base))
        rows.append(from_right(f"{FULL} س{at}", left=20.0, base=base))
    text = " ".join(block.text for block in blocks_of([page(*rows)]))
    order = [f"{side}{at}" for side in "يس" for at in range(6)]
    assert [word for word in text.split() if word[-1].isdigit()] == order


def test_running_heads_and_page_numbers_are_left_out():
    pages = [
        page(
            from_right("مجلة المثال", base=780.0),
            from_right(f"{FULL} {'أبجد'[at]}", base=700.0),
            from_right(f"{FULL} {'هوزح'[at]}.", base=682.0),
            drawn([str(at + 1)], base=40.0),
        )
        for at in range(4)
    ]
    text = " ".join(block.text for block in blocks_of(pages))
    assert "مجلة المثال" not in text
    assert not any(c.isdigit() for c in text)
    assert text.count(FULL) == 8


def test_a_larger_line_is_a_heading_and_white_parts_paragraphs():
    blocks = blocks_of(
        [
            page(
                from_right("عنوان كبير", base=740.0, size=20.0),
                from_right(FULL, base=700.0),
                from_right("وتمام الفقرة.", base=682.0),
                from_right(FULL, base=640.0),
                from_right("وتمامها.", base=622.0),
            )
        ]
    )
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "عنوان كبير"),
        ("paragraph", f"{FULL} وتمام الفقرة."),
        ("paragraph", f"{FULL} وتمامها."),
    ]
