"""The words of dates: months of all regions and calendars, weekdays, days as ordinals. Folded."""

import re
from functools import cache

from babel import Locale

from plugins.arabic.fold import fold

# Where month names differ: Cairo, Beirut, Baghdad, Algiers, Tunis, Rabat, Nouakchott.
REGIONS = ("ar", "ar_LB", "ar_IQ", "ar_DZ", "ar_TN", "ar_MA", "ar_MR")
# What CLDR does not have: other spellings, older names, and the months of English and French texts.
OTHER_MONTHS = """
جانفي|كانون ثاني|كانون 2|كانون2|ك2|january|jan|janvier
فيفري|شباط|february|feb|février
مارت|آذار|march|mar|mars
أبريل|ابريل|إبريل|أفريل|نيسان|april|apr|avril
أيار|مايس|ماي|may|mai
يونيه|جوان|حزيران|june|jun|juin
يوليه|يوليوز|جويلية|تموز|july|jul|juillet
آب|أوت|غشت|أغسطس|august|aug|août
شتنبر|سبتمبر|أيلول|september|sept|sep|septembre
تشرين أول|تشرين 1|تشرين1|ت1|أكتوبر|اكتوبر|october|oct|octobre
تشرين ثاني|تشرين 2|تشرين2|ت2|نونبر|november|nov|novembre
كانون أول|كانون 1|كانون1|ك1|دجنبر|december|dec|décembre
"""
HIJRI_MONTHS = """
محرم|المحرم|محرم الحرام
صفر|صفر الخير
ربيع الأول|ربيع أول
ربيع الآخر|ربيع الثاني|ربيع ثاني|ربيع ثان
جمادى الأولى|جمادى الأول|جمادى أولى|جمادي الاولى
جمادى الآخرة|جمادى الثانية|جمادى الثاني|جمادى الاخر|جمادى الآخر
رجب|رجب الفرد
شعبان
رمضان|رمضان المبارك
شوال
ذو القعدة|ذي القعدة|ذوالقعدة
ذو الحجة|ذي الحجة|ذوالحجة
"""
UNITS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()  # noqa: SIM905
FIRSTS = ("غرة", "فاتح")  # of a month: the first day, in the Maghreb of any calendar
TWENTY, THIRTY = ("العشرين", "العشرون"), ("الثلاثين", "الثلاثون")

Names = dict[tuple[str, ...], int]


@cache
def months() -> Names:
    """Return the words of a month's name → 1..12."""
    names: Names = {}
    for region in REGIONS:
        for month, name in Locale.parse(region).months["format"]["wide"].items():
            names.setdefault(tuple(fold(name).split()), month)
    for words, month in _listed(OTHER_MONTHS).items():
        names.setdefault(words, month)
    return names


@cache
def hijri_months() -> Names:
    """Return the words of a Hijri month's name → 1..12."""
    return _listed(HIJRI_MONTHS)


@cache
def weekdays() -> dict[str, int]:
    """Return weekday → 0..6, Monday 0."""
    days = Locale.parse("ar").days["format"]["wide"]
    plain = {fold(name): day for day, name in days.items()}
    return plain | {fold("الإتنين"): 0, fold("الثلثاء"): 1, fold("الاربعاء"): 2}


@cache
def ordinals() -> Names:
    """Return the words of a day as an ordinal → 1..31: الحادي والعشرين → 21."""
    units = {fold(name): number for number, name in enumerate(UNITS, start=1)}
    units |= {fold("الحادي"): 1, fold("الاولى"): 1}
    found: Names = {(name,): number for name, number in units.items() if name != fold("الحادي")}
    for name, number in units.items():
        found[(name, fold("عشر"))] = 10 + number
        for twenty in TWENTY:
            found[(name, fold("و" + twenty))] = 20 + number
    for ten, number in ((TWENTY, 20), (THIRTY, 30)):
        found |= {(fold(name),): number for name in ten}
    found |= {(fold("الحادي"), fold("و" + name)): 31 for name in THIRTY}
    found |= {(fold(first),): 1 for first in FIRSTS}
    return {words: number for words, number in found.items() if number <= 31}


@cache
def starts() -> frozenset[str]:
    """Return the words that a day can begin with, beside numbers: ordinals, months before days."""
    return frozenset(words[0] for words in (*ordinals(), *months()))


def name_at(names: Names, folded: list[str], at: int) -> tuple[int, int] | None:
    """Return the number of the name that begins at token `at`, and the token after it."""
    for length in (3, 2, 1):
        number = names.get(tuple(folded[at : at + length]))
        if number and len(folded[at : at + length]) == length:
            return number, at + length
    return None


def _listed(lines: str) -> Names:
    return {
        tuple(re.findall(r"\w+", fold(name))): number
        for number, line in enumerate(lines.strip().split("\n"), start=1)
        for name in line.split("|")
    }
