"""The law: the text of the rendered Markdown is the text that came in."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.convert.clean import clean, clean_line
from plugins.convert.markdown import heading, paragraph
from plugins.plaintext import plain_text
from plugins.reader.render import render

# What Markdown and its extensions see a sign in, beside letters, digits, marks and line ends.
SIGNS = "ابة ى\u064e1٢9.)(#*_[]<>&|:;!^`~=+-\\\"'{}/@$% \t\n\n\x02\x03"
PIECES = """
[^1] [x]: === --- *** ``` &amp; &#35; <b> </b> <!-- --> ![x](y) [x][y] snake_case_word \\* |a|b|
http://x.example/_a_ |---|---| # ## klzzwxh:0001 <a@b.c> 1. ٣. - + &copy ~~~ :
"""
PIECE = st.sampled_from([*PIECES.split(), *(f"{piece} " for piece in PIECES.split()), "    "])
TEXT = st.lists(st.text(st.sampled_from(SIGNS), max_size=6) | PIECE, max_size=8).map("".join)
PARAGRAPH = TEXT.map(clean).map(lambda text: "\n".join(filter(None, text.split("\n"))))
LINE = TEXT.map(clean_line)


def text_of(markdown: str) -> str:
    return plain_text(render(markdown)).text


@given(PARAGRAPH.filter(bool))
@example("[x]: y")
@example("عنوان\n===")
@example("عنوان\n---")
@example("a | b\n--|--\nc | d")
@example("[^1]: ليست حاشية")
@example("1986. كانت سنة\n٣. وكانت")
@example("C# وF#")
@example("\\")
@example("&copy; &#x41;")
def test_a_paragraph_says_what_it_said(text):
    html = render(paragraph(text))
    assert plain_text(html).text == text
    assert html.startswith("<p>"), html


@given(LINE.filter(bool), st.integers(2, 6))
@example("لغة C#", 2)
@example("# ##", 3)
@example("عنوان\\", 2)
def test_a_heading_says_what_it_said(text, level):
    html = render(heading(text, level))
    assert plain_text(html).text == text
    assert html.startswith(f"<h{level}>"), html


@given(st.lists(st.tuples(st.booleans(), LINE.filter(bool)), min_size=1, max_size=5))
def test_a_document_says_what_its_blocks_said(blocks):
    written = [heading(text) if is_heading else paragraph(text) for is_heading, text in blocks]
    assert text_of("\n\n".join(written) + "\n") == "\n".join(text for _, text in blocks)


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("ﻻ ﺇﻟﻪ", "لا إله"),
        ("\ufeffنص\u200b \u202bعربي\u202c", "نص عربي"),
        ("أ\u00a0ب\tج", "أ ب ج"),
        ("أ  ب", "أ ب"),
        ("كتاب\ufe70ا وكت\ufe77اب", "كتابًا وكتَاب"),  # marks, on a space and on a tatweel
        ("أ\r\nب\rج\u2028د\vه", "أ\nب\nج\nد\nه"),
        ("أ\fب", "أ\n\nب"),
        ("\u0627\u0653", "آ"),
        ("نص\x1a", "نص"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("مُحَمَّدٌ «كتابٌ» ١٢ ـــ ى ة", "مُحَمَّدٌ «كتابٌ» ١٢ ـــ ى ة"),
    ],
)
def test_what_is_broken_is_mended_and_the_rest_stays(broken, mended):
    assert clean(broken) == mended


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
