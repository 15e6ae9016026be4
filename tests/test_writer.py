"""Building beside, swapping, doing nothing when nothing changed, and showing what is published."""

import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from plugins.browse import Options
from plugins.catalogue import read_catalogue
from plugins.errors import ArchiveError
from plugins.host import options
from plugins.writer import font_cache
from plugins.writer.staging import begin, publish
from tests.rig import build_site, document, lay_out, served


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


def test_a_change_is_built(tmp_path):
    lay_out({"visit.md": document("نص.", title="زيارة")}, tmp_path)
    build_site(tmp_path, {})
    (tmp_path / "content/articles/visit.md").write_text(document("نص.", title="عودة"), "utf-8")
    assert "عودة" in build_site(tmp_path, {}).page("articles/visit/")
    (tmp_path / "content/articles/visit.md").unlink()
    assert not build_site(tmp_path, {}).path("articles/visit/").exists()


def test_the_swap_takes_the_whole_new_site_and_leaves_nothing_beside(tmp_path):
    published = tmp_path / "output"
    for text in ("old", "new"):
        staging = begin(published)
        (staging / "index.html").write_text(text)
        publish(staging, published)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
    assert (published / "index.html").read_text() == "new"


def test_a_kill_between_the_two_renames_loses_no_site(tmp_path):
    published, aside = tmp_path / "output", tmp_path / "output.old"
    aside.mkdir()
    (aside / "index.html").write_text("good")
    begin(published)
    assert (published / "index.html").read_text() == "good"


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
    "path", ["/", "/index.html", "/archive/nothing/", "/archive/theme/", "/archive/../site.css"]
)
def test_an_address_that_leads_nowhere_gets_the_site_s_own_page(address, path):
    status, _, page = fetched(address + path)
    assert status == 404
    assert 'href="/archive/search/' in page or 'action="/archive/search/"' in page


def test_an_unknown_option_is_refused():
    with pytest.raises(ArchiveError, match="BROWSE has no option 'newst'; it has named, newest"):
        options({"BROWSE": {"newst": 3}}, "BROWSE", Options)


def test_words_without_a_file_are_named(tmp_path):
    with pytest.raises(ArchiveError, match=r"fr\.po: no words for language 'fr'"):
        read_catalogue(Path(tmp_path), "fr")


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
