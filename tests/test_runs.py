"""Runs: what was written together stays, unasked, until something that it shows changes."""

import pytest
from rich.console import Console

from plugins.browse.date_pages import DatePages, DayPages
from plugins.browse.pages import AuthorPages, FixedPages, Home, SectionPages, SourcePages
from plugins.crosslinks.pages import StoryPages
from plugins.entities.map_pages import MapPages
from plugins.entities.network_pages import NetworkPages
from plugins.entities.pages import EntityPages
from plugins.records.pages import Feeds
from plugins.writer.building import build
from plugins.writer.manifest import Run
from plugins.writer.runs import Runs
from tests.rig import SETTINGS, authority, document, lay_out

BROWSE = (Home, DatePages, DayPages, SourcePages, SectionPages, AuthorPages, FixedPages)
SECTIONS = (*BROWSE, EntityPages, NetworkPages, MapPages, StoryPages, Feeds)
TEXTS = {
    f"d{n}.md": document(
        f"زار مارك روتي بيروت يوم {n}.", title=f"زيارة {n}", id=f"d{n}", date=f"2024-01-0{n}"
    )
    for n in range(1, 5)
}
NAMES = authority("rutte,مارك روتي,روتي,person", "beirut,بيروت,,place,,,33.9,35.5")


def written(known: dict[str, Run], digests: dict[str, str | None]) -> dict[str, Run]:
    """Return the runs of a site: a list within a section, each by a template of its own."""
    made: dict[str, Run] = {}
    runs = Runs(known, made, digests.get)
    with runs.writing("section", "s"):
        runs.saw("front")
        runs.wrote("index.html")
        with runs.writing("list", "l"):
            runs.saw("row")
            runs.wrote("list.html")
    return made


def test_a_run_holds_what_was_written_in_it_and_in_the_runs_within():
    made = written({}, {"front": "1", "row": "2"})
    runs = Runs(made, {}, {"front": "1", "row": "2"}.get)
    assert runs.unchanged("section", "s") == ["index.html", "list.html"]
    assert runs.unchanged("list", "l") == ["list.html"]


@pytest.mark.parametrize(
    ("key", "digests"),
    [("t", {"front": "1", "row": "2"}), ("s", {"front": "1", "row": "3"}), ("s", {"front": "1"})],
)
def test_a_run_changes_with_its_key_and_with_every_template_in_it(key, digests):
    made = written({}, {"front": "1", "row": "2"})
    assert Runs(made, {}, digests.get).unchanged("section", key) is None


def test_a_run_that_is_kept_takes_along_those_within():
    before = written({}, {"front": "1", "row": "2"})
    after: dict[str, Run] = {}
    runs = Runs(before, after, {"front": "1", "row": "2"}.get)
    with runs.writing("site", "x"):
        runs.keep("section")
    assert {name: run for name, run in after.items() if name != "site"} == before
    assert Runs(after, {}, {"front": "1", "row": "2"}.get).unchanged("site", "x") == [
        *("index.html", "list.html")
    ]


def test_what_nobody_can_tell_is_part_of_what_is_around_it():
    made = written({}, {"front": "1", "row": None})
    assert made == {}
    made = {}
    runs = Runs({}, made, {"front": "1"}.get)
    with runs.writing("section", "s"):
        runs.saw("front")
        with runs.writing("list", None):
            runs.wrote("list.html")
    assert made["section"].files == ["list.html"]
    assert made["section"].runs == []


def test_a_run_whose_part_is_lost_is_not_believed():
    made = written({}, {"front": "1", "row": "2"})
    del made["list"]
    assert Runs(made, {}, {"front": "1", "row": "2"}.get).unchanged("section", "s") is None


@pytest.fixture
def again(tmp_path):
    """Build a small site here, and return what builds it again after texts changed."""

    def once(**texts: str) -> list[str]:
        lay_out({f"{name}.md": text for name, text in texts.items()}, tmp_path)
        where = {"PATH": tmp_path / "content", "OUTPUT_PATH": tmp_path / "output"}
        given = {name: str(path) for name, path in where.items()}
        given |= {"SITEURL": "https://x.example", "WORKERS": "1"}
        done = build(SETTINGS, given, Console(quiet=True))
        return list(done["RENDERED"])

    lay_out({**TEXTS, "authority/names.csv": NAMES}, tmp_path)
    once()
    return once


def test_where_a_text_alone_changed_no_list_is_asked(again, monkeypatch):
    asked: list[str] = []
    for kind in SECTIONS:
        monkeypatch.setattr(kind, "_write", lambda self, writer: asked.append(type(self).__name__))
    done = again(d2=TEXTS["d2.md"] + "\nكلمة أضيفت.\n")
    assert "articles/d2/index.html" in done
    assert all(page.startswith("articles/") for page in done)  # what is near it may say so
    assert asked == []


def test_a_file_that_was_lost_is_written_again(again, tmp_path):
    for name in ("feed.xml", "data/mentions.csv"):
        lost = tmp_path / "output" / name
        said = lost.read_bytes()
        lost.unlink()
        assert again(d2=TEXTS["d2.md"] + f"\nكلمة أضيفت {name}.\n")
        assert lost.read_bytes() == said
