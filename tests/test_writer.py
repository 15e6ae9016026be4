"""Building beside, putting in place, doing nothing where nothing changed, and showing it."""

import contextlib
import logging
import os
import re
import shutil
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from pelican.log import FatalLogger

from plugins.browse import Options
from plugins.catalogue import read_catalogue
from plugins.errors import ArchiveError
from plugins.host import options
from plugins.writer import font_cache, prepare
from plugins.writer.__main__ import main as build_main
from plugins.writer.building import settings_of
from plugins.writer.serve import main as serve_main
from plugins.writer.staging import begin, publish
from tests.rig import ROOT, SETTINGS, build_site, document, lay_out, run_anew, served, there


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    lay_out({"visit.md": document("نص.", title="زيارة", date="2024")}, folder)
    return build_site(folder, {"SITEURL": "https://x.github.io/archive"})


def written(site):
    return {p: p.stat().st_mtime_ns for p in site.output.rglob("*")}


def test_a_second_build_does_nothing(site):
    before = written(site)
    again = build_site(site.folder, {"SITEURL": "https://x.github.io/archive"})
    assert "Nothing changed since the last build." in again.errors
    assert written(site) == before


def test_what_editors_leave_beside_texts_is_none_of_a_build_s_business(tmp_path):
    lay_out({"visit.md": document("نص.", title="زيارة")}, tmp_path)
    for name in ("articles/.#visit.md", "authority/.#people.csv"):
        lock = tmp_path / "content" / name
        lock.parent.mkdir(exist_ok=True)
        lock.symlink_to("nobody@nowhere.1")  # Emacs's, while a file is being edited
    assert build_site(tmp_path, {}).path("articles/visit/").is_file()
    assert "Nothing changed since the last build." in build_site(tmp_path, {}).errors


def test_a_link_to_a_folder_is_seen_as_a_change_is(tmp_path):
    lay_out({"visit.md": document("نص.", title="زيارة")}, tmp_path)
    build_site(tmp_path, {})
    (tmp_path / "content/articles/more").symlink_to(tmp_path, target_is_directory=True)
    again = build_site(tmp_path, {})
    assert again.status != 0 and "a link to" in again.errors


def test_a_file_that_somebody_took_away_or_put_there_is_seen(site):
    before = {path for path in site.output.rglob("*") if path.is_file()}
    for path in (site.path("articles/"), site.path("robots.txt")):
        path.unlink(missing_ok=True)
    build_site(site.folder, {"SITEURL": "https://x.github.io/archive"})
    assert {path for path in site.output.rglob("*") if path.is_file()} == before
    (site.output / "stray.html").write_text("x")
    again = build_site(site.folder, {"SITEURL": "https://x.github.io/archive"})
    assert "Nothing changed" not in again.errors
    assert not (site.output / "stray.html").exists()


def test_a_change_is_built(tmp_path):
    lay_out({"visit.md": document("نص.", title="زيارة")}, tmp_path)
    build_site(tmp_path, {})
    (tmp_path / "content/articles/visit.md").write_text(document("نص.", title="عودة"), "utf-8")
    assert "عودة" in build_site(tmp_path, {}).page("articles/visit/")
    (tmp_path / "content/articles/visit.md").unlink()
    assert not build_site(tmp_path, {}).path("articles/visit/").exists()


OLD = {
    "index.html": "old",
    "stays/index.html": "stays",
    "goes/index.html": "goes",
    "a": "a",
    "b/c": "c",
}
NEW = {"index.html": "new", "comes/index.html": "comes", "a/index.html": "a folder", "b": "a file"}
KEPT = ["stays/index.html"]


def put(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
        Path(folder, path).write_text(text)


def files_in(folder: Path) -> dict[str, str]:
    return {path: Path(file).read_text() for path, file in there(folder).items()}


@pytest.fixture
def renewed(tmp_path):
    """A published site, and a new one that is built and not yet published."""
    put(tmp_path / "output", OLD)
    (tmp_path / ".cache").mkdir()
    put(begin(tmp_path / "output"), NEW)
    return tmp_path / "output"


def test_the_whole_new_site_takes_the_place_and_nothing_is_left_beside(renewed):
    publish(renewed.with_name("output.new"), renewed, KEPT)
    assert files_in(renewed) == {**NEW, "stays/index.html": "stays"}
    assert not (renewed / "goes").exists()
    assert {path.name for path in renewed.parent.iterdir()} == {"output", ".cache"}
    assert not any((renewed.parent / ".cache").iterdir())


STEPS = ["replace", "unlink", "rmdir", "mkdir"]  # of the file system, as they are called


@pytest.mark.parametrize("last", range(14))
def test_a_kill_while_it_is_put_in_place_leaves_the_old_site_or_the_new_one(
    renewed, monkeypatch, last
):
    left = iter(range(last))

    def until_killed(step):
        def take(*given, **named):
            if next(left, None) is None:
                raise KeyboardInterrupt
            return step(*given, **named)

        return take

    with monkeypatch.context() as patched:
        for name in STEPS:
            patched.setattr(os, name, until_killed(getattr(os, name)))
        with contextlib.suppress(KeyboardInterrupt):
            publish(renewed.with_name("output.new"), renewed, KEPT)
    begun = last > 0  # the first step notes what is to be removed
    assert list(begin(renewed).iterdir()) == []
    assert files_in(renewed) == ({**NEW, "stays/index.html": "stays"} if begun else OLD)


def test_a_folder_that_nobody_may_write_is_told_before_anything_is_moved(renewed, monkeypatch):
    reading = os.R_OK
    monkeypatch.setattr(os, "access", lambda path, how: how == reading or Path(path).name != "goes")
    with pytest.raises(ArchiveError, match=r"output/goes: cannot be written: Permission denied"):
        publish(renewed.with_name("output.new"), renewed, KEPT)
    assert files_in(renewed) == OLD


def test_what_a_killed_build_left_is_not_published(tmp_path):
    staging = begin(tmp_path / "output")
    (staging / "half.html").write_text("half")
    assert list(begin(tmp_path / "output").iterdir()) == []


def test_an_output_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match=r"file/output\.new: cannot be written: Not a directory"):
        begin(tmp_path / "file/output")


@pytest.fixture
def address(site):
    with served(site.output, "/archive") as home:
        yield home.removesuffix("/archive")


def fetched(address):
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read().decode()


def test_the_site_is_served_under_its_path(address):
    assert fetched(f"{address}/archive/")[0] == 200
    status, kind, page = fetched(f"{address}/archive/articles/visit/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    [style] = re.findall(r'<link rel="stylesheet" href="(/archive/theme/\w+/site\.css)">', page)
    assert fetched(address + style)[0] == 200
    assert '<link rel="canonical" href="https://x.github.io/archive/articles/visit/">' in page


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/index.html", "/archive/nothing/", "/archive/theme/"),
        *("/archive/../site.css", "/archive/%00", "/archive/a%00.html"),
    ],
)
def test_an_address_that_leads_nowhere_gets_the_site_s_own_page(address, path):
    status, _, page = fetched(address + path)
    assert status == 404
    assert 'href="/archive/search/' in page or 'action="/archive/search/"' in page


def test_an_unknown_option_is_refused():
    with pytest.raises(ArchiveError, match="BROWSE has no option 'newst'; it has named, newest"):
        options({"BROWSE": {"newst": 3}}, "BROWSE", Options)
    for wrong in ("3", -1, True):
        with pytest.raises(ArchiveError, match=f"BROWSE: newest {wrong!r} will not do; write one"):
            options({"BROWSE": {"newest": wrong}}, "BROWSE", Options)


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ('A = 1\nSITENAME = "أ"x\n', ":2: invalid syntax; mend the line: a text stands"),
        ("A = 1\nSITENAME = أرشيف\n", ":2: name 'أرشيف' is not defined; mend the line"),
    ],
)
def test_settings_that_python_cannot_read_are_told_with_their_line(tmp_path, text, finding):
    path = tmp_path / "pelican.conf.py"
    path.write_text(text, "utf-8")
    with pytest.raises(ArchiveError) as refusal:
        settings_of(path, {})
    assert str(refusal.value).startswith(f"{path}{finding}")


@pytest.mark.parametrize(
    ("name", "value", "finding"),
    [
        (
            "SITEURL",
            "https://x.example/#a",
            "SITEURL 'https://x.example/#a' is not an address",
        ),
        ("REPOSITORY", "name/archive", "REPOSITORY 'name/archive' is not an address; write https"),
        ("TIMEZONE", "Beirut", "TIMEZONE 'Beirut' is no time zone; write UTC"),
        ("SITESUBTITLE", 1948, "SITESUBTITLE 1948 is no text; write it in quotes"),
    ],
)
def test_a_wrong_setting_is_told_before_anything_is_read(name, value, finding):
    pelican = SimpleNamespace(settings=settings_of(SETTINGS, {name: value}))
    with pytest.raises(ArchiveError, match=rf"^pelican\.conf\.py: {finding}"):
        prepare(pelican)


def test_a_folder_without_settings_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for main in (build_main, serve_main):
        assert main(["--live"] if main is serve_main else []) == 1
        assert "pelican.conf.py: cannot be read: No such file" in capsys.readouterr().err


def test_an_interrupted_build_ends_in_one_line(monkeypatch, capsys):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("plugins.writer.__main__.build", interrupted)
    assert build_main([]) == 130
    assert capsys.readouterr().err.startswith("Stopped. The last good site stays;")


def test_only_what_pelican_has_told_of_ends_a_build_without_a_word(tmp_path, monkeypatch):
    lay_out({"visit.md": document(title="زيارة", id="visit")}, tmp_path)
    paths = ("--content", tmp_path / "content", "--output", tmp_path / "output")
    words = ["--settings", str(SETTINGS), *map(str, paths)]

    def told(_pelican):
        monkeypatch.setattr(FatalLogger, "fatal_lvl", logging.ERROR)
        logging.getLogger("pelican.told").error("خطأ")

    def failed(_pelican):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("pelican.Pelican.run", told)
    assert build_main(words) == 1
    monkeypatch.setattr("pelican.Pelican.run", failed)
    with pytest.raises(RuntimeError, match="thread"):
        build_main(words)


def test_a_build_of_several_processes_leaves_no_temporary_file(tmp_path, monkeypatch):
    lay_out({"visit.md": document(title="زيارة", id="visit")}, tmp_path)
    where = ("--content", tmp_path / "content", "--output", tmp_path / "output")
    with tempfile.TemporaryDirectory(prefix="لما يزول ") as temporary:
        monkeypatch.setenv("TMPDIR", temporary)
        done = run_anew("plugins.writer", "--settings", SETTINGS, *where, "-e", "WORKERS=2")
        assert done.returncode == 0, done.stderr
        assert list(Path(temporary).iterdir()) == []


def test_words_without_a_file_are_named(tmp_path):
    with pytest.raises(ArchiveError, match=r"fr\.po: no words for language 'fr'"):
        read_catalogue(Path(tmp_path), "fr")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            'msgid "from %(a)s"\nmsgstr "من %(b)s"',
            "3: %(b)s is no place of its msgid, which has: %(a)s",
        ),
        ('msgid "%(num)s"\nmsgstr "%(num) من"', "3: a sign % by itself; write it %%"),
        ('msgid "Most"\nmsgstr "الأكثر', "4: no quote at its end"),
    ],
)
def test_what_is_wrong_with_words_is_told_with_its_line(tmp_path, words, said):
    path = tmp_path / "ar.po"
    path.write_text(f'msgid ""\nmsgstr ""\n{words}\n', "utf-8")
    with pytest.raises(ArchiveError) as refused:
        read_catalogue(tmp_path, "ar")
    assert str(refused.value).startswith(f"{path}:{said}")
    path.write_text('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n"50%% \\"ا\\""\n', "utf-8")
    assert read_catalogue(tmp_path, "ar").gettext("a") == '50%% "ا"'


def test_a_template_that_cannot_be_read_is_told_with_its_line(tmp_path):
    theme = Path(shutil.copytree(ROOT / "theme", tmp_path / "theme"))
    page = theme / "templates/home.html"
    page.write_text("\n{% endblok %}\n" + page.read_text("utf-8"), "utf-8")
    lay_out({}, tmp_path)
    site = build_site(tmp_path, {"THEME": str(theme)})
    assert site.errors.startswith(f"{page}:2: ") and "endblok" in site.errors
    assert site.errors.endswith("; mend the template\n") and not site.output.exists()


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("article.html", "templates: a template is missing: article.html; put it back"),
        ("base.html", "article.html:2: there is no template base.html; correct"),
    ],
)
def test_no_template_of_pelicans_own_theme_stands_in_for_one_of_the_theme(tmp_path, missing, said):
    theme = Path(shutil.copytree(ROOT / "theme", tmp_path / "theme"))
    (theme / "templates" / missing).unlink()
    lay_out({"x.md": document(title="عنوان")}, tmp_path)
    site = build_site(tmp_path, {"THEME": str(theme)})
    assert said in site.errors and not site.output.exists()


def test_cut_fonts_are_kept_with_the_installed_ones_where_these_can_be_written(
    tmp_path, monkeypatch
):
    theme = tmp_path / "site/theme"
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert font_cache(theme) == tmp_path / "mahfuzat/fonts"
    monkeypatch.setattr("sys.prefix", str(tmp_path / "none"))
    assert font_cache(theme) == tmp_path / "site/.cache/fonts"
    monkeypatch.setattr("sys.prefix", sys.base_prefix)
    assert font_cache(theme) == tmp_path / "site/.cache/fonts"
