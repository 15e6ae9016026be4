"""All ties of an archive at once. What was found last is kept, and only what an edit can reach is
looked for again: an article whose own weights changed, and those that it may come near to, or was.

Where nothing is kept, as in a first build, a process that has nothing to do looks: meanwhile this
one writes lists, which do not show what is near.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from plugins.crosslinks.graph import COMMON_WORD, Graph, Node
from plugins.crosslinks.parts import get_table, put_table
from plugins.crosslinks.rare import Counted, count, keep, rare_words
from plugins.crosslinks.related import LEAST_NEARNESS, Near, nearest_of, nearness
from plugins.crosslinks.story import Chain, stories
from plugins.filed import Filed, digest_of
from plugins.workshop import Workshop

ROUNDING = 1e-9  # far more than by what two sums of the same differ, added in another order
FOURTH = 4  # the part of all that may have changed: beyond it all are looked for again


class Found(NamedTuple):
    """What was found of an article: a digest of what makes it near others, those near it, and how
    near another must be to come among them.
    """

    told: str
    near: Sequence[Near]
    least: float


class Looked(NamedTuple):
    """What was looked for: a digest of all nodes, and for each, by its id, what was found."""

    state: str
    found: dict[str, Found]


class Begun(NamedTuple):
    """A look for what is near each node: `near` waits for it and gives it, in their order.

    graph      of the nodes, without words
    elsewhere  another process looks
    """

    graph: Graph
    near: Callable[[], Sequence[Sequence[Near]]]
    elsewhere: bool


def find_stories(shop: Workshop, graph: Graph) -> Sequence[Chain]:
    """Return the stories of all articles: they depend on the names alone."""

    def chains(*_: Any) -> list[Chain]:
        return stories(graph)

    found = shop.one("stories", chains, [[node.id, node.entities] for node in graph.nodes])
    return [Chain(tuple(of), tuple(about)) for of, about in found]


def begin_near(shop: Workshop, nodes: Sequence[Node], texts: Sequence[Filed], most: int) -> Begun:
    """Begin to look for what is near each node.

    nodes  without words: those of `texts`, one for each
    most   how many, at most
    """
    kind = f"near {most}"
    last = get_table(shop.store, kind)
    if last is None and shop.crew.is_idle:
        shop.store.share()
        begun = shop.crew.submit(_anew, nodes, texts, most)

        @cache
        def near() -> Sequence[Sequence[Near]]:
            counted, looked = begun.result()
            keep(shop.store, counted, COMMON_WORD)
            put_table(shop.store, kind, *looked)
            return _in_order(nodes, looked)

        return Begun(Graph(nodes), near, elsewhere=True)
    graph = _graph(nodes, texts, rare_words(shop.store, texts, COMMON_WORD))
    looked = look(graph, last, most)
    if last is None or last[0] != looked.state:
        put_table(shop.store, kind, *looked)
    found = _in_order(nodes, looked)
    return Begun(graph.without_words(), lambda: found, elsewhere=False)


def _in_order(nodes: Sequence[Node], looked: Looked) -> Sequence[Sequence[Near]]:
    return [looked.found[node.id].near for node in nodes]


def _anew(nodes: Sequence[Node], texts: Sequence[Filed], most: int) -> tuple[Counted, Looked]:
    counted = count(texts, COMMON_WORD)
    return counted, look(_graph(nodes, texts, counted), None, most)


def _graph(nodes: Sequence[Node], texts: Sequence[Filed], counted: Counted) -> Graph:
    own = zip(nodes, texts, strict=True)
    return Graph([replace(node, words=counted.rare[text.digest]) for node, text in own])


def look(graph: Graph, kept: Any, most: int) -> Looked:
    """Look for what is near each node. kept  what the last build looked for, or None"""
    before, found_last = kept or ("", {})
    last = {id: _found(*each) for id, each in found_last.items()}
    told = [graph.told(number) for number in range(len(graph.numbered))]
    own = zip(graph.numbered, told, strict=True)
    state = digest_of("\n".join(f"{node.id} {each}" for node, each in own))
    if before == state:
        return Looked(state, last)
    again = _reached(graph, told, last)
    around = graph.around(again) if len(again) < len(told) else graph
    found = {}
    for number, node in enumerate(graph.numbered):
        if number in again:
            near, least = nearest_of(around, number, most)
            found[node.id] = Found(told[number], near, least)
        else:
            found[node.id] = last[node.id]
    return Looked(state, found)


def _reached(graph: Graph, told: Sequence[str], last: dict[str, Found]) -> set[int]:
    """Return the numbers of the nodes whose nearest may be others than those found last.

    told  of each node
    """
    ids = [node.id for node in graph.numbered]
    changed = {n for n, id in enumerate(ids) if id not in last or last[id].told != told[n]}
    everywhere = set(range(len(ids)))
    if len(changed) * FOURTH > len(everywhere):
        return everywhere
    moved = {ids[number] for number in changed} | last.keys() - graph.numbers.keys()
    bereft = {
        number
        for number, id in enumerate(ids)
        if id in last and any(each.id in moved for each in last[id].near)
    }
    return changed | bereft | set(_approached(graph.around(changed), changed, last))


def _approached(graph: Graph, changed: set[int], last: dict[str, Found]) -> Iterator[int]:
    """Yield those that a changed node is, or may be by a hair, near enough to."""
    for number in changed:
        for other, how in nearness(graph, number, least=LEAST_NEARNESS - ROUNDING).items():
            if other not in changed and how >= last[graph.numbered[other].id].least - ROUNDING:
                yield other


def _found(told: str, near: Sequence[Any], least: float) -> Found:
    return Found(told, [Near(id, tuple(e), tuple(w)) for id, e, w in near], least)
