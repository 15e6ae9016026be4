"""What the language's own words tell of a name: is it one of them, or like none?"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale

from plugins.arabic.fold import fold, fold_name
from plugins.arabic.lemma import dictionary
from plugins.arabic.letters import ARTICLE
from plugins.arabic.stem import readings
from plugins.arabic.stopwords import stopwords

# Forms of one lemma in the list: كبير has 25, بوش and ترامب one or two. A name is not inflected.
INFLECTED = 4
YA = "ي"
LEAST_LETTERS = 3
# Pronouns, and what makes adjectives and plurals of nouns; with the letters that hamzas fold to.
ENDINGS = ("ه", "ها", "هم", "هما", "هن", "نا", "ك", "كم", "ي", "يه", "يات", "يين", "يون", "ات", "ء")
PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل", "و", "ف", "ب", "ل", "ك", "س")
LEAST_READING = 4  # letters of a word found under an ending; with three, زلف is in زلفينا


def lemma(word: str) -> str | None:
    """Return the folded lemma of a word, None for one that the list has not."""
    form, known = fold(word), dictionary()
    return known.get(form) or (known.get(form[2:]) if form.startswith(ARTICLE) else None)


def is_inflected(word: str) -> bool:
    """Tell whether the list has many forms of the word: it is one of the language, not a name."""
    known = lemma(word)
    return known is not None and _counts()[known] >= INFLECTED


def is_function_word(word: str) -> bool:
    """Tell whether a word, folded as a name, can be no name by itself: «غير»، «على»."""
    return word in _plain() or fold(word) in stopwords()


def is_strange(word: str) -> bool:
    """Tell whether a word looks like a name: no reading of it is a word of the language."""
    form, known = fold(word), dictionary()
    return (
        len(form) > 1
        and form not in known
        and not any(map(str.isdigit, form))
        and not any(
            reading in known and (form.endswith(reading) or len(reading) >= LEAST_READING)
            for reading in readings(form)
        )
    )


def is_name_like(word: str) -> bool:
    """Tell whether a word is a well-known place, or like no word: for suggestions.

    Stricter than `is_strange` on what only looks strange: اسمه، الحضارية، شاطىء.
    """
    form = fold(word)
    if is_country_or_city(form):
        return True
    return is_strange(word) and not any(_without(form, ending) for ending in ENDINGS)


def is_country_or_city(form: str) -> bool:
    """Tell whether a folded word is a country or a well-known city, as the CLDR names them."""
    return form in _places()


def is_uninflected(word: str) -> bool:
    """Tell whether a word is its own lemma in the list, with hardly another form: as names are."""
    form = fold(word)
    return dictionary().get(form) == form and _counts()[form] < INFLECTED - 1


def _without(form: str, ending: str) -> bool:
    """Tell whether a known word stands before `ending`, the article and clitics taken off."""
    if not form.endswith(ending):
        return False
    rest = form[: -len(ending)]
    heads = [rest, *(rest[len(p) :] for p in PREFIXES if rest.startswith(p))]
    return any(
        len(head) >= LEAST_LETTERS and (head in dictionary() or head + "ه" in dictionary())
        for head in heads
    )


@cache
def forms_of_nisba() -> Mapping[str, list[str]]:
    """Return folded lemma → its folded forms, for the lemmas that end as a nisba does."""
    forms: dict[str, list[str]] = defaultdict(list)
    for form, found in dictionary().items():
        if found.endswith(YA):
            forms[found].append(form)
    return forms


@cache
def _counts() -> Mapping[str, int]:
    return Counter(dictionary().values())


@cache
def _plain() -> frozenset[str]:
    lines = Path(__file__).with_name("plain.txt").read_text("utf-8").splitlines()
    own = (word for line in lines if not line.startswith("#") for word in line.split())
    return frozenset(map(fold_name, own))


@cache
def _places() -> frozenset[str]:
    """The CLDR's one-word countries, and the cities that stand for its time zones."""
    arabic = Locale("ar")
    countries = (name for code, name in arabic.territories.items() if code.isalpha())
    cities = (zone["city"] for zone in arabic.time_zones.values() if "city" in zone)
    return frozenset(fold(name) for name in (*countries, *cities) if " " not in name)
