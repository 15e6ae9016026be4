"""Nearness and what is near: against a slow and obvious twin, and on made-up articles."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.arabic.telling import telling
from plugins.arabic.words import WORD, folded
from plugins.crosslinks.graph import Graph, Node
from plugins.crosslinks.related import (
    BY_TIME,
    BY_WORDS,
    FADES,
    LEAST_NEARNESS,
    nearest,
    nearness,
)
from plugins.crosslinks.terms import as_written

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 4), max_size=4)
DAYS = st.none() | st.integers(700_000, 700_900)
ARCHIVES = st.lists(st.tuples(COUNTS, COUNTS, DAYS), max_size=7).map(
    lambda found: Graph(
        [Node(f"n{at}", entities, words, day) for at, (entities, words, day) in enumerate(found)]
    )
)


def slow_cosine(graph, one, other, counts):
    """The cosine of two articles' weighted counts, by the book."""
    df = {f: sum(f in counts(n) for n in graph.nodes) for n in graph.nodes for f in counts(n)}
    size = len(graph.nodes)

    def weigh(node):
        return {
            f: (1 + math.log(tf)) * math.log((size + 1) / df[f])
            for f, tf in counts(node).items()
            if df[f] <= max(2, size)
        }

    a, b = weigh(one), weigh(other)
    dot = sum(a[f] * b.get(f, 0) for f in a)
    return dot / math.sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values()) or 1)


@given(ARCHIVES)
def test_nearness_is_that_of_the_slow_way(graph) -> None:
    for one in graph.nodes:
        found = nearness(graph, graph.numbers[one.id])
        near = {graph.numbered[other].id: how for other, how in found.items()}
        for other in graph.nodes:
            if other is one:
                continue
            by = slow_cosine(graph, one, other, lambda node: node.entities)
            by += BY_WORDS * slow_cosine(graph, one, other, lambda node: node.words)
            days = None not in (one.day, other.day)
            apart = math.exp(-abs(one.day - other.day) / FADES) if days else 0
            expected = by * (1 - BY_TIME + BY_TIME * apart)
            if by >= LEAST_NEARNESS + 1e-9:  # below, it does not count
                assert near[other.id] == pytest.approx(expected, abs=1e-9)
            elif by < LEAST_NEARNESS - 1e-9:
                assert other.id not in near


@given(ARCHIVES, st.integers(0, 4))
def test_the_nearest_come_first_and_never_the_article_itself(graph, most) -> None:
    for node in graph.nodes:
        found = nearness(graph, graph.numbers[node.id])
        near = {graph.numbered[other].id: how for other, how in found.items()}
        counting = (id for id in near if near[id] >= LEAST_NEARNESS)
        expected = sorted(counting, key=lambda id: (-near[id], id))[:most]
        assert node.id not in expected
        assert [each.id for each in nearest(graph, node.id, most)] == expected


def archive(*nodes):
    """Return a graph of `nodes` among others that have nothing in common with them."""
    others = [Node(f"other-{at}", {f"thing-{at}": 1}, {f"word-{at}": 1}) for at in range(9)]
    return Graph([*nodes, *others])


def test_rare_entities_tie_and_are_the_reason() -> None:
    graph = archive(
        Node("a", {"rutte": 2, "russia": 1}),
        Node("b", {"rutte": 1, "russia": 3}),
        Node("c", {"russia": 1}),
        Node("d", {"russia": 1}),
    )
    [first, *_] = nearest(graph, "a")
    assert (first.id, first.entities) == ("b", ("rutte", "russia"))


def test_words_tie_articles_that_name_nobody() -> None:
    graph = archive(
        Node("a", {}, {"مجرة": 3, "تلسكوب": 1}),
        Node("b", {}, {"مجرة": 1, "تلسكوب": 2}),
        Node("c", {}, {"سفينة": 1}),
    )
    [near] = nearest(graph, "a")
    assert (near.id, near.entities, set(near.words)) == ("b", (), {"مجرة", "تلسكوب"})


def test_of_two_that_are_equally_near_the_one_of_that_time_comes_first() -> None:
    korea = {"kim": 1, "korea": 1}
    graph = archive(
        Node("now", korea, {}, 738_000),
        Node("past", korea, {}, 730_000),
        Node("yesterday", korea, {}, 737_999),
    )
    assert [near.id for near in nearest(graph, "now")] == ["yesterday", "past"]


def test_words_tell_by_their_lemma_and_common_ones_not_at_all() -> None:
    told = [
        telling(folded(word)) for word in WORD.findall("زار السفراء السفير، وفي 2024 زاره سفير")
    ]
    assert told.count("سفير") == 3
    assert not {"في", "2024", "و"} & set(told)


def test_a_lemma_is_shown_as_its_article_writes_it() -> None:
    assert as_written("قوات وقوات وجندي")["قوه"] in ("قوات", "وقوات")
