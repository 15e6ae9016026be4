"""Saved pages of social networks become their posts, without the words of their buttons."""

import re

import pytest

from plugins.convert.fields import fields
from plugins.convert.page import draft_of_page
from tests.converting import PNG

SAYS = "قال الناطق باسم البلدية إن أعمال الترميم في الساحة القديمة تبدأ يوم الأحد وتستمر شهرين."
MORE = "وأضاف أن المرور سيحوَّل إلى الشوارع المجاورة، وأن السكان سيُبلَّغون بذلك قبل أسبوع."


def facebook(message: str = "") -> str:
    """Return a post's page as Facebook writes it: no class has a meaning, buttons have roles."""
    marked = message or (
        '<div data-ad-rendering-role="story_message"><div data-ad-comet-preview="message"><span>'
        f'<div dir="auto">{SAYS}</div><div dir="auto">{MORE}'
        '<div role="button">عرض المزيد</div></div>'
        "</span></div></div>"
    )
    return f"""<html lang="ar" dir="rtl"><head><title>(3) بلدية المدينة - ... | Facebook</title>
<script></script>
<link rel="canonical" href="https://www.facebook.com/baladiya/posts/1"></head><body>
<div role="banner"><span>فيسبوك</span></div><div role="main"><div role="article">
<h2><span data-ad-rendering-role="profile_name"><b>بلدية المدينة</b> <i>متابعة</i></span></h2>
<span><a role="link" href="https://www.facebook.com/baladiya/posts/1">12 مايو</a></span>
{marked}
<div><div role="button">١٢ ألف</div><span>٣ تعليقات</span><span>٥ مشاركات</span></div>
<div><div role="button"><span>أعجبني</span></div><div role="button"><span>تعليق</span></div>
<div role="button"><span>مشاركة</span></div></div>
<ul><li><div role="article"><span>سعاد</span> شكرًا <div role="button">رد</div></div></li></ul>
<div role="textbox">كتابة تعليق...</div></div></div></body></html>"""


def test_a_page_of_facebook_is_its_post():
    draft = draft_of_page(facebook(), "post.html")
    assert [block.text for block in draft.blocks] == [SAYS, MORE]
    assert draft.given.authors == ("بلدية المدينة",) and draft.title == SAYS.rstrip(".")
    assert fields(draft).document.source == "فيسبوك"
    assert [note for note in draft.warnings if "of a network" in note]


def test_buttons_are_no_text_where_a_network_marks_no_post():
    text = "\n".join(
        block.text for block in draft_of_page(facebook(f"<p>{SAYS}</p><p>{MORE}</p>"), "x").blocks
    )
    assert SAYS in text and MORE in text
    for button in ("أعجبني", "تعليق", "مشاركة", "رد", "متابعة", "ألف", "كتابة"):
        assert button not in text.replace(SAYS, "").replace(MORE, "").split()


def test_buttons_without_roles_are_none_either():
    said = "ولمعرفة <b>المزيد</b> راجعوا البلدية في عام <i>2019</i>."
    old = f"""<html><head><meta property="og:url" content="https://m.facebook.com/story.php?id=1">
</head><body><div>{SAYS}</div><div>{MORE}</div><p>{said}</p><div><a href="/l">أعجبني</a>
 · <a href="/c">تعليق</a> · <a href="/s">مشاركة</a></div><div><span>Like</span>
<span>12 Comments</span></div></body></html>"""
    assert [block.text for block in draft_of_page(old, "x").blocks] == [
        SAYS,
        MORE,
        re.sub("<.*?>", "", said),
    ]


def test_a_page_of_x_is_its_posts_with_the_firsts_writer_and_day():
    def post(name: str, day: str, text: str) -> str:
        return (
            f'<article data-testid="tweet"><div data-testid="User-Name"><a href="/a">{name}</a>'
            f'<a href="/a">@a</a></div><div data-testid="tweetText" lang="ar">{text}</div>'
            f'<div data-testid="tweetPhoto"><img src="{day}.png" alt="صورة"></div>'
            f'<a href="/s/1"><time datetime="{day}T08:00:00.000Z">x</time></a>'
            '<div role="group"><button>رد</button><span>12</span></div></article>'
        )

    page = (
        '<html><head><title>(1) وكالة على X: "..." / X</title><meta property="og:site_name" '
        'content="X (formerly Twitter)"></head><body>'
        + post("وكالة الأنباء", "2023-02-06", SAYS)
        + post("سعاد", "2023-02-07", MORE)
        + "</body></html>"
    )
    fetch = {"2023-02-06.png": PNG}.get
    draft = draft_of_page(page, "x.html", fetch, "https://x.com/a/status/1")
    said = [block.markdown or block.text for block in draft.blocks]
    picture = f"![صورة]({{static}}/images/{draft.pictures[0].name})"
    assert said == [SAYS, picture, "---", MORE]
    document = fields(draft).document
    assert document.authors == ("وكالة الأنباء",)
    assert document.date is not None and document.date.iso == "2023-02-06"


def test_a_page_of_youtube_is_what_is_written_below_the_film():
    page = f"""<html><head><meta property="og:title" content="ترميم الساحة"><meta property="og:url"
content="https://www.youtube.com/watch?v=1"></head><body><h1>ترميم الساحة</h1>
<button>اشتراك</button><ytd-text-inline-expander id="description-inline-expander">
<div id="snippet"><span>{SAYS}...</span></div><div id="expanded"><span>{SAYS}</span><br><br>
<span>{MORE}</span></div><tp-yt-paper-button>عرض أقل</tp-yt-paper-button></ytd-text-inline-expander>
<div id="comments"><p>{MORE} {MORE}</p></div></body></html>"""
    draft = draft_of_page(page, "x.html")
    assert [block.text for block in draft.blocks] == [SAYS, MORE]
    assert draft.title == "ترميم الساحة"


def test_a_heading_that_opens_its_text_is_no_button():
    page = f"""<html><body><nav><a href="/">x</a></nav><article><h1>أسئلة</h1><p>{SAYS}</p>
<h3><span role="button">متى يبدأ الترميم؟</span></h3><p>{MORE}</p><div role="button">شارك</div>
<div role="button"><h3>من يدفع؟</h3></div><p>{SAYS} {MORE}</p></article></body></html>"""
    texts = [block.text for block in draft_of_page(page, "x.html").blocks]
    assert texts == [SAYS, "متى يبدأ الترميم؟", MORE, "من يدفع؟", f"{SAYS} {MORE}"]


INSTAGRAM = """<html lang="ar"><head><meta charset="utf-8"><title>Instagram</title>
<meta property="og:site_name" content="Instagram">
<meta property="og:title"
content="متحف المدينة على Instagram: &quot;SAYS&#10;&#10;MORE #متحف&quot;">
<meta property="og:description" content="120 likes - museum on May 12, 2023: &quot;SAYS">
<meta property="og:url" content="https://www.instagram.com/p/C1/"></head><body><main><article>
<header><a href="/museum/">museum</a></header><div>TEXT<time datetime="2023-05-12T10:00:00.000Z">
12 مايو</time></div><ul><li><h3>سعاد</h3><span>شكرًا لكم جميعًا على هذا الجهد</span></li></ul>
<section><button>أعجبني</button></section></article></main></body></html>"""


@pytest.mark.parametrize(
    "shown", ["", f'<h1 dir="auto">{SAYS}<br><br>{MORE} <a href="/t/">#متحف</a></h1>']
)
def test_a_page_of_instagram_is_its_post_without_comments(shown):
    page = INSTAGRAM.replace("TEXT", shown).replace("SAYS", SAYS).replace("MORE", MORE)
    draft = draft_of_page(page, "post.html")
    assert [block.text for block in draft.blocks] == [SAYS, f"{MORE} #متحف"]
    assert draft.title == SAYS.rstrip(".") and draft.given.authors == ("متحف المدينة",)
    document = fields(draft).document
    assert document.date is not None and document.date.iso == "2023-05-12"
    assert (document.source, document.summary) == ("Instagram", SAYS)


def test_an_article_about_instagram_is_no_post_of_it():
    title = 'تحديث Instagram: "الخصوصية أولا"'
    page = f"<meta property='og:title' content='{title}'><h1>{title}</h1><p>{SAYS}</p><p>{MORE}"
    assert [block.text for block in draft_of_page(page, "x").blocks] == [SAYS, MORE]
