"""Words that Arabic writes before a name without a space: وبلبنان، فللأمم، كالقاهرة."""

from collections.abc import Iterator
from functools import cache

from plugins.arabic.letters import ARTICLE

CONJUNCTIONS = ("", "و", "ف")
PREPOSITIONS = ("", "ب", "ك", "ل")
PROCLITICS = tuple(c + p for c in CONJUNCTIONS for p in PREPOSITIONS if c + p)
LAM = "ل"
LEAST_AFTER = 3  # letters left; shorter names match too much (كبر as ك + بر)
LEAST_BEFORE_MORE = 2  # the same where the name goes on: وجو بايدن، بتل أبيب، لأم كلثوم


def bare_forms(word: str, least: int = LEAST_AFTER) -> Iterator[tuple[str, str]]:
    """Yield (proclitic, rest) for every way to read a folded word, the whole word first.

    least  letters of `rest`
    After ل the article loses its alef: للأمم is ل + الأمم, and للجنة may be ل + اللجنة.
    """
    yield "", word
    for proclitic in PROCLITICS:
        if word.startswith(proclitic):
            rest = word[len(proclitic) :]
            if len(rest) >= least:
                yield proclitic, rest
            if proclitic.endswith(LAM) and rest.startswith(LAM):
                yield proclitic, ARTICLE + rest[1:]
                yield proclitic, ARTICLE + rest


@cache
def with_proclitics(word: str, least: int = LEAST_AFTER) -> tuple[str, ...]:
    """Return a folded word as texts write it, alone and, of `least` letters, after proclitics."""
    return (word, *_after_proclitics(word)) if len(word) >= least else (word,)


def _after_proclitics(word: str) -> Iterator[str]:
    for proclitic in PROCLITICS:
        if proclitic.endswith(LAM) and word.startswith(ARTICLE):
            yield proclitic + LAM + word.removeprefix(ARTICLE).removeprefix(LAM)
        else:
            yield proclitic + word
