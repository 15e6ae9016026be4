"""The letters, marks and digits that the folding rules speak of, read from letters.csv."""

import csv
from functools import cache
from pathlib import Path

ALEF_MAKSURA = "\N{ARABIC LETTER ALEF MAKSURA}"
TATWEEL = "\N{ARABIC TATWEEL}"
ARTICLE = "ال"
# Before waw a hamza sits on waw, on ya or on the line: مسؤول, مسئول, رءوس.
YA_SEAT, HAMZA, WAW = "ئءو"

# Combining signs of the Arabic blocks: honorifics, harakat, superscript alef, Quranic signs.
# Unicode charts U0600 and U08A0; the gaps (end of ayah and the like) are symbols, not marks.
ARABIC_MARKS = (
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E4),
    (0x06E7, 0x06E8),
    (0x06EA, 0x06ED),
    (0x08CA, 0x08E1),
    (0x08E3, 0x08FF),
)
COMBINING_MARKS = (0x0300, 0x036F)  # accents of Latin letters that are not composed
JOINERS = (0x200C, 0x200D)  # zero-width non-joiner and joiner: inside a word, never between two
MARK_RANGES = (*ARABIC_MARKS, COMBINING_MARKS, JOINERS)


def mark_class() -> str:
    """Return every mark as the inside of a regular expression's character class."""
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in MARK_RANGES)


@cache
def folded_letters() -> dict[int, str]:
    """Return code point → what search sees of it, one entry for every row of letters.csv."""
    with Path(__file__).with_name("letters.csv").open(encoding="utf-8", newline="") as rows:
        return {int(row["codepoint"], 16): row["folded"] for row in csv.DictReader(rows)}


@cache
def waws() -> str:
    """Return waw and every letter that search sees as waw."""
    return WAW + "".join(chr(code) for code, seen in folded_letters().items() if seen == WAW)


@cache
def dropped_marks() -> dict[int, str]:
    """Return code point → "" for every mark, as `str.translate` wants it."""
    return {code: "" for first, last in MARK_RANGES for code in range(first, last + 1)}
