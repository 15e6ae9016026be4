"""All ties of an archive at once, as plain values: kept until an article names or says others."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plugins.crosslinks.graph import Graph, Node
from plugins.crosslinks.related import Near, nearest
from plugins.crosslinks.story import Chain, stories

Told = tuple[str, Mapping[str, int], Mapping[str, int], int | None]  # what a Node is made of


class Ties(NamedTuple):
    """What ties articles: for each, in their order, those near it; and the stories."""

    near: Sequence[Sequence[Near]]
    stories: Sequence[Chain]


def find_ties(most: int, nodes: Sequence[Told]) -> list[Any]:
    """Return what `ties` reads back. most  articles near one, at most"""
    graph = Graph([Node(*each) for each in nodes])
    near = [nearest(graph, each[0], most) for each in nodes]
    return [near, [[chain.nodes, chain.about] for chain in stories(graph)]]


def ties(found: list[Any]) -> Ties:
    """Return what `find_ties` found."""
    near, chains = found
    return Ties(
        [[Near(id, tuple(names), tuple(words)) for id, names, words in own] for own in near],
        [Chain(tuple(nodes), tuple(about)) for nodes, about in chains],
    )
