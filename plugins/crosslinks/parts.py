"""A table with a row for each article, kept in parts: written as one it would fill the memory."""

from collections.abc import Mapping
from typing import Any

from plugins.store import Store, key_of

PART = 1000  # rows


def put_table(store: Store, kind: str, state: str, table: Mapping[str, Any]) -> None:
    """Keep a table. state  of what it was worked out from: a part of another is no part of it"""
    names = list(table)
    parts = range(0, len(names), PART)
    for at in parts:
        part = {name: table[name] for name in names[at : at + PART]}
        store.put(key_of(kind, (state, at)), part)
    store.put(key_of(kind, ()), [state, len(names)])  # last: who finds it finds the parts


def get_table(store: Store, kind: str) -> tuple[str, dict[str, Any]] | None:
    """Return the state and the table that were kept last; None where some of it is lost."""
    state, rows = store.get(key_of(kind, ())) or ("", 0)
    parts = store.get_all([key_of(kind, (state, at)) for at in range(0, rows, PART)])
    if not state or None in parts:
        return None
    return state, {name: row for part in parts if part for name, row in part.items()}
