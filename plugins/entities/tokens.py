"""A text's words, with what the matcher knows of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress

from plugins.arabic.words import WORD
from plugins.entities.names import Names, Word

# Whatever stands there is no name. Mail is looked for from where a stretch begins, and once.
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S[^\s@]*@\S+\.\S+")
GAP = re.compile(r"[^\S\n]?[-–'’/]?[^\S\n]?")  # between the words of one name
POINT = re.compile(r"[^\S\n]?\.[^\S\n]?")  # the same, after a word of so many letters: ج. ك. رولينغ
SHORTENED = 2
PIECES = re.compile(f"({WORD.pattern})")  # splits a text into gaps and words, in turn


@dataclass(frozen=True)
class Tokens:
    """A text's words, in order: where they stand, and what the matcher knows of them.

    pieces  the text in parts, a gap first, then by turns a word and the gap after it
    ends    where each of these ends
    """

    text: str
    pieces: Sequence[str]
    ends: Sequence[int]
    words: Sequence[Word]

    def span(self, at: int, length: int = 1) -> tuple[int, int]:
        """Return where the `length` words from word `at` stand in the text."""
        return self.ends[2 * at], self.ends[2 * (at + length) - 1]

    def joined(self, at: int) -> bool:
        """Tell whether word `at` and the next may belong to one name: nothing but a gap between."""
        gap = self.pieces[2 * at + 2]
        return gap == " " or is_gap(gap, after=self.words[at].folded)

    def places(self, wanted: Iterable[object]) -> Iterator[int]:
        """Yield the numbers of the words for which a true value is given, of one for each."""
        return compress(range(len(self.words)), wanted)


def is_gap(between: str, after: str) -> bool:
    """Tell whether `between` may part two words of one name, the first of them `after`."""
    shortened = len(after) <= SHORTENED and POINT.fullmatch(between)
    return bool(shortened or GAP.fullmatch(between))


def tokens_of(text: str, names: Names) -> Tokens:
    """Return the words of `text`; those of an address are not looked at."""
    if "://" in text or "www." in text or "@" in text:
        text = ADDRESS.sub(lambda found: " " * len(found.group()), text)
    pieces = PIECES.split(text)
    # By functions of the standard library alone: texts have very many words.
    ends = list(accumulate(map(len, pieces)))
    return Tokens(text, pieces, ends, list(map(names.__getitem__, pieces[1::2])))
