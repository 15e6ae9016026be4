"""The file of suggestions: the keeper ticks rows in a spreadsheet, and running again adds them."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from plugins.arabic.words import WORD
from plugins.entities.authority import split_list
from plugins.entities.edit import Sheets
from plugins.entities.entity import Entity
from plugins.entities.romanize import id_for
from plugins.entities.spelling import folded_words
from plugins.entities.suggest import Suggestion
from plugins.entities.table import QUOTING, separator_of
from plugins.entities.variants import Neighbours
from plugins.errors import ArchiveError
from plugins.files import read_text, write_atomic
from plugins.kinds import KINDS

COLUMNS = (
    "tick",
    "name",
    "kind",
    "same_as",
    "count",
    "nearest",
    "context1",
    "context2",
    "context3",
)
YES = ("x", "✓", "v", "1", "yes", "نعم")
NO = ("-", "0", "no", "لا")
UNSURE = "person"  # the kind of a name that nothing tells: people are named most

Row = dict[str, str]


def read_proposals(path: Path) -> list[Row]:
    """Return the rows of the file, none where it is not there yet.

    Raises ArchiveError with file and line for a tick, a kind or a column that is none, and for a
    quote that is not closed: all below it would be one cell.
    """
    if not path.exists():
        return []
    text = read_text(path)
    lines, separator = io.StringIO(text, newline=""), separator_of(text)
    reader = csv.DictReader(lines, delimiter=separator, restval="", strict=True)
    rows: list[Row] = []
    try:
        if set(COLUMNS[:4]) - set(reader.fieldnames or ()):
            raise ArchiveError(
                f"{path}:1: not a file of suggestions; remove it, suggest writes it anew"
            )
        for row in reader:
            cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
            _check(path, reader.line_num, cells)
            rows.append(cells)
    except csv.Error as problem:
        raise ArchiveError(f"{path}:{reader.line_num}: {problem}; {QUOTING}") from problem
    return rows


def _check(path: Path, line: int, row: Row) -> None:
    if row["tick"].lower() not in ("", *YES, *NO):
        raise ArchiveError(
            f"{path}:{line}: tick «{row['tick']}» is neither {YES[0]} (add it) nor {NO[0]} "
            "(never propose it again); write one of them or nothing"
        )
    if row["kind"] not in KINDS:
        raise ArchiveError(
            f"{path}:{line}: kind «{row['kind']}» is not one of {', '.join(KINDS)}; write one"
        )
    if is_ticked(row) and not WORD.search(row["name"]):
        raise ArchiveError(f"{path}:{line}: no name; write one, or take the tick away")


def is_ticked(row: Row) -> bool:
    """Tell whether the keeper wants the name: who gives an id in `same_as` has said so."""
    return row["tick"].lower() in YES or bool(row["same_as"] and not is_refused(row))


def is_refused(row: Row) -> bool:
    return row["tick"].lower() in NO


def add_ticked(rows: Sequence[Row], sheets: Sheets) -> list[str]:
    """Put the ticked rows into the authority files; return the ids, of old entities too.

    A row with an id in `same_as` becomes another name of that entity. What bears the name already
    stays as it is: a run that was stopped may have added it.
    """
    taken = {row["id"] for row in sheets.rows()}
    bearers = {
        folded_words(name): row["id"]
        for row in sheets.rows()
        for name in (row["name"], *split_list(row.get("aliases", "")))
    }
    ids: list[str] = []
    for row in filter(is_ticked, rows):
        name, words = row["name"], folded_words(row["name"])
        id = row["same_as"] or bearers.get(words, "")
        if not id:
            id = id_for(name, taken)
            sheets.add(row["kind"], {"id": id, "name": name})
            taken.add(id)
        elif bearers.get(words) != id:
            _, cells = sheets.find(id)
            cells["aliases"] = "|".join([*split_list(cells.get("aliases", "")), name])
        bearers[words] = id
        ids.append(id)
    return ids


def write_proposals(
    path: Path, kept: Sequence[Row], found: Sequence[Suggestion], entities: Sequence[Entity]
) -> int:
    """Write the file: new names best first, then those refused before; return how many are new."""
    refused = [row for row in kept if is_refused(row)]
    known = {folded_words(row["name"]) for row in refused}
    neighbours = Neighbours(entities)
    new = [_row(each, neighbours) for each in found if each.words not in known]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows([*new, *refused])
    write_atomic(path, "\ufeff" + out.getvalue())  # the BOM makes spreadsheets read UTF-8
    return len(new)


def _row(each: Suggestion, neighbours: Neighbours) -> Row:
    kind = each.kind or UNSURE
    nearest = neighbours.nearest(each.name, kind)
    alike = ", ".join(f"{id} ({likeness:.2f})" for likeness, id in nearest)
    row = {"name": each.name, "kind": kind, "count": str(each.count), "nearest": alike}
    contexts = {f"context{n}": text for n, text in enumerate(each.contexts, 1)}
    return {"tick": "", "same_as": ""} | row | contexts
