"""What Markdown makes of a text: paragraphs alone are known without it, and are the same."""

from html import escape

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.convert.markdown import paragraph
from plugins.explicit import unresolved
from plugins.plaintext import plain_text
from plugins.reader.directed import directed
from plugins.reader.render import (
    ATTRIBUTES,
    FOREIGN,
    _markdown,
    _set_apart,
    isolated,
    paragraphs,
    render,
)

LETTERS = "اب ج\n\n\n.،:؟!\"'()-+=#1٢a\u00a0\u2028\u0640\u064b\t*_[]<&|`\\"
PLAIN = "أعلن الوزير: «نعم».\nسطر ثان\n\n\nفقرة، (١٢) - 3% = #"


@given(st.text(LETTERS, max_size=40))
def test_paragraphs_are_what_markdown_gives(text):
    found = paragraphs(text)
    assert not found or found == _markdown().reset().convert(text)


@given(
    st.lists(st.text("اب ج.،:؟!\"'()-+=#1٢a\u00a0", min_size=1).map("ا{}ب".format), min_size=1),
    st.sampled_from(("", "«", '"', "“", "(", "12 ", "٣", "19-")),
)
def test_paragraphs_without_marks_are_known(blocks, begin):
    blocks[0] = begin + blocks[0]
    text = "\n\n".join(blocks)
    assert paragraphs(text) == _markdown().reset().convert(text)


def test_plain_paragraphs_do_not_want_markdown():
    assert paragraphs(PLAIN) == _markdown().reset().convert(PLAIN) != ""


_MARKED = ("# ا", "ا *ب*", "ا\n===", "1. ا", "- ا", "ا  \nب", "    ا", "ا &amp;")
MARKED = (*_MARKED, "", "\n", "ا <b>", "[^1]", "```\nا\n```")


@pytest.mark.parametrize("text", MARKED)
def test_what_markdown_may_mark_is_left_to_it(text):
    assert paragraphs(text) == ""


def test_fenced_code_stays_as_it_is_written():
    html = render("قبل\n\n```python\nif a < b:\n\n    **no** [[ا]]\n```\n\n~~~\nسطر\n~~~\n")
    assert "<pre><code>if a &lt; b:\n\n    **no** [[ا]]\n</code></pre>" in html
    assert "<pre><code>سطر\n</code></pre>" in html


@pytest.mark.parametrize(
    ("markdown", "text", "links"),
    [
        (paragraph("قال [[لبنان]] كذا"), "قال [[لبنان]] كذا", []),
        (r"\[[لبنان]]", "[[لبنان]]", []),
        (r"[[لبنان]] و\[[مصر]]", "[[لبنان]] و[[مصر]]", ["لبنان"]),
        (r"\\[[لبنان]]", r"\[[لبنان]]", []),
        (r"`\[\[لبنان\]\]`", r"\[\[لبنان\]\]", []),
    ],
)
def test_brackets_that_are_escaped_are_no_link(markdown, text, links):
    html = render(markdown)
    assert plain_text(html).text == text
    assert unresolved(html) == unresolved(markdown) == links


def test_a_tables_columns_are_aligned_and_it_scrolls_in_its_own_box():
    html = render("| ا | ب | ج | د |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n")
    assert html.startswith('<div class="wide-box" tabindex="0"><table>')
    assert html.rstrip().endswith("</table></div>")
    assert "style=" not in html and "align=" not in html
    assert '<td class="at-start">1</td>\n<td class="at-middle">2</td>' in html
    assert '<td class="at-end">3</td>\n<td>4</td>' in html


@pytest.mark.parametrize(
    "address",
    (
        *("//h/x", " http://h/x", "HTTP://h/x", "ht&#9;tp://h/x", "&#1;//h/x", "http:h/x"),
        *(r"\\h/x", r"/\h/x", "/&#10;/h/x", "{static}//h/x"),
    ),
)
def test_no_image_of_another_host_is_shown_however_its_address_is_written(address):
    html = render(f'<img src="{address}" alt="صورة">')
    assert "<img" not in html and ">صورة</a>" in html
    assert render(f'<a href="x">ا <img src="{address}" alt="صورة"></a>').count("<a ") == 1


@pytest.mark.parametrize("address", ["a b.png", "{static}/a.png", "/a//b.png", "http.png"])
def test_an_image_of_the_archive_is_shown(address):
    images = f'<img src="{address}" alt="صورة">' * 2
    assert render(images) == f"<p>{images}</p>"


def test_a_table_written_in_html_is_no_way_to_other_classes():
    html = render(
        '<table class="page" align="left"><tr><td class="page" align="right">ا</td></tr></table>'
    )
    assert '<td class="at-end">ا</td>' in html and "page" not in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("انظر Le Monde، 12 أكتوبر", "انظر <bdi>Le Monde</bdi>، 12 أكتوبر"),
        ("انظر <em>Le Monde</em>، 12", "انظر <em><bdi>Le Monde</bdi></em>، 12"),
        ("في https://x.example/a/ خبر", "في <bdi>https://x.example/a/</bdi> خبر"),
        ("a www.x.example b، 1", "<bdi>a www.x.example b</bdi>، 1"),
        ("a www.x.example/c b", "a <bdi>www.x.example/c</bdi> b"),
        ("(https://x.example/a).", "(<bdi>https://x.example/a</bdi>)."),
        ("حلف NATO في Windows 11 وطائرة A320", "حلف NATO في Windows 11 وطائرة A320"),
        ("&lt;1 AT&amp;1", "&lt;1 AT&amp;1"),
        ("https://x.example/?a&amp;b=1&lt;2", "<bdi>https://x.example/?a&amp;b=1</bdi>&lt;2"),
        ("[[Le Monde، 12|خبر]]", "[[Le Monde، 12|خبر]]"),
        ("<code>Le Monde, 12</code>", "<code>Le Monde, 12</code>"),
        ('<a href="https://x.example/">ا</a>', '<a href="https://x.example/">ا</a>'),
    ],
)
def test_a_foreign_run_draws_nothing_to_its_other_side(text, html):
    assert isolated(text) == html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("قال:\n\nIt was he (who else).", '<p>قال:</p>\n<p dir="ltr">It was he (who else).</p>'),
        ("قال:\n\nIt *was* he!", '<p>قال:</p>\n<p dir="ltr">It <em>was</em> he!</p>'),
        (
            "> Was it he?\n\nلا",
            '<blockquote>\n<p dir="ltr">Was it he?</p>\n</blockquote>\n<p>لا</p>',
        ),
        ("It was he, قال.\n\nLe Monde", "<p>It was he, قال.</p>\n<p>Le Monde</p>"),
        ("قال\n\n1914 - 1918, 12.5 %", "<p>قال</p>\n<p>1914 - 1918, 12.5 %</p>"),
        ("It was he.\n\nWas it he?", "<p>It was he.</p>\n<p>Was it he?</p>"),
    ],
)
def test_a_paragraph_that_runs_the_other_way_says_so(markdown, html):
    assert render(markdown) == html


@given(st.lists(st.sampled_from(("ا", " ", "Le", "B", "،", ":", "1", "</b>", "http://", "www."))))
def test_what_is_set_apart_is_likely(parts):
    text = "".join(parts)
    assert isolated(text) == FOREIGN.sub(_set_apart, text)


@pytest.mark.parametrize(
    "part",
    ["a", "A ", "[[A ", "a</b>", "x-www.a ", "B، "],
)
def test_what_may_be_foreign_is_read_a_few_times_however_long(part):
    text = part * 20_000 + "\n\nB، 1"  # were it read for each letter, this would take minutes
    assert isolated(text).endswith("\n\n<bdi>B</bdi>، 1")


def test_a_long_run_is_set_apart_whole_or_not_at_all():
    long, longer = " ".join(["Aa."] * 300), " ".join(["Aa."] * 301)
    assert isolated(f"{long}، 1") == f"<bdi>{long}</bdi>، 1"
    assert isolated(f"{longer}، 1") == f"{longer}، 1"


@given(st.text("اب AB&<>;1،.:/[]#\"'"))
def test_setting_apart_changes_no_word(text):
    html = f"<p>{escape(text)}</p>"
    assert plain_text(isolated(html)).text == plain_text(html).text


@given(st.text(st.characters(codec="utf-8"), min_size=1).map("ا{}".format))
def test_there_is_nothing_to_clean_in_plain_paragraphs(text):
    html = paragraphs(text)
    cleaned = nh3.clean(html, attributes=ATTRIBUTES)
    assert not html or directed(isolated(cleaned)) == render(text)
