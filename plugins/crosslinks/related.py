"""The articles nearest to an article, each with what ties them."""

import math
from typing import NamedTuple

from plugins.crosslinks.graph import Graph, foremost, last_of

MOST = 5
LEAST_NEARNESS = 0.08  # below it two articles share hardly more than a country
MOST_REASONS = 3
# Parts of nearness. Entities are the surest sign; words and time tell apart what they leave equal.
BY_WORDS = 0.4
BY_TIME = 0.15  # of what entities and words make, lost between articles that are far apart
FADES = 365.0  # days after which that much of it is gone: 1 - 1/e


class Near(NamedTuple):
    """An article near another, and what ties them, strongest first: entities, else words."""

    id: str
    entities: tuple[str, ...]
    words: tuple[str, ...]


def nearest(graph: Graph, id: str, most: int = MOST) -> list[Near]:
    """Return the nodes nearest to node `id`, at most `most`, nearest first, equals by id."""
    near = foremost(nearness(graph, id, most), most)
    return [_tied(graph, id, other) for other, how in near if how >= LEAST_NEARNESS]


def nearness(graph: Graph, id: str, most: int | None = None) -> dict[str, float]:
    """Return node id → nearness to node `id` by entities, words and time, where it counts.

    most  so many are wanted: those that time cannot bring among them are left out
    """
    found = graph.near(id)
    for other, by_words in graph.words.near(id).items():
        found[other] = found.get(other, 0.0) + BY_WORDS * by_words
    least = last_of(found, most) if most else []
    cut = max(LEAST_NEARNESS, *(how * (1 - BY_TIME) for how in least), 0.0)
    likely = (pair for pair in found.items() if pair[1] >= cut)
    return {other: how * _in_time(graph, id, other) for other, how in likely}


def _in_time(graph: Graph, one: str, other: str) -> float:
    """Return what time leaves of nearness: 1 on one day, 1 - BY_TIME far away or undated."""
    a, b = graph.days[one], graph.days[other]
    near = math.exp(-abs(a - b) / FADES) if a is not None and b is not None else 0.0
    return 1 - BY_TIME + BY_TIME * near


def _tied(graph: Graph, one: str, other: str) -> Near:
    pair = (one, other)
    entities = tuple(graph.entities.shared(pair)[:MOST_REASONS])
    return Near(other, entities, () if entities else tuple(graph.words.shared(pair)[:MOST_REASONS]))
