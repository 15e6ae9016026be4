"""What hits are narrowed by: people, places, organizations, events, authors, sources, …"""

from collections.abc import Iterable

from plugins.search.codec.values import Value
from plugins.search.record import Record


def facet_values(records: Iterable[Record]) -> list[Value]:
    """Return every value of every facet with its documents, numbered as `records` come."""
    found: dict[tuple[str, str], Value] = {}
    for number, record in enumerate(records):
        for field, key, name in dict.fromkeys(_values(record)):
            value = found.setdefault((field, key), Value(field, key, name, []))
            if not value.documents or value.documents[-1] != number:
                value.documents.append(number)
    return list(found.values())


def _values(record: Record) -> Iterable[tuple[str, str, str]]:
    yield from ((each.kind, each.id, each.name) for each in record.entities)
    yield from (("author", author, author) for author in record.authors)
    if record.source:
        yield "source", record.source, record.source
    if record.section:
        yield "section", record.section, record.section
    if record.date:
        yield "year", record.date[:4], record.date[:4]
