"""How near articles are to each other, by the rare entities that they share.

The vector-space model over entities (Salton): an article is a vector of its entities, each weighted
by 1 + ln tf and by ln((N + 1) / df); nearness is the cosine of two vectors.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

COMMON = 200  # an entity that more articles than this name says little, and would cost much


@dataclass(frozen=True)
class Node:
    """An article, as far as nearness goes: entity id → how often it names it."""

    id: str
    entities: Mapping[str, int]


@dataclass(frozen=True)
class Graph:
    """All articles. Costs grow with mentions, not with pairs: an entity ties at most COMMON."""

    nodes: Sequence[Node]

    @cached_property
    def vectors(self) -> dict[str, dict[str, float]]:
        """Node id → entity id → weight, of length 1."""
        df = Counter(entity for node in self.nodes for entity in node.entities)
        return {node.id: _unit(self._weights(node, df)) for node in self.nodes}

    def _weights(self, node: Node, df: Counter[str]) -> dict[str, float]:
        most = max(2, min(COMMON, len(self.nodes)))
        return {
            entity: (1 + math.log(tf)) * math.log((len(self.nodes) + 1) / df[entity])
            for entity, tf in node.entities.items()
            if df[entity] <= most
        }

    @cached_property
    def named_in(self) -> dict[str, list[str]]:
        """Entity id → ids of the nodes that name it, in the order of `nodes`."""
        found: dict[str, list[str]] = defaultdict(list)
        for node in self.nodes:
            for entity in self.vectors[node.id]:
                found[entity].append(node.id)
        return found

    def near(self, id: str) -> dict[str, float]:
        """Return node id → nearness (0..1) of all nodes that share an entity with node `id`."""
        found: dict[str, float] = defaultdict(float)
        for entity, weight in self.vectors[id].items():
            for other in self.named_in[entity]:
                if other != id:
                    found[other] += weight * self.vectors[other][entity]
        return dict(found)

    def shared(self, ids: Sequence[str]) -> list[str]:
        """Return the entities that nodes `ids` share, those that tie them most first."""
        vectors = [self.vectors[id] for id in ids]
        common = set(vectors[0]).intersection(*vectors[1:])
        return sorted(common, key=lambda e: (-math.prod(v[e] for v in vectors), e))


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {entity: weight / length for entity, weight in weights.items()}
