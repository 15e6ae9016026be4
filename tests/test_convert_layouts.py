"""Pages as they are laid out here and there: the article whole, and nothing from beside it."""

# ruff: noqa: E501 - a page a line
import pytest

from plugins.convert.htmlarticle import article
from plugins.convert.htmlparse import parse

PARTS = (
    "قال وزير الخارجية في مؤتمر صحفي عقده أمس في القاهرة، إن المفاوضات بين الجانبين مستمرة حتى "
    "التوصل إلى اتفاق نهائي يرضي جميع الأطراف.",
    "وأضاف أن الوفود تواصل أعمالها غدا صباحا بحضور ممثلي الأمم المتحدة، وأن جدول الأعمال يشمل "
    "المياه والحدود وتبادل الأسرى، فضلا عن ملف إعادة الإعمار الذي طال انتظاره.",
    "ومن جهته أكد المتحدث باسم الوفد الآخر أن بلاده لن تقبل بأقل من ضمانات مكتوبة، مشيرا إلى أن "
    "الجولة السابقة انتهت دون نتيجة.",
    "ويتوقع مراقبون أن تمتد الجولة الحالية أسبوعا كاملا، على أن يعلن البيان الختامي في ختامها.",
    "يذكر أن الجولة الأولى عقدت قبل ثلاثة أعوام في جنيف برعاية دولية، وشاركت فيها عشرون دولة.",
)
HEADLINE = "اتفاق قريب"
TEASERS = (
    "ارتفاع أسعار النفط في الأسواق العالمية بعد قرار المنظمة",
    "الفريق الوطني يفوز على منافسه بثلاثة أهداف في المباراة النهائية",
    "افتتاح معرض الكتاب الدولي بمشاركة خمسمئة دار نشر عربية",
)
COMMENTS = (
    "تعليق ممتاز وشكرا للكاتب على هذا المقال الذي أوضح كثيرا من الأمور التي كانت غامضة علينا جميعا.",
    "لا أتفق معك إطلاقا، فلن يصل الأمر إلى شيء ما دام الطرفان متمسكين بمواقفهما القديمة.",
)
RIGHTS = (
    "جميع الحقوق محفوظة لصحيفة المثال 2020. لا يجوز نسخ أي جزء من هذا الموقع أو إعادة نشره دون إذن "
    "كتابي مسبق من إدارة الصحيفة، ومن يخالف ذلك يعرض نفسه للمساءلة القانونية وفق القوانين المرعية."
)


def each(form: str, texts: tuple[str, ...] = PARTS) -> str:
    return "".join(form.format(text) for text in texts)


def linked(text: str) -> str:
    """Return a paragraph every third word of which is a link."""
    words = (f'<a href="/w">{w}</a>' if at % 3 == 0 else w for at, w in enumerate(text.split()))
    return f"<p>{' '.join(words)}</p>"


MENU = f"<ul>{each('<li><a href=/s>{}</a></li>', ('الرئيسية', 'سياسة', 'اقتصاد', 'رياضة'))}</ul>"
BESIDE = each('<div><a href="/n"><img src="x.jpg"></a><a href="/n">{}</a></div>', TEASERS)
TOLD = each(
    '<div><h3><a href="/n">{0}</a></h3><span>{0}، وتفاصيل أخرى داخل الخبر…</span></div>', TEASERS
)
SHARE = '<div class="share"><a href="/f">فيسبوك</a> <a href="/t">تويتر</a></div>'
TEXT, H1 = each("<p>{}</p>"), f"<h1>{HEADLINE}</h1>"
LAYOUTS = {
    "boxes": f"<div>{MENU}</div><div><div>{H1}{SHARE}<div class=t>{TEXT}</div></div><div>{BESIDE}</div></div><div>{RIGHTS}</div>",
    "tables of the nineties": f"<table><tr><td colspan=3>{MENU}<tr><td>{BESIDE}<td><b>{HEADLINE}</b><br><br>{'<br><br>'.join(PARTS)}<td>{MENU}<tr><td>{RIGHTS}</table>",
    "a blog": f"<div class=header>{MENU}</div><div class=post><h3>{HEADLINE}</h3><div class=post-body>{'<br/><br/>'.join(PARTS)}</div></div><div id=comments>{each('<div><p>{}</p></div>', COMMENTS)}</div>",
    "a box amid the text": f"<div>{MENU}</div><div class=main><div class=story>{each('<p>{}</p>', PARTS[:2])}<div class=related><h4>اقرأ أيضا</h4>{BESIDE}</div>{each('<p>{}</p>', PARTS[2:])}{SHARE}</div></div>",
    "a box for each paragraph": f"<div>{MENU}</div><div><div>{each('<div><div><p>{}</p></div></div>')}</div><div>{BESIDE}</div></div>",
    "two halves": f"<div>{MENU}</div><div><div class=half>{each('<p>{}</p>', PARTS[:3])}</div><div class=ad><a href=/a>إعلان</a></div><div class=half>{each('<p>{}</p>', PARTS[3:])}</div></div><div>{BESIDE}</div>",
    "many links": f"<div>{MENU}</div><div>{''.join(map(linked, PARTS))}</div><div>{MENU}{BESIDE}</div>",
    "teasers with texts": f"<div>{MENU}</div><div class=a>{H1}{TEXT}</div><div class=b>{TOLD}</div><div>{RIGHTS}</div>",
    "comments without a name": f"<div>{MENU}</div><div>{TEXT}</div><ul>{each('<li><b>زائر</b><p>{}</p></li>', COMMENTS)}</ul><div>{RIGHTS}</div>",
    "paragraphs as boxes": f"<div>{MENU}</div><div class=a>{each('<div>{}</div>')}</div><div class=side>{BESIDE}</div>",
    "a list": f"<div>{MENU}</div><div><p>{PARTS[0]}</p><ol>{each('<li>{}</li>', PARTS[1:])}</ol></div><div>{BESIDE}</div><div>{RIGHTS}</div>",
    "main": f"<header>{MENU}</header><main>{H1}{SHARE}{TEXT}<section class=more-news>{BESIDE}</section></main><footer>{RIGHTS}</footer>",
    "notes": f"<div>{MENU}</div><div class=a>{TEXT}<p><a href=#1>1</a> <a href=#2>2</a></p></div><div class=related>{BESIDE}</div>",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_article_is_found_whole_and_alone(layout):
    page = (
        f"<html><head><title>{HEADLINE}</title></head><body>{LAYOUTS[layout]}<script>x()</script>"
    )
    text = " ".join(article(parse(page, "page.html")).text_content().split())
    for part in PARTS:
        assert part in text
    for other in (*TEASERS, *COMMENTS, RIGHTS, "رياضة", "تويتر", "إعلان"):
        assert other not in text


def test_a_page_of_one_line_is_kept_whole():
    assert "سطر واحد" in article(parse("<p>سطر واحد</p><script>1</script>", "p")).text_content()
