"""Rows of a table, or records, to drafts: which column is which of our fields."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from plugins.arabic.fold import fold
from plugins.convert.clean import blocks, clean, clean_line
from plugins.convert.columns import COLUMNS, HIJRI, YEARS
from plugins.convert.draft import Draft, Given
from plugins.convert.item import Failure
from plugins.convert.ledger import sha256
from plugins.convert.lines import paragraphs
from plugins.convert.page import draft_of_fragment
from plugins.convert.raw import Raw
from plugins.convert.readers.text import structured
from plugins.convert.whole import whole
from plugins.errors import ArchiveError

MARKUP = re.compile(r"</?(?:p|div|br|span|strong|h[1-6]|ul|li|a)\b[^<>]*>", re.I)
MORE_CELLS = (
    'more cells than columns; put a text that has the sign between the cells in it between "quotes"'
)
LEFT_OUT = "left out, of the whole table: {}; say which fields these are in sources.yml: columns: …"
TWICE = "of columns of one name the last alone is read: {}; give each a name of its own"
HIJRI_SIGN = "هـ"
HIGHEST = 10  # rows among which the names of the columns are looked for
LIST = re.compile(r" ?[،;|؛,] ?")


def drafts_of(
    rows: Iterator[Mapping[str, object]],
    raw: Raw,
    first_row: int = 1,
    unnamed: Sequence[str] | None = None,
    told: tuple[str, ...] = (),
) -> Iterator[Draft | Failure]:
    """Yield a draft for every row that is not empty.

    first_row  number of the first one, for messages
    unnamed    of a table: its columns without a name. With the first draft it is said which columns
               are left out; None for records, which have many of their own
    told       of the way to the rows, to be told with the first draft
    """
    seen: set[str] = set()
    columns: dict[str, str] = {}
    count = 0
    for number, row in enumerate(rows, start=first_row):
        named = ((str(name), value) for name, value in row.items() if name is not None)
        values = {_sound(name): _sound(_written(value)) for name, value in named}
        beyond = any(str(cell).strip() for cell in _beyond(row))
        if not beyond and not any(map(str.strip, values.values())):
            continue
        columns = columns or _columns(values, raw)
        columns |= {
            c: f
            for c, f in _columns(values, raw, strict=False).items()
            if f not in columns.values()
        }
        fields = {
            field: _of_its_calendar(column, values.get(column, ""))
            for column, field in columns.items()
        }
        key = _key(fields, values)
        key = key if key not in seen else f"{key}+{number}"
        seen.add(key)
        count += 1
        left_out = () if unnamed is None else _left_out(values, columns, unnamed)
        notes = (*told, *left_out) if count == 1 else ()
        if beyond:
            yield Failure(key, f"{raw.name}:{number}: {MORE_CELLS}")
            continue
        try:
            own = sha256(json.dumps(values, ensure_ascii=False, sort_keys=True).encode("utf-8"))
            yield replace(whole(_draft(fields), raw, notes), key=key, sha256=own)
        except ArchiveError:
            yield Failure(key, f"{raw.name}:{number}: no text in the row; fill it in, or remove it")
    if not count:
        raise ArchiveError(f"{raw.name}: a table without rows; see that it is the right one")


def _of_its_calendar(column: str, cell: str) -> str:
    """Return a cell, with the sign of the Hijri year where its column alone says that it is one."""
    unsigned = cell and cell[-1].isdecimal() and _is_one(column, HIJRI)
    return f"{cell} {HIJRI_SIGN}" if unsigned else cell


def _left_out(
    values: Iterable[str], columns: Iterable[str], unnamed: Iterable[str]
) -> tuple[str, ...]:
    named = (column or f"({at})" for at, column in enumerate(values, start=1))
    left = [*(column for column in named if column not in columns), *unnamed]
    return (LEFT_OUT.format("، ".join(left)),) if left else ()


def _beyond(row: Mapping[Any, Any]) -> Sequence[object]:
    """Return the cells of a row that stand beyond the columns, as csv gives them."""
    found: Sequence[object] = row.get(None) or ()
    return found


def twice(heads: Sequence[str]) -> tuple[str, ...]:
    """Return what is to be said of columns that have the name of another."""
    found = dict.fromkeys(head for head in heads if head and heads.count(head) > 1)
    return (TWICE.format("، ".join(found)),) if found else ()


def head_at(rows: Iterable[Sequence[object]], raw: Raw) -> int:
    """Return which of a table's first rows names its columns: its title may stand above them."""
    for at, row in enumerate(islice(rows, HIGHEST)):
        named = fields_of(row, raw)
        if named & {"title", "body"} and (at == 0 or len(named) > 1):
            return at
    return 0


def fields_of(row: Iterable[object], raw: Raw) -> set[str]:
    """Return the fields that the cells of a row name."""
    return {*_columns({_written(cell): "" for cell in row}, raw, strict=False).values()}


def _columns(values: Mapping[str, str], raw: Raw, strict: bool = True) -> dict[str, str]:
    """Return column → field. Raises ArchiveError where no column is known to hold the text."""
    known = {fold(name): field for field, names in reversed(COLUMNS.items()) for name in names}
    mapped = dict(raw.columns)
    found: dict[str, str] = {}
    for column in values:
        plain = fold(" ".join(column.split()).strip("\ufeff"))
        field = mapped.get(column) or known.get(plain)
        if field and (field not in found.values() or column in mapped):
            found = {c: f for c, f in found.items() if f != field}
            found[column] = field
    for others in (HIJRI, YEARS):
        if "date" not in found.values():
            named = [column for column in values if _is_one(column, others)]
            found |= {column: "date" for column in named[:1] if column not in found}
    if strict and not {"title", "body"} & set(found.values()):
        raise ArchiveError(
            f"{raw.name}: none of its columns ({'، '.join(values)}) is known to be the text; "
            "say which in sources.yml beside it: columns: {name of the column: body}"
        )
    return found


def _is_one(column: str, names: Iterable[str]) -> bool:
    return fold(" ".join(column.split())) in map(fold, names)


def _key(fields: Mapping[str, str], values: Mapping[str, str]) -> str:
    own = fields.get("key") or fields.get("source_url")
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return " ".join(own.split())[:300] if own else sha256(text.encode("utf-8"))[:16]


def _draft(fields: Mapping[str, str]) -> Draft:
    body = fields.get("body", "")
    if len(MARKUP.findall(body)) > 1:
        draft = draft_of_fragment(body, base=fields.get("source_url", ""))
    else:
        draft = Draft("", structured(paragraphs(blocks(clean(body)))))
    return replace(
        draft,
        title=clean_line(fields.get("title", "")),
        source=clean_line(fields.get("source", "")),
        address=fields.get("source_url", "").strip(),
        given=Given(
            date=fields.get("date", "").strip(),
            date_from="the table's column",
            authors=_list(fields.get("authors", "")),
            translator=clean_line(fields.get("translator", "")),
            section=clean_line(fields.get("section", "")),
            summary=clean_line(fields.get("summary", "")),
            lang=fields.get("lang", "").strip(),
            rights=clean_line(fields.get("rights", "")),
            tags=_list(fields.get("tags", "")),
        ),
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, LIST.split(clean_line(text)))))


def _sound(text: str) -> str:
    """Return a text without half letters (surrogates), which JSON may hold and no file can."""
    return text.encode("utf-8", "ignore").decode("utf-8")


def _written(value: object) -> str:
    """Return a cell's value as text; a number without a fraction has none."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        # A text in pieces, some of them marked, as Telegram exports it; any other is a list.
        pieces = any(isinstance(item, dict) and "text" in item for item in value)
        return ("" if pieces else "، ").join(_written(item) for item in value)
    if isinstance(value, dict):
        return _written(value.get("name") or value.get("rendered") or value.get("text") or "")
    return str(value)
