"""Finds names in a text: with the clitics before them, the longest first, never inside a word."""

from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from plugins.entities.entity import Entity
from plugins.entities.names import Form, Node, Rule
from plugins.entities.tokens import Tokens

FOLDED, STARTS, INDEXED = map(itemgetter, range(3))  # of a Word, which is a tuple


class Mention(NamedTuple):
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
    while node.next and step + 1 < len(tokens.words):
        following = node.next.get(tokens.words[step + 1].folded)
        if following is None or not tokens.joined(step):
            break
        node, step = following, step + 1
        if node.form:
            length, form = step - at + 1, node.form
    return length, form
