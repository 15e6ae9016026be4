"""What stands in the way of reading a keeper's folder whole stops the build."""

import os
import shutil

import pytest

from plugins.check import main as check
from plugins.entities.__main__ import main as entities
from plugins.errors import ArchiveError
from plugins.folders import files_in, visible
from tests.rig import authority, build_site, document, lay_out

TEXTS = {
    "2024/visit.md": document("زار بيروت.", title="زيارة", id="visit"),
    "authority/places.csv": authority("beirut,بيروت,,place"),
    "authority/beirut.md": "مدينة.",
    "pages/about.md": document("عنه.", title="عن الأرشيف", id="about"),
    "originals/visit.fr.md": "Beyrouth.",
}
PLACES = ("articles/2024", "authority", "originals", "images/2024", "pages")


@pytest.fixture
def archive(tmp_path):
    lay_out(TEXTS, tmp_path)
    (tmp_path / "content/images/2024").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def shut(monkeypatch):
    """Let folders be such that this user may not read them: root may read all."""
    folders: list[str] = []
    scandir = os.scandir

    def look(folder):
        if str(folder) in folders:
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr("plugins.folders.os.scandir", look)
    return folders


@pytest.mark.parametrize("place", PLACES)
def test_a_folder_that_may_not_be_read_is_told(archive, shut, capsys, place):
    assert check([str(archive / "content")]) == 0
    capsys.readouterr()
    shut.append(str(archive / "content" / place))
    assert check([str(archive / "content")]) == 1
    told = f"{archive / 'content' / place}: cannot be read: Permission denied; let this user read"
    assert told in capsys.readouterr().err


def test_names_are_not_proposed_of_half_an_archive(archive, shut, capsys):
    shut.append(str(archive / "content/articles/2024"))
    assert entities(["--content", str(archive / "content"), "suggest"]) == 1
    assert "2024: cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("place", PLACES)
def test_a_link_is_refused_wherever_it_leads(archive, place):
    folder = archive / "content" / place
    folder.rename(archive / "elsewhere")
    folder.symlink_to(archive / "elsewhere")
    refused = build_site(archive, {})
    assert refused.status == 1
    told = f"{folder}: a link to {archive / 'elsewhere'}; put there what it leads to"
    assert told in " ".join(refused.errors.split())


@pytest.mark.parametrize("name", ["images/a.png", "authority/beirut.md"])
def test_no_file_that_a_link_leads_to_is_published(archive, name):
    (archive / "secret").write_text("secret")
    (archive / "content" / name).unlink(missing_ok=True)
    (archive / "content" / name).symlink_to(archive / "secret")
    refused = build_site(archive, {})
    assert refused.status == 1
    assert f"{name}: a link to " in refused.errors
    assert not refused.output.exists()


def test_all_that_is_in_the_way_is_told_at_once(tmp_path, shut):
    (tmp_path / "أ/ب").mkdir(parents=True)
    (tmp_path / "أ/د").symlink_to("nowhere")
    os.mkfifo(tmp_path / "أ/ج")
    shut.append(str(tmp_path / "أ/ب"))
    with pytest.raises(ArchiveError) as told:
        files_in(tmp_path)
    assert str(told.value).splitlines() == [
        f"{tmp_path}/أ/ب: cannot be read: Permission denied; let this user read it",
        f"{tmp_path}/أ/ج: no file and no folder; remove it",
        f"{tmp_path}/أ/د: a link to nowhere; put there what it leads to",
    ]


def test_files_are_listed_in_order_without_what_is_hidden(tmp_path):
    names = ("ب/د.md", "ب/.trash/a.md", "أ.md", ".أ.md", "ب.csv", ".git/a.md")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).touch()
    assert files_in(tmp_path) == [tmp_path / name for name in ("أ.md", "ب/د.md", "ب.csv")]
    assert visible(tmp_path, ".md") == [tmp_path / "أ.md"]
    shutil.rmtree(tmp_path)
    assert files_in(tmp_path) == visible(tmp_path, ".md") == []
