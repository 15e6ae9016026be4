"""Folding: the one form that all spellings of a word share. For search, never for display."""

import re
import unicodedata
from functools import cache

from plugins.arabic.letters import (
    ALEF_MAKSURA,
    HAMZA,
    TATWEEL,
    WAW,
    YA_SEAT,
    dropped_marks,
    folded_letters,
    mark_class,
    waws,
)

# Text of these blocks alone needs no normalisation: Basic Latin, and Arabic, whose composed
# letters (alef with hamza and the like) have a row of their own in letters.csv.
NEEDS_NORMALISING = re.compile(r"[^\x00-\x7f\u0600-\u06ff]")
YA_BEFORE_WAW = re.compile(rf"{YA_SEAT}(?=[{mark_class()}{TATWEEL}]*[{waws()}])")
HAMZA_BEFORE_WAW = re.compile(rf"(?<!{HAMZA}){HAMZA}++(?={WAW})")  # of what is folded else


def fold(text: str) -> str:
    """Return `text` as search sees it: no marks, no tatweel, letters folded, Latin lower case.

    A hamza before waw becomes waw on every seat. The other rules are letters.csv, after Unicode's
    compatibility decomposition (NFKD, UAX #15), which turns presentation forms into letters and
    takes accents off Latin letters.
    Folding twice changes nothing.
    """
    return _folded(text, _search_table())


def fold_name(text: str) -> str:
    """Return `text` as the entity matcher sees it: ى stays apart from ي (على, علي)."""
    return _folded(text, _name_table())


def _folded(text: str, table: dict[int, str]) -> str:
    if YA_SEAT in text:
        text = YA_BEFORE_WAW.sub(WAW, text)
    if NEEDS_NORMALISING.search(text):
        decomposed = unicodedata.normalize("NFKD", text.lower()).lower()
        text = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    text = text.translate(table).lower()
    return HAMZA_BEFORE_WAW.sub(WAW, text) if HAMZA in text else text


@cache
def _search_table() -> dict[int, str]:
    return dropped_marks() | folded_letters()


@cache
def _name_table() -> dict[int, str]:
    return _search_table() | {ord(ALEF_MAKSURA): ALEF_MAKSURA}
