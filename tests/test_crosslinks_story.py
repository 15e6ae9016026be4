"""Stories: average linkage, against a slow and obvious twin."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.crosslinks.graph import Graph, Node
from plugins.crosslinks.story import LEAST_ARTICLES, LEAST_NEARNESS, stories

ENTITIES = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(1, 4), max_size=4)
ARCHIVES = st.lists(ENTITIES, max_size=9).map(
    lambda found: Graph([Node(f"n{at}", entities) for at, entities in enumerate(found)])
)


def slow_groups(graph):
    """Join the groups of the nearest pair, one pair after another, as long as the means allow."""
    ids = [node.id for node in graph.numbered]
    near = {
        id: {ids[other]: how for other, how in graph.near(number).items()}
        for number, id in enumerate(ids)
    }
    groups = [{id} for id in near]
    pairs = sorted(
        ((near[a][b], a, b) for a in near for b in near[a] if a < b),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    for nearness, a, b in pairs:
        one, other = (next(g for g in groups if id in g) for id in (a, b))
        mean = sum(near[x].get(y, 0) for x in one for y in other) / (len(one) * len(other))
        if one is not other and nearness >= LEAST_NEARNESS and mean >= LEAST_NEARNESS:
            groups = [g for g in groups if g not in (one, other)] + [one | other]
    return {frozenset(g) for g in groups if len(g) >= LEAST_ARTICLES}


@given(ARCHIVES)
def test_stories_are_those_of_the_slow_way(graph):
    assert {frozenset(chain.nodes) for chain in stories(graph)} == slow_groups(graph)


@given(ARCHIVES)
def test_an_article_is_in_one_story_and_in_the_order_of_the_archive(graph):
    order = [node.id for node in graph.nodes]
    seen = [id for chain in stories(graph) for id in chain.nodes]
    assert len(seen) == len(set(seen))
    for chain in stories(graph):
        assert list(chain.nodes) == sorted(chain.nodes, key=order.index)


def test_a_story_is_about_what_most_of_its_articles_share():
    korea = {"north-korea": 3, "kim": 1}
    graph = Graph(
        [Node("war", korea), Node("truce", korea), Node("summit", korea | {"singapore": 1})]
        + [Node(f"other-{at}", {f"thing-{at}": 1}) for at in range(9)]
    )
    [story] = stories(graph)
    assert story.nodes == ("war", "truce", "summit")
    assert story.about == ("north-korea", "kim")
