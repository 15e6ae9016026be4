"""make serve follows the archive: what changes is built and shown, what fails is told."""

import gc
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from pelican.generators import ArticlesGenerator
from rich.console import Console

from plugins.writer.building import build
from plugins.writer.live import Live
from plugins.writer.preview import Preview
from tests.rig import ROOT, SETTINGS, authority, build_site, document, lay_out

PATIENCE = 100  # seconds; a build of one article takes two on a quiet machine


@contextmanager
def shown(folder: Path) -> Iterator[tuple[str, Path]]:
    """Show the site of `folder` live; gives its address, and the file of what is said."""
    where = ["--content", str(folder / "content"), "--output", str(folder / "output")]
    live = [sys.executable, "-m", "plugins.writer.serve", "--live"]
    command = [*live, "--settings", str(SETTINGS), *where]
    log = folder / "said"
    with log.open("w") as said, subprocess.Popen(command, cwd=ROOT, stderr=said) as serving:
        try:
            wait_for(lambda: "http://" in log.read_text("utf-8"))
            address = re.search(r"http://[^/]+", log.read_text("utf-8"))
            assert address
            time.sleep(1)  # the watching begins
            yield address[0], log
        finally:
            serving.terminate()


def wait_for(true: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.1)


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode("utf-8"))


def test_a_change_is_built_and_shown_and_a_mistake_is_told(tmp_path):
    lay_out({"visit.md": document("نص.", title="زيارة", id="visit")}, tmp_path)
    site = build_site(tmp_path, {})
    with shown(tmp_path) as (address, said):
        page = fetch(f"{address}/articles/visit/")
        assert page == site.page("visit") + '<script type="module" src="/-/reload.js"></script>'
        before = fetch(f"{address}/-/state/articles/visit/")
        assert "location.reload()" in fetch(f"{address}/-/reload.js")
        wait_for(lambda: "Built" in said.read_text("utf-8"))  # all is gathered
        lay_out({"visit.md": document("نص آخر.", title="زيارة", id="visit")}, tmp_path)
        wait_for(lambda: fetch(f"{address}/-/state/articles/visit/") != before)
        assert "نص آخر." in fetch(f"{address}/articles/visit/")
        wait_for(lambda: "نص آخر." in site.page("visit"))
        lay_out({"wrong.md": "no front matter"}, tmp_path)
        wait_for(lambda: "wrong.md:1: no front matter" in said.read_text("utf-8"))
        assert "نص آخر." in fetch(f"{address}/articles/visit/")
    assert "reload.js" not in site.page("visit")


NATO = "nato,الناتو,حلف شمال الأطلسي,organization"
TEXTS = {
    "authority/all.csv": authority(NATO),
    "visit.md": document("زار الناتو.", title="زيارة", id="visit", date="2024-01-02", section="أ"),
    "answer.md": document("رد [[visit]] على الناتو.", title="رد", id="answer", date="2024-01-03"),
    "late.md": document("خاتمة.", title="خاتمة", id="late", date="2024-02-03", status="hidden"),
}


@pytest.mark.parametrize("name", ["visit", "answer", "late"])
def test_an_edited_article_is_shown_as_the_build_that_follows_makes_it(tmp_path, name):
    lay_out(TEXTS, tmp_path)
    where = {"PATH": str(tmp_path / "content"), "OUTPUT_PATH": str(tmp_path / "output")}
    settings = where | {"SITEURL": "https://x.example/a"}
    usual = gc.get_threshold()
    preview = Preview(build(SETTINGS, settings, Console(quiet=True)))
    assert gc.get_threshold() == usual
    path = tmp_path / f"content/articles/{name}.md"
    edited = TEXTS[f"{name}.md"].replace("---\n\n", "rights: محفوظة\n---\n\n[[nato]] *هنا*. ")
    path.write_text(edited, "utf-8")
    page = preview.page(path)
    build(SETTINGS, settings, Console(quiet=True))
    made = (tmp_path / f"output/articles/{name}/index.html").read_bytes()
    assert page == (f"articles/{name}/index.html", made)
    assert "محفوظة" in made.decode() and "<em>هنا</em>" in made.decode()


def test_settings_are_followed_however_often_an_editor_replaces_them(tmp_path, monkeypatch):
    lay_out(TEXTS, tmp_path)
    path = tmp_path / "pelican.conf.py"
    shutil.copy(ROOT / "tests/settings.py", path)
    path.write_text(path.read_text("utf-8").replace("__file__", repr(str(SETTINGS))), "utf-8")
    seen: list[bool] = []

    def looks(*watched: Path, **_: object) -> Iterator[set[object]]:
        assert path not in watched, "its place is taken by another file"
        for _step in range(3):
            yield set()
            seen.append(live._changed.is_set())
            live._changed.clear()
            new = path.with_name("new")
            new.write_text(path.read_text("utf-8") + "\n", "utf-8")
            os.utime(new, ns=(len(seen), len(seen)))
            new.replace(path)

    live = Live(path, {"PATH": str(tmp_path / "content")}, Console(quiet=True))
    monkeypatch.setattr("plugins.writer.live.watch", looks)
    monkeypatch.setattr(live, "_build_always", lambda: None)
    live.follow()
    assert seen == [False, True, True]


def test_what_is_nested_too_deep_is_told_and_the_last_site_stays(tmp_path, monkeypatch):
    def deep() -> None:  # without *arguments: Python 3.13.0 bounds no depth of those
        deep()

    lay_out(TEXTS, tmp_path)
    told = StringIO()
    where = {"PATH": str(tmp_path / "content"), "OUTPUT_PATH": str(tmp_path / "output")}
    live = Live(SETTINGS, where, Console(file=told))
    monkeypatch.setattr("plugins.writer.building._build", lambda *_: deep())
    live._build()
    assert "is nested too deep to be read" in told.getvalue()


def test_a_fault_of_ours_is_told_and_the_next_edit_is_built(tmp_path, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise KeyError("a fault")

    lay_out(TEXTS, tmp_path)
    told = StringIO()
    where = {"PATH": str(tmp_path / "content"), "OUTPUT_PATH": str(tmp_path / "output")}
    live = Live(SETTINGS, where, Console(file=told, width=200))
    with monkeypatch.context() as broken:
        broken.setattr("plugins.writer.live.build", fail)
        live._build()
    assert "KeyError: 'a fault'" in told.getvalue()
    assert told.getvalue().endswith("The last good site is shown.\n")
    live._build()
    assert "Built" in told.getvalue()


def test_edits_are_followed_whatever_one_of_them_does(tmp_path, monkeypatch):
    """Where the system watches no more folders, we look by ourselves."""
    lay_out(TEXTS, tmp_path)
    path = tmp_path / "content/articles/visit.md"
    looked: list[bool] = []

    def looks(*_: Path, force_polling: bool = False, **__: object) -> Iterator[set[object]]:
        looked.append(force_polling)
        if not force_polling:
            raise OSError(28, "OS file watch limit reached")
        yield {(2, str(path))}
        assert live._changed.is_set()

    live = Live(SETTINGS, {"PATH": str(tmp_path / "content")}, Console(quiet=True))
    monkeypatch.setattr(live, "_preview", SimpleNamespace(page=lambda _: int("a fault")))
    monkeypatch.setattr("plugins.writer.live.watch", looks)
    monkeypatch.setattr(live, "_build_always", lambda: None)
    live.follow()
    assert looked == [False, True]


def test_no_build_is_kept_in_memory_but_the_last(tmp_path):
    page = document("عنه.", title="عن الأرشيف", id="about")
    lay_out({**TEXTS, "pages/about.md": page}, tmp_path)
    where = {"PATH": str(tmp_path / "content"), "OUTPUT_PATH": str(tmp_path / "output")}
    live = Live(SETTINGS, where, Console(quiet=True))
    kept = []
    for word in ("أول", "ثان", "ثالث"):
        lay_out({"visit.md": TEXTS["visit.md"] + word}, tmp_path)
        live._build()
        kept.append(sum(isinstance(each, ArticlesGenerator) for each in gc.get_objects()))
    assert kept[0] == kept[1] == kept[2]


def test_what_is_no_article_or_is_wrong_waits_for_the_build(tmp_path):
    lay_out(TEXTS, tmp_path)
    where = {"PATH": str(tmp_path / "content"), "OUTPUT_PATH": str(tmp_path / "output")}
    built = build(SETTINGS, where, Console(quiet=True))
    preview, path = Preview(built), tmp_path / "content/articles/visit.md"
    for text in ("no front matter", document(id="visit", title="x", entities_add="[none]")):
        path.write_text(text, "utf-8")
        assert preview.page(path) is None
    path.write_text(document(id="other", title="x"), "utf-8")
    assert preview.page(path) is None
    assert preview.page(tmp_path / "content/authority/all.csv") is None
