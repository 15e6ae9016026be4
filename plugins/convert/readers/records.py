"""JSON: a list of records, an object that holds one, or a record a line (JSONL)."""

import json
from collections.abc import Iterator, Mapping

from plugins.convert.decode import decode
from plugins.convert.draft import Draft
from plugins.convert.exported import plain
from plugins.convert.item import Failure
from plugins.convert.raw import Raw
from plugins.convert.rows import drafts_of
from plugins.errors import ArchiveError


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield a document for every record."""
    text = decode(raw.data, raw.name)
    yield from drafts_of(_records(text.text, raw.name), raw, told=text.warnings)


def _records(text: str, name: str) -> Iterator[Mapping[str, object]]:
    try:
        whole = json.loads(text)
    except ValueError:
        yield from _lines(text, name)
        return
    except RecursionError as problem:
        raise ArchiveError(f"{name}: nested too deep; save it as a list of records") from problem
    found = whole if isinstance(whole, list) else _list_in(whole)
    for record in found:
        if not isinstance(record, dict):
            raise ArchiveError(
                f"{name}: a list of {type(record).__name__}; records have named fields"
            )
        said = None if _is_silent(record) else plain(record)
        if said is not None:
            yield said


def _is_silent(record: Mapping[str, object]) -> bool:
    """Tell whether a record is a message without a word, as Telegram exports pictures and joins."""
    return record.get("type") in ("message", "service") and not record.get("text")


def _lines(text: str, name: str) -> Iterator[Mapping[str, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as problem:
                raise ArchiveError(
                    f"{name}:{number}: not JSON ({problem}); mend the line"
                ) from problem
            if not isinstance(record, dict):
                raise ArchiveError(f'{name}:{number}: no record; write {{"title": …}}')
            yield record


def _list_in(whole: object) -> list[object]:
    """Return the longest list of records that an object holds; else the object, as one record."""
    if not isinstance(whole, dict):
        return [whole]
    lists = [
        v for v in whole.values() if isinstance(v, list) and all(isinstance(i, dict) for i in v)
    ]
    return max(lists, key=len, default=[]) or [whole]
