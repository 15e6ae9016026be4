"""Finds names in a text: with the clitics before them, the longest first, never inside a word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import attrgetter
from typing import NamedTuple

from plugins.arabic.words import WORD
from plugins.entities.authority import Entity
from plugins.entities.names import Form, Names, Node, Rule, Word

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")  # whatever stands there is no name
GAP = re.compile(r"[^\S\n]?[-–'’./]?[^\S\n]?")  # between the words of one name
PIECES = re.compile(f"({WORD.pattern})")  # splits a text into gaps and words, in turn
STARTS, FOLDED = attrgetter("starts"), attrgetter("folded")


@dataclass(frozen=True)
class Mention:
    """A name found: text[start:end], clitics included; `form` is that stretch, `rule` why."""

    entity: Entity
    start: int
    end: int
    form: str
    rule: Rule


class Found(NamedTuple):
    """A form found: `length` words from word `at`."""

    at: int
    length: int
    form: Form


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
        return gap == " " or GAP.fullmatch(gap) is not None

    def places(self, wanted: Iterable[object]) -> Iterator[int]:
        """Yield the numbers of the words for which a true value is given, of one for each."""
        return compress(range(len(self.words)), wanted)


def tokens_of(text: str, names: Names) -> Tokens:
    """Return the words of `text`; those of an address are not looked at."""
    if "://" in text or "www." in text or "@" in text:
        text = ADDRESS.sub(lambda found: " " * len(found.group()), text)
    pieces = PIECES.split(text)
    # By functions of the standard library alone: texts have very many words.
    ends = list(accumulate(map(len, pieces)))
    return Tokens(text, pieces, ends, list(map(names.__getitem__, pieces[1::2])))


def find_names(tokens: Tokens) -> list[Found]:
    """Return the forms found in order, none overlapping, the longest at each place.

    Those of `never`, which have no entity, are among them: they take their words.
    """
    return list(_find(tokens))


def mention(tokens: Tokens, at: int, length: int, entity: Entity, rule: Rule) -> Mention:
    """Return the mention of `entity` in the `length` words from word `at`."""
    start, end = tokens.span(at, length)
    return Mention(entity, start, end, tokens.text[start:end], rule)


def _find(tokens: Tokens) -> Iterator[Found]:
    free = 0
    for at in tokens.places(map(STARTS, tokens.words)):
        if at >= free:
            found = _longest(tokens, at)
            if found:
                yield found
                free = at + found.length


def _longest(tokens: Tokens, at: int) -> Found | None:
    best: Found | None = None
    for start in tokens.words[at].starts:
        length, form = _walk(tokens, at, start.node)
        if form and (length > 1 or start.alone) and (best is None or length > best.length):
            best = Found(at, length, form)
    return best


def _walk(tokens: Tokens, at: int, node: Node) -> tuple[int, Form | None]:
    """Return the longest form that begins with word `at`, which led to `node`, and its length."""
    length, form, step = 1, node.form, at
    while node.next and step + 1 < len(tokens.words) and tokens.joined(step):
        following = node.next.get(tokens.words[step + 1].folded)
        if following is None:
            break
        node, step = following, step + 1
        if node.form:
            length, form = step - at + 1, node.form
    return length, form
