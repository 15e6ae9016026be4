"""The archive's names as data: tables for spreadsheets, JSON-LD, the network for Gephi."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from plugins.entities.entity import Entity
from plugins.entities.network import Network
from plugins.kinds import TYPES, WIKIDATA
from plugins.xmltext import xml_text

BOM = "\ufeff"  # spreadsheets read UTF-8 with it
ENTITY_COLUMNS = (
    *("id", "kind", "name", "aliases", "description", "wikidata", "lat", "lon"),
    *("articles", "mentions", "first", "last", "url"),
)
MENTION_COLUMNS = ("article", "date", "entity", "kind", "form", "rule", "start", "end")


class Told(NamedTuple):
    """An entity as the archive has it: in how many articles, how often, from when to when."""

    entity: Entity
    articles: int
    mentions: int
    first: str
    last: str
    url: str


class MentionRow(NamedTuple):
    """A mention: article id, its date (ISO or ""), and what `match.Mention` says."""

    article: str
    date: str
    entity: str
    kind: str
    form: str
    rule: str
    start: int
    end: int


def entities_csv(told: Iterable[Told]) -> str:
    """Return the entities as a table; lists are split at "|"."""
    return _table(
        ENTITY_COLUMNS,
        (
            (
                *(each.entity.id, each.entity.kind, each.entity.name),
                *("|".join(each.entity.names[1:]), each.entity.description, each.entity.wikidata),
                *("" if at is None else at for at in (each.entity.lat, each.entity.lon)),
                *(each.articles, each.mentions, each.first, each.last, each.url),
            )
            for each in told
        ),
    )


def mentions_csv(rows: Iterable[MentionRow]) -> str:
    """Return every mention as a table; places count code points of the article's plain text."""
    return _table(MENTION_COLUMNS, rows)


def entities_jsonld(told: Iterable[Told]) -> str:
    """Return the entities as schema.org's things, in one JSON-LD graph."""
    graph = [_node(each) for each in told]
    return f'{{"@context": "https://schema.org", "@graph": {_lines(graph)}}}'


def network_json(found: Network) -> str:
    """Return the network as nodes and links, the form that d3 and its like read."""
    nodes = [
        {"id": id, "label": entity.name, "kind": entity.kind, "articles": found.counts[id]}
        for id, entity in sorted(found.entities.items())
    ]
    links = [{"source": e.one, "target": e.other, "articles": e.articles} for e in found.edges]
    return f'{{"nodes": {_lines(nodes)}, "links": {_lines(links)}}}'


def network_gexf(found: Network) -> str:
    """Return the network as GEXF 1.3 (gexf.net), which Gephi opens."""
    nodes = (
        f"<node id={quoteattr(id)} label={quoteattr(xml_text(entity.name))}><attvalues>"
        f'<attvalue for="kind" value={quoteattr(entity.kind)}/>'
        f'<attvalue for="articles" value="{found.counts[id]}"/></attvalues></node>'
        for id, entity in sorted(found.entities.items())
    )
    edges = (
        f'<edge id="{number}" source={quoteattr(e.one)} target={quoteattr(e.other)} '
        f'weight="{e.articles}"/>'
        for number, e in enumerate(found.edges)
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
            '<graph defaultedgetype="undirected"><attributes class="node">',
            '<attribute id="kind" title="kind" type="string"/>',
            '<attribute id="articles" title="articles" type="integer"/></attributes>',
            "<nodes>",
            *nodes,
            "</nodes>",
            "<edges>",
            *edges,
            "</edges>",
            "</graph></gexf>",
            "",
        ]
    )


def _node(told: Told) -> Mapping[str, Any]:
    entity = told.entity
    node: dict[str, Any] = {
        "@type": TYPES[entity.kind],
        "@id": told.url,
        "name": entity.name,
        "alternateName": list(entity.names[1:]),
        "description": entity.description,
        "sameAs": WIKIDATA + entity.wikidata if entity.wikidata else None,
    }
    if entity.lat is not None and entity.kind == "place":
        node["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": entity.lat,
            "longitude": entity.lon,
        }
    return {key: value for key, value in node.items() if value}


def _lines(values: Sequence[Any]) -> str:
    """Return a JSON array, a value a line: many are written, and some are compared by lines."""
    return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in values) + "\n]"


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")  # as RFC 4180 has it
    writer.writerow(columns)
    writer.writerows(rows)
    return BOM + out.getvalue()
