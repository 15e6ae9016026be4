"""Pages that wait to be rendered are shared among processes as soon as there are enough of them."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from plugins.crew import SMALL, Crew
from plugins.datewords import DateWords
from plugins.store import Store
from plugins.workshop import Workshop
from plugins.writer.press import Job
from plugins.writer.queue import RUN, Queue
from plugins.writer.templates import Seen, Templates
from tests.rig import ROOT

WORTH = 20  # pages by themselves render in no time: a process is worth it after SMALL times these
SEEN = Seen(frozenset({"number"}), "seen", {})


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text("page {{ number }}", "utf-8")
    (tmp_path / "words").symlink_to(ROOT / "theme/words")
    loader = FileSystemLoader(tmp_path / "templates")
    return {
        "TEMPLATES": Templates(Environment(loader=loader), Store(None)),
        "MADE": {},
        "WORKSHOP": Workshop(Crew(2, worth=WORTH), Store(None)),
        "THEME": str(tmp_path),
        "DATES": DateWords(),
        "JINJA_ENVIRONMENT": {"extensions": ["jinja2.ext.i18n"]},
        **{f"JINJA_{each}": {} for each in ("FILTERS", "GLOBALS", "TESTS")},
    }


def rendered(settings: dict[str, Any], folder: Path, count: int) -> list[str]:
    """Have so many pages rendered; return what they say, in their order."""
    queue = Queue(settings, "maker")
    template = settings["TEMPLATES"].environment.get_template("page.html")
    for number in range(count):
        name = f"{number}.html"
        queue.take(template, SEEN, Job(name, str(folder / name), name, {"number": number}))
    queue.finish()
    assert settings["MADE"].keys() == {f"{number}.html" for number in range(count)}
    return [(folder / f"{number}.html").read_text("utf-8") for number in range(count)]


@pytest.mark.parametrize("more", [-1, 0, 3 * RUN + 1])
def test_every_page_is_rendered_and_other_processes_begin_with_enough_of_them(
    settings, tmp_path, more
):
    count = WORTH * SMALL + more
    try:
        assert rendered(settings, tmp_path, count) == [f"page {number}" for number in range(count)]
        assert settings["WORKSHOP"].crew.at_work == (more >= 0)
    finally:
        settings["WORKSHOP"].close()
