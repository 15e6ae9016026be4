"""Digests of what a page shows: equal for equal values, whatever process works them out."""

import json
from dataclasses import is_dataclass
from typing import Any

from plugins.filed import Filed, digest_of
from plugins.sent import values_of
from plugins.view import Item, StoryCard

SHARED = (Item, StoryCard)  # the same object stands on many pages: digested once


class Digests:
    """Makes digests for one build. Views must not change in it."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Any, str]] = {}
        self._written = json.JSONEncoder(ensure_ascii=False, default=self._plain)

    def of(self, values: Any) -> str | None:
        """Return the digest of plain values (text, numbers, lists, dicts, dataclasses of them).

        None for what holds anything else: nobody can say whether that is the same another day.
        """
        try:
            return digest_of(self._written.encode(values))
        except (TypeError, ValueError):
            return None

    def forget(self) -> None:
        """Hold no views any more: what is asked of them next is worked out anew."""
        self._kept.clear()

    def _plain(self, value: Any) -> Any:
        kept = self._kept.get(id(value))
        if kept is not None:
            return kept[1]
        if isinstance(value, (set, frozenset)):
            return sorted(value)
        if isinstance(value, Filed):
            return value.digest
        if not is_dataclass(value) or isinstance(value, type):
            raise TypeError(f"{type(value)} is no plain value")
        if not isinstance(value, SHARED):
            return _parts(value)
        told = "\0" + digest_of(self._written.encode(_parts(value)))
        self._kept[id(value)] = (value, told)
        return told


def _parts(value: Any) -> list[Any]:
    return [type(value).__name__, *values_of(value)]
