"""A head that a keeper typed above a text, line by line, gives fields."""

import pytest

from plugins.convert.draft import Block, Draft, Given
from plugins.convert.fields import fields
from plugins.convert.labels import head, with_head
from plugins.convert.readers.text import clipping
from plugins.document import Document

SAID = "أعلنت النقابة يوم الأربعاء 12 شباط 1975 عن إضراب عام يشمل المحاكم كلها في المدينة."
MORE = "وقال النقيب إن الإضراب سيستمر حتى تحقيق المطالب، وإن الحكومة أبلغت بذلك رسميا."
HEAD = """العنوان: إضراب المحامين
العدد: 12345
تاريخ النشر: الأربعاء ٥ شباط ١٩٧٥
الكاتب: سامي حداد، ليلى خوري
المصدر: النهار - https://news.example/1
الوسوم: نقابات؛ إضراب"""


def of(text: str) -> Document:
    return fields(clipping(text, "a.txt")).document


def test_a_head_gives_fields_and_leaves_what_it_does_not_know():
    document = of(f"{HEAD}\n\n{SAID}\n\n{MORE}\n")
    assert (document.title, document.body) == (
        "إضراب المحامين",
        f"العدد: 12345\n\n{SAID}\n\n{MORE}\n",
    )
    assert document.date is not None and document.date.iso == "1975-02-05"
    assert document.authors == ("سامي حداد", "ليلى خوري")
    assert (document.source, document.source_url) == ("النهار", "https://news.example/1")
    assert document.tags == ("نقابات", "إضراب")


def test_the_headline_may_stand_above_it():
    document = of(f"إضراب المحامين\n\nالتاريخ: 5/2/1975\nالقسم: نقابات\n\n{SAID}\n\n{MORE}\n")
    assert (document.title, document.section) == ("إضراب المحامين", "نقابات")
    assert document.date is not None and document.date.iso == "1975-02-05"
    assert document.body == f"{SAID}\n\n{MORE}\n"


@pytest.mark.parametrize(
    "lines",
    [
        ["التاريخ: 5/2/1975", SAID],  # one line may be anything
        ["الاسم سامي", "العنوان: بيروت", "التاريخ: 5/2/1975", SAID],  # where he lives
        ["أ", "ب", "ج", "د", "التاريخ: 5/2/1975", "الكاتب: سامي"],
        [SAID * 2, "التاريخ: 5/2/1975", "الكاتب: سامي"],
        ["الكتاب: الأيام", "المؤلف: طه حسين", SAID],
        ["سامي: كيف الحال؟", "ليلى: بخير", "الكاتب: وأنا؟", SAID],
        [SAID, MORE, "التاريخ: 5/2/1975", "الكاتب: سامي"],
        ["عنوان", SAID, "التاريخ: 5/2/1975", "الكاتب: سامي"],
    ],
)
def test_other_lines_are_no_head(lines):
    assert head(lines) is None


def test_a_letter_s_subject_is_its_title():
    letter = (
        "بسم الله الرحمن الرحيم\n\nجمعية الثقافة\n\nالتاريخ: 5/2/2019\n\nالرقم: 12/ص\n\n"
        f"الموضوع: محضر الاجتماع\n\n{SAID}\n\n{MORE}\n"
    )
    document = of(letter)
    assert (document.title, document.authors) == ("محضر الاجتماع", ())
    assert document.date is not None and document.date.iso == "2019-02-05"
    kept = "بسم الله الرحمن الرحيم\n\nجمعية الثقافة\n\nالرقم: 12/ص\n\n"
    assert document.body == f"{kept}{SAID}\n\n{MORE}\n"


def test_a_basmala_above_a_date_wrote_nothing():
    text = f"جمعية الثقافة\n\nبسم الله الرحمن الرحيم\n\n5/2/2019\n\n{SAID}\n\n{MORE}\n"
    assert of(text).authors == ()


@pytest.mark.parametrize(
    ("first", "is_lead"),
    [
        ("النهار - الأربعاء 6 شباط 2019 - العدد 1234", False),
        ("المرجع: 12/ص", False),
        ("النهار، الأربعاء 6 شباط 2019", False),
        ("وقع الانفجار في 6 شباط 2019.", True),
        ("قال الوزير: لن نعود.", True),
        ("لا جديد في اليوم العاشر من الإضراب", True),
    ],
)
def test_a_masthead_is_no_lead(first, is_lead):
    document = of(f"إضراب المحامين\n\n{first}\n\n{SAID}\n\n{MORE}\n")
    assert document.summary == (first if is_lead else SAID)


PHRASED = [
    # how keepers' clippings begin and end, what is told of them
    (f"إضراب\n\n{SAID}\n\n{MORE}\n\nالمصدر: النهار 5/2/1975", "النهار", None, "1975-02-05", ()),
    (f"إضراب\n\n{SAID}\n\n{MORE}\n\nالمصدر: النهار، الأربعاء 5 شباط 1975 م", "النهار", None,
     "1975-02-05", ()),
    (f"إضراب\n\n{SAID}\n\n{MORE}\n\nالمصدر: مجلة 17 أكتوبر 2019 الثقافية",
     "مجلة 17 أكتوبر 2019 الثقافية", None, "1975-02-12", ()),
    (f"إضراب\n\n{SAID}\n\n{MORE}\n\nالمصدر: النهار\n\nرابط الخبر: https://a.example/x", "النهار",
     "https://a.example/x", "1975-02-12", ()),
    (f"إضراب\n\n{SAID}\n\n{MORE}\n\nالمصدر: النهار\nالرابط: https://a.example/x", "النهار",
     "https://a.example/x", "1975-02-12", ()),
    (f"https://a.example/1975/02/05/x\n\nإضراب\n\n{SAID}\n\n{MORE}", "a.example",
     "https://a.example/1975/02/05/x", "1975-02-05", ()),
    (f"إضراب\nJawhara FM\n1975-02-05T11:43:00+01:00\nhttp://www.jawharafm.net/ar/إضراب/9\n\n{SAID}"
     f"\n\n{MORE}", "Jawhara FM", "http://www.jawharafm.net/ar/إضراب/9", "1975-02-05", ()),
    (f"إضراب\n\nhttp://a.example/9\n\n5/2/1975\n\n{SAID}\n\n{MORE}", "a.example",
     "http://a.example/9", "1975-02-05", ()),
    (f"إضراب\nسامي حداد\nالأربعاء 5 شباط 1975 - 10:30 صباحا\nhttp://a.example/9\n{SAID}\n\n{MORE}",
     "a.example", "http://a.example/9", "1975-02-05", ("سامي حداد",)),
    (f"إضراب\nمونت كارلو الدولية\n1975-02-05T11:43Z\n\n{SAID}\n\n{MORE}",
     "مونت كارلو الدولية", None, "1975-02-05", ()),
    (f"*إضراب*\nبقلم سامي حداد\n5 شباط 1975\n\n{SAID}\n\n{MORE}", None, None, "1975-02-05",
     ("سامي حداد",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "address", "day", "authors"), PHRASED)
def test_a_clipping_says_where_it_is_from_in_many_ways(text, source, address, day, authors):
    document = of(text)
    assert (document.title, document.body) == ("إضراب", f"{SAID}\n\n{MORE}\n")
    assert (document.source, document.source_url, document.authors) == (source, address, authors)
    assert document.date is not None and document.date.iso == day


def drafted(*texts: str, title: str = "", given: Given = Given()) -> Draft:  # noqa: B008 - frozen
    return Draft(title, tuple(Block("paragraph", text) for text in texts), given=given)


def test_paragraphs_of_a_word_document_are_a_head_too():
    given = Given(authors=("PC",), owned=True)
    draft = with_head(
        drafted("التاريخ: 5/2/1975\nالكاتب: سامي حداد", "المصدر: النهار", SAID, given=given)
    )
    assert [block.text for block in draft.blocks] == [SAID]
    assert (draft.given.date, draft.given.authors, draft.source) == (
        "5/2/1975",
        ("سامي حداد",),
        "النهار",
    )


def test_what_a_format_says_itself_counts_before_its_head():
    given = Given(date="1975-02-06", date_from="meta", authors=("ليلى",))
    draft = with_head(drafted("التاريخ: 5/2/1975", "الكاتب: سامي حداد", SAID, given=given))
    assert (draft.given.date, draft.given.date_from, draft.given.authors) == (
        "1975-02-06",
        "meta",
        ("ليلى",),
    )


def test_a_paragraph_that_says_more_is_no_head():
    draft = drafted("التاريخ: 5/2/1975\nالكاتب: سامي", f"المصدر: النهار\n{SAID}")
    assert with_head(draft) is draft
