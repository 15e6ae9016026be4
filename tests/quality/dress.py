"""Arabic words in other dress: what a search for one must find, made without our own rules.

broken-plurals.csv was written by hand for this. No row of plugins/arabic/plurals.csv may be made
from what it shows to be missing: then it would measure nothing.
"""

import csv
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plugins.arabic.fold import fold
from tests.rig import ROOT

BEFORE = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
ARTICLES = ("ال", "وال", "فال", "بال", "كال", "لل", "وبال", "ولل", "فلل")
PRONOUNS = ("ه", "ها", "هم", "هن", "هما", "نا", "ي", "ك", "كم")
NUMBERS = ("ان", "ين", "ون", "ات", "ا")  # dual, sound plurals, accusative
LESS = str.maketrans("أإآىؤئ", "ااايوي")  # as people type in haste
PERSIAN = str.maketrans("يك", "یک")
FATHA, TATWEEL = "\N{ARABIC FATHA}", "\N{ARABIC TATWEEL}"


class Pair(NamedTuple):
    """A noun and its broken plural, as written."""

    singular: str
    plural: str


@cache
def pairs() -> tuple[Pair, ...]:
    """Return tests/data/broken-plurals.csv."""
    with (ROOT / "tests/data/broken-plurals.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Pair(row["singular"], row["plural"]) for row in csv.DictReader(file))


def with_clitics(word: str) -> Iterator[str]:
    """Yield `word` with all that is written before a noun."""
    yield from (dressed(before, word) for before in (*BEFORE[1:], *ARTICLES))


def dressed(before: str, word: str) -> str:
    """Return `word` with `before`; of three lams one is not written: لل and لجنة are للجنة."""
    return before[:-1] + word if before.endswith("لل") and word[0] == "ل" else before + word


def respelt(word: str) -> Iterator[str]:
    """Yield `word` as others would write it: hamza and dots left out, harakat, Persian letters."""
    hasty = word.translate(LESS)
    yield hasty
    yield hasty.removesuffix("ة") + "ه" if hasty.endswith("ة") else hasty + TATWEEL
    yield "".join(letter + FATHA for letter in word)
    yield word.translate(PERSIAN)


@cache
def surfaces(word: str) -> frozenset[str]:
    """Return the folded forms that a noun takes in a text: clitics before it, endings after it."""
    bare = fold(word)
    opened = bare[:-1] + "ت" if word.endswith("ة") else bare
    stems = {bare, *(opened + end for end in (*PRONOUNS, *NUMBERS))}
    stems |= {bare[:-1] + end for end in ("", "ات") if word.endswith("ة")}
    return frozenset(dressed(before, stem) for before in (*BEFORE, *ARTICLES) for stem in stems)
