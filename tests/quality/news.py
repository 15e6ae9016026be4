"""News with its names tagged, from the developers' corpora: CoNLL, a word and its tag a line."""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

FILE = "ner/cleananercorp-train.conll.gz"
KINDS = {"PERS": "person", "LOC": "place", "ORG": "organization", "MISC": "event"}


class Name(NamedTuple):
    """A tagged name: words[start:end] of its sentence."""

    start: int
    end: int
    kind: str


class Sentence(NamedTuple):
    """A sentence's words and its names, in order."""

    words: Sequence[str]
    names: Sequence[Name]

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the words that text[start:end] lies in."""
        ends, at = [], 0
        for word in self.words:
            at += len(word) + 1
            ends.append(at)
        first = next(n for n, stop in enumerate(ends) if start < stop)
        return first, next(n for n, stop in enumerate(ends) if end <= stop) + 1


def sentences(shared: Path) -> Iterator[Sentence]:
    """Yield the corpus, sentence by sentence."""
    rows: list[list[str]] = []
    with gzip.open(shared / FILE, "rt", encoding="utf-8") as file:
        for line in [*file, "\n"]:
            if line.strip():
                rows.append(line.strip().rsplit(" ", 1))
            elif rows:
                yield Sentence([word for word, _ in rows], list(_names([tag for _, tag in rows])))
                rows = []


def _names(tags: Sequence[str]) -> Iterator[Name]:
    start = None
    for at, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            yield Name(start, at, KINDS[tags[start][2:]])
            start = None
        if tag.startswith("B-") or (tag.startswith("I-") and start is None):
            start = at


def slices(shared: Path, words: int) -> Iterator[list[Sentence]]:
    """Yield the corpus in parts of about `words` words; what is left over is not among them."""
    part: list[Sentence] = []
    length = 0
    for sentence in sentences(shared):
        part.append(sentence)
        length += len(sentence.words)
        if length >= words:
            yield part
            part, length = [], 0
