"""Who is named with whom: counted, and laid out as a picture."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from plugins.entities.dots import Dot, labelled, radius
from plugins.entities.entity import Entity

MOST_NODES = 48  # in the picture: more names cover each other
MOST_LINES = 140
WIDTH, HEIGHT = 1000.0, 700.0
MARGIN = 60.0
RADII = (5.0, 18.0)  # the least and the largest
LETTER = 17.0  # size of a name's letters
STEPS = 150  # of the layout; it hardly moves after 100
GRAVITY = 0.6  # towards the middle: what is tied to nothing there would fly away
LEAST_TOGETHER = 2  # articles that name both; once may be chance


class Edge(NamedTuple):
    """Two entities, by id, and how many articles name both."""

    one: str
    other: str
    articles: int


@dataclass(frozen=True)
class Network:
    """Entities by id, in how many articles each is named, and who is named with whom."""

    entities: Mapping[str, Entity]
    counts: Mapping[str, int]
    edges: Sequence[Edge]


def network(articles: Iterable[Sequence[Entity]]) -> Network:
    """Return the network of articles, each given as the entities that it names."""
    entities: dict[str, Entity] = {}
    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for named in articles:
        entities.update((entity.id, entity) for entity in named)
        ids = sorted({entity.id for entity in named})
        counts.update(ids)
        pairs.update(combinations(ids, 2))
    edges = [Edge(*pair, n) for pair, n in pairs.items() if n >= LEAST_TOGETHER]
    return Network(entities, counts, sorted(edges, key=lambda e: (-e.articles, e.one, e.other)))


class Line(NamedTuple):
    """A line in the picture; `weight` 1..4."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: int


class Picture(NamedTuple):
    """The most named entities that are named together, and the lines between them."""

    dots: Sequence[Dot]
    lines: Sequence[Line]


def picture(found: Network) -> Picture:
    """Lay the network out; the same network always gives the same picture."""
    tied = {id for edge in found.edges for id in edge[:2]}
    ids = sorted(tied, key=lambda id: (-found.counts[id], id))[:MOST_NODES]
    shown = set(ids)
    edges = [e for e in found.edges if e.one in shown and e.other in shown][:MOST_LINES]
    drawn = {id for edge in edges for id in edge[:2]}
    ids = [id for id in ids if id in drawn]
    places = _laid_out(ids, edges)
    most = max((found.counts[id] for id in ids), default=1)
    dots = [
        Dot(found.entities[id], counts, x, y, round(radius(counts, most, *RADII), 1))
        for id, (x, y) in places.items()
        for counts in [found.counts[id]]
    ]
    heaviest = max((edge.articles for edge in edges), default=1)
    lines = [
        Line(*places[e.one], *places[e.other], 1 + round(3 * e.articles / heaviest)) for e in edges
    ]
    return Picture(labelled(dots, (WIDTH, HEIGHT), LETTER), lines)


def _laid_out(ids: Sequence[str], edges: Sequence[Edge]) -> dict[str, tuple[float, float]]:
    """Place the nodes by Fruchterman and Reingold (1991): edges pull, all nodes push."""
    spread = math.sqrt(1 / max(len(ids), 1))
    at = [_on_circle(n, len(ids)) for n in range(len(ids))]
    number = {id: n for n, id in enumerate(ids)}
    pulls = [(number[e.one], number[e.other], 1 + math.log(e.articles)) for e in edges]
    for step in range(STEPS):
        moved = [0j] * len(at)
        for a, b in combinations(range(len(at)), 2):
            apart = at[a] - at[b] or 1e-6
            push = apart * (spread * spread / abs(apart) ** 2)
            moved[a] += push
            moved[b] -= push
        for a, b, weight in pulls:
            pull = (at[a] - at[b]) * abs(at[a] - at[b]) / spread * weight * 0.12
            moved[a] -= pull
            moved[b] += pull
        moved = [move - point * GRAVITY for move, point in zip(moved, at, strict=True)]
        heat = 0.1 * (1 - step / STEPS)
        at = [
            point + move / max(abs(move), 1e-9) * min(abs(move), heat)
            for point, move in zip(at, moved, strict=True)
        ]
    return dict(zip(ids, _fitted(at), strict=True))


def _on_circle(number: int, total: int) -> complex:
    angle = 2 * math.pi * number / max(total, 1)
    return complex(math.cos(angle), math.sin(angle)) * (0.3 + 0.2 * (number % 3))


def _fitted(points: Sequence[complex]) -> list[tuple[float, float]]:
    """Return the points in the picture's units, with room for names at its edges."""
    if not points:
        return []
    across = _spread([p.real for p in points], 2 * MARGIN, WIDTH - 2 * MARGIN)
    down = _spread([p.imag for p in points], MARGIN, HEIGHT - MARGIN)
    return list(zip(across, down, strict=True))


def _spread(values: Sequence[float], first: float, last: float) -> list[float]:
    """Return values between `first` and `last`: half where they are, half by their rank.

    Where many nodes crowd, the ranks give their names room.
    """
    low, high = min(values), max(values)
    order = sorted(range(len(values)), key=lambda at: (values[at], at))
    rank = {at: place / max(len(values) - 1, 1) for place, at in enumerate(order)}
    return [
        round(
            first + (last - first) * (0.4 * (v - low) / max(high - low, 1e-9) + 0.6 * rank[at]), 1
        )
        for at, v in enumerate(values)
    ]
