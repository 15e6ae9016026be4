"""What is known of a document: dates and what they rest on."""

from dataclasses import replace

import pytest

from plugins.arabic.dates import When
from plugins.convert.draft import Block, Draft, Given
from plugins.convert.fields import fields

DATED = [
    # text, address, date, basis, a word of the warning
    (
        "يوم الاثنين 21 أكتوبر/تشرين الأول قال",
        "https://a.example/20241021-x",
        "2024-10-21",
        "url+text",
        "",
    ),
    ("قال اليوم إن", "https://a.example/2024/10/21/x", "2024-10-21", "url", ""),
    ("في 21 أكتوبر 2023 قال", "https://a.example/2024/10/21/x", "2024-10-21", "url", ""),
    ("يوم الاثنين 21 أكتوبر 2024 قال", "", "2024-10-21", "text", ""),
    ("يوم الثلاثاء 21 أكتوبر 2024 قال", "", "2024-10-21", "text", "weekday"),
    ("الثلاثاء 21 أكتوبر", "https://a.example/2024/10/21/", "2024-10-21", "url+text", "weekday"),
    ("يوم 21 أكتوبر قال، وفي 3 مايو 2020 عاد", "", "2020-05-03", "text", ""),
    ("قال اليوم إن", "", None, None, "no date found"),
    ("يوم 21 أكتوبر قال", "", None, None, "no date found"),
]


def draft(*paragraphs: str, address: str = "") -> Draft:
    return Draft("زيارة", tuple(Block("paragraph", text) for text in paragraphs), address=address)


@pytest.mark.parametrize(("text", "address", "iso", "basis", "warning"), DATED)
def test_a_date_says_what_it_rests_on(text, address, iso, basis, warning):
    document, warnings, _ = fields(draft(text, address=address))
    assert (document.date.iso if document.date else None, document.date_basis) == (iso, basis)
    assert warning in " ".join(warnings)
    assert bool(warnings) == bool(warning)


def test_a_day_that_the_text_tells_of_is_not_the_documents():
    document, [warning], _ = fields(draft("قال الوزير", "وأضاف", "وكان في 5 يونيو 1967 جنديا"))
    assert document.date is None
    assert "no date found" in warning


def test_the_second_paragraph_may_say_the_day_and_a_heading_none():
    said = draft("قال الوزير", "وفي 21 أكتوبر 2024 عاد")
    assert fields(said).document.date == When(2024, 10, 21)
    said = replace(said, blocks=(Block("heading", "في 5 يونيو 1967"), *said.blocks))
    assert fields(said).document.date == When(2024, 10, 21)


META = "meta"
GIVEN = [
    # as written, where, text, address, date, basis, a word of the warning
    ("2024-10-21T14:30:00+03:00", META, "", "", "2024-10-21", "metadata", ""),
    ("21 أكتوبر 2024", META, "", "", "2024-10-21", "metadata", ""),
    ("2024-10", META, "", "", "2024-10", "metadata", ""),
    ("2024-10-21", "front matter", "", "", "2024-10-21", "keeper", ""),
    ("2024-10-21", "the text's head", "", "", "2024-10-21", "text", ""),
    ("2024-10-21", "the source line", "", "", "2024-10-21", "text", ""),
    ("2024", META, "", "/2024/10/21/", "2024", "metadata", ""),
    ("2024-10-21", META, "", "/2024/10/22/", "2024-10-21", "metadata", "the address 2024-10-22"),
    ("2024-10-21", META, "الثلاثاء 21 أكتوبر", "", "2024-10-21", "metadata", "weekday"),
    ("2024-10-21", META, "الثلاثاء 22 أكتوبر", "", "2024-10-21", "metadata", ""),
    ("18 ربيع الثاني 1446 هـ", META, "", "", "2024-10-21", "metadata", "Umm al-Qura"),
    ("1421-03-02", META, "", "", "1421-03-02", "metadata", "if it is a Hijri one"),
    ("1948-05-14", META, "", "", "1948-05-14", "metadata", ""),
    ("غدا", META, "في 21 أكتوبر 2024", "", "2024-10-21", "text", "cannot be read: «غدا»"),
]


@pytest.mark.parametrize(("said", "where", "text", "path", "iso", "basis", "warning"), GIVEN)
def test_a_date_that_the_format_says_comes_first(said, where, text, path, iso, basis, warning):
    address = f"https://a.example{path}" if path else ""
    given = Given(date=said, date_from=where)
    document, warnings, _ = fields(replace(draft(text, address=address), given=given))
    assert document.date is not None
    assert (document.date.iso, document.date_basis) == (iso, basis)
    assert warning in " ".join(warnings)
    assert bool(warnings) == bool(warning)


NAMES = [
    ("بيان 13-4-1975.txt", "1975-04-13"),
    ("النهار_٢١_نيسان_1975.pdf", "1975-04-21"),
    ("20191021_report.docx", "2019-10-21"),
    ("من 2016-3-7 إلى 2016-3-9.txt", None),
    ("تقرير 2019.docx", None),
    ("IMG_20190312.jpg", None),  # when it was photographed
    ("WhatsApp Image 2019-10-21 at 14.30.jpeg", None),
    ("لقطة شاشة 2019-10-21.png", None),
]


@pytest.mark.parametrize(("name", "iso"), NAMES)
def test_where_nothing_else_is_dated_the_files_name_may_be(name, iso):
    document, [warning], _ = fields(replace(draft("قال اليوم إن"), file=name))
    assert (document.date.iso if document.date else None) == iso
    assert document.date_basis == ("file" if iso else None)
    assert ("the file's name" if iso else "no date found") in warning


def test_another_day_in_the_files_name_is_told():
    said = replace(draft("في 17 أكتوبر 2019 اندلعت"), file="2019-10-25 مقال.txt")
    document, [warning], _ = fields(said)
    assert document.date_basis == "text"
    assert "the text has 2019-10-17, the file's name 2019-10-25" in warning
    assert not fields(replace(said, file="2019-10-17 مقال.txt")).warnings


@pytest.mark.parametrize(
    "line",
    [
        "الاثنين 21 أكتوبر 2024",
        "آخر تحديث: 21/10/2024 الساعة 14:30 توقيت غرينتش",
        "نشرت 21/10/2024",
    ],
)
def test_a_line_that_is_a_date_is_the_documents(line):
    document, *_ = fields(draft("في 5 يونيو 1967 كان", "وأضاف", "ثم قال", line))
    assert document.date is not None
    assert document.date.iso == "2024-10-21"


def test_a_line_that_is_another_date_stays():
    address = "https://x.example/2024/10/21/a"
    lines = ("الاثنين 21 أكتوبر 2024", "12 مايو 1948", "كتبت في ذلك اليوم")
    document = fields(draft(*lines, address=address)).document
    assert document.date is not None and document.date.iso == "2024-10-21"
    assert document.body == "12 مايو 1948\n\nكتبت في ذلك اليوم\n"


def test_an_address_that_is_cut_off_is_kept_and_marked():
    document, [_, warning], _ = fields(draft("نص", address="https://www.rfi.fr/fr/europe/nor..."))
    assert document.source_url == "https://www.rfi.fr/fr/europe/nor..."
    assert (document.source_url_complete, document.source, document.source_lang) == (
        False,
        "RFI",
        "fr",
    )
    assert "cut off" in warning


def test_a_language_that_is_not_arabic_is_left_out():
    document, warnings, _ = fields(draft("Hello world, this is English, said on 4 June 1967"))
    assert document.lang is None
    assert "not in Arabic" in warnings[-1]
    assert fields(draft("نص عربي مع كلمة English"))[0].lang == "ar"
