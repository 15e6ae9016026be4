"""Records of a network's own export: what Facebook and Instagram give of a page, or of an account.

Their letters are bytes of UTF-8, each written as a letter of its own.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

Record = Mapping[str, object]


def plain(record: Record) -> Record | None:
    """Return a record of a network's with text and date as tables have them; any other as it is.

    None for one without a word: a picture, or that a friend was made.
    """
    stamp = record.get("timestamp", record.get("creation_timestamp"))
    parts = record.get("data", record.get("media"))
    if not isinstance(stamp, int) or not isinstance(parts, list):
        return record
    text = _letters(_said(record, [part for part in parts if isinstance(part, dict)]))
    if not text.strip():
        return None
    return {"date": _day(stamp), "text": text, "id": str(stamp)}


def _said(record: Record, parts: Sequence[Record]) -> str:
    """Return Facebook's post, or Instagram's caption: of the post, or of its picture."""
    found = [part.get("post") for part in parts]
    if "media" in record:
        found = [record.get("title"), *(part.get("title") for part in parts)]
    return next((text for text in found if isinstance(text, str) and text.strip()), "")


def _letters(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:  # it is as it should be
        return text


def _day(stamp: int) -> str:
    try:
        return datetime.fromtimestamp(stamp, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
