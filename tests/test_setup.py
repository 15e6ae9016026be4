"""`.venv` becomes what the lock says, from whatever state it was left in; then it is left alone.

Runs the real scripts in a folder of their own, with packages made here and no network.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.rig import ROOT

SCRIPTS = ("venv.sh", "new-venv.sh", "say.sh", "apt.sh", "forget.py")


class Workshop:
    """A folder with the set-up's scripts, a lock, and the packages that can be had."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.packages = folder / "packages"

    def open(self) -> None:
        """Make the folder, with a lock of one package, and set it up."""
        self.packages.mkdir(parents=True)
        (self.folder / "setup").mkdir()
        for name in SCRIPTS:
            shutil.copy(ROOT / "setup" / name, self.folder / "setup")
        self.lock(f"one==1 --hash=sha256:{self.make_package('one', '1')}")
        status, said = self.set_up()
        assert (status, self.installed()) == (0, {"one-1"}), said

    def make_package(self, name: str, version: str) -> str:
        """Write a wheel of one empty module; return its sha256."""
        wheel = self.packages / f"{name}-{version}-py3-none-any.whl"
        about = f"{name}-{version}.dist-info"
        head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        kind = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        files = {f"{name}.py": "", f"{about}/METADATA": head, f"{about}/WHEEL": kind}
        record = "".join(f"{path},,\n" for path in (*files, f"{about}/RECORD"))
        with zipfile.ZipFile(wheel, "w") as archive:
            for path, text in (files | {f"{about}/RECORD": record}).items():
                archive.writestr(path, text)
        return hashlib.sha256(wheel.read_bytes()).hexdigest()

    def lock(self, *site: str, dev: tuple[str, ...] = ()) -> None:
        (self.folder / "requirements.lock").write_text("\n".join((*site, "")))
        (self.folder / "requirements-dev.lock").write_text("\n".join((*site, *dev, "")))

    def set_up(self, which: str = "site", **extra: str) -> tuple[int, str]:
        """Run setup/venv.sh; return its exit code and what it said."""
        here = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.packages), "PYTHON": sys.executable}
        command = [str(self.folder / "setup/venv.sh"), which]
        done = subprocess.run(
            command, env=os.environ | here | extra, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    def installed(self) -> set[str]:
        found = (self.folder / ".venv").glob("lib/*/site-packages/*.dist-info")
        names = {path.name.removesuffix(".dist-info") for path in found}
        return {name for name in names if not name.startswith(("pip-", "setuptools-"))}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    workshop = Workshop(tmp_path_factory.mktemp("setup") / "opened")
    workshop.open()
    return workshop


@pytest.fixture
def workshop(opened: Workshop, tmp_path: Path) -> Workshop:
    """A copy of one that is set up: making .venv takes seconds."""
    shutil.copytree(opened.folder, tmp_path / "copy", symlinks=True)
    return Workshop(tmp_path / "copy")


def test_a_second_run_does_nothing_and_says_nothing(workshop):
    assert workshop.set_up(PIP_FIND_LINKS="/nowhere", PATH="/usr/bin:/bin") == (0, "")


def test_a_new_lock_is_followed_both_ways(workshop):
    second = f"two==2 --hash=sha256:{workshop.make_package('two', '2')}"
    workshop.lock(second)
    status, said = workshop.set_up()
    assert (status, workshop.installed()) == (0, {"two-2"}), said
    assert "Removing what the lock no longer names: one" in said


def test_the_tests_packages_stay_when_only_the_site_is_wanted(workshop):
    site = f"one==1 --hash=sha256:{workshop.make_package('one', '1')}"
    workshop.lock(site, dev=(f"two==2 --hash=sha256:{workshop.make_package('two', '2')}",))
    assert workshop.set_up("dev")[0] == 0
    assert workshop.installed() == {"one-1", "two-2"}
    assert workshop.set_up("site") == (0, "")
    workshop.lock(site, dev=(f"two==3 --hash=sha256:{workshop.make_package('two', '3')}",))
    assert workshop.set_up("site")[0] == 0
    assert workshop.installed() >= {"one-1"}
    assert workshop.set_up("dev")[0] == 0
    assert workshop.installed() == {"one-1", "two-3"}


def test_a_file_with_another_hash_is_refused_and_the_old_packages_stay(workshop):
    workshop.make_package("two", "2")
    workshop.lock(f"two==2 --hash=sha256:{'0' * 64}")
    status, said = workshop.set_up()
    assert status == 1
    assert "DO NOT MATCH THE HASHES" in said
    assert "✗ pip could not install what requirements.lock names" in said
    assert workshop.installed() == {"one-1"}


def test_a_lock_without_a_hash_is_refused(workshop):
    workshop.make_package("two", "2")
    workshop.lock("two==2")
    status, said = workshop.set_up()
    assert (status, workshop.installed()) == (1, {"one-1"})
    assert "Hashes are required" in said


@pytest.mark.parametrize("left", ["without pip", "interrupted", "python gone"])
def test_a_venv_left_half_made_is_made_anew(workshop, left):
    venv = workshop.folder / ".venv"
    if left == "without pip":
        shutil.rmtree(next(venv.glob("lib/*/site-packages/pip")))
        (venv / "requirements.lock").unlink()
    if left == "interrupted":
        (venv / "unfinished").touch()
        next(venv.glob("lib/*/site-packages/one.py")).unlink()
    if left == "python gone":
        (venv / "bin/python").unlink()
        (venv / "bin/python").symlink_to("/nowhere/python3")
    status, said = workshop.set_up()
    assert (status, workshop.installed()) == (0, {"one-1"}), said
    assert list(venv.glob("lib/*/site-packages/one.py"))
    assert workshop.set_up() == (0, "")


def test_a_folder_that_can_hold_no_environment_is_refused_by_name(workshop):
    folder = workshop.folder.rename(workshop.folder.with_name("أرشيف 1:2"))
    shutil.rmtree(folder / ".venv")
    status, said = Workshop(folder).set_up()
    assert status == 1
    assert f"{folder}: a folder with a colon in its path can hold no Python environment" in said
    status, said = Workshop(folder.rename(folder.with_name("أرشيف#1$y'x"))).set_up()
    assert status == 0, said


def test_an_old_python_is_refused_by_name(workshop):
    shutil.rmtree(workshop.folder / ".venv")
    (workshop.folder / "python3.9").write_text("#!/bin/sh\nexit 1\n")
    (workshop.folder / "python3.9").chmod(0o755)
    status, said = workshop.set_up(PYTHON=str(workshop.folder / "python3.9"))
    assert status == 1
    assert "python3.9 is no Python 3.11 or newer that runs" in said
    assert not (workshop.folder / ".venv").exists()


def test_clean_removes_what_make_made_and_nothing_of_the_keepers(tmp_path):
    made = ("output", "output.new", ".cache", "plugins/__pycache__")
    own = ("output.old", "outputs", "content", "plugins")
    for name in made + own:
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "x").touch()
    subprocess.run(["make", "-s", "-f", str(ROOT / "Makefile"), "clean"], cwd=tmp_path, check=True)
    assert [name for name in made + own if (tmp_path / name).exists()] == list(own)
