"""Entities that may be one: foreign names written by ear. Proposed with scores, never merged.

Native spellings (عبد الله, عبدالله; hamza; ة, ه) are one name to the matcher already. The score is
½ likeness of the folded letters + ½ likeness of the consonants, letters that stand for one foreign
sound taken as one.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from plugins.entities.consistency import kept_apart
from plugins.entities.entity import Entity
from plugins.entities.language import is_inflected
from plugins.entities.spelling import folded_words

LEAST_OF_WORD = 0.6  # likeness of each word of the names
LEAST = 0.87  # found best on 117 foreign names of the news
VOWELS = "اويىه"
# Letters by which Arabic writes one foreign sound: g, v, p, t, s, d, k, ch.
SOUNDS = str.maketrans("جپچڤگطصثضظذق", "غبشفغتسسدزدك")


class Variant(NamedTuple):
    """Two names that may be one person's, place's, … Ids and the names that are alike."""

    score: float
    one: Entity
    name: str
    other: Entity
    other_name: str


def variants(
    entities: Sequence[Entity], least: float = LEAST, general: Container[str] = ()
) -> list[Variant]:
    """Return the pairs of entities of one kind whose names are alike, the likest first.

    general  ids of entities of which no two are one
    Entities that the keeper told apart (`same_as_never`) are not among the pairs.
    """
    found: dict[tuple[str, str], Variant] = {}
    for one, name, other, other_name in _pairs(entities, general):
        score = likeness(name, other_name)
        key = (one.id, other.id)
        if score >= least and (key not in found or found[key].score < score):
            found[key] = Variant(score, one, name, other, other_name)
    return sorted(found.values(), key=lambda v: (-v.score, v.one.id, v.other.id))


def likeness(one: str, other: str) -> float:
    """Return how alike two names sound, 0..1."""
    a, b = folded_words(one), folded_words(other)
    if len(a) == len(b) and any(map(_are_two_words, a, b)):
        return 0.0
    return _alike(" ".join(a), " ".join(b))


@lru_cache(1 << 16)  # the words of many names are few
def _are_two_words(one: str, other: str) -> bool:
    """Tell whether two words are no spellings of one: أون and إيل, 10 and 11, كندي and هندي."""
    if one == other:
        return False
    if one.isdigit() or other.isdigit() or (is_inflected(one) and is_inflected(other)):
        return True
    return _alike(one, other) < LEAST_OF_WORD


def _alike(one: str, other: str) -> float:
    return (_ratio(one, other) + _ratio(skeleton(one), skeleton(other))) / 2


class Neighbours:
    """Entities laid out so that of many names the nearest are found soon."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._blocks = _blocks(entities)

    def nearest(self, name: str, kind: str, least: float = 0.75) -> list[tuple[float, str]]:
        """Return (likeness, id) of the three entities of a kind whose names are most like `name`.

        Only names are compared whose consonants begin or end as those of `name` do.
        """
        found: dict[str, float] = {}
        for end in _ends(name):
            for entity, other in self._blocks[kind, end]:
                if _may_reach(name, other, least):
                    found[entity.id] = max(found.get(entity.id, 0.0), likeness(name, other))
        likest = sorted((-score, id) for id, score in found.items() if score >= least)
        return [(-score, id) for score, id in likest[:3]]


def _may_reach(one: str, other: str, least: float) -> bool:
    """Tell whether two names' lengths let them be so alike; skeletons may be wholly so."""
    a, b = len(one), len(other)
    return min(a, b) / (a + b) + 0.5 >= least


def skeleton(folded: str) -> str:
    """Return the consonants of a folded name, one letter for each foreign sound."""
    kept = "".join(c for c in folded.translate(SOUNDS) if c not in VOWELS)
    return kept or folded


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _pairs(
    entities: Sequence[Entity], general: Container[str]
) -> Iterator[tuple[Entity, str, Entity, str]]:
    """Yield the pairs worth comparing: of one kind, their skeletons alike at one end."""
    for block in _blocks(entities).values():
        for at, (one, name) in enumerate(block):
            for other, other_name in block[at + 1 :]:
                known = one.id in general and other.id in general
                if one.id != other.id and not known and not kept_apart(one, other):
                    first, second = sorted(((one, name), (other, other_name)), key=_by_id)
                    yield *first, *second


def _blocks(entities: Iterable[Entity]) -> Mapping[tuple[str, str], list[tuple[Entity, str]]]:
    """Return kind and end of a skeleton → the entities, each with its name that has that end."""
    blocks: dict[tuple[str, str], list[tuple[Entity, str]]] = defaultdict(list)
    for entity in entities:
        for name in entity.names:
            for end in _ends(name):
                blocks[entity.kind, end].append((entity, name))
    return blocks


def _ends(name: str) -> Iterable[str]:
    bones = skeleton(" ".join(folded_words(name)))
    return sorted({"^" + bones[:3], bones[-3:] + "$"})


def _by_id(pair: tuple[Entity, str]) -> str:
    return pair[0].id
