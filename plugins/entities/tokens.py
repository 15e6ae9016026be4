"""A text's words, with what the matcher knows of them.

Texts have very many words, and few of them begin a name. So a text is cut at its spaces, and what
stands between two of them is looked up as it is; only what may begin a name is looked at closely.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, compress

from plugins.entities.names import Names, Stretch, Word

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")  # whatever stands there is no name
GAP = re.compile(r"[^\S\n]?[-–'’./]?[^\S\n]?")  # between the words of one name


@dataclass(frozen=True)
class Tokens:
    """A text's words, in order, by number.

    parts  what stands between two spaces or line ends, each of these a character
    read   of each part, as `Names.stretches` has it: None for one word that begins no name
    """

    text: str
    parts: Sequence[str]
    read: Sequence[Stretch | None]
    names: Names

    def span(self, at: int, length: int = 1) -> tuple[int, int]:
        """Return where the `length` words from word `at` stand in the text."""
        if length == 1:
            return self._span(at)
        return self._span(at)[0], self._span(at + length - 1)[1]

    def _span(self, at: int) -> tuple[int, int]:
        part, place = self._place(at)
        start, end = self._stretch(part).spans[place]
        begin = self._begins[part] + part
        return begin + start, begin + end

    def word(self, at: int) -> Word:
        part, place = self._place(at)
        return self._stretch(part).words[place]

    def joined(self, at: int) -> bool:
        """Tell whether word `at` and the next may belong to one name: nothing but a gap between."""
        end, begin = self._span(at)[1], self._span(at + 1)[0]
        return self.text[end:begin] == " " or GAP.fullmatch(self.text, end, begin) is not None

    @cached_property
    def words(self) -> Sequence[Word]:
        """All words. The matcher asks for single ones, which costs less."""
        return [word for part in range(len(self.parts)) for word in self._stretch(part).words]

    @cached_property
    def count(self) -> int:
        return len(self.parts) + sum(len(self._stretch(part).words) - 1 for part in self._odd)

    def starting(self) -> Iterator[tuple[int, Word]]:
        """Yield the words that may begin a name, each with its number."""
        for part, first in zip(self._odd, self._firsts, strict=True):
            for at, word in enumerate(self._stretch(part).words, first):
                if word.starts:
                    yield at, word

    def written(self, forms: Iterable[str]) -> list[str]:
        """Return those of `forms` that words of the text are, folded."""
        having = self.names.stretches.having
        known = filter(having.__contains__, forms)
        return [form for form in known if not self._different.isdisjoint(having[form])]

    def having(self, forms: Collection[str]) -> Iterator[int]:
        """Yield the numbers of the words that are one of `forms`, folded, in order."""
        having = self.names.stretches.having
        wanted = {part for form in forms for part in having.get(form, ())}
        for part in compress(range(len(self.parts)), map(wanted.__contains__, self.parts)):
            for at, word in enumerate(self._stretch(part).words, self._first(part)):
                if word.folded in forms:
                    yield at

    def _stretch(self, part: int) -> Stretch:
        return self.read[part] or self.names.stretches.all[self.parts[part]]

    @cached_property
    def _different(self) -> frozenset[str]:
        return frozenset(self.parts)

    @cached_property
    def _begins(self) -> Sequence[int]:
        """Where each part begins, but for the spaces before it."""
        return list(accumulate(map(len, self.parts), initial=0))

    @cached_property
    def _odd(self) -> Sequence[int]:
        """The parts that may begin a name, or are not just one word."""
        return list(compress(range(len(self.parts)), self.read))

    @cached_property
    def _firsts(self) -> Sequence[int]:
        """The number of the first word of each odd part."""
        firsts, more = [], 0
        for part in self._odd:
            firsts.append(part + more)
            more += len(self._stretch(part).words) - 1
        return firsts

    def _first(self, part: int) -> int:
        """Return the number of the first word of a part."""
        before = bisect_right(self._odd, part) - 1
        if before < 0:
            return part
        odd = self._odd[before]
        if odd == part:
            return self._firsts[before]
        return self._firsts[before] + len(self._stretch(odd).words) + part - odd - 1

    def _place(self, at: int) -> tuple[int, int]:
        """Return the part that word `at` stands in, and which of its words it is."""
        before = bisect_right(self._firsts, at) - 1
        if before < 0:
            return at, 0
        odd, place = self._odd[before], at - self._firsts[before]
        beyond = place - len(self._stretch(odd).words)
        return (odd, place) if beyond < 0 else (odd + beyond + 1, 0)


def tokens_of(text: str, names: Names) -> Tokens:
    """Return the words of `text`; those of an address are not looked at."""
    if "://" in text or "www." in text or "@" in text:
        text = ADDRESS.sub(lambda found: " " * len(found.group()), text)
    parts = text.replace("\n", " ").split(" ")
    return Tokens(text, parts, list(map(names.stretches.__getitem__, parts)), names)
