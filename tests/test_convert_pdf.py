"""Glyphs on paper become text in the order of reading."""

from dataclasses import replace

import pytest

from plugins.convert.draft import Block
from plugins.convert.pdfglyphs import Glyph, PageGlyphs, Paper
from plugins.convert.pdflines import Line, text_of
from plugins.convert.pdflinks import Box
from plugins.convert.pdfstyle import style_of
from plugins.convert.readers.pdf import blocks_of

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


def read(pages: list[PageGlyphs]) -> tuple[Block, ...]:
    return blocks_of(Paper(pages, None), style_of(pages))


FULL = "كلام كثير في سطر كامل من أول إلى آخر"


def test_two_columns_are_read_one_after_the_other():
    rows = []
    for at in range(6):
        base = 700.0 - 18 * at
        rows.append(from_right(f"{FULL} ي{at}", left=300.0, base=base))
        rows.append(from_right(f"{FULL} س{at}", left=20.0, base=base))
    text = " ".join(block.text for block in read([page(*rows)]))
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
    text = " ".join(block.text for block in read(pages))
    assert "مجلة المثال" not in text
    assert not any(c.isdigit() for c in text)
    assert text.count(FULL) == 8


def test_a_larger_line_is_a_heading_and_white_parts_paragraphs():
    one = page(
        from_right("عنوان كبير", base=740.0, size=20.0),
        from_right(FULL, base=700.0),
        from_right("وتمام الفقرة.", base=682.0),
        from_right(FULL, base=640.0),
        from_right("وتمامها.", base=622.0),
    )
    blocks = read([one])
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "عنوان كبير"),
        ("paragraph", f"{FULL} وتمام الفقرة."),
        ("paragraph", f"{FULL} وتمامها."),
    ]


def test_bold_slanted_and_linked_words_are_marked():
    words = [
        *from_right("آخر", left=0.0),
        *(replace(g, href="https://example.org/a") for g in from_right("رابط", left=24.0)),
        *(replace(g, slanted=True) for g in from_right("مائل", left=54.0)),
        *(replace(g, bold=True) for g in from_right("غليظ", left=84.0)),
        *from_right("هذا", left=114.0),
    ]
    [block] = read([page(words)])
    assert block.text == "هذا غليظ مائل رابط آخر"
    assert block.markdown == "هذا **غليظ** *مائل* [رابط](https://example.org/a) آخر"


def test_a_document_all_in_bold_has_nothing_bold():
    words = [replace(g, bold=True) for g in from_right(FULL * 2)]
    assert "**" not in read([page(words)])[0].markdown


def ruled(columns: list[float], rows: list[float]) -> tuple[Box, ...]:
    """Return the rules of a table, as thin boxes."""
    upright = [(x, rows[-1], x + 0.5, rows[0]) for x in columns]
    return (*upright, *((columns[0], y, columns[-1], y + 0.5) for y in rows))


def test_a_ruled_table_is_a_table_and_its_long_cells_are_one_line():
    cells = [
        from_right("السنة", left=110.0, base=660.0),
        from_right("العدد", left=20.0, base=660.0),
        from_right("1948"[::-1], left=110.0, base=640.0),
        from_right("كلمتان في خلية", left=10.0, base=640.0),
        from_right("طويلة", left=20.0, base=626.0),
    ]
    glyphs = page(from_right(FULL, base=700.0), *cells, from_right(FULL, base=580.0)).glyphs
    one = PageGlyphs(glyphs, 0, ruled=ruled([5.0, 100.0, 200.0], [672.0, 654.0, 620.0]))
    above, table, below = read([one])
    assert (above.text, below.text) == (FULL, FULL)
    assert table.markdown.split("\n") == [
        "| السنة | العدد |",
        "| --- | --- |",
        "| 1948 | كلمتان في خلية طويلة |",
    ]


def test_frames_are_no_table():
    glyphs = page(from_right(FULL, base=660.0)).glyphs
    one = PageGlyphs(
        glyphs, 0, ruled=ruled([-5.0, 300.0, 400.0, 500.0], [690.0, 650.0, 600.0, 500.0])
    )
    assert [block.kind for block in read([one])] == ["paragraph"]


def test_a_note_at_the_foot_is_a_note_and_one_without_a_sign_is_text():
    def sheet(foot: str) -> PageGlyphs:
        sign = [Glyph("1", 0.0, 4.0, 705.0, 7.0)]
        return page(
            [*sign, *from_right("وكان ذلك سنة كذا", left=5.0)],
            from_right(FULL, base=680.0),
            from_right(foot, base=60.0, size=9.0),
        )

    *_, note = read([sheet("1 نص الحاشية")])
    assert note.markdown == "[^1]: نص الحاشية"
    [first, *_] = read([sheet("1 نص الحاشية")])
    assert "كذا[^1]" in first.markdown
    assert not any("[^" in block.markdown for block in read([sheet("2 نص الحاشية")]))


def test_paragraphs_that_count_on_are_a_list_and_one_alone_is_not():
    rows = [from_right(f"{n}. بند", base=700.0 - 30 * n) for n in (1, 2, 3)]
    [items] = read([page(*rows)])
    assert items.markdown == "1. بند\n2. بند\n3. بند"
    [alone] = read([page(rows[1])])
    assert (alone.kind, alone.text) == ("paragraph", "2. بند")
