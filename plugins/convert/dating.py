"""The day of a document, and what it rests on. What is not certain is left out, and said."""

import re
from pathlib import PurePath
from typing import NamedTuple

from plugins.arabic.dates import (
    HIJRI_YEARS,
    OUR_CALENDAR,
    Found,
    When,
    date_in_address,
    dates_in,
    is_weekday,
    read_date,
    read_iso,
    weekday_of,
)
from plugins.arabic.fold import fold
from plugins.arabic.words import words
from plugins.convert.draft import Draft

A_DATE = 60  # characters; a date with its weekday and both month names is shorter
OPENING = 2  # paragraphs
ISO_START = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](?!\s*ه).*)?|(\d{4}-\d\d|\d{4})", re.DOTALL)
BESIDE_A_DATE = frozenset(
    (
        *("يوم", "في", "بتاريخ", "تاريخ", "التاريخ", "النشر", "نشر", "نُشر", "نشرت", "الموافق"),
        *("م", "هـ", "الخبر", "المقال", "أضيف", "آخر", "تحديث", "الساعة", "توقيت", "غرينتش"),
        *("GMT", "date", "صباحا", "صباحًا", "مساء", "مساءً", "ظهرا", "ظهرًا", "ص", "بتوقيت"),
    )
)
TIME_SIGN = re.compile(r"^T(?=\d)|(?<=\d)Z$", re.IGNORECASE)
UNREAD = "a date that cannot be read: «{}»; add a line «date: …»"
NO_DATE = "no date found; add a line «date: …»"
HIJRI = "the date is reckoned from the Hijri one by the Umm al-Qura calendar; see that it is right"
BASES = {"front matter": "keeper", "the text's head": "text", "the source line": "text"}
NAMED = "the date is that in the file's name; see that it is the document's"
OTHERWISE = "the text has {}, the file's name {}; see which is right"
# Whose names tell when a picture was taken, of whatever it is.
TAKEN = re.compile(
    r"(?:img|dsc|pxl|vid|mvimg|scan|scanned|screen ?shot|whatsapp|camscanner|adobe scan|photo|"
    r"signal|telegram|لقطة|مسح|صورة)(?![a-zء-ي])",
    re.IGNORECASE,
)


class Dated(NamedTuple):
    """A date, what it rests on, why, and what a keeper should look at."""

    date: When | None
    basis: str | None
    why: str = ""
    warnings: tuple[str, ...] = ()


def dated(draft: Draft) -> Dated:
    """Return the day of a document: what its format says, its address, its opening, its name.

    A day without a year in the text takes the address's year. A weekday that does not fit is the
    source's slip, or ours: the keeper is told.
    """
    said, addressed = _said(draft.given.date), date_in_address(draft.address)
    unread = (UNREAD.format(draft.given.date),) if draft.given.date and not said else ()
    if not said and not addressed:
        return _from_text(draft, unread)
    text = "\n".join([draft.title, *(block.text for block in draft.blocks)])
    found = list(dates_in(text))
    if said:
        return _from_format(draft, said, addressed, found)
    assert addressed
    return _from_address(addressed, found, unread)


def _from_address(addressed: When, found: list[Found], notes: tuple[str, ...]) -> Dated:
    same = [day for day in found if _is(day, addressed)]
    why = f"the address has it{', the text too' if same else ''}"
    warnings = (*notes, *_weekday_warnings(same, addressed))
    return Dated(addressed, "url+text" if same else "url", why, warnings)


def _from_format(draft: Draft, said: When, addressed: When | None, found: list[Found]) -> Dated:
    where = draft.given.date_from
    basis = BASES.get(where, "metadata")
    same = [day for day in found if _is(day, said)]
    notes = (*_weekday_warnings(same, said), *_calendar(draft.given.date, said))
    if addressed and addressed != said and not _within(addressed, said):
        notes += (f"{where} says {said.iso}, the address {addressed.iso}; see which is right",)
    return Dated(said, basis, f"{where} says so", notes)


def _calendar(written: str, said: When) -> tuple[str, ...]:
    """Return what a keeper should look at where a date is, or may be, one of the Hijri calendar."""
    days = list(dates_in(written))
    if days and all(day.hijri for day in days):
        return (HIJRI,)
    return (OUR_CALENDAR.format(said.iso),) if said.year in HIJRI_YEARS else ()


def _from_text(draft: Draft, notes: tuple[str, ...]) -> Dated:
    opening = [day for day in dates_in(_opening(draft)) if day.year]
    whole = next((day for day in opening if not day.hijri), next(iter(opening), None))
    named = date_in_name(draft.file)
    if whole is None or whole.year is None:
        if named:
            return Dated(named, "file", "the file's name has it", (*notes, NAMED))
        return Dated(None, None, "", (*notes, NO_DATE))
    date = When(whole.year, whole.month, whole.day)
    hijri = (HIJRI,) if whole.hijri else ()
    other = (OTHERWISE.format(date.iso, named.iso),) if named and named != date else ()
    warnings = (*notes, *_weekday_warnings([whole], date), *hijri, *other)
    return Dated(date, "text", "the first whole date of the opening", warnings)


def date_in_name(file: str) -> When | None:
    """Return the one day that a file's name has; None for what cameras and scanners call theirs."""
    stem = PurePath(file).stem
    if TAKEN.match(stem):
        return None
    days = dates_in(stem.replace("_", " "))
    found = {When(day.year, day.month, day.day) for day in days if day.year}
    if in_numbers := date_in_address(fold(stem)):
        found.add(in_numbers)
    return next(iter(found)) if len(found) == 1 else None


def _said(text: str) -> When | None:
    """Return the day that a format's own field says; None where it is no date."""
    iso = ISO_START.fullmatch(text.strip())
    return read_iso(iso[1] or iso[2]) if iso else read_date(text) if text else None


def _within(one: When, other: When) -> bool:
    """Tell whether one of two dates is the other, less exact."""
    short = min(len(one.iso), len(other.iso))
    return one.iso[:short] == other.iso[:short]


def _opening(draft: Draft) -> str:
    """Return the title, the first paragraphs, and every short line that is a date.

    A day further down is more often one that the text tells of.
    """
    paragraphs = [block.text for block in draft.blocks if block.kind == "paragraph"]
    dates = [text for text in paragraphs if is_a_date(text)]
    return "\n".join([*dates, draft.title, *paragraphs[:OPENING]])


def is_a_date(text: str, date: When | None = None) -> bool:
    """Tell whether a line says nothing beyond a date: `date`, if one is given."""
    found = list(dates_in(text)) if len(text) <= A_DATE else []
    if len(found) != 1 or (date and not _is(found[0], date)):
        return False
    rest = text[: found[0].start] + " " + TIME_SIGN.sub(" ", text[found[0].end :])
    return all(_is_beside(word.text) for word in words(rest))


def _is_beside(word: str) -> bool:
    return word in BESIDE_A_DATE or is_weekday(word) or word.isdecimal()


def _is(found: Found, date: When) -> bool:
    return found[1:3] == date[1:3] and found.year in (None, date.year)


def _weekday_warnings(found: list[Found], date: When) -> tuple[str, ...]:
    wrong = [day for day in found if day.weekday not in (None, weekday_of(date))]
    note = f"the weekday named with {date.iso} is not that day's; see which is right"
    return (note,) * bool(wrong)
