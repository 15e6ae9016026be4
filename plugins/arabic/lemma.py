"""The word that a form belongs to: سفراء → سفير, وبالكتاب → كتاب; names stay whole."""

import csv
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from babel import Locale

from plugins.arabic.fold import fold
from plugins.arabic.kept import kept
from plugins.arabic.letters import ARTICLE
from plugins.arabic.stem import light_stem, readings
from plugins.arabic.stopwords import stopwords
from plugins.arabic.words import words

ARTICLES_IN_LAMS = ("لل", "ولل", "فلل")  # for the; before a word in lam one of three is left out
HAMZA_OF_VERBAL_NOUNS = "إآ"  # of إلقاء: no article begins so
AND_WAW = "وو"  # a word begins so when وَ stands before another: the list has ووقع for a word
PARTICLES = tuple("وفبلك")  # that may stand before a noun
LEAST_OF_NOUN = 4  # letters; before a shorter one a particle makes too many words: ورد, بشر
SURE = 15  # times the noun stands with the article, when ...
OFTEN = 20  # times as often as the word that it would be with its particle


class Lemmas:
    """Lemmas of folded words.

    known   gives folded form → folded lemma; asked when a form is new
    counts  how often the archive has each folded form: a word that no list knows counts as known
            when the archive has it more often than the form with the affix
    fixed   forms settled by an index that is already published; they stay as they are
    names   gives words of names, each its own lemma, that stay whole: before what is known
    """

    def __init__(
        self,
        known: Callable[[], Mapping[str, str]],
        counts: Mapping[str, int],
        fixed: Mapping[str, str] | None = None,
        names: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self._names = cache(names)
        self._known = cache(lambda: {**known(), **self._names()})
        self._counts = counts
        self._found: dict[str, str] = dict(fixed or {})
        self.read: dict[str, str] = {}  # readings that settled a form's lemma, and that lemma

    def of(self, form: str) -> str:
        """Return the lemma of the folded word `form`: of its own letters when nothing is known."""
        lemma = self._found.get(form)
        if lemma is None:
            lemma = self._found[form] = self._find(form)
        return lemma

    def _find(self, form: str) -> str:
        known = self._known()
        if form in known:
            return self._of_noun(form, known) or known[form]
        if not form.isascii():
            twin = self._with_article(form)
            if twin:
                return self.of(twin)
            for reading in readings(form):
                if reading in known:
                    self.read[reading] = self.of(reading)
                    return self.read[reading]
            count = self._counts.get(form, 0)
            for reading in readings(form):
                if len(reading) > 2 and self._counts.get(reading, 0) > count:
                    return self.of(reading)  # shorter than form: this ends
            return light_stem(form)
        return form

    def _of_noun(self, form: str, known: Mapping[str, str]) -> str | None:
        """Return the lemma of what بطريق is ب of; None where it may be the word of the list.

        Nouns take the article: an archive with الطريق and hardly any البطريق writes of a way.
        """
        noun = form[1:]
        if not form.startswith(PARTICLES) or len(noun) < LEAST_OF_NOUN or noun not in known:
            return None
        other = sum(map(self._articled, {form, known[form]}))
        if self._articled(noun) < max(SURE, OFTEN * other + 1):
            return None
        return None if form in stopwords() or form in self._names() else known[noun]

    def _articled(self, form: str) -> int:
        return self._counts.get(ARTICLE + form, 0)

    def _with_article(self, form: str) -> str | None:
        """Return what للجنة is ل of: اللجنة or الجنة, as the archive has it more often."""
        _, lams, rest = form.partition("لل")
        if not lams or form.removesuffix(rest) not in ARTICLES_IN_LAMS:
            return None
        twins = (f"{ARTICLE}{rest}", f"{ARTICLE}ل{rest}")
        likelier = max(twins, key=lambda twin: self._counts.get(twin, 0))
        return likelier if likelier in self._counts else None


@cache
def dictionary() -> Mapping[str, str]:
    """Return folded form → folded lemma: simplemma's Arabic list, countries, plurals.csv.

    Where folding makes two forms one, a form that is its own lemma wins, then the one that
    folding left as it was: تونس is the country before it is تؤنس.
    """
    return kept("lemmas", _worked_out)


def _worked_out() -> dict[str, str]:
    found = _listed()
    for name in sorted(country_words()):
        found[name] = name
        found.pop(ARTICLE + name, None)  # the article of العراق goes as any other
    found = {form: _settled(form, found) for form in found}
    return _with_plurals(found)


def _listed() -> dict[str, str]:
    """Return simplemma's list, folded, without forms of which the rules take something off."""
    # Here, because it takes long to load, and what comes of it is kept.
    from simplemma.strategies.dictionaries.dictionary_factory import (  # noqa: PLC0415
        DefaultDictionaryFactory,
    )

    raw = DefaultDictionaryFactory().get_dictionary("ar")
    found = _folded(raw)
    articled = {fold(form) for form in raw if form.startswith(ARTICLE)}
    articled -= {fold(form) for form in raw if form[0] in HAMZA_OF_VERBAL_NOUNS}
    # All are judged by the whole list: judged one after the other, their order would matter.
    gone = {form for form in articled if _is_articled(form, found)}
    gone |= {form for form in found if form.startswith(AND_WAW) and form[1:] in found}
    return {form: lemma for form, lemma in found.items() if form not in gone}


def _folded(raw: Mapping[str, str]) -> dict[str, str]:
    """Return folded form → folded lemma; of forms that fold into one the likeliest one's.

    First the form that is its own lemma, then the one that is spelt so, then the first.
    """
    chosen: dict[str, tuple[int, str]] = {}
    for form in raw:
        lemma, folded = fold(raw[form]), fold(form)
        rank = 0 if lemma == folded else 1 if folded == form else 2
        if folded not in chosen or rank < chosen[folded][0]:
            chosen[folded] = (rank, lemma)
    return {form: lemma for form, (_, lemma) in chosen.items()}


def _is_articled(form: str, found: Mapping[str, str]) -> bool:
    """Tell whether ال is the article in `form`, which the rules then take off as from any word.

    What the list says of such a form often differs from what it says of the word: المدرسة of مدرس,
    السنة of لسان (ألسنة); the two would not meet. What is left of التزام without ال is no word.
    """
    bare = form[len(ARTICLE) :]
    if len(bare) < 2 or bare not in found or {form, bare} & stopwords():
        return False
    return found[bare] in (bare, found[form]) or len(bare) > 4


def _with_plurals(found: dict[str, str]) -> dict[str, str]:
    singulars = broken_plurals()
    # A singular that the list takes for a form of another's plural, معاهدة of معاهد, is a word.
    listed = {singular: found.get(singular, singular) for singular in singulars.values()}
    own = {word: word if lemma in singulars else lemma for word, lemma in listed.items()}
    plurals = {plural: own[singular] for plural, singular in singulars.items()}
    # A singular may be another's plural in writing: أقوياء goes with قوي, and that with قوى.
    plurals = {plural: _settled(plural, plurals) for plural in plurals}
    # Verbs of three letters are left alone: كتب is books here, كتبت is what somebody wrote.
    nouns = {plural: lemma for plural, lemma in plurals.items() if len(plural) > 3}
    followed = {form: nouns.get(lemma, lemma) for form, lemma in found.items()}
    articled = {ARTICLE + plural: lemma for plural, lemma in plurals.items()}
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
    """Return the folded words of the CLDR's one-word names of countries, without the article."""
    names = Locale("ar").territories.values()
    return {fold(name.removeprefix(ARTICLE)) for name in names if len(list(words(name))) == 1}


def _settled(form: str, found: Mapping[str, str]) -> str:
    """Follow lemmas to one that is its own lemma."""
    for _ in range(4):
        lemma = found.get(form, form)
        if lemma == form:
            break
        form = lemma
    return form
