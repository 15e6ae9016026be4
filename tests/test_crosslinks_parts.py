"""A table that is kept in parts comes back whole, or not at all."""

import sqlite3

import pytest

from plugins.crosslinks.parts import PART, get_table, put_table
from plugins.store import Store

TABLE = {f"n{number}": [number] for number in range(2 * PART + 1)}


def put(path, state, table):
    store = Store(path)
    put_table(store, "kind", state, table)
    store.save()
    store.close()


def got(path):
    store = Store(path)
    found = get_table(store, "kind")
    store.close()
    return found


@pytest.mark.parametrize("table", [TABLE, {}])
def test_a_table_comes_back_in_its_order(tmp_path, table):
    assert got(tmp_path / "kept.sqlite") is None
    put(tmp_path / "kept.sqlite", "one", {"other": 1})
    put(tmp_path / "kept.sqlite", "two", table)
    state, found = got(tmp_path / "kept.sqlite")
    assert (state, list(found.items())) == ("two", list(table.items()))


def test_one_that_lacks_a_part_is_none(tmp_path):
    put(tmp_path / "kept.sqlite", "one", TABLE)
    with sqlite3.connect(tmp_path / "kept.sqlite") as rows:
        rows.execute("DELETE FROM kept WHERE value LIKE '%\"n0\"%'")
    assert got(tmp_path / "kept.sqlite") is None
