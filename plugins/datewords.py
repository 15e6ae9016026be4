"""How this archive says dates and numbers: in its language, with the keeper's months and digits."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError
from hijridate import Gregorian

from plugins.arabic.dates import When, month_name
from plugins.errors import ArchiveError

DIGITS = {"latin": "0123456789", "arabic": "٠١٢٣٤٥٦٧٨٩"}
BOTH = "both"  # Cairo's name and Beirut's: أكتوبر/تشرين الأول


@dataclass(frozen=True)
class DateWords:
    """Says dates. `digits` are the ten that numbers are written in; `months` the keeper's choice.

    months  "both", or the country whose names are used, as in ISO 3166: EG, LB, DZ, MA …
    """

    lang: str = "ar"
    months: str = BOTH
    digits: str = DIGITS["latin"]

    def date(self, date: When | None, weekday: bool = False) -> str:
        """Return a date, as exact as known: "21 أكتوبر/تشرين الأول 2024"; "" for None."""
        if date is None:
            return ""
        parts: list[str] = []
        if date.day:
            parts += [self._weekday(date)] if weekday else []
            parts.append(self.number(date.day))
        if date.month:
            parts.append(self.month(date.month))
        return " ".join([*parts, self.number(date.year)])

    def span(self, dates: Iterable[When | None]) -> tuple[str, str]:
        """Return the first and the last of some dates in words, "" where none is known."""
        known = sorted(filter(None, dates), key=lambda date: date.first_day)
        return (self.date(known[0]), self.date(known[-1])) if known else ("", "")

    def day_of_year(self, month: int, day: int) -> str:
        return f"{self.number(day)} {self.month(month)}"

    def month(self, month: int) -> str:
        if self.lang == "ar" and self.months == BOTH:
            return month_name(month)
        locale = self.lang if self.months == BOTH else f"{self.lang}_{self.months}"
        return str(Locale.parse(locale).months["format"]["wide"][month])

    def weekdays(self) -> list[tuple[str, str]]:
        """Return the days of the week, (letter, name), in the order of the language's weeks."""
        days = Locale.parse(self.lang).days["stand-alone"]
        order = [(self._first_weekday + each) % 7 for each in range(7)]
        return [(str(days["narrow"][each]), str(days["wide"][each])) for each in order]

    def weeks(self, year: int, month: int) -> list[list[int]]:
        """Return a month's weeks, seven days each, 0 for a day that is of another month."""
        return calendar.Calendar(self._first_weekday).monthdayscalendar(year, month)

    @property
    def _first_weekday(self) -> int:
        """The day that weeks begin with, 0 for Monday: Arabic names none, Egypt Saturday."""
        country = self.months if self.months != BOTH else "EG" if self.lang == "ar" else ""
        return int(Locale.parse("_".join(filter(None, (self.lang, country)))).first_week_day)

    def number(self, number: int | str) -> str:
        """Return a number, or a text, its digits those of the archive."""
        if self.digits == DIGITS["latin"]:
            return str(number)
        return str(number).translate(str.maketrans(DIGITS["latin"], self.digits))

    def hijri(self, date: When | None) -> str:
        """Return the day in the calendar of Umm al-Qura, calculated; "" where it has none.

        Its tables reach from 1924 to 2077. Only Arabic readers are told it.
        """
        if self.lang != "ar" or date is None or date.day is None:
            return ""
        try:
            day = Gregorian.fromdate(date.first_day).to_hijri()
        except OverflowError:
            return ""
        month, year = day.month_name("ar"), self.number(day.year)
        return f"{self.number(day.day)} {month} {year} {day.notation('ar')}"

    def _weekday(self, date: When) -> str:
        return str(Locale.parse(self.lang).days["format"]["wide"][date.first_day.weekday()])


def date_words(settings: Mapping[str, Any]) -> DateWords:
    """Return how the site's settings want dates said; raises ArchiveError for a wrong one."""
    lang, months = settings["DEFAULT_LANG"], settings.get("MONTHS", BOTH)
    digits = settings.get("DIGITS", "latin")
    if digits not in DIGITS:
        raise ArchiveError(
            f"pelican.conf.py: DIGITS {digits!r} is not one of {', '.join(DIGITS)}; write one"
        )
    if months != BOTH and not _is_country(lang, months):
        known = "EG, LB, IQ, DZ, TN, MA or MR" if lang == "ar" else '"both"'
        raise ArchiveError(
            f'pelican.conf.py: MONTHS {months!r} is neither "both" nor a country '
            f"whose month names are known in {lang!r}; write {known}"
        )
    return DateWords(lang, months, DIGITS[digits])


def _is_country(lang: str, code: str) -> bool:
    """Tell whether a language is known as a country has it. Babel takes «syria» for a dialect."""
    try:
        return bool(Locale.parse(f"{lang}_{code}").territory == code.upper())
    except (UnknownLocaleError, ValueError):
        return False
