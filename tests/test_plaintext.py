"""The text of HTML, and the way back."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.plaintext import _of_any, plain_text
from plugins.reader.render import render

CASES = [
    ("<p>قال <em>مارك</em> روتي.</p>\n<p>ثم</p>", "قال مارك روتي.\nثم"),
    ("<h2>معاهدة</h2>\n<p>نص</p>", "معاهدة\nنص"),
    ("<p>أ &amp; ب &lt;ج&gt;</p>", "أ & ب <ج>"),
    ("<ul>\n<li>واحد</li>\n<li>اثنان</li>\n</ul>", "واحد\nاثنان"),
    ("<p>سطر<br>وسطر\nتابع</p>", "سطر\nوسطر تابع"),
    (render("في صور[^1]، ثم[^1]\n\n[^1]: بلدة."), "في صور، ثم\nبلدة."),
    ("", ""),
]


@pytest.mark.parametrize(("html", "text"), CASES)
def test_blocks_become_lines(html, text):
    assert plain_text(html).text == text


PARTS = st.sampled_from(("<p>", "</p>", "</p>\n<p>", "\n", " ", "اب", "ج &amp; د", "<br>", "ه.\nو"))


@given(st.lists(PARTS, max_size=12).map(lambda parts: f"<p>{''.join(parts)}</p>"))
def test_paragraphs_are_read_as_any_html_is(html):
    assert plain_text(html) == _of_any(html)


@given(st.text(st.sampled_from("اب ج&<>*_#`[]()!\n"), max_size=60), st.data())
def test_a_span_of_the_text_is_found_in_the_html(markdown, data):
    plain = plain_text(render(markdown))
    if not plain.text:
        return
    start = data.draw(st.integers(0, len(plain.text) - 1))
    end = data.draw(st.integers(start + 1, len(plain.text)))
    found = None if "\n" in plain.text[start:end] else plain.html_span(start, end)
    if found:
        inner = re.sub(r"\s", " ", unescape(plain.html[found[0] : found[1]]))
        assert inner == plain.text[start:end]


def test_elements_that_nest_by_the_thousand_are_named_once():
    runs = plain_text("<b>'" * 3000 + "<i>x" + "</i>" + "</b>" * 3000).runs
    assert {run.inside for run in runs} == {("b",), ("b", "i")}


def test_an_element_closes_those_in_it_and_none_around_it():
    runs = plain_text("<div>ا<b>ب<i>ج</b>د</i></u>ه</div>و").runs
    said = [("div",), ("div", "b"), ("div", "b", "i"), ("div",), ("div",), ()]
    assert [run.inside for run in runs] == said


def test_a_span_across_a_tag_cannot_be_wrapped():
    assert plain_text("<p>مارك <em>روتي</em></p>").html_span(0, 9) is None


def test_the_elements_around_a_span_are_named():
    found = plain_text('<p>نص <a href="x">رابط</a></p>').html_span(3, 7)
    assert found is not None
    assert found[2] == ("p", "a")


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    "<iframe src=https://example.org></iframe>",
    "<p style='position:fixed'>x</p>",
]


@pytest.mark.parametrize("markdown", HOSTILE)
def test_nothing_of_a_document_runs_in_the_page(markdown):
    html = render(markdown)
    assert not re.search(r"<script|<iframe|\son\w+=|style=|javascript:|data:", html, re.IGNORECASE)
