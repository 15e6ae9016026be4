"""Tables as text: CSV with any of the usual signs between the cells, and TSV."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from plugins.convert.decode import decode
from plugins.convert.draft import Draft
from plugins.convert.item import Failure
from plugins.convert.raw import Raw
from plugins.convert.rows import HIGHEST, drafts_of, fields_of, head_at, twice
from plugins.errors import ArchiveError

SIGNS = ",;\t|"


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield a document for every row below the one that names the columns."""
    text = decode(raw.data, raw.name)
    lines = io.StringIO(text.text.lstrip("\ufeff"), newline="")
    sign = _sign(lines, raw)
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        lines.seek(0)
        above = head_at(csv.reader(lines, delimiter=sign), raw)
        lines.seek(0)
        for _ in islice(csv.reader(lines, delimiter=sign), above):
            pass
        rows = csv.DictReader(lines, delimiter=sign)
        told = (*text.warnings, *twice(rows.fieldnames or ()))
        yield from drafts_of(rows, raw, first_row=2 + above, unnamed=(), told=told)
    except csv.Error as problem:
        raise ArchiveError(f"{raw.name}: a broken table ({problem}); save it again") from problem


def _sign(lines: Iterable[str], raw: Raw) -> str:
    """Return what stands between the cells, by the line that names the columns, else the first."""
    first = list(islice(lines, HIGHEST))
    heads = (line for line in first if len(fields_of(_cells(line), raw)) > 1)
    return max(SIGNS, key=next(heads, next(iter(first), "")).count)


def _cells(line: str) -> list[str]:
    return [cell.strip('" \n\r') for cell in line.split(max(SIGNS, key=line.count))]
