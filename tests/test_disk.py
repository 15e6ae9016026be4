"""A disk that refuses: the build says what to do, and the last good site stays in its place."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.files import refused
from tests.rig import Site, build_site, document, lay_out

SIZE = 16  # megabytes of the small disk
LEFT = 100_000  # bytes: the theme has more


def said(site: Site) -> str:
    """What the build said, its lines joined."""
    return " ".join(site.errors.split())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with little room; only root may have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(folder)]
    try:
        made = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        made = False
    if not made:
        pytest.skip("no small disk: only root may mount one, and not everywhere")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_told_and_the_last_good_site_stays(small_disk):
    lay_out({"visit.md": document("نص.", title="زيارة", id="visit")}, small_disk)
    site = build_site(small_disk, {})
    assert site.status == 0, site.errors
    good = {path: path.read_bytes() for path in site.output.rglob("*") if path.is_file()}
    room = shutil.disk_usage(small_disk).free - LEFT
    (small_disk / "filling").write_bytes(bytes(room))
    lay_out({"visit.md": document("نص آخر.", title="زيارة", id="visit")}, small_disk)
    refused = build_site(small_disk, {})
    assert refused.status == 1
    assert (
        "No space left on device; make room on the disk, and run the same command again"
        in " ".join(refused.errors.split())
    )
    assert "Traceback" not in refused.errors
    kept = {path: path.read_bytes() for path in site.output.rglob("*") if path.is_file()}
    assert kept == good
    (small_disk / "filling").unlink()
    again = build_site(small_disk, {})
    assert "نص آخر." in again.page("visit")


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (OSError(errno.EACCES, "no"), "x: cannot be written: no; let this user write there, and"),
        (OSError(errno.EDQUOT, "no"), "x: cannot be written: no; make room on the disk, and"),
        (
            OSError(errno.EXDEV, "no"),
            "no; let the site's folder lie on the disk of the archive, no link",
        ),
        (OSError("AF_UNIX path too long"), "x: cannot be written: AF_UNIX path too long; let"),
    ],
)
def test_each_refusal_has_its_cure(problem, told):
    assert told in str(refused("x", problem))


def test_what_is_there_and_may_not_be_read_is_not_told_as_if_it_were_to_be_written(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(os, "access", lambda *_: False)
    told = str(refused(tmp_path, PermissionError(errno.EACCES, "no")))
    assert told.startswith(f"{tmp_path}: cannot be read: no; let this user read it, and run")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    lay_out({"visit.md": document("نص.", title="زيارة", id="visit")}, tmp_path)
    (tmp_path / ".cache").write_text("a file where a folder should be")
    refused = build_site(tmp_path, {})
    assert refused.status == 1
    said = " ".join(refused.errors.split())
    assert (
        f"{tmp_path}/.cache: cannot be written: File exists; let this user write there, and" in said
    )
    assert "Traceback" not in refused.errors
