"""Texts that are nearly the same, from one address, or equal to the byte: told, never dropped."""

import random
from itertools import combinations

import pytest

from plugins.convert.duplicates import NEAR, alike, likeness, sketch
from plugins.convert.imports import Imports
from plugins.convert.ledger import Import
from plugins.convert.report import _rows
from tests.test_convert_settings import put, run

WORDS = [f"كلمة{chr(0x628 + number % 20)}{number}" for number in range(4000)]


@pytest.fixture
def archive(tmp_path):
    (tmp_path / "sources").mkdir()
    return tmp_path


def imported(number: int, text: str, address: str = "") -> Import:
    name = f"{number:04}"
    return Import(name, name, name, f"{name}.md", "", "", sketch=sketch(text), address=address)


def test_pairs_are_those_that_comparing_each_with_each_finds():
    chance = random.Random(5)
    entries = []
    text = chance.choices(WORDS, k=100)
    for number in range(300):
        if chance.random() < 0.4:
            text = chance.choices(WORDS, k=chance.randint(12, 200))
        for _ in range(chance.randint(0, len(text) // 8)):
            text[chance.randrange(len(text))] = chance.choice(WORDS)
        entries.append(imported(number, " ".join(text)))
    found = {frozenset((pair.one.id, pair.other.id)) for pair in alike(Imports(entries))}
    slowly = {
        frozenset((one.id, other.id))
        for one, other in combinations(entries, 2)
        if likeness(one.sketch, other.sketch) >= NEAR
    }
    assert found == slowly
    assert len(found) > 50


def test_rows_of_a_table_each_have_a_row_with_both_paths(archive):
    same = " ".join(WORDS[:60])
    rows = [
        ("خبر أول", f"{same} أولا", "https://a.org/1"),
        ("خبر ثان", f"{same} ثانيا", "https://a.org/2"),
        ("خبر ثالث", f"{same} ثالثا", "https://a.org/2"),
    ]
    lines = ["العنوان,النص,الرابط", *(",".join(row) for row in rows)]
    put(archive, "t.csv", "\n".join(lines))
    results = run(archive)
    told = [row for row in _rows(results) if "may be the same" in row.reason]
    assert len(told) == 2
    for row in told:
        assert len(row.where) == 1
        assert row.reason.count(str(archive / "content/articles")) == 2
        assert "made of t.csv#https://a.org/" in row.reason
        assert row.cure == "keep the better one, or both"
    assert sum("and both come from one address" in row.reason for row in told) == 1
    assert len([result for result in results if result.outcome == "made"]) == 3


def test_files_equal_to_the_byte_are_told_with_both_paths(archive):
    for name in ("أ.txt", "ب.txt"):
        put(archive, name, "عنوان الخبر\n\n" + " ".join(WORDS[:40]) + "\n")
    [one, other] = run(archive)
    assert not any("the same file" in note for note in one.notes)
    assert other.notes[-1].startswith("the same file as أ.txt")
    assert one.document != other.document
