"""Spreadsheets (.xlsx, .xls, .ods): every sheet with a row that names columns that we know."""

import io
from collections.abc import Iterator, Mapping, Sequence

from python_calamine import CalamineWorkbook

from plugins.convert.draft import Draft
from plugins.convert.item import Failure
from plugins.convert.raw import Raw
from plugins.convert.rows import drafts_of, head_at, twice
from plugins.convert.unzip import open_zip
from plugins.errors import ArchiveError


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield a document for every row of the sheets."""
    if raw.data.startswith(b"PK"):
        open_zip(raw.data, raw.name, raw.limits).close()  # for what it checks
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw.data))
        sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except Exception as problem:  # calamine's errors share no base
        raise ArchiveError(
            f"{raw.name}: a broken or locked spreadsheet ({problem}); save it as CSV"
        ) from problem
    errors = []
    count = 0
    for rows in sheets.values():
        above = head_at(rows, raw)
        try:
            below = rows[above:]
            told = twice(_heads(below))
            for found in drafts_of(_records(below), raw, 2 + above, _unnamed(below), told):
                count += 1
                yield found
        except ArchiveError as error:
            errors.append(error)
    if not count:
        raise errors[0] if errors else ArchiveError(f"{raw.name}: no sheets; see that it is right")


def _records(rows: Sequence[Sequence[object]]) -> Iterator[Mapping[str, object]]:
    heads = _heads(rows)
    for row in rows[1:]:
        yield {head: cell for head, cell in zip(heads, row, strict=False) if head}


def _heads(rows: Sequence[Sequence[object]]) -> list[str]:
    return [str(cell).strip() for cell in rows[0]] if rows else []


def _unnamed(rows: Sequence[Sequence[object]]) -> list[str]:
    """Return the numbers of the columns that have cells, and no name in the first row."""
    used = {at for row in rows[1:] for at, cell in enumerate(row) if str(cell).strip()}
    return [f"({at + 1})" for at, head in enumerate(_heads(rows)) if not head and at in used]
