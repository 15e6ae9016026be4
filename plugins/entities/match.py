"""Finds names in a text: with the clitics before them, the longest first, never inside a word."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from plugins.arabic.fold import fold_name
from plugins.arabic.words import Word, words
from plugins.entities.authority import Entity
from plugins.entities.names import Form, Forms, Rule

# Conjunctions, then prepositions: وبلبنان، فللأمم، كالقاهرة.
CONJUNCTIONS = ("", "و", "ف")
PREPOSITIONS = ("", "ب", "ك", "ل")
PROCLITICS = tuple(c + p for c in CONJUNCTIONS for p in PREPOSITIONS if c + p)
LAM, ARTICLE = "ل", "ال"
GAP = re.compile(r"[^\S\n]?[-–'’./]?[^\S\n]?")  # between the words of one name
LEAST_AFTER_CLITIC = 3  # letters left; shorter names match too much (كبير as ك + بير)


@dataclass(frozen=True)
class Mention:
    """A name found: text[start:end], clitics included; `form` is that stretch, `rule` why."""

    entity: Entity
    start: int
    end: int
    form: str
    rule: Rule


@dataclass(frozen=True)
class Tokens:
    """A text's words with their folded forms, in order."""

    text: str
    words: Sequence[Word]
    folded: Sequence[str]


def tokens_of(text: str) -> Tokens:
    found = list(words(text))
    return Tokens(text, found, [fold_name(word.text) for word in found])


def find_names(tokens: Tokens, forms: Forms, is_word: Callable[[str], bool]) -> list[Mention]:
    """Return the mentions in order, none overlapping, the longest at each place.

    forms    of `names.name_forms`
    is_word  tells whether a folded word is one of the language: then it is not clitic + short name
    """
    found: list[Mention] = []
    at = 0
    while at < len(tokens.words):
        form = _longest(tokens, at, forms, is_word)
        if form and form.entity:
            found.append(mention(tokens, at, len(form.words), form.entity, form.rule))
        at += len(form.words) if form else 1
    return found


def mention(tokens: Tokens, at: int, length: int, entity: Entity, rule: Rule) -> Mention:
    """Return the mention of `entity` in the `length` words from word `at`."""
    start, end = tokens.words[at].start, tokens.words[at + length - 1].end
    return Mention(entity, start, end, tokens.text[start:end], rule)


def bare_forms(word: str) -> Iterator[tuple[str, str]]:
    """Yield (proclitic, rest) for every way to read `word`, the whole word first.

    After ل the article loses its alef: للأمم is ل + الأمم.
    """
    yield "", word
    for proclitic in PROCLITICS:
        if word.startswith(proclitic):
            rest = word[len(proclitic) :]
            if len(rest) >= LEAST_AFTER_CLITIC:
                yield proclitic, rest
            if proclitic.endswith(LAM) and rest.startswith(LAM):
                yield proclitic, ARTICLE + rest[1:]


def _longest(tokens: Tokens, at: int, forms: Forms, is_word: Callable[[str], bool]) -> Form | None:
    best: Form | None = None
    for proclitic, rest in bare_forms(tokens.folded[at]):
        for form in forms.get(rest, ()):
            if best and len(form.words) <= len(best.words):
                break
            if proclitic and len(form.words) == 1 and is_word(tokens.folded[at]):
                continue
            if _follows(tokens, at, form):
                best = form
                break
    return best


def _follows(tokens: Tokens, at: int, form: Form) -> bool:
    """Tell whether the form's further words stand after word `at`, nothing but a gap between."""
    for step, word in enumerate(form.words[1:], start=at + 1):
        if step >= len(tokens.words) or tokens.folded[step] != word:
            return False
        between = tokens.text[tokens.words[step - 1].end : tokens.words[step].start]
        if not GAP.fullmatch(between):
            return False
    return True
