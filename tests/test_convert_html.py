"""Pages become Markdown that says what they said, whatever they are made of."""

from base64 import b64encode
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from plugins.convert.clean import clean_line
from plugins.convert.fields import fields
from plugins.convert.htmlparse import cleaned
from plugins.convert.item import Item
from plugins.convert.page import blocks_of, draft_of_fragment, draft_of_page
from plugins.convert.pictures import nowhere
from plugins.convert.reading import item_of
from plugins.convert.settings import EMPTY
from plugins.errors import ArchiveError
from plugins.plaintext import plain_text
from plugins.reader.render import render
from tests.converting import PNG, read

SIGNS = "ابة 1٣.)(#*_[]<>&|:;!^`~=+-\\\"' "
PIECES = (
    "[^1] [x]: === --- *** &amp; ![x](y) snake_case 1. - + # |a|b| \\* http://x.example/_a_ كلمة"
)
WORDS = st.lists(
    st.text(st.sampled_from(SIGNS), max_size=5) | st.sampled_from(PIECES.split()), max_size=4
).map(" ".join)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrap(names: list[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(names)


INLINE = st.recursive(
    WORDS.map(escaped),
    lambda inner: st.tuples(
        wrap(
            [
                "b",
                "i",
                "em",
                "strong",
                "span",
                "sup",
                "code",
                "u",
                'a href="https://x.example/a_(b)"',
            ]
        ),
        st.lists(inner, max_size=3).map("".join),
    ).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"),
    max_leaves=6,
)
LINES = st.lists(INLINE, max_size=3).map("".join)
PARAGRAPHS = LINES.map(lambda text: f"<p>{text}</p>") | LINES.map(lambda text: f"<h3>{text}</h3>")
BLOCKS = st.recursive(
    PARAGRAPHS | LINES.map(lambda text: f"<p>{text}<br>{text}</p>"),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"<blockquote>{''.join(parts)}</blockquote>")
        | st.lists(inner, max_size=3).map(lambda parts: f"<div>{''.join(parts)}</div>")
        | st.tuples(wrap(["ul", "ol"]), st.lists(LINES | inner, max_size=3)).map(
            lambda pair: f"<{pair[0]}>{''.join(f'<li>{p}</li>' for p in pair[1])}</{pair[0]}>"
        )
        | st.lists(st.lists(LINES, min_size=2, max_size=3), min_size=2, max_size=3).map(
            lambda rows: "<table>{}</table>".format(
                "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
            )
        )
    ),
    max_leaves=8,
)
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=4).map("".join)


def words_of(text: str) -> list[str]:
    return clean_line(text).split()


def spaced(markup: str) -> str:
    """The text of a tree with a space wherever a block or a line begins or ends."""
    tree = html.fragment_fromstring(markup, create_parent="div")
    parts = []
    for event in tree.iter():
        is_inline = event.tag in ("b", "i", "em", "strong", "span", "sup", "code", "u", "a")
        parts.append((event.text or "") if is_inline else " " + (event.text or ""))
    # walking in document order with tails needs the tree's own serializer
    text = html.tostring(tree, encoding="unicode")
    for tag in ("p", "h3", "blockquote", "div", "ul", "ol", "li", "table", "tr", "td", "br"):
        text = text.replace(f"<{tag}>", f" <{tag}>").replace(f"</{tag}>", f"</{tag}> ")
    return str(html.fragment_fromstring(text, create_parent="div").text_content())


def says_the_same(markup: str) -> bool:
    """Whether a page's Markdown shows its words, and its blocks have them as plain text."""
    blocks, _, _ = blocks_of(cleaned(markup), nowhere, "")
    shown = plain_text(render("\n\n".join(block.markdown for block in blocks))).text
    kept = " ".join(block.text for block in blocks)
    return words_of(shown) == words_of(kept) == words_of(spaced(markup))


@given(DOCUMENTS)
@example('<p>!<a href="https://x.example/">1</a></p>')
@example("<p><b>\\ &amp;#</b></p><p><b>;*</b></p>")
@example("<ul><li><blockquote><p>1</p><p>1</p></blockquote></li></ul>")
@example("<ul><li><ul><li><blockquote><p>1</p><p>1</p></blockquote></li></ul></li><li>1</li></ul>")
@example("<ul><li><ul><li><ul><li>1</li><li>1</li></ul></li></ul></li></ul>")
@example('<p><a href="https://x.example/a_(b)">]:</a></p>')
@example("<p>&amp;#1</p>")
@example(
    "<blockquote><ul><li><table><tr><td/><td/></tr><tr><td/><td>1</td></tr></table></ul></blockquote>"
)
def test_the_text_of_the_markdown_and_of_the_blocks_is_the_text_of_the_page(markup):
    assert says_the_same(markup)


# Lists in lists in quotations, a sign or a word in each: what Markdown finds hardest to say.
NESTS = st.recursive(
    st.sampled_from(["", "1", "<p>-</p>", "<p>1.</p>", "<p>1<br>1</p>", "<h3>1</h3>"]),
    lambda inner: st.tuples(
        wrap(["ul", "ul", "ol", "blockquote"]),
        st.lists(st.lists(inner, max_size=3).map("".join), min_size=1, max_size=3),
    ).map(lambda pair: nest(*pair)),
    max_leaves=12,
)


def nest(name: str, parts: list[str]) -> str:
    part = "{}" if name == "blockquote" else "<li>{}</li>"
    return f"<{name}>{''.join(map(part.format, parts))}</{name}>"


@given(NESTS)
@example("<ul><li><ul><li><blockquote><p>1</p><ul><li>1</li></ul></blockquote></li></ul></li></ul>")
@example("<ul><li><ul><li><ul><li>1</li></ul></li><li>1</li></ul><ol><li>1</li></ol></li></ul>")
@example("<ul><li><ol><li>1</li><ol><li>1</li></ol></ol></li></ul>")
@example("<ol><li><ul><li>1</li></ul></li><li></li><ol><li><p>1.</p></li></ol></ol>")
def test_no_nest_of_lists_shows_a_sign_of_markdown(markup):
    assert says_the_same(markup)


STRUCTURES = [
    ("<p>أ <b>ب</b> ج</p>", "أ **ب** ج"),
    ("<p>أ<b> ب </b>ج</p>", "أ **ب** ج"),
    ("<p><i>أ</i> <b><i>ب</i></b></p>", "*أ* <strong><em>ب</em></strong>"),
    ("<h1>أ</h1><h2>ب</h2><p>ج</p>", "## أ\n\n## ب\n\nج"),
    ("<p>أ<br>ب<br><br>ج</p>", "أ  \nب\n\nج"),
    ("<ul><li>أ<ul><li>ب</li></ul></li><li>ج</li></ul>", "- أ\n    - ب\n- ج"),
    ("<ul><li>أ</li><ul><li>ب</li></ul><li>ج</li></ul>", "- أ\n    - ب\n- ج"),
    ("<ul><li>أ</li><li><ul><li>ب</li></ul></li><li>ج</li></ul>", "- أ\n    - ب\n- ج"),
    ("<ul><li><ol><li>أ</li><li>ب</li></ol></li></ul>", "1. أ\n2. ب"),
    ("<ul><li><ul><li>أ</li></ul></li><li>ب</li></ul>", "- أ\n- ب"),
    ('<ol start="3"><li>أ</li><li>ب</li></ol>', "3. أ\n4. ب"),
    ("<blockquote><p>أ</p><p>ب</p></blockquote>", "> أ\n>\n> ب"),
    ("<pre>أ\n  ب</pre>", "    أ\n      ب"),
    ("<pre>أ<br>  ب</pre>", "    أ\n      ب"),
    ("<p>أ<img src=x.png>ب</p>", "أ ب"),
    ("<ul>أ<br><b>ب</b></ul>", "أ  \n**ب**"),
    ("<ul>أ<li>ب</li>ج<li>د</li></ul>", "- أ\n\n- ب\n\n    ج\n\n- د"),
    (f"{'<div>' * 50}<p>أ</p><p>ب</p>", "أ\n\nب"),
    ("<table><tr><th>أ</th><th>ب</th></tr><tr><td>1</td><td>2</td></tr></table>",
     "| أ | ب |\n| --- | --- |\n| 1 | 2 |"),
    ("<table><tr><td><p>أ</p><p>ب</p></td></tr></table>", "أ\n\nب"),
    ("<table><tr><th>أ<th>ب<th>ج<tr><td rowspan=2>1<td>2<td rowspan=2>3<tr><td>4<tr><td>5<td>6"
     "</table>",
     "| أ | ب | ج |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n|  | 4 |  |\n| 5 | 6 |  |"),
    ("<table><tr><th>أ<th>ب<th>ج<tr><td colspan=2 rowspan=2>1<td>2<tr><td>3</table>",
     "| أ | ب | ج |\n| --- | --- | --- |\n| 1 |  | 2 |\n|  |  | 3 |"),
    ('<p><a href="https://x.example/ب?a=1&amp;b=2">أ</a></p>', "[أ](https://x.example/ب?a=1&b=2)"),
    ('<p><a href="/b">أ</a></p>', "[أ](https://site.example/b)"),
    ('<p><a href="javascript:alert(1)">أ</a></p>', "أ"),
    ("<p>س<sup><a id='r' href='#n'>1</a></sup> ص</p><ol><li id='n'>ع <a href='#r'>↑</a></li></ol>",
     "س[^1] ص\n\n[^1]: ع"),
    ("<dl><dt>أ</dt><dd>ب</dd></dl>", "**أ**\n\nب"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "markdown"), STRUCTURES)
def test_structure_survives(markup, markdown):
    blocks, _, _ = blocks_of(cleaned(markup), nowhere, "https://site.example/a")
    assert "\n\n".join(block.markdown for block in blocks) == markdown


HOSTILE = """
<html><head><title>عنوان</title></head><body onload="alert(1)"><h1>عنوان</h1>
<p onclick="alert(2)">نص <script>alert(3)</script>سليم <img src=x onerror=alert(4)></p>
<iframe src="https://evil.example/"></iframe><style>p{display:none}</style>
<p><a href="javascript:alert(5)">رابط</a> <a href="data:text/html,x">آخر</a></p>
<p><img src="https://tracker.example/pixel.gif" alt="صورة"> <svg onload=alert(6)></svg>نهاية</p>
<object data="x"></object><form action="https://evil.example/"><input name=a></form></body></html>
"""


def test_nothing_of_a_page_runs_or_loads():
    draft = draft_of_page(HOSTILE, "page.html")
    document = item_of(draft, b"", EMPTY).document
    shown = document.body + render(document.body)
    for trace in ("alert", "script", "iframe", "javascript:", "data:", "evil", "tracker", "onload"):
        assert trace not in shown
    assert [word in document.body for word in ("نص", "سليم", "رابط", "آخر", "نهاية")] == [True] * 5
    assert draft.warnings == (
        "pictures of which the source has the addresses alone: 2; save it with its pictures",
    )


def test_a_picture_that_comes_later_is_taken_and_not_what_stands_there_until_then():
    data = b64encode(PNG).decode()
    markup = (
        f'<p>نص<img src="data:image/png;base64,{data}" data-src="a.png"></p>'
        '<p><img src="data:image/x-emf;base64,AAAA"></p>'
    )
    _, pictures, told = blocks_of(cleaned(markup), {"a.png": PNG + b"1"}.get, "")
    assert [picture.data for picture in pictures] == [PNG + b"1"]
    assert [note.partition(";")[0] for note in told] == [
        "pictures that are no PNG, JPEG, GIF or WebP of up to 20 MB: 1"
    ]


def test_markup_in_a_markdown_source_does_nothing_on_the_site(tmp_path):
    """Its text stays as the author wrote it; what is published of it is cleaned."""
    written = (
        "[ا](javascript:alert(9)) ![ب](https://tracker.example/p.gif) <b onclick=alert(1)>ج</b>"
    )
    (tmp_path / "a.md").write_text(f"# عنوان\n\n{HOSTILE}\n\n{written}\n", "utf-8")
    [item] = read(tmp_path / "a.md")
    assert isinstance(item, Item)
    shown = render(item.document.body)
    for trace in ("alert", "script", "iframe", "data:", "evil", "onload", "onclick", '<img src="h'):
        assert trace not in shown
    assert "<b>ج</b>" in shown


TELEGRAM = """
<html><head><title>Exported Data</title><script src="js/script.js"></script></head><body>
<div class="page_wrap"><div class="page_header"><div class="content">
<div class="text bold">قناة الأخبار</div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service"><div class="body details">1 April 2022</div></div>
<div class="message default clearfix"><div class="pull_left userpic_wrap">
<div class="userpic userpic3"><div class="initials">ق</div></div></div><div class="body">
<div class="pull_right date details" title="01.04.2022 10:01:00 UTC+03:00">10:01</div>
<div class="from_name">منى</div><div class="text">وصلت القافلة.<br>وتوقف القتال.</div></div></div>
</div></div></div></body></html>
"""


def test_a_page_of_telegram_has_its_channels_name_and_every_message_with_its_date():
    draft = draft_of_page(TELEGRAM, "messages.html")
    assert draft.title == "قناة الأخبار"
    assert [block.text for block in draft.blocks] == [
        "1 April 2022",
        "01.04.2022 10:01:00 UTC+03:00",
        "منى",
        "وصلت القافلة.\nوتوقف القتال.",
    ]


def test_a_page_that_singlefile_saved_has_its_address():
    said = "<!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: Thu\n-->"
    page = f"<!DOCTYPE html> <html lang=ar>{said}<body><h1>أ</h1><p>{'نص ' * 60}</p></body></html>"
    assert draft_of_page(page, "x.html").address == "https://example.org/a"


@pytest.mark.parametrize(
    "caption", ["<figcaption>{}</figcaption>", '<p class="wp-caption-text">{}</p>']
)
def test_a_caption_is_text_and_neither_lead_nor_date(caption):
    said = "صورة تعود إلى 12 مايو 1948 - أرشيف"
    page = f"<figure><img src='a'>{caption.format(said)}</figure><p>{'نص ' * 60}</p><p>ختام.</p>"
    worked = fields(replace(draft_of_fragment(page), title="عنوان"))
    assert said in worked.document.body
    assert (worked.document.date, worked.document.summary) == (None, ("نص " * 60).strip())


PAIRS = [
    ("<div>", "</div>"),
    ("<b>", "</b>"),
    ("<ul><li>", "</li></ul>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<dl><dd>", "</dd></dl>"),
    ("<blockquote><p>", "</blockquote>"),
]


@pytest.mark.parametrize("levels", [80, 140, 300, 1500])
@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_a_mail_loses_no_word_however_deep_it_nests(start, end, levels):
    blocks = draft_of_fragment(f"{start}كلمة " * levels + end * levels).blocks
    assert sum(block.text.count("كلمة") for block in blocks) == levels


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_a_page_loses_no_word_or_is_refused(start, end):
    counts = {}
    for levels in range(60, 160, 9):
        page = f"<html><body><h1>أ</h1>{f'{start}كلمة ' * levels}{end * levels}</body></html>"
        with suppress(ArchiveError):
            blocks = draft_of_page(page, "x.html").blocks
            counts[levels] = sum(block.text.count("كلمة") for block in blocks)
    assert 60 in counts
    assert all(levels == count for levels, count in counts.items()), counts


def test_elements_nested_without_end_are_refused_by_name():
    with pytest.raises(ArchiveError, match=r"page\.html: elements nested 100001 deep.*; open it"):
        draft_of_page("<div>" * 100_001 + "نص", "page.html")


NEWS = """<!doctype html><html lang="ar" dir="rtl"><head>
<meta charset="utf-8"><title>افتتاح متحف جديد في القاهرة - صحيفة المثال</title>
<link rel="canonical" href="https://news.example/2024/10/21/museum">
<meta property="og:site_name" content="صحيفة المثال">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
 "headline": "افتتاح متحف جديد في القاهرة", "datePublished": "2024-10-21T09:30:00+03:00",
 "author": [{"@type": "Person", "name": "ليلى حداد"}], "articleSection": "ثقافة"}]}</script>
</head><body><nav><ul><li><a href="/a">الرئيسية</a></li><li><a href="/b">رياضة</a></li></ul></nav>
<article><h1>افتتاح متحف جديد في القاهرة</h1><p class="by">ليلى حداد</p>
<p>افتُتح يوم الاثنين متحف جديد في القاهرة يضم آلاف القطع، بحضور جمهور كبير من أهل المدينة.</p>
<h2>قاعات</h2><p>وقال مدير المتحف إن المعروضات جُمعت في ثلاثين عاما، وإن بعضها لم يره الناس قط.</p>
</article><aside><h3>الأكثر قراءة</h3><a href="/c">خبر آخر لا شأن لنا به</a></aside>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def test_a_news_page_is_its_article_with_what_it_says_of_itself():
    document = item_of(draft_of_page(NEWS, "page.html"), b"", EMPTY).document
    assert document.title == "افتتاح متحف جديد في القاهرة"
    assert document.date is not None
    assert (document.date.iso, document.date_basis) == ("2024-10-21", "metadata")
    assert (document.authors, document.section) == (("ليلى حداد",), "ثقافة")
    assert (document.source, document.source_url) == (
        "صحيفة المثال",
        "https://news.example/2024/10/21/museum",
    )
    assert document.body.startswith("افتُتح يوم الاثنين")
    assert "## قاعات" in document.body
    for other in ("الرئيسية", "الأكثر قراءة", "خبر آخر", "الحقوق"):
        assert other not in document.body


def test_a_page_without_article_marks_is_found_too():
    body = "".join(f"<p>{'نص طويل من كلام كثير في فقرة، ' * 8}رقم {n}.</p>" for n in range(4))
    page = (
        "<html><head><title>عنوان</title><script>x()</script></head><body><div class='menu'>"
        + "".join(f"<a href='/{n}'>قسم {n}</a>" for n in range(30))
        + f"</div><div id='main'><h1>عنوان</h1>{body}</div></body></html>"
    )
    text = " ".join(block.text for block in draft_of_page(page, "page.html").blocks)
    assert all(f"رقم {n}." in text for n in range(4))
    assert "قسم 7" not in text


@pytest.mark.parametrize("control", ["\x00", "\x01", "\v", "\f", "\ufffe"])
def test_a_control_character_where_a_page_begins_stops_nothing(control):
    draft = draft_of_page(f"{control}<p>سطر أول</p><p>سطر {control} ثان</p>", "page.html")
    words = " ".join(block.text for block in draft.blocks).replace("\ufffd", " ").split()
    assert words == ["سطر", "أول", "سطر", "ثان"]


def test_a_headline_of_two_lines_has_a_space_between_them():
    draft = draft_of_page("<h1>قمة بغداد<br>تناقش المياه</h1><p>نص من كلام.</p>", "page.html")
    assert (draft.title, [b.text for b in draft.blocks]) == (
        "قمة بغداد تناقش المياه",
        ["نص من كلام."],
    )


OG = "<meta property=og:title content='{}'><h1>{}</h1>"
LINKED = '<script type="application/ld+json">{{"@type": "Article", "headline": "{}"}}</script>'
TITLES = [
    ("<title>وزير الخارجية : نرفض التدخل | صحيفة المثال</title>", "وزير الخارجية : نرفض التدخل"),
    ("<title>مصر - السودان: قمة - صحيفة المثال</title>", "مصر - السودان: قمة"),
    ("<title>قمة :: صحيفة المثال</title>", "قمة"),
    (OG.format("قمة في بغداد | المثال", "قمة في بغداد"), "قمة في بغداد"),
    (OG.format("مصر | قمة في بغداد", "مصر"), "مصر | قمة في بغداد"),
    (OG.format("قمة في بغداد اليوم", "قمة في بغداد"), "قمة في بغداد اليوم"),
    (LINKED.format("قال &quot;لا&quot; &#8211; هنا"), 'قال "لا" – هنا'),
]


@pytest.mark.parametrize(("head", "title"), TITLES)
def test_a_pages_title_is_its_headline_without_the_sites_name(head, title):
    assert draft_of_page(f"{head}<p>نص من كلام.</p>", "page.html").title == title


def test_tags_in_a_script_are_none_of_the_pages():
    script = "<SCRIPT>x = '" + r"<b>نص<\/b>" * 200 + f"'</script ><!--{'<b>' * 200}-->"
    draft = draft_of_page(f"<h1>عنوان</h1>{script}<p>نص من كلام.</p>", "page.html")
    assert [block.text for block in draft.blocks] == ["نص من كلام."]
    for start in ("<script>x</script>", "<!--x-->", "<!-- <b>"):
        with pytest.raises(ArchiveError, match=r"nested 20[01] deep"):
            draft_of_page(f"{start}{'<b>نص' * 200}", "page.html")


def test_a_fragment_without_paragraphs_is_text():
    assert [b.text for b in draft_of_fragment("سطر<br><br>وسطر").blocks] == ["سطر", "وسطر"]
