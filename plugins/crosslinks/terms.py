"""The telling words of texts: each as its lemma, without the words that every text has."""

from collections import Counter
from functools import cache

from plugins.arabic.lemma import dictionary
from plugins.arabic.stem import light_stem, readings
from plugins.arabic.stopwords import stopwords
from plugins.arabic.words import WORD, Analysis, folded

LEAST_LETTERS = 3  # of a lemma that tells something


class Terms(dict[str, str | None]):
    """Word as written → its lemma, None for one that tells nothing. What is worked out is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._analysis = Analysis(self.__getitem__)

    def __missing__(self, written: str) -> str | None:
        form = folded(written)
        lemma = "" if form in stopwords() else lemma_of(form)
        telling = len(lemma) >= LEAST_LETTERS and lemma not in stopwords() and lemma.isalpha()
        self[written] = lemma if telling else None
        return self[written]

    def count(self, text: str) -> Counter[str]:
        """Return how often each lemma stands in `text`."""
        return Counter(self._analysis.each(text))

    def as_written(self, text: str, lemma: str) -> str:
        """Return the form in which `text` has a lemma most often, the first of equals."""
        forms = Counter(word for word in WORD.findall(text) if self[word] == lemma)
        return forms.most_common(1)[0][0] if forms else lemma


def count_terms(title: str, text: str) -> tuple[list[str], dict[str, int]]:
    """Return the lemmas that an article has once, most of them, and how often it has the others."""
    counts = _terms().count(f"{title}\n{text}")
    once = [lemma for lemma, n in counts.items() if n == 1]
    return once, {lemma: n for lemma, n in counts.items() if n > 1}


@cache
def _terms() -> Terms:
    return Terms()


def lemma_of(form: str) -> str:
    """Return the lemma of a folded word, or what rules leave of one that no list knows."""
    known = dictionary()
    if form in known:
        return known[form]
    return next((known[each] for each in readings(form) if each in known), light_stem(form))
