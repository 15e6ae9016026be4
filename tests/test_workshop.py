"""Work on many documents: shared among processes, kept from build to build, always the same."""

import os
import pickle
import sqlite3
import time
from dataclasses import dataclass
from functools import partial
from multiprocessing import forkserver
from pathlib import Path

import pytest

from plugins.crew import ROOM, Crew
from plugins.sent import Sent
from plugins.store import LARGE, Store, key_of
from plugins.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Whole(Sent):
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Single(Sent):
    name: str


JOBS = [(number, f"نص {number}") for number in range(70)]  # more than go to a process at a time


def told(sign: str, number: int, text: str) -> list[object]:
    return [f"{sign}{text}", number * 2]


def noted(folder: str, name: str) -> str:
    """Leave a mark for each time that it is done."""
    path = Path(folder, name)
    path.write_text(path.read_text() + "x" if path.exists() else "x")
    return name.upper()


def refused(number: int) -> int:
    raise ValueError(f"{number} is not wanted")


@pytest.mark.parametrize("size", [1, 2, 3])
def test_results_come_in_the_order_of_the_jobs_whoever_works(size):
    workshop = Workshop(Crew(size, worth=1), Store(None))
    try:
        found = workshop.each("told", told, JOBS, ("!",))
        assert found == [told("!", *job) for job in JOBS]
        assert workshop.crew.at_work == (size > 1)
    finally:
        workshop.close()


def test_few_jobs_start_no_processes():
    crew = Crew(2)
    assert list(crew.map(told, [("!", 1, "نص")])) == [["!نص", 2]]
    assert crew.submit(told, "!", 1, "نص").result() == ["!نص", 2]
    assert not crew.at_work


def test_processes_begin_where_enough_is_to_come():
    crew = Crew(2, worth=3)
    try:
        assert [crew.begin(2), crew.begin(3), crew.begin(1)] == [False, True, True]
        assert not Crew(1, worth=1).begin(9)
    finally:
        crew.close()


def test_code_is_loaded_early_where_processes_may_begin(monkeypatch):
    asked: list[Crew] = []
    for crew, jobs in ((Crew(2, worth=3), 2), (Crew(1, worth=3), 3), (Crew(2, worth=3), 3)):
        monkeypatch.setattr(forkserver, "ensure_running", partial(asked.append, crew))
        crew.prepare(jobs)
        assert not crew.at_work
    assert asked == [crew]


def test_values_are_sent_with_all_their_fields():
    for value, fields in ((Whole("ق", 2), ("ق", 2)), (Single("ق"), ("ق",))):
        assert value.__reduce__() == (type(value), fields)
        assert pickle.loads(pickle.dumps(value)) == value


def test_a_core_is_idle_while_fewer_are_asked_than_there_are():
    crew = Crew(2, worth=1)
    try:
        assert [crew.is_idle, crew.begin(1), crew.is_idle] == [False, True, True]
        asked = crew.submit(time.sleep, 0.2)
        assert not crew.is_idle  # it, and this process
        waiting = [crew.submit(time.sleep, 0) for _ in range(ROOM - 1)]
        assert not crew.has_room
        assert waiting[-1].cancel()
        assert crew.has_room
        asked.result()
    finally:
        crew.close()


def who(number: int) -> tuple[int, int]:
    time.sleep(0.001)
    return number, os.getpid()


def test_the_process_that_asks_does_its_share():
    crew = Crew(2, worth=1)
    try:
        numbers, workers = zip(*crew.map(who, [(number,) for number in range(300)]), strict=True)
        assert list(numbers) == list(range(300))
        assert len(set(workers)) == 2
        assert os.getpid() in workers
    finally:
        crew.close()


def test_what_fails_in_a_process_fails_here():
    crew = Crew(2, worth=1)
    try:
        with pytest.raises(ValueError, match="7 is not wanted"):
            list(crew.map(refused, [(7,)]))
    finally:
        crew.close()


def done(tmp_path: Path, store: Path, names: str) -> list[str]:
    workshop = Workshop(Crew(1), Store(store))
    try:
        found = workshop.each("noted", noted, [(name,) for name in names], (str(tmp_path),))
        workshop.store.save()
        return found
    finally:
        workshop.close()


def test_what_was_worked_out_is_kept_until_nobody_asks_for_it(tmp_path):
    store = tmp_path / "cache/kept.sqlite"
    assert done(tmp_path, store, "ab") == ["A", "B"]
    assert done(tmp_path, store, "abc") == ["A", "B", "C"]
    assert done(tmp_path, store, "bc") == ["B", "C"]
    assert done(tmp_path, store, "abc") == ["A", "B", "C"]
    times = {name: len((tmp_path / name).read_text()) for name in "abc"}
    assert times == {"a": 2, "b": 1, "c": 1}


def test_a_large_value_is_not_held_until_the_end(tmp_path):
    path = tmp_path / "kept.sqlite"
    store, large = Store(path), "ab" * LARGE
    for key, value, written in ((b"small", "ab", 0), (b"large", large, 2)):
        store.put(key, value)
        with sqlite3.connect(path) as rows:
            assert rows.execute("SELECT count(*) FROM kept").fetchone() == (written,)
        assert store.has(key) and not store.has(key + b"!")
    assert store.get(b"large") == large
    store.close()


def spoil_version(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        rows.execute("PRAGMA user_version = 99")


def spoil_value(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        rows.execute("UPDATE kept SET value = '{'")


def spoil_table(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        rows.execute("ALTER TABLE kept RENAME TO other")


SPOILT = {
    "not a database": lambda path: path.write_bytes(b"x" * 5000),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "empty": lambda path: path.write_bytes(b""),
    "another version": spoil_version,
    "another table": spoil_table,
    "a value cut short": spoil_value,
    "gone": Path.unlink,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_store_that_does_not_fit_is_made_anew(tmp_path, spoil):
    store = tmp_path / "kept.sqlite"
    done(tmp_path, store, "ab")
    spoil(store)
    assert done(tmp_path, store, "ab") == ["A", "B"]
    assert done(tmp_path, store, "ab") == ["A", "B"]
    assert (tmp_path / "a").read_text() == "xx"  # the second time it was kept again


def loud(name: str) -> list[object]:
    return [name.upper() * 3, len(name)]


@pytest.mark.parametrize("spoil", ["", "UPDATE texts SET value = 'x'", "DELETE FROM texts"])
def test_filed_texts_are_read_when_they_are_wanted_and_worked_out_where_spoilt(tmp_path, spoil):
    store = tmp_path / "kept.sqlite"
    for change in ("", spoil):
        with sqlite3.connect(store) as rows:
            rows.execute(change)
        workshop = Workshop(Crew(1), Store(store))
        ((text, length),) = workshop.each("loud", loud, [("ab",)], filed=(0,))
        assert (str(text), length) == ("ABABAB", 2)
        assert workshop.each("told", told, [(1, text)], ("!",)) == [["!ABABAB", 2]]
        workshop.store.share()
        sent = pickle.dumps(text)
        assert (b"ABABAB" in sent, str(pickle.loads(sent))) == (False, "ABABAB")
        workshop.store.save()
        workshop.close()


def test_a_filed_text_that_cannot_be_kept_is_sent_whole():
    ((text, _),) = Workshop(Crew(1), Store(None)).each("loud", loud, [("ab",)], filed=(0,))
    assert b"ABABAB" in pickle.dumps(text)


def test_a_folder_that_cannot_be_written_costs_the_keeping_alone(tmp_path):
    (tmp_path / "file").write_text("no folder")
    assert done(tmp_path, tmp_path / "file/kept.sqlite", "a") == ["A"]


def test_keys_tell_works_and_jobs_apart():
    jobs = [("html", ("a", "b")), ("html", ("ab",)), ("html", ("a", ["b"])), ("text", ("a", "b"))]
    assert len({key_of(kind, job) for kind, job in jobs}) == len(jobs)
    assert key_of("html", ("a", "b")) == key_of("html", ["a", "b"])
