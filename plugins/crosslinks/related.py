"""The articles nearest to an article, each with what ties them."""

from typing import NamedTuple

from plugins.crosslinks.graph import Graph

MOST = 5
LEAST_NEARNESS = 0.08  # below it two articles share hardly more than a country
MOST_REASONS = 3


class Near(NamedTuple):
    """An article near another, and the ids of the entities that tie them, strongest first."""

    id: str
    reasons: tuple[str, ...]


def nearest(graph: Graph, id: str) -> list[Near]:
    """Return the nodes nearest to node `id`, at most MOST, nearest first, equals by id."""
    near = sorted(graph.near(id).items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Near(other, tuple(graph.shared([id, other])[:MOST_REASONS]))
        for other, nearness in near[:MOST]
        if nearness >= LEAST_NEARNESS
    ]
