"""Words in running text, with their places; and what is made of each word of many texts."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from plugins.arabic.fold import fold
from plugins.arabic.letters import mark_class

# Marks belong to the word they stand in: splitting there makes three words of مُحمّد.
WORD = re.compile(rf"[^\W_]+(?:[{mark_class()}][^\W_]*)*")
REMEMBERED = 1 << 17  # words: those of an archive of some ten thousand articles

Made = TypeVar("Made")


class Word(NamedTuple):
    """A word as written, and its place: text[start:end], in code points."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of `text` in order: runs of letters and digits, their marks inside."""
    for match in WORD.finditer(text):
        yield Word(match.group(), match.start(), match.end())


folded = lru_cache(REMEMBERED)(fold)  # of a word: the matcher, the index and others ask for it


class Analysis(dict[str, tuple[Made, ...]], Generic[Made]):
    """What `of` makes of the words of texts; None is left out.

    Kept by what stands between two spaces, which texts repeat: to cut a text there takes a tenth of
    the time in which its words are found. No word has a space in it. When REMEMBERED are kept
    all are forgotten.
    """

    def __init__(self, of: Callable[[str], Made | None]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, stretch: str) -> tuple[Made, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        made = map(self._of, WORD.findall(stretch))
        self[stretch] = found = tuple(each for each in made if each is not None)
        return found

    def each(self, text: str) -> Iterator[Made]:
        """Yield what is made of the words of `text`, in order."""
        return chain.from_iterable(map(self.__getitem__, text.split()))
