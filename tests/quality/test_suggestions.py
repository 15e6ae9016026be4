"""Suggestions on news that others annotated, half of its names unknown to the authority.

A suggestion is right if it shares at least half of its words with a tagged name, clitics aside: the
keeper may adjust its span. An unknown name is one of a person, a place or an organization, no nisba
and no clitic form of a known one. Names are counted once each, and by how often they come.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from plugins.entities.clitics import bare_forms
from plugins.entities.entity import Entity
from plugins.entities.find import names_of
from plugins.entities.model import learn
from plugins.entities.spelling import folded_words
from plugins.entities.suggest import Suggestion, suggest, suggest_in
from plugins.entities.tokens import tokens_of
from tests.quality.news import sentences
from tests.quality.test_names_in_news import authority

LEAST = 0.2  # the command's own default
PART, ARTICLE = 1000, 20  # sentences that a model is tried on; of them in an article
NISBA = ("ي", "يه", "يين", "يون")
Forms = set[tuple[str, ...]]


def test_missing_names_are_suggested_best_first(shared: Path, floor: Callable[[str, float], None]):
    news = list(sentences(shared))
    entities = authority(news)
    known = [entity for entity in entities if is_kept(entity)]
    unknown = unknown_names(entities, known)
    said = Counter(
        folded_words(" ".join(sentence.words[name.start : name.end]))
        for sentence in news
        for name in sentence.names
    )
    found = suggest((sentence.text for sentence in news), names_of(known), known, LEAST)
    right, got = judged(found, entities, unknown)
    mentions = sum(said[folded_words(entity.name)] for entity in unknown)
    got_mentions = sum(said[folded_words(entity.name)] for entity in got)
    floor("suggestions: precision", sum(right) / len(right))
    floor("suggestions: precision of the first 200", sum(right[:200]) / 200)
    floor("suggestions: part of the unknown names", len(got) / len(unknown))
    floor("suggestions: part of their mentions", got_mentions / mentions)


def test_a_model_of_known_names_suggests_others(shared: Path, floor: Callable[[str, float], None]):
    """It learns from the known names of a part of the news; what it marks, it never saw."""
    pytest.importorskip("pycrfsuite", reason="python-crfsuite is not installed")
    news = list(sentences(shared))[:PART]
    entities = authority(news)
    known = [entity for entity in entities if is_kept(entity)]
    unknown, names = unknown_names(entities, known), names_of(known)
    texts = [
        tokens_of("\n".join(sentence.text for sentence in news[at : at + ARTICLE]), names)
        for at in range(0, len(news), ARTICLE)
    ]
    guesses, _ = learn(texts, names)
    sure = [{(g.start, g.end): (g.kind, g.certainty) for g in own} for own in guesses]
    right, got = judged(suggest_in(texts, known, LEAST, sure), entities, unknown)
    tagged = by_word(forms(entity) for entity in entities)
    marked = [
        bool(alike(bare(tuple(word.folded for word in tokens.words[g.start : g.end])), tagged))
        for tokens, own in zip(texts, guesses, strict=True)
        for g in own
    ]
    floor("suggestions by model: precision in articles held back", sum(marked) / len(marked))
    floor("suggestions by model: precision", sum(right) / len(right))
    floor("suggestions by model: precision of the first 100", sum(right[:100]) / 100)
    floor("suggestions by model: part of the unknown names", len(got) / len(unknown))


def judged(
    found: Sequence[Suggestion], entities: Sequence[Entity], unknown: Sequence[Entity]
) -> tuple[list[bool], list[Entity]]:
    """Return whether each suggestion is right, and the unknown names that are among them."""
    tagged = by_word(forms(entity) for entity in entities)
    right = [bool(alike(bare(each.words), tagged)) for each in found]
    suggested = by_word(bare(each.words) for each in found)
    return right, [entity for entity in unknown if alike(forms(entity), suggested)]


def is_kept(entity: Entity) -> bool:
    return bool(zlib.crc32(entity.name.encode()) % 2)


def unknown_names(entities: Sequence[Entity], known: Sequence[Entity]) -> list[Entity]:
    """Return the entities left out that a keeper would miss."""
    have = set().union(*map(forms, known))
    return [
        entity
        for entity in entities
        if entity.kind != "event"
        and not forms(entity) & have
        and not (" " not in entity.name and entity.name.endswith(NISBA))
    ]


def forms(entity: Entity) -> Forms:
    return bare(folded_words(entity.name))


def bare(words: tuple[str, ...]) -> Forms:
    """Return a name without clitics, in every reading."""
    return {(rest, *words[1:]) for _, rest in bare_forms(words[0])}


def by_word(names: Iterable[Forms]) -> dict[str, list[tuple[str, ...]]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        for form in name:
            for word in form:
                index.setdefault(word, []).append(form)
    return index


def alike(one: Forms, index: dict[str, list[tuple[str, ...]]]) -> bool:
    return any(
        2 * len(set(form) & set(other)) >= max(len(form), len(other))
        for form in one
        for word in form
        for other in index.get(word, ())
    )
