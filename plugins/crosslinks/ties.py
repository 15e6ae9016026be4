"""All ties of an archive at once. What was found last is kept, and only what an edit can reach is
looked for again: an article whose own weights changed, and those that it may come near to, or was.
"""

from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from plugins.crosslinks.graph import Graph, Node
from plugins.crosslinks.related import LEAST_NEARNESS, Near, nearest_of, nearness
from plugins.crosslinks.story import Chain, stories
from plugins.filed import SIZE
from plugins.store import key_of
from plugins.workshop import Workshop

ROUNDING = 1e-9  # far more than by what two sums of the same differ, added in another order
FOURTH = 4  # the part of all that may have changed: beyond it all are looked for again


class Ties(NamedTuple):
    """What ties articles: for each, in their order, those near it; and the stories."""

    near: Sequence[Sequence[Near]]
    stories: Sequence[Chain]


class Found(NamedTuple):
    """What was found of an article: a digest of its weights, those near it, and how near another
    must be to come among them.
    """

    weights: str
    near: Sequence[Near]
    least: float


def find_ties(shop: Workshop, nodes: Sequence[Node], most: int) -> Ties:
    """Return the ties of all articles. most  articles near one, at most"""
    graph = Graph(nodes)  # counts nothing before it is asked
    named = [[node.id, node.entities] for node in nodes]  # stories depend on no more
    near = _near(shop, graph, most, key_of("nodes", [named, [[n.words, n.day] for n in nodes]]))

    def chains(*_: Any) -> list[Chain]:
        return stories(graph)

    found = shop.one("stories", chains, (named,))
    return Ties(
        [near[node.id].near for node in nodes],
        [Chain(tuple(of), tuple(about)) for of, about in found],
    )


def _near(shop: Workshop, graph: Graph, most: int, inputs: bytes) -> dict[str, Found]:
    """Return for each node, by its id, what is near it. inputs  digest of all nodes"""
    key = key_of("near", [most])
    before, kept = shop.store.get(key) or ("", {})
    last = {id: _found(*each) for id, each in kept.items()}
    if before == inputs.hex():
        return last
    found = {}
    again = _reached(graph, last)
    for number, node in enumerate(graph.numbered):
        if number in again:
            near, least = nearest_of(graph, number, most)
            found[node.id] = Found(_weights(graph, number), near, least)
        else:
            found[node.id] = last[node.id]
    shop.store.put(key, [inputs.hex(), found])
    return found


def _reached(graph: Graph, last: dict[str, Found]) -> set[int]:
    """Return the numbers of the nodes whose nearest may be others than those found last."""
    own = enumerate(graph.numbered)
    changed = {n for n, node in own if not _is_as_it_was(last.get(node.id), graph, n)}
    everywhere = set(range(len(graph.numbered)))
    if len(changed) * FOURTH > len(everywhere):
        return everywhere
    moved = {graph.numbered[number].id for number in changed} | last.keys() - graph.numbers.keys()
    bereft = {
        number
        for number, node in enumerate(graph.numbered)
        if node.id in last and any(each.id in moved for each in last[node.id].near)
    }
    return changed | bereft | set(_approached(graph, changed, last))


def _is_as_it_was(found: Found | None, graph: Graph, number: int) -> bool:
    return found is not None and found.weights == _weights(graph, number)


def _approached(graph: Graph, changed: set[int], last: dict[str, Found]) -> Iterator[int]:
    """Yield those that a changed node is, or may be by a hair, near enough to."""
    for number in changed:
        for other, how in nearness(graph, number, least=LEAST_NEARNESS - ROUNDING).items():
            if other not in changed and how >= last[graph.numbered[other].id].least - ROUNDING:
                yield other


def _weights(graph: Graph, number: int) -> str:
    """Return a digest of all that makes a node near others."""
    found = blake2b(repr(graph.numbered[number].day).encode(), digest_size=SIZE)
    for space in (graph.entities, graph.words):
        vector = space.vectors[number]
        found.update("\0".join(vector).encode("utf-8", "surrogatepass"))
        found.update(array("d", vector.values()).tobytes())
    return found.hexdigest()


def _found(weights: str, near: Sequence[Any], least: float) -> Found:
    return Found(weights, [Near(id, tuple(e), tuple(w)) for id, e, w in near], least)
