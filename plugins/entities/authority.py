"""The authority files: who and what the archive names. The keeper's word, and the only one."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.arabic.fold import fold_name
from plugins.arabic.words import WORD
from plugins.document import ID
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.files import read_text
from plugins.kinds import FOLDERS, KINDS

COLUMNS = (
    "id",
    "name",
    "aliases",
    "kind",
    "description",
    "wikidata",
    "lat",
    "lon",
    "adjective",
    "never",
    "same_as_never",
)
LISTS = ("aliases", "adjective", "never", "same_as_never")
WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True)
class Entity:
    """A person, place, organization or event. `adjective` holds nisba forms, masculine singular."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    wikidata: str = ""
    lat: float | None = None
    lon: float | None = None
    adjective: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    same_as_never: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of its page below the site."""
        return f"{FOLDERS[self.kind]}/{self.id}/"


def read_authority(folder: Path) -> list[Entity]:
    """Return the entities in `folder`/*.csv, in file order, each id once.

    folder  CSV files in UTF-8 (a BOM and semicolons are fine), the columns of docs/keeping.md
    Raises ArchiveErrors, with file and line, for bad rows, repeated ids, names of two entities.
    """
    if not folder.is_dir():
        raise ArchiveError(f"{folder}: no such folder; make it, with {', '.join(_files())} in it")
    errors: list[ArchiveError] = []
    placed: list[tuple[str, Entity]] = []
    for path in sorted(folder.glob("*.csv")):
        try:
            rows = list(_rows(path))
        except ArchiveError as error:
            errors.append(error)
            continue
        for line, row in rows:
            try:
                placed.append((f"{path}:{line}", _entity(path, line, row)))
            except ArchiveError as error:
                errors.append(error)
    errors += [*_repeated_ids(placed), *_shared_names(placed)]
    if errors:
        raise ArchiveErrors(errors)
    return [entity for _, entity in placed]


def _files() -> list[str]:
    return [f"{folder}.csv" for folder in FOLDERS.values()]


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of a file; raises ArchiveError for columns that are not ours."""
    lines = read_text(path).splitlines()
    header = lines[0] if lines else ""
    separator = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(lines, delimiter=separator, restkey="", restval="")
    for column in reader.fieldnames or ():
        if column.strip() not in COLUMNS:
            raise ArchiveError(f"{path}:1: no column «{column}»; there are {', '.join(COLUMNS)}")
    for row in reader:
        if "" in row:
            raise ArchiveError(
                f"{path}:{reader.line_num}: more cells than columns; "
                f'put a text that has «{separator}» in it between "quotes"'
            )
        cells = {column.strip(): (cell or "").strip() for column, cell in row.items()}
        if any(cells.values()):
            yield reader.line_num, cells


def _entity(path: Path, line: int, row: dict[str, str]) -> Entity:
    def wrong(finding: str) -> ArchiveError:
        return ArchiveError(f"{path}:{line}: {finding}")

    fields: dict[str, Any] = {name: _list(row.get(name, "")) for name in LISTS}
    fields |= {name: row.get(name, "") for name in ("id", "name", "description", "wikidata")}
    own_kind = {folder: kind for kind, folder in FOLDERS.items()}.get(path.stem, "")
    fields["kind"] = row.get("kind") or own_kind
    if not ID.fullmatch(fields["id"]):
        raise wrong(
            f"the id «{fields['id']}» is not of a-z, 0-9 and hyphens; write one, taha-hussein"
        )
    if not WORD.search(fields["name"]):
        raise wrong(f"no name for {fields['id']}; write one")
    if fields["kind"] not in KINDS:
        raise wrong(f"kind «{fields['kind']}» is not one of {', '.join(KINDS)}")
    if fields["wikidata"] and not WIKIDATA.fullmatch(fields["wikidata"]):
        raise wrong(f"wikidata «{fields['wikidata']}» is not a number such as Q8023")
    try:
        fields |= {
            name: _degrees(row.get(name, ""), limit) for name, limit in (("lat", 90), ("lon", 180))
        }
    except ValueError as problem:
        raise wrong(f"{problem}; write degrees such as 33.89") from problem
    return Entity(**fields)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def _degrees(cell: str, limit: int) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"«{cell}» is not a number") from None
    if not -limit <= value <= limit:
        raise ValueError(f"{cell} is beyond {limit} degrees")
    return value


def _repeated_ids(placed: list[tuple[str, Entity]]) -> Iterator[ArchiveError]:
    first: dict[str, str] = {}
    for place, entity in placed:
        if first.setdefault(entity.id, place) != place:
            yield ArchiveError(
                f"{place}: the id «{entity.id}» stands at {first[entity.id]} too; change one"
            )


def _shared_names(placed: list[tuple[str, Entity]]) -> Iterator[ArchiveError]:
    first: dict[str, tuple[str, Entity]] = {}
    for place, entity in placed:
        for name in (entity.name, *entity.aliases):
            there, other = first.setdefault(fold_name(name), (place, entity))
            if other.id != entity.id:
                yield ArchiveError(
                    f"{place}: «{name}» of {entity.id} is a name of {other.id} too ({there}); "
                    "take it from one of them"
                )
