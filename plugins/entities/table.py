"""The syntax of an authority file: CSV as spreadsheets write it."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.entities.entity import COLUMNS
from plugins.errors import ArchiveError
from plugins.files import read_text

NEEDED = ("id", "name")
SEPARATORS = (",", ";", "\t")
QUOTING = (
    'a cell that has a quote in it is written between quotes, the quote itself twice: "قال ""نعم"""'
)


Cells = dict[str, str]  # by column


class Row(NamedTuple):
    """A row's cells, and the line where it ends."""

    line: int
    cells: Cells


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file that hold anything; raises ArchiveError with file and line.

    Commas, semicolons or tabs between cells, as the header has them; any line ends; a BOM.
    """
    text = read_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    rows: list[Row] = []
    columns: list[str] | None = None
    try:
        for cells in reader:
            if columns is None:
                columns = _columns(path, cells)
            elif any(cell.strip() for cell in cells):
                rows.append(Row(reader.line_num, _named(path, reader.line_num, columns, cells)))
    except csv.Error as problem:
        raise ArchiveError(f"{path}:{reader.line_num}: {problem}; {QUOTING}") from problem
    if columns is None:
        raise ArchiveError(f"{path}:1: the file is empty; write a first line {','.join(COLUMNS)}")
    return rows


def separator_of(text: str) -> str:
    """Return what stands between the cells of a file's first line most often."""
    return max(SEPARATORS, key=text.partition("\n")[0].count)


def _columns(path: Path, cells: Sequence[str]) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()  # spreadsheets keep columns that were emptied
    for column in columns:
        if column not in COLUMNS:
            raise ArchiveError(
                f"{path}:1: no column «{column}»; the columns are {', '.join(COLUMNS)}"
            )
        if columns.count(column) > 1:
            raise ArchiveError(f"{path}:1: the column {column} stands twice; keep one of them")
    for column in NEEDED:
        if column not in columns:
            raise ArchiveError(f"{path}:1: no column {column}; add it to the first line")
    return columns


def _named(path: Path, line: int, columns: list[str], cells: Sequence[str]) -> Cells:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise ArchiveError(
            f"{path}:{line}: more cells than columns; put a text that has the separator in it "
            'between "quotes"'
        )
    return {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
