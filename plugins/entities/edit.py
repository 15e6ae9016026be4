"""Changes to the authority files, as a keeper would make them in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.document import ID
from plugins.entities.authority import own_kind, read_authority, split_list
from plugins.entities.entity import COLUMNS, LISTS
from plugins.entities.spelling import folded_words
from plugins.entities.table import Cells, read_rows, separator_of
from plugins.errors import ArchiveError
from plugins.files import read_text, write_atomic
from plugins.folders import visible
from plugins.kinds import FOLDERS


@dataclass
class Sheet:
    """An authority file in memory: its columns, its rows, and how it is written."""

    path: Path
    columns: list[str]
    rows: list[Cells]
    separator: str = ","
    newline: str = "\n"
    bom: bool = False

    def kind(self, row: Cells) -> str:
        return row.get("kind") or own_kind(self.path)

    def text(self) -> str:
        """Return the file's text, its rows as they are now."""
        used = {column for row in self.rows for column, cell in row.items() if cell}
        columns = self.columns + [c for c in COLUMNS if c in used and c not in self.columns]
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.separator, lineterminator=self.newline)
        writer.writerow(columns)
        writer.writerows([row.get(column, "") for column in columns] for row in self.rows)
        return ("\ufeff" if self.bom else "") + out.getvalue()


class Sheets:
    """All authority files of a folder, to be changed together."""

    def __init__(self, folder: Path) -> None:
        """Read them; raises ArchiveError where they are not in order."""
        read_authority(folder)
        self.folder = folder
        self._sheets = [_read(path) for path in visible(folder, ".csv")]

    def find(self, id: str) -> tuple[Sheet, Cells]:
        """Return an entity's row and its file; raises ArchiveError for an unknown id."""
        for sheet in self._sheets:
            for row in sheet.rows:
                if row["id"] == id:
                    return sheet, row
        raise ArchiveError(
            f"{self.folder}: no entity has the id «{id}»; "
            "python -m plugins.entities explain FILE shows the ids"
        )

    def rows(self) -> Iterable[Cells]:
        return (row for sheet in self._sheets for row in sheet.rows)

    def add(self, kind: str, cells: Cells) -> None:
        """Put a new row at the end of its kind's file, which is made if it is not there."""
        path = self.folder / f"{FOLDERS[kind]}.csv"
        sheet = next((each for each in self._sheets if each.path == path), None)
        if sheet is None:
            sheet = Sheet(path, list(COLUMNS[:3]), [])
            self._sheets.append(sheet)
        sheet.rows.append(cells)

    def save(self) -> None:
        """Write the files that changed; if they are not in order then, put all back as it was."""
        before = {s.path: s.path.read_bytes() if s.path.exists() else None for s in self._sheets}
        try:
            for sheet in self._sheets:
                if sheet.text().encode("utf-8") != before[sheet.path]:
                    write_atomic(sheet.path, sheet.text())
            read_authority(self.folder)
        except ArchiveError:
            for path, content in before.items():
                path.unlink() if content is None else write_atomic(path, content)
            raise


def merge(sheets: Sheets, gone: str, stays: str) -> None:
    """Make entity `gone` a part of `stays`: its names, what it alone knows, and its address."""
    if gone == stays:
        raise ArchiveError(f"{sheets.folder}: {gone} and {stays} are one already; give two ids")
    (sheet, row), (heir_sheet, heir) = sheets.find(gone), sheets.find(stays)
    if stays in split_list(row.get("same_as_never", "")) or gone in split_list(
        heir.get("same_as_never", "")
    ):
        raise ArchiveError(
            f"{sheet.path}: same_as_never says that {gone} and {stays} are two; "
            "take the id out of that cell first"
        )
    old, kept = sheet.kind(row), heir_sheet.kind(heir)
    sheet.rows.remove(row)
    heir["aliases"] = _names(heir, [row["name"], *split_list(row.get("aliases", ""))])
    for column in ("adjective", "never", "always", "sometimes"):
        heir[column] = _joined(heir, column, split_list(row.get(column, "")))
    for column in ("description", "wikidata"):
        heir[column] = heir.get(column) or row.get(column, "")
    if not heir.get("lat"):
        heir |= {"lat": row.get("lat", ""), "lon": row.get("lon", "")}
    former = [gone, *split_list(row.get("was", ""))]
    heir["was"] = _joined(heir, "was", [_placed(id, old, kept) for id in former])
    apart = [id for id in split_list(row.get("same_as_never", "")) if id != stays]
    heir["same_as_never"] = _joined(heir, "same_as_never", apart)
    _point(sheets, gone, stays)


def rename(sheets: Sheets, old: str, new: str) -> None:
    """Give an entity another id; its former address will lead to the new one."""
    if not ID.fullmatch(new):
        raise ArchiveError(
            f"{sheets.folder}: the id «{new}» is not of a-z, 0-9 and hyphens; write taha-hussein"
        )
    if any(row["id"] == new for row in sheets.rows()):
        raise ArchiveError(
            f"{sheets.folder}: the id «{new}» is in use; choose another, or merge {old} {new}"
        )
    _, row = sheets.find(old)
    row["id"] = new
    row["was"] = _joined(row, "was", [old], without=new)
    _point(sheets, old, new)


def move_text(folder: Path, old: str, new: str) -> Callable[[], object]:
    """Return what makes the own text of `old`, if it has one, that of `new`.

    Raises ArchiveError where both have one: neither is lost, and nothing was changed yet.
    """
    mine, other = folder / f"{old}.md", folder / f"{new}.md"
    if not mine.exists():
        return lambda: None
    if other.exists():
        raise ArchiveError(
            f"{mine}: {other.name} is there too; put what is to stay into that file and remove this"
        )
    return lambda: mine.rename(other)


def tell_apart(sheets: Sheets, one: str, other: str) -> None:
    """Remember that two entities are not the same, however alike their names."""
    sheets.find(other)
    _, row = sheets.find(one)
    row["same_as_never"] = _joined(row, "same_as_never", [other])


def _read(path: Path) -> Sheet:
    raw = path.read_bytes()
    text = read_text(path)
    rows = [row.cells for row in read_rows(path)]
    header = next(csv.reader([text.splitlines()[0]], delimiter=separator_of(text)))
    columns = [cell.strip().lower() for cell in header if cell.strip()]
    newline = "\r\n" if "\r\n" in text else "\n"
    return Sheet(path, columns, rows, separator_of(text), newline, raw.startswith(b"\xef\xbb\xbf"))


def _names(heir: Cells, more: Sequence[str]) -> str:
    own = {folded_words(heir["name"])}
    kept: list[str] = []
    for name in (*split_list(heir.get("aliases", "")), *more):
        if folded_words(name) not in own:
            own.add(folded_words(name))
            kept.append(name)
    return "|".join(kept)


def _joined(row: Cells, column: str, more: Iterable[str], without: str = "") -> str:
    assert column in LISTS
    both = dict.fromkeys([*split_list(row.get(column, "")), *more])
    return "|".join(each for each in both if each != without)


def _placed(id: str, kind: str, heir_kind: str) -> str:
    """Return a former id as `was` has it: with its folder where the heir's is another."""
    return id if "/" in id or kind == heir_kind else f"{FOLDERS[kind]}/{id}"


def _point(sheets: Sheets, old: str, new: str) -> None:
    """Let what spoke of `old` speak of `new`."""
    for row in sheets.rows():
        ids = split_list(row.get("same_as_never", ""))
        if old in ids:
            now = dict.fromkeys(new if id == old else id for id in ids)
            row["same_as_never"] = "|".join(id for id in now if id != row["id"])
