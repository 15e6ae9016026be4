"""Tables kept between runs are those that working them out would give."""

import errno
from pathlib import Path

from plugins.arabic import kept as module
from plugins.arabic import lemma


def test_a_kept_table_is_the_one_worked_out(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CACHE", tmp_path)
    first = module.kept("lemmas", lemma._worked_out)
    again = module.kept("lemmas", lambda: {"never": "asked"})
    assert again == first
    assert list(again) == list(first)


def test_a_broken_table_is_worked_out_again(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CACHE", tmp_path)
    module.kept("small", lambda: {"كتب": "كتاب"})
    [path] = tmp_path.iterdir()
    whole = path.read_text("utf-8")
    for spoilt in ("", "كتب", whole + "\nقلم", "قلم\n" + whole):
        path.write_text(spoilt, "utf-8")
        assert module.kept("small", lambda: {"كتب": "كتاب"}) == {"كتب": "كتاب"}
        assert path.read_text("utf-8") == whole


def test_what_an_earlier_version_kept_is_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CACHE", tmp_path)
    for name in ("small-0123456789abcdef.json", "other-0123456789abcdef.txt"):
        (tmp_path / name).touch()
    module.kept("small", lambda: {"كتب": "كتاب"})
    assert [path.name[:6] for path in sorted(tmp_path.iterdir())] == ["other-", "small-"]


def test_a_cache_that_cannot_be_written_costs_no_more_than_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(module, "CACHE", tmp_path / "file")
    assert module.kept("small", lambda: {"كتب": "كتاب"}) == {"كتب": "كتاب"}


def test_a_table_that_finds_no_room_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "CACHE", tmp_path)
    monkeypatch.setattr(Path, "replace", full)
    assert module.kept("small", lambda: {"كتب": "كتاب"}) == {"كتب": "كتاب"}
    assert not list(tmp_path.iterdir())
