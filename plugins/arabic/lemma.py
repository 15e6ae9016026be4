"""The word that a form belongs to: سفراء → سفير, وبالكتاب → كتاب; names stay whole."""

import csv
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from plugins.arabic.fold import fold
from plugins.arabic.kept import kept
from plugins.arabic.stem import light_stem, readings
from plugins.arabic.words import words


class Lemmas:
    """Lemmas of folded words.

    known   gives folded form → folded lemma, a name its own lemma; asked when a form is new
    counts  how often the archive has each folded form: a word that no list knows counts as known
            when the archive has it more often than the form with the affix
    fixed   forms settled by an index that is already published; they stay as they are
    """

    def __init__(
        self,
        known: Callable[[], Mapping[str, str]],
        counts: Mapping[str, int],
        fixed: Mapping[str, str] | None = None,
    ) -> None:
        self._known = cache(known)
        self._counts = counts
        self._found: dict[str, str] = dict(fixed or {})

    def of(self, form: str) -> str:
        """Return the lemma of the folded word `form`: of its own letters when nothing is known."""
        lemma = self._found.get(form)
        if lemma is None:
            lemma = self._found[form] = self._find(form)
        return lemma

    def _find(self, form: str) -> str:
        known = self._known()
        if form in known:
            return known[form]
        if not form.isascii():
            for reading in readings(form):
                if reading in known:
                    return known[reading]
            count = self._counts.get(form, 0)
            for reading in readings(form):
                if len(reading) > 2 and self._counts.get(reading, 0) > count:
                    return self.of(reading)  # shorter than form: this ends
            return light_stem(form)
        return form


@cache
def dictionary() -> Mapping[str, str]:
    """Return folded form → folded lemma: simplemma's Arabic list, countries, plurals.csv.

    Where folding makes two forms one, a form that is its own lemma wins, then the one that
    folding left as it was: تونس is the country before it is تؤنس.
    """
    return kept("lemmas", _worked_out)


def _worked_out() -> dict[str, str]:
    found = _listed()
    found.update({name: name for name in country_words()})
    found = {form: _settled(form, found) for form in found}
    return _with_plurals(found)


def _listed() -> dict[str, str]:
    raw = DefaultDictionaryFactory().get_dictionary("ar")
    chosen: dict[str, tuple[int, str]] = {}
    articled = []
    for form in raw:
        lemma, folded = fold(raw[form]), fold(form)
        if form.startswith("ال") and len(folded) > len("ال") + 2:
            articled.append(folded)
        rank = 0 if lemma == folded else 1 if folded == form else 2
        if folded not in chosen or rank < chosen[folded][0]:
            chosen[folded] = (rank, lemma)
    found = {form: lemma for form, (_, lemma) in chosen.items()}
    # A form with the article that says no more than the form without is left to the rules.
    for form in articled:
        if found.get(form) == found.get(form[2:], ""):
            del found[form]
    return found


def _with_plurals(found: dict[str, str]) -> dict[str, str]:
    singulars = broken_plurals()
    own = {singular: found.get(singular, singular) for singular in singulars.values()}
    plurals = {plural: own[singular] for plural, singular in singulars.items()}
    # Verbs of three letters are left alone: كتب is books here, كتبت is what somebody wrote.
    nouns = {plural: lemma for plural, lemma in plurals.items() if len(plural) > 3}
    followed = {form: nouns.get(lemma, lemma) for form, lemma in found.items()}
    articled = {"ال" + plural: lemma for plural, lemma in plurals.items()}
    return {**followed, **own, **articled, **plurals}


def broken_plurals() -> dict[str, str]:
    """Return folded plural → folded singular of plurals.csv; the first row that has it counts."""
    found: dict[str, str] = {}
    with Path(__file__).with_name("plurals.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for plural in row["plurals"].split("|"):
                found.setdefault(fold(plural), fold(row["singular"]))
    return found


def country_words() -> set[str]:
    """Return the folded words of the CLDR's one-word names of countries."""
    names = Locale("ar").territories.values()
    return {fold(name) for name in names if len(list(words(name))) == 1}


def _settled(form: str, found: Mapping[str, str]) -> str:
    """Follow lemmas to one that is its own lemma."""
    for _ in range(4):
        lemma = found.get(form, form)
        if lemma == form:
            break
        form = lemma
    return form
