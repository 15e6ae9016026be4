"""Notes with links to other notes: they wait until all documents of a run have their ids."""

import pickle
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from plugins.convert.item import Item
from plugins.convert.ledger import Import
from plugins.convert.origins import Origin
from plugins.convert.scratch import scratch
from plugins.convert.settle import Run, new_id
from plugins.convert.wiki import ASTRAY, Named, keys, linked, meant, targets
from plugins.document import read_document
from plugins.errors import ArchiveError

SCHEMA = "CREATE TABLE items (at INTEGER PRIMARY KEY, number, item)"
SEPARATOR = re.compile(r"[,;\t]")
A_TARGET = "published"  # status of documents that links lead to


class Waiting:
    """Items that wait, each with the number of its source, in the order of their coming."""

    def __init__(self) -> None:
        """None waits yet."""
        self._tables = scratch(SCHEMA)
        self.numbers: set[int] = set()

    def add(self, number: int, item: Item) -> None:
        self.numbers.add(number)
        row = (number, pickle.dumps(item))
        self._tables.execute("INSERT INTO items (number, item) VALUES (?, ?)", row)

    def __iter__(self) -> Iterator[tuple[int, Item]]:
        for number, item in self._tables.execute("SELECT number, item FROM items ORDER BY at"):
            yield number, pickle.loads(item)

    def resolved(self, run: Run, origin: Callable[[int], Origin]) -> Iterator[tuple[int, Item]]:
        """Yield the items, their links leading to documents; all others have their ids by now."""
        wanted = {key for _, item in self for key in targets(item.document.body)}
        named = defaultdict[str, list[Named]](list)
        for each in self._named(run, origin):
            for key in wanted.intersection(keys(each.source)):
                named[key].append(each)
        for entry in run.imports:
            for key in wanted.intersection(keys(_name(entry))):
                if _is_target(run, entry):
                    named[key].append(Named(_name(entry), entry.id))
        ids = _authority_ids(run.base / "authority")
        for number, item in self:
            yield number, _linked(item, origin(number), partial(_find, run, ids, named))

    def _named(self, run: Run, origin: Callable[[int], Origin]) -> Iterator[Named]:
        for number, item in self:
            if (item.document.status or A_TARGET) == A_TARGET:
                own = origin(number)
                before = run.imports.get(own.place, item.key)
                id = before.id if before else new_id(run, own, item)
                yield Named(item.key or own.source.name, id)


def _find(
    run: Run, ids: frozenset[str], named: dict[str, list[Named]], beside: str, target: str
) -> str | None:
    """Return the id that a link means: of a note, else of an entity or a document by itself."""
    key = next(keys(target))
    if own := meant(target, named.get(key, ()), beside):
        return own
    return target if target in ids or run.imports.has(target) or target in run.moved else None


def _linked(item: Item, origin: Origin, find: Callable[[str, str], str | None]) -> Item:
    beside = item.key or origin.source.name
    body, astray = linked(item.document.body, partial(find, beside))
    told = (ASTRAY.format(astray),) if astray else ()
    document = replace(item.document, body=body)
    return item._replace(document=document, warnings=(*item.warnings, *told))


def _name(entry: Import) -> str:
    return entry.item or entry.source


def _is_target(run: Run, entry: Import) -> bool:
    """Tell whether the document of an import stands, and is one that links may lead to."""
    path = run.base / entry.path
    try:
        document = read_document(path if path.is_file() else run.moved[entry.id])
    except (ArchiveError, KeyError):
        return False
    return (document.status or A_TARGET) == A_TARGET


def _authority_ids(folder: Path) -> frozenset[str]:
    """Return what stands in the first column of the authority files: links may mean it."""
    lines = (line for path in folder.glob("*.csv") for line in path.open("rb"))
    return frozenset(
        SEPARATOR.split(line.decode("utf-8", "replace"), 1)[0].strip('"') for line in lines
    )
