"""Stories: articles on one matter through time, found by average-linkage clustering.

Nearest pairs come first; two groups become one where their articles are near on average. So a
chain of chance likenesses does not draw everything into one story (as single linkage would).
"""

from collections import Counter
from dataclasses import dataclass

from plugins.crosslinks.graph import Graph

LEAST_ARTICLES = 3
LEAST_NEARNESS = 0.11  # on average between the articles of two groups that become one


@dataclass(frozen=True)
class Chain:
    """A story: node ids in the order of the graph's nodes, and what it is about, foremost first."""

    nodes: tuple[str, ...]
    about: tuple[str, ...]


def stories(graph: Graph) -> list[Chain]:
    """Return the stories among the graph's nodes, largest first, equals by their first node."""
    groups = _groups(graph)
    order = {node.id: at for at, node in enumerate(graph.nodes)}
    found = [sorted(group, key=order.__getitem__) for group in groups]
    chains = [Chain(tuple(g), about(graph, g)) for g in found if len(g) >= LEAST_ARTICLES]
    return sorted(chains, key=lambda chain: (-len(chain.nodes), chain.nodes[0]))


def about(graph: Graph, group: list[str]) -> tuple[str, ...]:
    """Return the entities of a group by the sum of their weights in it, shared ones only."""
    weights: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for id in group:
        weights.update(graph.vectors[id])
        articles.update(graph.vectors[id].keys())
    shared = [entity for entity in weights if articles[entity] * 2 > len(group)]
    return tuple(sorted(shared, key=lambda entity: (-weights[entity], entity)))


def _groups(graph: Graph) -> list[set[str]]:
    near = {node.id: graph.near(node.id) for node in graph.nodes}
    pairs = sorted(
        ((nearness, a, b) for a, others in near.items() for b, nearness in others.items() if a < b),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    group = {id: {id} for id in near}
    for nearness, a, b in pairs:
        if nearness < LEAST_NEARNESS:
            break
        if group[a] is not group[b] and _mean(near, group[a], group[b]) >= LEAST_NEARNESS:
            group[a] |= group[b]
            for id in group[b]:
                group[id] = group[a]
    return [members for id, members in group.items() if id == min(members)]


def _mean(near: dict[str, dict[str, float]], one: set[str], other: set[str]) -> float:
    total = sum(near[a].get(b, 0.0) for a in one for b in other)
    return total / (len(one) * len(other))
