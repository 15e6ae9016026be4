"""Tables as text: CSV with any of the usual signs between the cells, and TSV."""

import csv
import io
import sys
from collections.abc import Iterator

from plugins.convert.decode import decode
from plugins.convert.draft import Draft
from plugins.convert.item import Failure
from plugins.convert.raw import Raw
from plugins.convert.rows import drafts_of
from plugins.errors import ArchiveError

SIGNS = ",;\t|"


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield a document for every row; the first row names the columns."""
    text = decode(raw.data, raw.name)
    lines = io.StringIO(text.text.lstrip("\ufeff"), newline="")
    head = lines.readline()
    sign = max(SIGNS, key=head.count)
    lines.seek(0)
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield from drafts_of(csv.DictReader(lines, delimiter=sign), raw, first_row=2)
    except csv.Error as problem:
        raise ArchiveError(f"{raw.name}: a broken table ({problem}); save it again") from problem
