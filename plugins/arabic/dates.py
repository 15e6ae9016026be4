"""Dates as Arabic documents write them: read from text and addresses, and written for readers."""

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel import Locale

from plugins.arabic.fold import fold
from plugins.arabic.letters import folded_letters
from plugins.arabic.words import Word, words

# Where month names differ: Cairo, Beirut, Baghdad, Algiers, Tunis, Rabat, Nouakchott.
REGIONS = ("ar", "ar_LB", "ar_IQ", "ar_DZ", "ar_TN", "ar_MA", "ar_MR")
YEARS = range(1000, 2200)  # four digits that can be a year, not a count
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
YEAR_CUES = frozenset(map(fold, ("عام", "سنة", "العام", "من", "لعام")))


class When(NamedTuple):
    """A date of the Gregorian calendar, as exact as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """The date in ISO 8601, at reduced precision: 2024, 2024-10 or 2024-10-21."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in self[1:] if part is not None]
        return "-".join(parts)

    @property
    def first_day(self) -> datetime.date:
        """The first day that it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)


class Found(NamedTuple):
    """A date read in a text: text[start:end]. `year` is None where the text leaves it out."""

    year: int | None
    month: int
    day: int
    weekday: int | None  # 0 is Monday, as in `datetime`; None where the text names none
    start: int
    end: int
    hijri: bool = False  # reckoned from a day of the Hijri calendar


def when(year: int, month: int | None = None, day: int | None = None) -> When:
    """Return the date; raises ValueError when the calendar has no such day."""
    datetime.date(year, month or 1, day or 1)
    if day is not None and month is None:
        raise ValueError("a day without a month")
    return When(year, month, day)


def read_iso(text: str) -> When | None:
    """Return the date written as in `When.iso`, or None for anything else."""
    match = ISO.fullmatch(text.strip().translate(_digits()))
    return _valid(*(int(part) if part else None for part in match.groups())) if match else None


def read_date(text: str) -> When | None:
    """Return the one date that `text` is: ISO, in words, in numbers; None for anything else.

    Numbers are read day first, as Arabic writes them (03/12/2016 is 3 December), or year first.
    """
    if iso := read_iso(text):
        return iso
    found = list(dates_in(text))
    if len(found) == 1 and found[0].year is not None:
        return When(found[0].year, found[0].month, found[0].day)
    return None


def dates_in(text: str) -> Iterator[Found]:
    """Yield the days that `text` names, in order, in words (21 أكتوبر/تشرين الأول) or numbers."""
    tokens = list(words(text))
    folded = [fold(word.text) for word in tokens]
    at = 0
    while at < len(tokens):
        found = _day_in_words(tokens, folded, at, text) or _day_in_numbers(tokens, folded, at, text)
        if found is None:
            at += 1
            continue
        yield found
        while at < len(tokens) and tokens[at].start < found.end:
            at += 1


def date_in_address(address: str) -> When | None:
    """Return the day that a web address carries (/2024/10/21/, 20241021-, 2024-10-21), or None."""
    digit_runs = re.compile(r"(?<!\d)(\d{4})(?:([-/_])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))(?!\d)")
    for match in digit_runs.finditer(address):
        year, _, *parts = match.groups()
        month, day = parts[:2] if parts[0] else parts[2:]
        found = _valid(int(year), int(month), int(day))
        if found and found.year in range(1900, YEARS.stop):
            return found
    return None


def weekday_of(date: When) -> int | None:
    """Return the weekday of a full date, 0 for Monday; None for a month or a year."""
    return date.first_day.weekday() if date.day else None


def is_weekday(word: str) -> bool:
    return fold(word) in _weekdays()


@cache
def date_in_words(date: When, weekday: bool = False) -> str:
    """Return the date with both month names, as exact as known: "21 أكتوبر/تشرين الأول 2024"."""
    parts = [str(date.year)]
    if date.month:
        parts.insert(0, month_name(date.month))
    if date.day:
        parts.insert(0, str(date.day))
    if weekday and date.day:
        parts.insert(0, Locale.parse("ar").days["format"]["wide"][date.first_day.weekday()])
    return " ".join(parts)


@cache
def month_name(month: int) -> str:
    """Return both names of a month, Cairo's and Damascus': "أكتوبر/تشرين الأول"."""
    west, east = (
        Locale.parse(region).months["format"]["wide"][month] for region in ("ar", "ar_LB")
    )
    return f"{west}/{east}"


def _valid(year: int | None, month: int | None = None, day: int | None = None) -> When | None:
    try:
        return when(year or 0, month, day)
    except ValueError:
        return None


@cache
def _digits() -> dict[int, str]:
    return {code: to for code, to in folded_letters().items() if to.isdecimal()}


@cache
def _months() -> dict[tuple[str, ...], int]:
    """Folded month name, a word or two → 1..12."""
    names: dict[tuple[str, ...], int] = {}
    for region in REGIONS:
        for month, name in Locale.parse(region).months["format"]["wide"].items():
            names.setdefault(tuple(fold(name).split()), month)
    return names


@cache
def _weekdays() -> dict[str, int]:
    days = Locale.parse("ar").days["format"]["wide"]
    return {fold(name): day for day, name in days.items()}


def _month_at(folded: list[str], at: int) -> tuple[int, int] | None:
    """Return the month that begins at token `at` and the token after it."""
    for length in (2, 1):
        month = _months().get(tuple(folded[at : at + length]))
        if month and len(folded[at : at + length]) == length:
            return month, at + length
    return None


def _day_in_words(tokens: list[Word], folded: list[str], at: int, text: str) -> Found | None:
    if not (folded[at].isdecimal() and len(folded[at]) <= 2):
        return None
    named = _month_at(folded, at + 1)
    if named is None:
        return None
    month, after = named
    twin = _month_at(folded, after)  # the month's other name: أكتوبر/تشرين الأول
    if twin and twin[0] == month and _between(tokens, after, text).strip() in ("/", "(", "-", "\\"):
        after = twin[1]
    year, after = _year_at(tokens, folded, after, text)
    if _valid(year or 2000, month, int(folded[at])) is None:  # 2000 is a leap year
        return None
    weekday = _weekdays().get(folded[at - 1]) if at else None
    return Found(year, month, int(folded[at]), weekday, tokens[at].start, tokens[after - 1].end)


def _year_at(tokens: list[Word], folded: list[str], at: int, text: str) -> tuple[int | None, int]:
    """Return the year at token `at`, if there is one, and the token after it."""
    after = at
    while after < min(at + 2, len(folded)) and folded[after] in YEAR_CUES:
        after += 1
    if after < len(folded) and re.fullmatch(r"\d{4}", folded[after]):
        gap = _between(tokens, at, text).strip()
        if int(folded[after]) in YEARS and gap in ("", "،", ",", ")", "/"):
            return int(folded[after]), after + 1
    return None, at


def _day_in_numbers(tokens: list[Word], folded: list[str], at: int, text: str) -> Found | None:
    three = folded[at : at + 3]
    if len(three) < 3 or not all(part.isdecimal() and len(part) <= 4 for part in three):
        return None
    first, second = _between(tokens, at + 1, text), _between(tokens, at + 2, text)
    if first != second or first not in ("/", "-", "."):
        return None
    numbers = [int(part) for part in three]
    if len(three[0]) != 4:
        numbers.reverse()
    date = _valid(*numbers) if numbers[0] in YEARS else None
    if date is None or date.month is None or date.day is None:
        return None
    weekday = _weekdays().get(folded[at - 1]) if at else None
    return Found(date.year, date.month, date.day, weekday, tokens[at].start, tokens[at + 2].end)


def _between(tokens: list[Word], at: int, text: str) -> str:
    """Return what stands before token `at`, after the token before it."""
    return text[tokens[at - 1].end : tokens[at].start] if 0 < at < len(tokens) else ""
