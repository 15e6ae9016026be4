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
    return nearest_of(graph, graph.numbers[id], most)[0]


def nearest_of(graph: Graph, number: int, most: int) -> tuple[list[Near], float]:
    """Return what `nearest` does for a node's number, and how near one must be to be among them."""
    found = foremost(nearness(graph, number, most), most)
    near = [_tied(graph, number, other) for other, how in found if how >= LEAST_NEARNESS]
    return near, found[-1][1] if found and len(near) == most else LEAST_NEARNESS


def nearness(
    graph: Graph, number: int, most: int | None = None, least: float = LEAST_NEARNESS
) -> dict[int, float]:
    """Return node → nearness to node `number` by entities, words and time, where it counts.

    most   so many are wanted: those that time cannot bring among them are left out
    least  what counts, before time is looked at
    """
    found = graph.near(number)
    graph.words.add(number, found, BY_WORDS)
    found.pop(number, None)
    likely = [pair for pair in found.items() if pair[1] >= least]
    if most and len(likely) > most:
        last = last_of((how for _, how in likely), most) * (1 - BY_TIME)
        likely = [pair for pair in likely if pair[1] >= last]
    day = graph.numbered[number].day
    return {other: how * _in_time(day, graph.numbered[other].day) for other, how in likely}


def _in_time(one: int | None, other: int | None) -> float:
    """Return what time leaves of nearness: 1 on one day, 1 - BY_TIME far away or undated."""
    near = math.exp(-abs(one - other) / FADES) if one is not None and other is not None else 0.0
    return 1 - BY_TIME + BY_TIME * near


def _tied(graph: Graph, one: int, other: int) -> Near:
    pair, id = (one, other), graph.numbered[other].id
    entities = tuple(graph.entities.shared(pair)[:MOST_REASONS])
    return Near(id, entities, () if entities else tuple(graph.words.shared(pair)[:MOST_REASONS]))
