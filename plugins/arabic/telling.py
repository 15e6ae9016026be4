"""The words of a text that tell what it is about: each as its lemma."""

from functools import lru_cache

from plugins.arabic.lemma import dictionary
from plugins.arabic.stem import light_stem, readings
from plugins.arabic.stopwords import stopwords
from plugins.arabic.words import REMEMBERED

LEAST_LETTERS = 3  # of a lemma that tells something


@lru_cache(REMEMBERED)
def telling(form: str) -> str:
    """Return the lemma of a folded word; "" for one that tells nothing: every text has it."""
    lemma = "" if form in stopwords() else _lemma_of(form)
    tells = len(lemma) >= LEAST_LETTERS and lemma not in stopwords() and lemma.isalpha()
    return lemma if tells else ""


def _lemma_of(form: str) -> str:
    """Return the lemma of a folded word, or what rules leave of one that no list knows."""
    known = dictionary()
    if form in known:
        return known[form]
    return next((known[each] for each in readings(form) if each in known), light_stem(form))
