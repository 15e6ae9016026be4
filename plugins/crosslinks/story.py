"""Stories: articles on one matter through time, found by average-linkage clustering.

Nearest pairs come first; two groups become one where their articles are near on average. So a
chain of chance likenesses does not draw everything into one story (as single linkage would).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain as joined
from typing import NamedTuple

from plugins.crosslinks.graph import Graph

LEAST_ARTICLES = 3
LEAST_NEARNESS = 0.11  # on average between the articles of two groups that become one


class Chain(NamedTuple):
    """A story: node ids in the order of the graph's nodes, and what it is about, foremost first."""

    nodes: tuple[str, ...]
    about: tuple[str, ...]


def stories(graph: Graph) -> list[Chain]:
    """Return the stories among the graph's nodes, largest first, equals by their first node."""
    order = {graph.numbers[node.id]: at for at, node in enumerate(graph.nodes)}
    groups = (group for group in _groups(graph) if len(group) >= LEAST_ARTICLES)
    found = [sorted(group, key=order.__getitem__) for group in groups]
    chains = [Chain(tuple(graph.numbered[n].id for n in g), about(graph, g)) for g in found]
    return sorted(chains, key=lambda chain: (-len(chain.nodes), chain.nodes[0]))


def about(graph: Graph, group: Sequence[int]) -> tuple[str, ...]:
    """Return the entities of a group by the sum of their weights in it, shared ones only."""
    vectors = [graph.entities.vectors[number] for number in group]
    articles = Counter(joined.from_iterable(vectors))
    shared = [entity for entity, count in articles.items() if count * 2 > len(vectors)]
    weights = {entity: sum(vector.get(entity, 0.0) for vector in vectors) for entity in shared}
    return tuple(sorted(shared, key=lambda entity: (-weights[entity], entity)))


def _groups(graph: Graph) -> list[set[int]]:
    near = [graph.closest(number) for number in range(len(graph.nodes))]
    # Of each pair of groups the sum over their articles, kept up as groups become one.
    sums: list[dict[int, float]] = [{} for _ in near]
    for a, others in enumerate(near):
        for b, nearness in others.items():
            sums[b][a] = sums[a][b] = nearness
    groups = [{number} for number in range(len(near))]
    of = list(range(len(near)))  # article → the group that holds it now
    for _, a, b in _pairs(near):
        one, other = of[a], of[b]
        least = LEAST_NEARNESS * len(groups[one]) * len(groups[other])
        if one != other and sums[one][other] >= least:
            _merge(sums, groups, of, one, other)
    return groups


def _pairs(near: Sequence[Mapping[int, float]]) -> list[tuple[float, int, int]]:
    """Return each pair of articles that may begin a story: (-nearness, one, other), in order."""
    found = {
        (a, b) if a < b else (b, a): nearness
        for a, others in enumerate(near)
        for b, nearness in others.items()
        if nearness >= LEAST_NEARNESS
    }
    return sorted((-nearness, a, b) for (a, b), nearness in found.items())


def _merge(
    sums: list[dict[int, float]], groups: list[set[int]], of: list[int], one: int, other: int
) -> None:
    """Take the group `other` into `one`: its articles, and what it is to all other groups."""
    for number in groups[other]:
        of[number] = one
    groups[one] |= groups[other]
    groups[other] = set()
    for third, total in sums[other].items():
        del sums[third][other]
        if third != one:
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + total
    sums[other] = {}
