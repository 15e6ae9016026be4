"""Clippings of every shape that keepers make, as plain text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.convert.chat import chat
from plugins.convert.clean import clean
from plugins.convert.decode import CUT, decode
from plugins.convert.draft import Block, Draft
from plugins.convert.fields import fields
from plugins.convert.limits import Limits
from plugins.convert.raw import Raw
from plugins.convert.readers.text import clipping, read
from plugins.convert.whole import whole
from plugins.errors import ArchiveError

TITLE = "افتتاح متحف جديد في القاهرة"
LEAD = (
    "افتُتح يوم الخميس 9 نوفمبر/تشرين الثاني 1989 متحف جديد في القاهرة يضم آلاف القطع، بحضور "
    "جمهور كبير من أهل المدينة وزوارها."
)
MORE = (
    "وقال مدير المتحف إن المعروضات جُمعت في ثلاثين عاما، وإن بعضها لم يره الناس من قبل، وإن "
    "الدخول مجاني في الأسبوع الأول."
)
RAW = Raw("clipping.docx", b"", Path("clipping.docx"), Limits())
CROSS = "قاعات المتحف"
ADDRESS = "https://example.org/1989/11/09/museum"


def read_text(text: str) -> Draft:
    return clipping(text, "clipping.txt")


def kinds(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in draft.blocks]


WHOLE = [("paragraph", LEAD), ("heading", CROSS), ("paragraph", MORE)]
PARTS = [TITLE, LEAD, CROSS, MORE]


def wrapped(text: str, width: int = 60) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


SHAPES = {
    "blank lines": "\n\n".join(PARTS),
    "no blank lines": "\n".join(PARTS),
    "a BOM and CRLF": "\ufeff" + "\r\n\r\n".join(PARTS) + "\r\n",
    "no-break spaces for blank lines": "\n\u00a0\n".join(PARTS),
    "old Mac line ends": "\r\r".join(PARTS),
    "many blank lines, spaces at the ends": "\n\n\n  \n".join(f"  {part}\t" for part in PARTS),
    "lines broken at a width": "\n\n".join(map(wrapped, PARTS)),
    "lines broken at a width, no blank lines": "\n".join(map(wrapped, PARTS)),
    "line separators": "\u2028\u2028".join(PARTS),
    "bidi marks": "\n\n".join(f"\u202b{part}\u202c" for part in PARTS),
    "Markdown headings": f"# {TITLE}\n\n{LEAD}\n\n## {CROSS}\n\n{MORE}",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_structure_is_read_out_of_every_shape(shape):
    draft = read_text(SHAPES[shape])
    assert draft.title == TITLE
    assert kinds(draft) == WHOLE
    assert draft.warnings == ()


SOURCE_LINES = {
    "المصدر: رويترز https://example.org/a": ("رويترز", "https://example.org/a"),
    "المصدر\n\nhttps://example.org/a...": ("", "https://example.org/a..."),
    "المصدر\nرويترز\nhttps://example.org/a": ("رويترز", "https://example.org/a"),
    "المصدر: رويترز": ("رويترز", ""),
    "المصدر رويترز": ("رويترز", ""),
    "مصدر الخبر: وكالة الأنباء": ("وكالة الأنباء", ""),
    "المصدر - صحيفة الحياة (https://example.org/a)": ("صحيفة الحياة", "https://example.org/a)"),
    "نقلا عن: الأهرام": ("الأهرام", ""),
    "Source: Reuters": ("Reuters", ""),
    "https://example.org/a": ("", "https://example.org/a"),
    "المصدر: www.example.org/a": ("", "www.example.org/a"),
}
NO_SOURCE_LINES = [
    "مصدر مسؤول ينفي الخبر جملة وتفصيلا.",
    "المصدر الأول للطاقة هو الشمس",
    "المصدر",
    "المصدر: https://a.example/ و https://b.example/",
    "المصدر: قال شاهد عيان إن الحادثة وقعت بعيد الظهر، وإن أحدا لم يصب فيها بأذى كبير",
]


@pytest.mark.parametrize("line", SOURCE_LINES)
def test_the_source_line_is_taken_out_of_the_text(line):
    draft = read_text(f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\n{line}\n")
    name, address = SOURCE_LINES[line]
    assert (draft.source, draft.address.rstrip(")")) == (name, address.rstrip(")"))
    assert kinds(draft) == [("paragraph", LEAD), ("paragraph", MORE)]


@pytest.mark.parametrize("line", NO_SOURCE_LINES)
def test_what_is_no_source_line_stays_in_the_text(line):
    draft = read_text(f"{TITLE}\n\n{LEAD}\n\n{line}\n")
    assert (draft.source, draft.address) == ("", "")
    assert draft.blocks[-1].text == line


def test_a_long_first_paragraph_is_text_and_its_first_sentence_the_title():
    draft = read_text(f"{LEAD} {MORE}\n\n{MORE}")
    assert draft.title == LEAD.rstrip(".")
    assert kinds(draft) == [("paragraph", f"{LEAD} {MORE}"), ("paragraph", MORE)]
    assert "no headline" in draft.warnings[0]


def test_a_long_first_sentence_is_cut_at_a_word():
    words = "كلمة " * 80
    title = read_text(words).title
    assert title.endswith("كلمة…")
    assert len(title) <= 200


def test_one_line_is_a_title():
    draft = read_text(TITLE)
    assert (draft.title, draft.blocks) == (TITLE, ())
    assert draft.warnings == ("only a headline, no text below it; see that the source is whole",)


def test_a_first_line_without_words_is_no_title():
    draft = read_text(f"* * *\n\n{LEAD}\n\n{MORE}")
    assert draft.title == LEAD.rstrip(".")
    assert [text for _, text in kinds(draft)] == ["* * *", LEAD, MORE]


@pytest.mark.parametrize(
    "basmala",
    ["بسم الله الرحمن الرحيم", "بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ.", "\ufdfd", "باسم الله الرحمن الرحيم"],
)
@pytest.mark.parametrize("below", ["\n", "\n\n"])
def test_the_basmala_is_neither_title_nor_summary_and_stays(basmala, below):
    draft = read_text(f"{basmala}{below}{TITLE}\n\n{LEAD}\n\n{MORE}")
    assert (draft.title, draft.warnings) == (TITLE, ())
    assert [text for _, text in kinds(draft)] == [basmala, LEAD, MORE]
    assert fields(draft).document.summary == LEAD
    rich = whole(Draft("", tuple(Block("paragraph", t) for t in (basmala, TITLE, LEAD))), RAW)
    assert (rich.title, rich.blocks[0].text) == (TITLE, basmala)
    assert read_text(f"باسم الله الرحمن الرحيم نبدأ\n\n{LEAD}").title.endswith("نبدأ")


def test_a_sign_inside_a_title_stays():
    assert read_text(f"لغة C# في المدرسة\n\n{LEAD}").title == "لغة C# في المدرسة"


def test_verses_stay_line_by_line():
    verses = "قفا نبك من ذكرى حبيب ومنزل\nبسقط اللوى بين الدخول فحومل\nفتوضح فالمقراة لم يعف رسمها"
    assert kinds(read_text(f"{TITLE}\n\n{LEAD}\n\n{verses}"))[-1] == ("paragraph", verses)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", "no text in the file"),
        ("\n \u00a0\n", "no text in the file"),
        ("...\n\n***", "no text in the file"),
        ("المصدر: رويترز", "only a source line"),
        ("https://example.org/", "only a source line"),
    ],
)
def test_a_file_without_text_is_refused_by_name(text, finding):
    with pytest.raises(ArchiveError, match=rf"^clipping\.txt: {finding}.*; "):
        read_text(text)


LINES = st.lists(
    st.sampled_from([TITLE, LEAD, MORE, CROSS, "- بند", "1. أول", "# رأس", "المصدر: رويترز", "؟"]),
    min_size=1,
    max_size=9,
)


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\n\u00a0\n"]))
def test_every_word_is_somewhere(lines, end):
    try:
        draft = read_text(end.join(lines))
    except ArchiveError:
        return
    parts = [*(block.text for block in draft.blocks), draft.source]
    if not draft.warnings or "no headline" not in draft.warnings[0]:
        parts.append(draft.title)
    kept, given = (
        sorted(word for word in " ".join(texts).split() if word not in ("#", "المصدر:"))
        for texts in (parts, lines)
    )
    assert kept == given


def test_the_users_clipping(shared):
    path = next((shared / "seeds").glob("*.txt"))
    text = decode(path.read_bytes(), path.name).text
    document, warnings, _ = fields(clipping(text, path.name))
    assert document.title == (
        'حلف الأطلسي: إرسال قوات كورية شمالية إلى أوكرانيا بمثابة "تصعيد كبير"'
    )
    assert document.date is not None
    assert (document.date.iso, document.date_basis) == ("2024-10-21", "url+text")
    assert (document.source, document.source_lang) == ("RFI", "fr")
    assert document.source_url is not None
    assert document.source_url.endswith("de-troupes-nor...")
    assert document.source_url_complete is False
    assert "\n## معاهدة غامضة\n" in document.body
    assert "المصدر" not in document.body
    assert "\u00a0" not in document.body
    assert document.summary is not None
    assert document.summary.startswith("قال الأمين العام لحلف شمال الأطلسي مارك روتي")
    [warning] = warnings
    assert warning.startswith("the address is cut off in the source; ")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_marked_text_that_is_cut_off_in_a_letter_is_read_up_to_it(encoding):
    found = decode("محفوظات".encode(encoding)[:-1], "a.txt")
    assert found == ("محفوظا", (CUT,))


def test_a_text_of_a_code_page_that_ends_with_its_one_odd_letter_keeps_it():
    found = decode("Rendez-vous au café\n".encode("cp1252"), "a.txt")
    assert (found.text, CUT in found.warnings) == ("Rendez-vous au café\n", False)


def test_a_declared_encoding_with_a_null_in_its_name_is_passed_over():
    assert decode("محفوظات".encode("cp1256"), "a.eml", "\0utf-8").text == "محفوظات"


CHATS = (
    (
        "12/03/2021, 9:15 م - الرسائل مشفرة.\n12/03/2021, 9:16 م - أحمد: هل وصل البيان؟\n"
        "12/03/2021, 9:18 م - منى: *بيان*: تعلن الوزارة عن بدء التسجيل.\nوهو مجاني.\n"
    ),
    (
        "\u200e[٠٥/٠١/٢٠٢٠، ١٠:٢٢:٣١ ص] مجموعة: \u200eأنشأ أحمد المجموعة\n"
        "[05/01/2020، 10:23 PM] أحمد: خير\n[05/01/2020، 10:24 PM] منى: وصلت القافلة.\n\nنعم.\n"
    ),
)


@pytest.mark.parametrize("text", CHATS)
@pytest.mark.parametrize("name", ["a/دردشة مع منى.txt", "b/دردشة مع منى.zip/_chat.txt"])
def test_a_chat_is_a_paragraph_a_message_and_its_title_its_files_name(text, name):
    [draft] = read(Raw(name, text.encode()))
    assert draft.title == "دردشة مع منى"
    assert [block.text for block in draft.blocks] == [
        "\n".join(filter(None, clean(each).split("\n"))) for each in re.split(r"\n(?=\W?\d)", text)
    ]
    date = fields(draft).document.date
    assert date is not None
    assert date.year in (2020, 2021)


def test_a_text_that_begins_with_times_is_no_chat():
    text = "1/2/2021, 9:00 - انفجار\n\n1/2/2021, 9:05 - وصول الشرطة\n\n" + "ثم سكن كل شيء.\n\n" * 9
    assert chat(text, "a.txt") is None
