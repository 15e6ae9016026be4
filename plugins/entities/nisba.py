"""Nisba adjectives: كوري شمالي gives الكورية الشمالية، كوريين شماليين; هندي gives الهنود too."""

from collections.abc import Iterator
from functools import cache

from babel import Locale

from plugins.arabic.fold import fold
from plugins.arabic.lemma import dictionary
from plugins.arabic.letters import ARTICLE
from plugins.entities.language import forms_of_nisba

YA = "ي"
TA_MARBUTA = "ة"
# What follows the nisba's ya: masculine and its accusative, feminine, sound plurals, duals.
ENDINGS = ("", "ا", TA_MARBUTA, "ون", "ين", "ان", "ات", "تان", "تين")
# A country's name loses these before the ya: روسيا، كوريا، فرنسا، سنغافورة. Longest first.
LOST = ("يا", "ا", TA_MARBUTA)
SIDE = "جنوب"  # جنوب أفريقيا gives جنوب أفريقي: the side keeps its form
LEAST_STEM = 3  # letters of a name before its ya


def nisba_forms(adjective: str) -> Iterator[str]:
    """Yield the forms of a nisba adjective given in the masculine singular, with and without ال.

    All its words agree: an article on each or on none, one ending. A word without the nisba's ya
    (the plural روس) has no endings; جنوب أفريقي changes its last word alone.
    """
    words = adjective.split()
    still, moving = ([words[0]], words[1:]) if words[0] == SIDE else ([], words)
    endings = ENDINGS if all(word.endswith(YA) for word in moving) else ("",)
    for ending in endings:
        yield " ".join([*still, *(word + ending for word in moving)])
        yield " ".join([*still, *(ARTICLE + word + ending for word in moving)])
    if len(words) == 1:
        yield from plural_demonyms(adjective)


def plural_demonyms(adjective: str) -> Iterator[str]:
    """Yield the broken plurals that the lemma list knows of a nisba: هندي gives هنود، الهنود."""
    for form in forms_of_nisba().get(fold(adjective), ()):
        bare = form.removeprefix(ARTICLE)
        if YA in bare[-3:]:  # a sound form, or another word: مجاري is not of المجر
            continue
        yield ARTICLE + bare
        if bare == form or bare not in dictionary():
            yield bare


def country_adjectives(name: str) -> Iterator[str]:
    """Yield the masculine singular nisba of a country of the CLDR; nothing for other names."""
    if not is_territory(name):
        return
    words = name.split()
    if len(words) == 1:
        yield from _nisba(words[0])
    elif len(words) == 2 and words[0] == SIDE:
        yield from (f"{SIDE} {last}" for last in _nisba(words[1]))
    elif len(words) == 2 and words[1].startswith(ARTICLE) and words[1].endswith(YA + TA_MARBUTA):
        side = words[1].removeprefix(ARTICLE).removesuffix(TA_MARBUTA)
        yield from (f"{first} {side}" for first in _nisba(words[0]))


def is_territory(name: str) -> bool:
    """Tell whether a name is a country's or a larger part of the earth's, as the CLDR has them."""
    return fold(name) in _territories()


def _nisba(name: str) -> Iterator[str]:
    """Yield the nisba of a one-word name, if it is long enough to tell from other words."""
    stem = name.removeprefix(ARTICLE)
    stem = next((stem.removesuffix(end) for end in LOST if stem.endswith(end)), stem)
    if len(stem) >= LEAST_STEM and not stem.endswith(YA):
        yield stem + YA


@cache
def _territories() -> frozenset[str]:
    return frozenset(map(fold, Locale("ar").territories.values()))
