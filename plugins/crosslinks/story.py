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
    near = {node.id: _nearest(graph, node.id) for node in graph.nodes}
    # Of each pair of groups the sum over their articles, kept up as groups become one.
    sums: dict[str, dict[str, float]] = {id: {} for id in near}
    for a, others in near.items():
        for b, nearness in others.items():
            sums[b][a] = sums[a][b] = nearness
    group = {id: {id} for id in near}
    of = {id: id for id in near}  # article → the group that holds it now
    for nearness, a, b in _pairs(near):
        one, other = of[a], of[b]
        if nearness < LEAST_NEARNESS or one == other:
            continue
        if sums[one][other] >= LEAST_NEARNESS * len(group[one]) * len(group[other]):
            _merge(sums, group, of, one, other)
    return list(group.values())


def _nearest(graph: Graph, id: str) -> dict[str, float]:
    """Return the most near: what lies further would not make a story, and would cost much."""
    if id not in graph.closest:
        graph.near(id)
    return graph.closest[id]


def _pairs(near: dict[str, dict[str, float]]) -> list[tuple[float, str, str]]:
    """Return each pair of articles once, nearest first, equals in the order of their ids."""
    found = {
        (min(a, b), max(a, b)): nearness
        for a, others in near.items()
        for b, nearness in others.items()
    }
    return sorted(
        ((nearness, a, b) for (a, b), nearness in found.items()),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )


def _merge(
    sums: dict[str, dict[str, float]],
    group: dict[str, set[str]],
    of: dict[str, str],
    one: str,
    other: str,
) -> None:
    """Take the group `other` into `one`: its articles, and what it is to all other groups."""
    group[one] |= group[other]
    for id in group.pop(other):
        of[id] = one
    for third, total in sums.pop(other).items():
        del sums[third][other]
        if third != one:
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + total
