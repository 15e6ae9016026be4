"""A table with a row for each article, kept in parts: written as one it would fill the memory.

A part is found by the names of its rows, and since when their values stand: those that an edit
leaves as they are stay.
"""

from collections.abc import Mapping
from typing import Any

from plugins.filed import digest_of
from plugins.store import Store, key_of

PART = 1000  # rows


def put_table(
    store: Store, kind: str, state: str, table: Mapping[str, Any], since: str = ""
) -> None:
    """Keep a table.

    state  of what it was worked out from
    since  changes where the value of a row changed; without it `state` does
    """
    names = list(table)
    told = []
    for at in range(0, len(names), PART):
        own = names[at : at + PART]
        told.append(digest_of("\n".join((since or state, *own))))
        if not store.has(key_of(kind, (told[-1],))):
            store.put(key_of(kind, (told[-1],)), {name: table[name] for name in own})
    store.put(key_of(kind, ()), [state, told])  # last: who finds it finds the parts


def get_table(store: Store, kind: str) -> tuple[str, dict[str, Any]] | None:
    """Return the state and the table that were kept last; None where some of it is lost."""
    state, told = store.get(key_of(kind, ())) or ("", [])
    parts = store.get_all([key_of(kind, (part,)) for part in told])
    if not state or None in parts:
        return None
    return state, {name: row for part in parts if part for name, row in part.items()}
