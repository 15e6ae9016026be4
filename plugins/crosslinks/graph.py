"""How near articles are to each other: by rare entities, by telling words, and by time.

The vector-space model (Salton): an article is a vector of its entities, another of its words, each
weighted by 1 + ln tf and by ln((N + 1) / df); nearness is the cosine of two vectors.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

COMMON = 100  # what more articles than this have says little, and would cost much
COMMON_WORD = 40  # words are many: rarer ones do
KEPT = 24  # nearest of an article that are kept for its story
TELLING = 16  # words of an article that are looked at, its heaviest


@dataclass(frozen=True)
class Node:
    """An article, as far as nearness goes.

    entities  entity id → how often it names it
    words     lemma → how often it has it
    day       of its date, as a number; None for an undated one
    """

    id: str
    entities: Mapping[str, int]
    words: Mapping[str, int] = field(default_factory=dict)
    day: int | None = None


Vector = Mapping[str, float]


class Space:
    """Vectors by node, and who shares a feature: nearness by one kind of feature."""

    def __init__(
        self, features: Mapping[str, Mapping[str, int]], common: int, most: int | None = None
    ) -> None:
        """Weigh the features.

        features  node id → feature → how often
        common    a feature of more nodes is left out
        most      features of a node that are kept, its heaviest; None for all
        """
        df = Counter(chain.from_iterable(features.values()))
        limit = max(2, min(common, len(features)))
        # A feature of one node alone ties it to none, yet it lengthens the vector: it is kept.
        idf = {f: math.log((len(features) + 1) / n) for f, n in df.items() if n <= limit}
        self.vectors: dict[str, Vector] = {
            id: _unit(_heaviest(_weights(of, idf), most)) for id, of in features.items()
        }
        self._having: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for id, vector in self.vectors.items():
            for feature, weight in vector.items():
                self._having[feature].append((id, weight))

    def near(self, id: str) -> dict[str, float]:
        """Return node id → nearness (0..1) of all nodes that share a feature with node `id`."""
        found: dict[str, float] = {}
        known = found.get
        for feature, weight in self.vectors[id].items():
            for other, its in self._having[feature]:
                found[other] = known(other, 0.0) + weight * its
        found.pop(id, None)
        return found

    def shared(self, ids: Sequence[str]) -> list[str]:
        """Return the features that nodes `ids` share, those that tie them most first."""
        vectors = [self.vectors[id] for id in ids]
        common = set(vectors[0]).intersection(*vectors[1:])
        return sorted(common, key=lambda f: (-math.prod(v[f] for v in vectors), f))


@dataclass(frozen=True)
class Graph:
    """All articles. Costs grow with mentions and words, not with pairs: no common one is kept."""

    nodes: Sequence[Node]

    @cached_property
    def entities(self) -> Space:
        return Space({node.id: node.entities for node in self.nodes}, COMMON)

    @cached_property
    def words(self) -> Space:
        return Space({node.id: node.words for node in self.nodes}, COMMON_WORD, TELLING)

    @cached_property
    def days(self) -> dict[str, int | None]:
        return {node.id: node.day for node in self.nodes}

    @property
    def vectors(self) -> Mapping[str, Vector]:
        """Node id → entity id → weight, of length 1."""
        return self.entities.vectors

    def near(self, id: str) -> dict[str, float]:
        """Return node id → nearness by entities."""
        found = self.entities.near(id)
        self.closest[id] = dict(foremost(found, KEPT))
        return found

    @cached_property
    def closest(self) -> dict[str, dict[str, float]]:
        """What `near` found for each node, the KEPT nearest: related articles and stories ask."""
        return {}


def foremost(found: Mapping[str, float], most: int) -> list[tuple[str, float]]:
    """Return the `most` nearest of node id → nearness, nearest first, equals by id."""
    least = last_of(found, most)
    near = [pair for pair in found.items() if pair[1] >= least[0]] if least else []
    return sorted(near, key=_nearest_first)[:most]


def last_of(found: Mapping[str, float], most: int) -> list[float]:
    """Return the nearness of the last of the `most` nearest, [] of none."""
    return sorted(found.values(), reverse=True)[:most][-1:]  # of some hundred: quicker than a heap


def _nearest_first(pair: tuple[str, float]) -> tuple[float, str]:
    return -pair[1], pair[0]


def _weights(counts: Mapping[str, int], idf: Mapping[str, float]) -> dict[str, float]:
    return {
        feature: idf[feature] * (1 + math.log(counts[feature]))
        for feature in filter(idf.__contains__, counts)
    }


def _heaviest(weights: dict[str, float], most: int | None) -> dict[str, float]:
    if most is None or len(weights) <= most:
        return weights
    order = sorted((-weight, feature) for feature, weight in weights.items())
    return {feature: -weight for weight, feature in order[:most]}


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {feature: weight / length for feature, weight in weights.items()}
