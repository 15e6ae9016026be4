"""Who is named with whom: the counts, the picture, and the data that go out."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import networkx
from hypothesis import given
from hypothesis import strategies as st

from plugins.entities.export import (
    MentionRow,
    Told,
    entities_csv,
    entities_jsonld,
    mentions_csv,
    network_gexf,
    network_json,
)
from plugins.entities.network import HEIGHT, WIDTH, network, picture
from tests.entity_rows import ALL, CAIRO, LEBANON, NATO, RUSSIA, RUTTE, place

ARTICLES = [[RUTTE, NATO, RUSSIA], [NATO, RUTTE], [LEBANON, RUSSIA], [CAIRO]]
GEXF = {"g": "http://gexf.net/1.3"}


def test_articles_that_name_both_are_counted_and_once_is_chance() -> None:
    found = network(ARTICLES)
    assert [tuple(edge) for edge in found.edges] == [("mark-rutte", "nato", 2)]
    assert (found.counts["russia"], found.counts["cairo"]) == (2, 1)


@given(st.lists(st.lists(st.sampled_from(ALL), max_size=6, unique_by=id), max_size=12))
def test_the_picture_stays_in_its_frame_and_is_the_same_each_time(articles) -> None:
    drawn = picture(network(articles))
    assert drawn == picture(network(articles))
    for dot in drawn.dots:
        assert 0 <= dot.x <= WIDTH
        assert 0 <= dot.y <= HEIGHT
    shown = {dot.entity.id for dot in drawn.dots}
    assert len(shown) == len(drawn.dots)


def test_networkx_reads_the_network_from_either_file() -> None:
    found = network([*ARTICLES, [RUTTE, place("quoted", 'ساحة "السلام" & كذا')]])
    gexf = networkx.read_gexf(io.StringIO(network_gexf(found)), version="1.3")
    told = networkx.node_link_graph(json.loads(network_json(found)), edges="links")
    expected = {frozenset((e.one, e.other)): e.articles for e in found.edges}
    assert {frozenset(e[:2]): e[2] for e in gexf.edges(data="weight")} == expected
    assert {frozenset(e[:2]): e[2] for e in told.edges(data="articles")} == expected
    assert set(gexf) == set(told) == set(found.entities)
    assert gexf.nodes["quoted"]["label"] == 'ساحة "السلام" & كذا'
    assert gexf.nodes["quoted"]["kind"] == "place"


def test_the_network_opens_in_gephi_and_elsewhere() -> None:
    found = network([*ARTICLES, [RUTTE, place("quoted", 'ساحة "السلام" & كذا\x0b\uffff')]])
    tree = ET.fromstring(network_gexf(found))
    labels = {node.get("id"): node.get("label") for node in tree.iterfind(".//g:node", GEXF)}
    assert labels["quoted"] == 'ساحة "السلام" & كذا'
    [edge] = tree.iterfind(".//g:edge", GEXF)
    assert (edge.get("source"), edge.get("target"), edge.get("weight")) == (
        *("mark-rutte", "nato"),
        "2",
    )
    data = json.loads(network_json(found))
    assert data["links"] == [{"source": "mark-rutte", "target": "nato", "articles": 2}]
    assert {"id": "nato", "label": NATO.name, "kind": "organization", "articles": 2} in (
        data["nodes"]
    )


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


TOLD = Told(
    place("beirut", "بيروت", aliases=("ست الدنيا",), lat=33.9, lon=35.5, wikidata="Q3820"),
    *(2, 5, "1975", "2024-10-21", "https://x.example/places/beirut/"),
)


def test_the_entities_go_out_as_a_table_that_spreadsheets_open() -> None:
    text = entities_csv([TOLD])
    assert text.startswith("\ufeff")
    [row] = table(text)
    assert (row["id"], row["aliases"], row["lat"]) == ("beirut", "ست الدنيا", "33.9")
    assert (row["articles"], row["mentions"], row["last"]) == ("2", "5", "2024-10-21")


def test_the_entities_go_out_as_linked_data() -> None:
    [node] = json.loads(entities_jsonld([TOLD]))["@graph"]
    assert node == {
        "@type": "Place",
        "@id": "https://x.example/places/beirut/",
        "name": "بيروت",
        "alternateName": ["ست الدنيا"],
        "sameAs": "https://www.wikidata.org/entity/Q3820",
        "geo": {"@type": "GeoCoordinates", "latitude": 33.9, "longitude": 35.5},
    }


def test_every_mention_goes_out() -> None:
    row = MentionRow("visit", "2024", "beirut", "place", "ببيروت", "name", 3, 9)
    [back] = table(mentions_csv([row]))
    assert back == {name: str(value) for name, value in row._asdict().items()}
