"""Dates as Arabic documents write them: read from text and addresses, and written for readers."""

import datetime
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from babel import Locale

from plugins.arabic.calendar import hijri_months, months, name_at, ordinals, starts, weekdays
from plugins.arabic.fold import fold
from plugins.arabic.letters import folded_letters
from plugins.arabic.words import WORD

YEARS = range(1000, 2200)  # four digits that can be a year, not a count
ADDRESS_DAYS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})(?P<s>[-/_])(?P<month>\d{1,2})(?P=s)(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})(?P<s>[-/_])(?P<month>\d{1,2})(?P=s)(?P<year>\d{4})(?!\d)"),
    re.compile(r"/(?P<year>\d{4})/(?P<month>[a-z]{3,9})/(?P<day>\d{1,2})(?!\d)", re.IGNORECASE),
    re.compile(r"/(?P<year>\d{4})/(?P<month>\d\d)(?=/|$)"),
)
MONTH_IN_NUMBERS = re.compile(r"(\d{4})[/-](\d{1,2})|(\d{1,2})[/-](\d{4})")
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
TIMED = re.compile(r"(\d{4}-\d\d-\d\d)T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?", re.I)
HIJRI_YEARS = range(1343, 1501)  # what the Umm al-Qura calendar's tables cover
# What is said of a year that may be one of either calendar.
OUR_CALENDAR = "{} is read as a date of our calendar; if it is a Hijri one, write هـ after it"
HIJRI_SIGNS = frozenset(map(fold, ("هـ", "ه", "هجرية", "هجري", "للهجرة")))
MONTH_CUES = frozenset(map(fold, ("من", "شهر")))
A_MONTH = fold("شهر")
UNTIL = frozenset(map(fold, ("إلى", "حتى")))
TWIN_GAPS = ("/", "(", "-", "\\", "–", "", ")/(")  # of a month's two names
HALF_A_NAME = frozenset(map(fold, ("كانون", "تشرين", "ربيع", "جمادى")))
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

    Numbers are read day first, as Arabic writes them (03/12/2016 is 3 December), or year first. Of
    a day in both calendars ours counts.
    """
    timed = TIMED.fullmatch(text.strip())
    if iso := read_iso(timed[1] if timed else text):
        return iso
    found = list(dates_in(text))
    days = [each for each in found if not each.hijri] or found
    if len(days) == 1 and days[0].year is not None:
        return When(days[0].year, days[0].month, days[0].day)
    return None if found else _less_than_a_day(text)


def dates_in(text: str) -> Iterator[Found]:
    """Yield the days that `text` names, in order, in words (21 أكتوبر/تشرين الأول) or numbers.

    A Hijri day is reckoned by the Umm al-Qura calendar, and says so.
    """
    spoken, first = Spoken(TIMED.sub(_with_a_space, text)), starts()
    end = 0  # of the day found last
    for at, word in enumerate(spoken.folded):
        if not (word in first or word[:1].isdecimal()) or spoken.tokens[at].start() < end:
            continue
        found = spoken.day_in_words(at) or spoken.month_first(at) or spoken.day_in_numbers(at)
        if found:
            end = found.end
            yield found


def _with_a_space(timed: re.Match[str]) -> str:
    """Return 2024-10-21T10:30Z with its day by itself, as long as before."""
    return re.sub("[TtZz]", " ", timed[0])


def date_in_address(address: str) -> When | None:
    """Return the day that a web address carries, or the month: /2024/10/21/, 20241021-, 21-10-2024.

    None where there is none, or where it cannot be one.
    """
    for pattern in ADDRESS_DAYS:
        for match in pattern.finditer(address):
            parts = match.groupdict()
            named = name_at(months(), [fold(parts["month"])], 0)
            month = named[0] if named else int(parts["month"]) if parts["month"].isdecimal() else 0
            day = parts.get("day")
            found = _valid(int(parts["year"]), month or 13, int(day) if day else None)
            if found and found.year in range(1900, YEARS.stop):
                return found
    return None


def weekday_of(date: When) -> int | None:
    """Return the weekday of a full date, 0 for Monday; None for a month or a year."""
    return date.first_day.weekday() if date.day else None


def is_weekday(word: str) -> bool:
    return fold(word) in weekdays()


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


@lru_cache(maxsize=20_000)  # a language has few words, and uses them often
def _folded(word: str) -> str:
    return fold(word)


@cache
def _digits() -> dict[int, str]:
    return {code: to for code, to in folded_letters().items() if to.isdecimal()}


def _less_than_a_day(text: str) -> When | None:
    """Return the month or the year that `text` alone is: أكتوبر 2024، 10/2024، 1982م."""
    plain = text.strip().translate(_digits())
    if numbers := MONTH_IN_NUMBERS.fullmatch(plain):
        return _valid(int(numbers[1] or numbers[4]), int(numbers[2] or numbers[3]))
    spoken = Spoken(text)
    named = spoken.month_at(1 if spoken.folded[:1] == [A_MONTH] else 0)
    year, after = spoken.year_at(named[1] if named else 0)
    if year is None or spoken.text[spoken.tokens[after - 1].end() :].strip(" م."):
        return None
    return _valid(year, named[0] if named else None)


class Spoken:
    """A text as words, to find days in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(WORD.finditer(text))
        self.folded = list(map(_folded, map(itemgetter(0), self.tokens)))

    def day_in_words(self, at: int) -> Found | None:
        """Return the day that begins at token `at` with its number, or its ordinal."""
        day, after = self._day_at(at)
        if not day or self._ends_a_span(at):
            return None
        while after < min(at + 5, len(self.folded)) and self.folded[after] in MONTH_CUES:
            after += 1
        if hijri := name_at(hijri_months(), self.folded, after):
            return self._hijri(at, day, *hijri)
        named = self.month_at(after)
        if named is None or self._gap(after) not in ("", "-", "،", "/"):
            return None
        year, end = self.year_at(named[1])
        return self._found(at, end, year, named[0], day)

    def _ends_a_span(self, at: int) -> bool:
        """Tell whether the day at token `at` is the last of several: 17-19 أكتوبر, 3 إلى 5 مايو."""
        word = at > 1 and self.folded[at - 1] in UNTIL
        first = at - 2 if word else at - 1
        if first < 0 or not (self.folded[first].isdecimal() and len(self.folded[first]) <= 2):
            return False
        between = self.text[self.tokens[first].end() : self.tokens[at].start()]
        return word or between in ("-", "–")

    def month_first(self, at: int) -> Found | None:
        """Return the day that begins at token `at` with its month: أكتوبر 21، 2024."""
        named = name_at(months(), self.folded, at)
        if named is None or named[1] >= len(self.folded):
            return None
        month, after = named
        day = self.folded[after]
        if not (day.isdecimal() and len(day) <= 2) or self._gap(after):
            return None
        year, end = self.year_at(after + 1)
        return self._found(at, end, year, month, int(day)) if year else None

    def day_in_numbers(self, at: int) -> Found | None:
        """Return the day that tokens `at` to `at`+2 write: day first, or year first."""
        three = self.folded[at : at + 3]
        if len(three) < 3 or not all(part.isdecimal() and len(part) <= 4 for part in three[:2]):
            return None
        last = re.fullmatch(r"(\d{1,4})(هـ?|م)?", three[2])
        if last is None or not self._is_joined(at):
            return None
        numbers = [int(three[0]), int(three[1]), int(last[1])]
        if len(three[0]) != 4:
            numbers.reverse()
        year, month, day = numbers
        sign = last[2] or next(iter(self.folded[at + 3 : at + 4]), "")
        if year in HIJRI_YEARS:
            of_hijra = sign in HIJRI_SIGNS and 1 <= month <= 12
            return self._hijri(at, day, month, at + 3, year) if of_hijra else None
        return self._found(at, at + 3, year, month, day) if year in YEARS else None

    def _is_joined(self, at: int) -> bool:
        """Tell whether one sign stands twice between three numbers."""
        first, second = self._gap(at + 1), self._gap(at + 2)
        return first == second and first in ("/", "-", ".", "\\")

    def _day_at(self, at: int) -> tuple[int, int]:
        """Return the day at token `at` and the token after it; 0 where there is none."""
        if self.folded[at].isdecimal():
            return (int(self.folded[at]), at + 1) if len(self.folded[at]) <= 2 else (0, at)
        if at and self.folded[at - 1] in HALF_A_NAME:  # كانون الأول
            return 0, at
        return name_at(ordinals(), self.folded, at) or (0, at)

    def month_at(self, at: int) -> tuple[int, int] | None:
        """Return the month that begins at token `at`, and the token after its names."""
        named = name_at(months(), self.folded, at)
        if named is None:
            return None
        month, after = named
        twin = name_at(months(), self.folded, after)  # the other name: أكتوبر/تشرين الأول
        if twin and twin[0] == month and self._gap(after) in TWIN_GAPS:
            after = twin[1]
        return month, after

    def year_at(self, at: int) -> tuple[int | None, int]:
        """Return the year at token `at`, if there is one, and the token after it."""
        after = at
        while after < min(at + 2, len(self.folded)) and self.folded[after] in YEAR_CUES:
            after += 1
        year = re.fullmatch(r"(\d{4})م?", self.folded[after]) if after < len(self.folded) else None
        if year and int(year[1]) in YEARS:
            gap = self._gap(at)
            if gap in ("", "،", ",", ")", "/", "-", "),", ")،", "."):
                return int(year[1]), after + 1
        return None, at

    def _hijri(self, at: int, day: int, month: int, after: int, year: int = 0) -> Found | None:
        """Return a Hijri day as one of ours; None where it has no year, or the tables end."""
        from hijridate import Hijri  # noqa: PLC0415 - few texts need it

        if not year:
            while after < min(at + 7, len(self.folded)) and self.folded[after] in YEAR_CUES:
                after += 1
            written = re.fullmatch(r"(\d{4})(?:هـ?)?", " ".join(self.folded[after : after + 1]))
            year = int(written[1]) if written else 0
            after += 1
        if year not in HIJRI_YEARS:
            return None
        try:
            date = Hijri(year, month, day).to_gregorian()
        except (ValueError, OverflowError):
            return None
        found = self._found(at, after, date.year, date.month, date.day)
        return found._replace(hijri=True) if found else None

    def _found(self, at: int, after: int, year: int | None, month: int, day: int) -> Found | None:
        if _valid(year or 2000, month, day) is None:  # 2000 is a leap year
            return None
        weekday = weekdays().get(self.folded[at - 1]) if at else None
        return Found(
            year, month, day, weekday, self.tokens[at].start(), self.tokens[after - 1].end()
        )

    def _gap(self, at: int) -> str:
        """Return what stands before token `at`, after the token before it, without spaces."""
        if not 0 < at < len(self.folded):
            return ""
        return self.text[self.tokens[at - 1].end() : self.tokens[at].start()].replace(" ", "")
