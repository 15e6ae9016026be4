"""What Markdown makes of a text: paragraphs alone are known without it, and are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.reader.render import _markdown, paragraphs

LETTERS = "اب ج\n\n\n.،:؟!\"'()-+=#1٢a\u00a0\u2028\u0640\u064b\t*_[]<&|`\\"
PLAIN = "أعلن الوزير: «نعم».\nسطر ثان\n\n\nفقرة، (١٢) - 3% = #"


@given(st.text(LETTERS, max_size=40))
def test_paragraphs_are_what_markdown_gives(text):
    found = paragraphs(text)
    assert not found or found == _markdown().reset().convert(text)


@given(st.lists(st.text("اب ج.،:؟!\"'()-+=#1٢a\u00a0", min_size=1).map("ا{}ب".format), min_size=1))
def test_paragraphs_without_marks_are_known(blocks):
    text = "\n\n".join(blocks)
    assert paragraphs(text) == _markdown().reset().convert(text)


def test_plain_paragraphs_do_not_want_markdown():
    assert paragraphs(PLAIN) == _markdown().reset().convert(PLAIN) != ""


_MARKED = ("# ا", "ا *ب*", "ا\n===", "1. ا", "- ا", "ا  \nب", "    ا", "ا &amp;")
MARKED = (*_MARKED, "", "\n", "ا <b>", "[^1]")


@pytest.mark.parametrize("text", MARKED)
def test_what_markdown_may_mark_is_left_to_it(text):
    assert paragraphs(text) == ""
