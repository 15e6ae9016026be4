"""Dates read in text and addresses, and written for readers."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.arabic.dates import (
    When,
    date_in_address,
    dates_in,
    read_date,
    read_iso,
    weekday_of,
)
from plugins.datewords import DIGITS, DateWords

IN_TEXT = [
    ("يوم الاثنين 21 أكتوبر/تشرين الأول، على موقع", (None, 10, 21, 0)),
    ("الخميس 9 نوفمبر/تشرين الثاني 1989", (1989, 11, 9, 3)),
    ("في 5 كانون الثاني/يناير 2005", (2005, 1, 5, None)),
    ("في 5 كانون الثاني (يناير) 2005", (2005, 1, 5, None)),
    ("٢٦ تموز ١٩٥٦", (1956, 7, 26, None)),
    ("في 3 جويلية 1962", (1962, 7, 3, None)),
    ("يوم 14 غشت 1979", (1979, 8, 14, None)),
    ("يوم 8 مارس من عام 2011", (2011, 3, 8, None)),
    ("بتاريخ 21/10/2024", (2024, 10, 21, None)),
    ("بتاريخ 2024-10-21", (2024, 10, 21, None)),
    ("29 فبراير 2024", (2024, 2, 29, None)),
    ("في 3/أيلول/1939", (1939, 9, 3, None)),
    ("5 كانون2 1975", (1975, 1, 5, None)),
    ("15 شعبان سنة 1352 هـ", (1933, 12, 3, None)),
    ("من 3 إلى 19 أيار، ثم في 21 أيار 1990", (1990, 5, 21, None)),
]
NOT_DATES = [
    *("نحو 1500 جندي", "31 فبراير 2020", "10 آلاف", "192.168.1", "في مايو 2024", "40 مارس"),
    *("17-19 أكتوبر 2019", "من 17 إلى 19 أكتوبر 2019", "17–19 أكتوبر"),  # days of an event
]
ALONE = [  # the value of a field
    ("فاتح نوفمبر 1954", "1954-11-01"),
    ("غرة جوان 1955", "1955-06-01"),
    ("12 ربيع الأول 1445 هـ الموافق 27 سبتمبر 2023 م", "2023-09-27"),
    ("11 ربيع الأول 1445 هـ الموافق 27 سبتمبر 2023 م", "2023-09-27"),  # as some countries saw it
    ("شهر أكتوبر 2024", "2024-10"),
    ("١٠/٢٠٢٤", "2024-10"),
    ("2024/10", "2024-10"),
    ("عام 1982", "1982"),
    ("1982م", "1982"),
    ("1982 م.", "1982"),
    ("17-19 أكتوبر 2019", None),
    ("13/2024", None),
    ("1445 هـ", None),
    ("عام 1982 أو بعده", None),
    ("1982-1983", None),
]
ADDRESSES = [
    ("https://www.rfi.fr/fr/europe/20241021-pour-l-otan-l-envoi-de-troupes-nor...", "2024-10-21"),
    ("https://example.org/2016/3/7/title", "2016-03-07"),
    ("https://example.org/news/2016-03-07-title", "2016-03-07"),
    ("https://example.org/2016/mar/07/title", "2016-03-07"),
    ("https://example.org/2016/news/07/title", None),
    ("https://example.org/1850/03/07/title", None),
    ("https://example.org/story-2031564777", None),
    ("https://example.org/20241341/", None),
    ("https://example.org/", None),
]
COUNTRIES = ["EG", "LB", "IQ", "DZ", "TN", "MA", "MR"]  # docs/keeping.md, MONTHS
DATES = st.dates(datetime.date(1001, 1, 1), datetime.date(2199, 12, 31))


@pytest.mark.parametrize(("text", "expected"), IN_TEXT)
def test_a_date_in_words_or_numbers_is_read(text, expected):
    [found] = dates_in(text)
    assert found[:4] == expected
    assert text[found.start].isdecimal()


@pytest.mark.parametrize("text", NOT_DATES)
def test_a_number_is_not_a_date(text):
    assert list(dates_in(text)) == []


@pytest.mark.parametrize(("address", "iso"), ADDRESSES)
def test_an_address_tells_its_date(address, iso):
    assert date_in_address(address) == (read_iso(iso) if iso else None)


@given(DATES, st.sampled_from(["both", *COUNTRIES]), st.sampled_from(sorted(DIGITS.values())))
def test_what_is_written_for_readers_is_read_again(day, months, digits):
    date = When(day.year, day.month, day.day)
    said = DateWords(months=months, digits=digits).date(date, weekday=True)
    [found] = dates_in(f"قال يوم {said}، إن")
    assert found[:4] == (*date, weekday_of(date))
    assert read_iso(date.iso) == date


def test_strokes_that_join_no_letters_are_no_days():
    line = "14:45 البرازيل ــــ بولونيا 21 ـــ أكتوبر ـــ"
    assert [found.day for found in dates_in(line)] == []
    assert [found.day for found in dates_in(f"{line} 3 مايو 2017")] == [3]


def test_numbers_are_read_day_first():
    assert read_date("03/12/2016") == When(2016, 12, 3)


@pytest.mark.parametrize(("text", "iso"), ALONE)
def test_a_fields_date_is_as_exact_as_it_says(text, iso):
    assert read_date(text) == (read_iso(iso) if iso else None)


def test_a_date_is_as_exact_as_it_is_known():
    assert [read_iso(text) for text in ("2024", "2024-10", "2024-13", "24")] == [
        When(2024),
        When(2024, 10),
        None,
        None,
    ]
