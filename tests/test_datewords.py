"""Dates and numbers as readers see them: in the archive's language, months and digits."""

import pytest

from plugins.arabic.dates import When
from plugins.datewords import DIGITS, DateWords, date_words
from plugins.errors import ArchiveError

DAY, MONTH, YEAR = When(2024, 10, 21), When(2024, 10), When(2024)
ARABIC, ENGLISH = DateWords(), DateWords("en")
EASTERN = DateWords(digits=DIGITS["arabic"])

SAID = [
    (ARABIC, DAY, "21 أكتوبر/تشرين الأول 2024"),
    (ARABIC, MONTH, "أكتوبر/تشرين الأول 2024"),
    (ARABIC, YEAR, "2024"),
    (ARABIC, None, ""),
    (EASTERN, DAY, "٢١ أكتوبر/تشرين الأول ٢٠٢٤"),
    (DateWords(months="LB"), DAY, "21 تشرين الأول 2024"),
    (DateWords(months="EG"), DAY, "21 أكتوبر 2024"),
    (ENGLISH, DAY, "21 October 2024"),
    (DateWords("en", "GB"), DAY, "21 October 2024"),
]


@pytest.mark.parametrize(("words", "date", "said"), SAID)
def test_a_date_is_said_as_exact_as_it_is_known(words, date, said):
    assert words.date(date) == said


def test_a_weekday_is_said_of_a_day_alone():
    assert ARABIC.date(DAY, weekday=True) == "الاثنين 21 أكتوبر/تشرين الأول 2024"
    assert ENGLISH.date(DAY, weekday=True) == "Monday 21 October 2024"
    assert ARABIC.date(MONTH, weekday=True) == "أكتوبر/تشرين الأول 2024"
    assert EASTERN.day_of_year(10, 21) == "٢١ أكتوبر/تشرين الأول"


def test_a_span_is_from_the_first_date_that_is_known_to_the_last():
    assert ARABIC.span([None, YEAR, DAY, When(1999, 5)]) == (
        "مايو/أيار 1999",
        "21 أكتوبر/تشرين الأول 2024",
    )
    assert ARABIC.span([None]) == ("", "")


@pytest.mark.parametrize(
    ("words", "date", "said"),
    [
        (ARABIC, DAY, "18 ربيع الثاني 1446 هـ"),
        (EASTERN, DAY, "١٨ ربيع الثاني ١٤٤٦ هـ"),
        (ARABIC, When(1900, 1, 1), ""),  # before the tables begin
        (ARABIC, MONTH, ""),
        (ARABIC, None, ""),
        (ENGLISH, DAY, ""),
    ],
)
def test_a_day_is_said_in_the_hijri_calendar_too(words, date, said):
    assert words.hijri(date) == said


@pytest.mark.parametrize(
    ("words", "first", "last", "week"),
    [
        (ARABIC, ("س", "السبت"), ("ج", "الجمعة"), [0, 0, 0, 0, 0, 1, 2]),
        (DateWords(months="MA"), ("ن", "الاثنين"), ("ح", "الأحد"), [0, 0, 0, 1, 2, 3, 4]),
        (ENGLISH, ("M", "Monday"), ("S", "Sunday"), [0, 0, 0, 1, 2, 3, 4]),
    ],
)
def test_a_week_begins_with_the_countrys_first_day(words, first, last, week):
    assert words.weekdays()[0] == first
    assert words.weekdays()[6] == last
    assert words.weeks(2024, 2)[0] == week


def test_the_settings_choose_months_and_digits():
    assert date_words({"DEFAULT_LANG": "ar"}) == ARABIC
    chosen = date_words({"DEFAULT_LANG": "ar", "MONTHS": "lb", "DIGITS": "arabic"})
    assert chosen.date(DAY) == "٢١ تشرين الأول ٢٠٢٤"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"DIGITS": "roman"}, "DIGITS 'roman' is not one of latin, arabic; write one"),
        ({"MONTHS": "XX"}, "MONTHS 'XX' is neither \"both\" nor a country whose"),
        ({"MONTHS": "syria"}, "known in 'ar'; write EG, LB, IQ, DZ, TN, MA or MR"),
        ({"MONTHS": ""}, "known in 'ar'; write EG"),
        ({"DEFAULT_LANG": "en", "MONTHS": "TN"}, "known in 'en'; write \"both\""),
    ],
)
def test_a_wrong_setting_is_told_with_what_would_do(settings, told):
    with pytest.raises(ArchiveError) as refused:
        date_words({"DEFAULT_LANG": "ar"} | settings)
    assert told in str(refused.value)
