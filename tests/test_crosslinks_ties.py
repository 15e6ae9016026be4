"""Ties are those of an archive that is looked at for the first time, whatever was found before."""

import random

import pytest

from plugins.crew import Crew
from plugins.crosslinks import related
from plugins.crosslinks import ties as module
from plugins.crosslinks.graph import Graph, Node
from plugins.crosslinks.ties import find_stories, look
from plugins.store import Store, key_of
from plugins.workshop import Workshop

MOST = 3


def asked(path, nodes):
    workshop = Workshop(Crew(1), Store(path))
    try:
        graph, key = Graph(nodes), key_of("looked", ())
        looked = look(graph, workshop.store.get(key), MOST)
        workshop.store.put(key, looked)
        stories = find_stories(workshop, graph)
        workshop.store.save()
        return looked.found, stories
    finally:
        workshop.close()


def chosen(chance, sign, among, most):
    names = chance.choices([f"{sign}{n}" for n in range(among)], range(1, among + 1), k=most)
    return {name: chance.randint(1, 3) for name in names}


def node(chance, id):
    # So many names that most nodes have little to do with most others.
    names, words = chosen(chance, "e", 60, 3), chosen(chance, "w", 90, 6)
    return Node(id, names, words, chance.choice((None, 700_000, 700_200, 701_000)))


def edited(chance, nodes):
    at = chance.randrange(len(nodes))
    kept = [*nodes[:at], *nodes[at + 1 :]]
    of = nodes[at]
    return chance.choice(
        (
            [node(chance, of.id), *kept],
            [Node(of.id, of.entities, {**of.words, f"new{chance.random()}": 1}, of.day), *kept],
            [Node(of.id, of.entities, {**of.words, "w89": 1}, of.day), *kept],
            [Node(of.id, of.entities, of.words, 700_100), *kept],
            kept,
            [*nodes, node(chance, f"n{chance.random()}")],
            nodes,
        )
    )


@pytest.mark.parametrize("seed", range(3))
def test_after_each_edit_they_are_those_of_all_anew(tmp_path, monkeypatch, rounds, seed):
    looked: list[int] = []
    nearest_of = related.nearest_of

    def noted(graph, number, most):
        looked[-1] += 1
        return nearest_of(graph, number, most)

    monkeypatch.setattr(module, "nearest_of", noted)
    chance = random.Random(seed)
    nodes = [node(chance, f"{number:03}") for number in range(60)]
    for _ in range(rounds(50, 500)):
        looked.append(0)
        found = asked(tmp_path / "kept.sqlite", nodes)
        anew = looked.pop()
        looked.append(0)
        assert found == asked(None, nodes)
        looked[-1] = anew
        nodes = edited(chance, nodes)
    assert any(0 < count < 30 for count in looked), "few are looked for again, where few changed"


def test_a_node_of_another_name_is_looked_for_under_it(tmp_path):
    one, other = Node("a", {"e1": 1}), Node("b", {"e1": 1})
    asked(tmp_path / "kept.sqlite", [one, other])
    found, _ = asked(tmp_path / "kept.sqlite", [one, Node("c", {"e1": 1})])
    assert [near.id for near in found["a"].near] == ["c"]
