"""The telling words of texts: each as its lemma, without the words that every text has."""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from plugins.arabic.fold import fold
from plugins.arabic.lemma import dictionary
from plugins.arabic.stem import light_stem, readings
from plugins.arabic.stopwords import stopwords
from plugins.arabic.words import WORD

LEAST_LETTERS = 3  # of a lemma that tells something


class Terms(dict[str, str]):
    """Word as written → its lemma, "" for one that tells nothing. What is worked out is kept."""

    def __missing__(self, written: str) -> str:
        form = fold(written)
        lemma = "" if form in stopwords() else lemma_of(form)
        telling = len(lemma) >= LEAST_LETTERS and lemma not in stopwords() and lemma.isalpha()
        self[written] = lemma if telling else ""
        return self[written]

    def count(self, text: str) -> Counter[str]:
        """Return how often each lemma stands in `text`."""
        counts = Counter(map(self.__getitem__, WORD.findall(text)))
        del counts[""]
        return counts

    def as_written(self, text: str, lemma: str) -> str:
        """Return the form in which `text` has a lemma most often, the first of equals."""
        forms = Counter(word for word in WORD.findall(text) if self[word] == lemma)
        return forms.most_common(1)[0][0] if forms else lemma


def count_terms(title: str, text: str) -> tuple[str, dict[str, int]]:
    """Return what `counted` reads back: an article's lemmas, most stand in it once."""
    counts = _terms().count(f"{title}\n{text}")
    return " ".join(lemma for lemma, n in counts.items() if n == 1), {
        lemma: n for lemma, n in counts.items() if n > 1
    }


def counted(once: str, more: Mapping[str, int]) -> Mapping[str, int]:
    """Return how often each lemma stands in a text."""
    return {**more, **dict.fromkeys(once.split(), 1)}


@cache
def _terms() -> Terms:
    return Terms()


def lemma_of(form: str) -> str:
    """Return the lemma of a folded word, or what rules leave of one that no list knows."""
    known = dictionary()
    if form in known:
        return known[form]
    return next((known[each] for each in readings(form) if each in known), light_stem(form))
