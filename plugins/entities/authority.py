"""The authority files: who and what the archive names. The keeper's word, and the only one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from plugins.arabic.words import WORD
from plugins.document import ID
from plugins.entities.consistency import inconsistencies, kept_apart
from plugins.entities.entity import LISTS, WIKIDATA, Entity
from plugins.entities.spelling import folded_words
from plugins.entities.table import Cells, read_rows
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.folders import visible
from plugins.kinds import FOLDERS, KINDS

DEGREES = {"lat": 90, "lon": 180}
GENERAL = "world-"  # begins the names of files that yield to the keeper's others


class Placed(NamedTuple):
    """An entity and where its row stands."""

    path: Path
    line: int
    entity: Entity


def read_authority(folder: Path) -> list[Entity]:
    """Return the entities in `folder`/*.csv, in file order, each id once.

    folder  CSV files in UTF-8 (a BOM and semicolons are fine), the columns of docs/keeping.md
    Where a row of world-*.csv has an id or a name that stands in another file, that one counts.
    Raises ArchiveErrors, with file and line, for bad rows, repeated ids, names of two entities.
    """
    return [placed.entity for placed in read_placed(folder)]


def read_placed(folder: Path) -> list[Placed]:
    """Return what `read_authority` does, with the place of each row."""
    if not folder.is_dir():
        raise ArchiveError(f"{folder}: no such folder; make it, with {', '.join(_files())} in it")
    errors: list[ArchiveError] = []
    placed: list[Placed] = []
    for path in visible(folder, ".csv"):
        found, wrong = _entities(path)
        placed += found
        errors += wrong
    placed = list(_without_yielding(placed))
    errors += inconsistencies((f"{p.path}:{p.line}", p.entity) for p in placed)
    if errors:
        raise ArchiveErrors(errors)
    return placed


def is_general(path: Path) -> bool:
    """Tell whether an authority file is one of those that every archive begins with."""
    return path.name.startswith(GENERAL)


def _without_yielding(placed: Sequence[Placed]) -> Iterator[Placed]:
    """Yield all rows but the general ones that say again what the keeper's own say."""
    own = [each.entity for each in placed if not is_general(each.path)]
    ids = {entity.id: entity for entity in own}
    bearers = {folded_words(name): entity for entity in own for name in entity.names}
    gone = {
        each.entity.id
        for each in placed
        if is_general(each.path) and _yields(each.entity, ids, bearers)
    }
    for each in placed:
        if not (is_general(each.path) and each.entity.id in gone):
            yield _without(gone - ids.keys(), each)


def _without(gone: Set[str], placed: Placed) -> Placed:
    """Return a row that says of none of `gone` that it is another."""
    apart = placed.entity.same_as_never
    if gone.isdisjoint(apart):
        return placed
    known = tuple(id for id in apart if id not in gone)
    return placed._replace(entity=replace(placed.entity, same_as_never=known))


def _yields(
    entity: Entity, ids: Mapping[str, Entity], bearers: Mapping[tuple[str, ...], Entity]
) -> bool:
    alike = (bearers.get(folded_words(name)) for name in entity.names)
    return entity.id in ids or any(each and not kept_apart(each, entity) for each in alike)


def _files() -> Iterable[str]:
    return (f"{folder}.csv" for folder in FOLDERS.values())


def _entities(path: Path) -> tuple[list[Placed], list[ArchiveError]]:
    """Return a file's entities and what is wrong with its rows."""
    found: list[Placed] = []
    errors: list[ArchiveError] = []
    try:
        rows = read_rows(path)
    except ArchiveError as error:
        return [], [error]
    for row in rows:
        entity, wrong = _entity(path, row.cells)
        errors += [ArchiveError(f"{path}:{row.line}: {finding}") for finding in wrong]
        if not wrong:
            found.append(Placed(path, row.line, entity))
    return found, errors


def _entity(path: Path, cells: Cells) -> tuple[Entity, list[str]]:
    """Return a row's entity and all that is wrong with it."""
    wrong: list[str] = []
    fields: dict[str, Any] = {name: split_list(cells.get(name, "")) for name in LISTS}
    fields |= {name: cells.get(name, "") for name in ("id", "name", "description", "wikidata")}
    fields["kind"] = cells.get("kind") or own_kind(path)
    if not ID.fullmatch(fields["id"]):
        wrong.append(
            f"the id «{fields['id']}» is not of a-z, 0-9 and hyphens; write one, taha-hussein"
        )
    if not WORD.search(fields["name"]):
        wrong.append(f"no name for {fields['id']}; write one")
    if fields["kind"] not in KINDS:
        wrong.append(f"kind «{fields['kind']}» is not one of {', '.join(KINDS)}; write one of them")
    if fields["wikidata"] and not WIKIDATA.fullmatch(fields["wikidata"]):
        wrong.append(
            f"wikidata «{fields['wikidata']}» is not a number such as Q8023; correct or empty it"
        )
    for name, limit in DEGREES.items():
        try:
            fields[name] = _degrees(cells.get(name, ""), limit)
        except ValueError as problem:
            wrong.append(f"{problem}; write degrees such as 33.89")
    if bool(cells.get("lat")) != bool(cells.get("lon")):
        wrong.append("only one of lat and lon; write both or neither")
    return Entity(**fields), wrong


def own_kind(path: Path) -> str:
    """Return the kind that a file's name tells, "" for another name."""
    kinds = {folder: kind for kind, folder in FOLDERS.items()}
    return kinds.get(path.stem.removeprefix(GENERAL), "")


def split_list(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell between its bars, each once."""
    if not cell:
        return ()
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def _degrees(cell: str, limit: int) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        raise ValueError(f"«{cell}» is not a number") from None
    if not -limit <= value <= limit:
        raise ValueError(f"{cell} is beyond {limit} degrees")
    return value
