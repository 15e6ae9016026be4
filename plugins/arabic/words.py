"""Words in running text, with their places; and all words of a document, folded, as one text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from plugins.arabic.fold import fold
from plugins.arabic.letters import mark_class

# Marks belong to the word they stand in: splitting there makes three words of مُحمّد.
WORD = re.compile(rf"[^\W_]+(?:[{mark_class()}][^\W_]*)*")
REMEMBERED = 1 << 17  # words: those of an archive of some ten thousand articles


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


def as_text(*parts: Iterable[str]) -> str:
    """Return folded words, those of a document's title and of its text, as one text."""
    return "\0".join("\n".join((*forms, "")) for forms in parts)


def from_text(said: str) -> list[Sequence[str]]:
    """Return the parts that `as_text` was given."""
    return [part.split("\n")[:-1] for part in said.split("\0")]
