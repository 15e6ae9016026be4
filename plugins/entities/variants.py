"""Entities that may be one: foreign names written by ear. Proposed with scores, never merged.

Native spellings (عبد الله, عبدالله; hamza; ة, ه) are one name to the matcher already. The score is
½ likeness of the folded letters + ½ likeness of the consonants, letters that stand for one foreign
sound taken as one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
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


def variants(entities: Sequence[Entity], least: float = LEAST) -> list[Variant]:
    """Return the pairs of entities of one kind whose names are alike, the likest first.

    Entities that the keeper told apart (`same_as_never`) are not among them.
    """
    found: dict[tuple[str, str], Variant] = {}
    for one, name, other, other_name in _pairs(entities):
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


def _are_two_words(one: str, other: str) -> bool:
    """Tell whether two words are no spellings of one: أون and إيل, 10 and 11, كندي and هندي."""
    if one == other:
        return False
    if one.isdigit() or other.isdigit() or (is_inflected(one) and is_inflected(other)):
        return True
    return _alike(one, other) < LEAST_OF_WORD


def _alike(one: str, other: str) -> float:
    return (_ratio(one, other) + _ratio(skeleton(one), skeleton(other))) / 2


def nearest(name: str, entities: Iterable[Entity], least: float = 0.75) -> list[tuple[float, str]]:
    """Return (likeness, id) of the three entities whose names are most like `name`."""
    found = (
        (max(likeness(name, each) for each in (entity.name, *entity.aliases)), entity.id)
        for entity in entities
    )
    return sorted((pair for pair in found if pair[0] >= least), key=lambda p: (-p[0], p[1]))[:3]


def skeleton(folded: str) -> str:
    """Return the consonants of a folded name, one letter for each foreign sound."""
    kept = "".join(c for c in folded.translate(SOUNDS) if c not in VOWELS)
    return kept or folded


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _pairs(entities: Sequence[Entity]) -> Iterator[tuple[Entity, str, Entity, str]]:
    """Yield the pairs worth comparing: of one kind, their skeletons alike at one end."""
    blocks: dict[tuple[str, str], list[tuple[Entity, str]]] = defaultdict(list)
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            bones = skeleton(" ".join(folded_words(name)))
            for end in {"^" + bones[:3], bones[-3:] + "$"}:
                blocks[entity.kind, end].append((entity, name))
    for block in blocks.values():
        for at, (one, name) in enumerate(block):
            for other, other_name in block[at + 1 :]:
                if one.id != other.id and not kept_apart(one, other):
                    first, second = sorted(((one, name), (other, other_name)), key=_by_id)
                    yield *first, *second


def _by_id(pair: tuple[Entity, str]) -> str:
    return pair[0].id
