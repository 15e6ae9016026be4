"""`make publish` pushes what can be published, and says what is in the way of the rest."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.rig import ROOT

IDENTITY = ("-c", "user.name=Keeper", "-c", "user.email=keeper@example.org")


def git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), *IDENTITY, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def publish(archive: Path, what: str = "push", **environment: str) -> tuple[int, str]:
    script = str(archive / "setup/publish.sh")
    env = os.environ | environment
    done = subprocess.run([script, what], check=False, capture_output=True, text=True, env=env)
    return done.returncode, done.stderr


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A repository with one commit on main, whose pushes to GitHub end in a folder beside it."""
    folder = tmp_path / "archive"
    (folder / "setup").mkdir(parents=True)
    for name in ("publish.sh", "say.sh"):
        shutil.copy(ROOT / "setup" / name, folder / "setup")
    git(tmp_path, "init", "--quiet", "--bare", "far")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=Start")
    return folder


def point_to(archive: Path, address: str) -> None:
    git(archive, "remote", "add", "origin", address)
    git(archive, "config", f"url.{archive.parent / 'far'}.pushInsteadOf", address)


@pytest.mark.parametrize(
    ("remote", "site"),
    [
        ("https://github.com/Umm-Kulthum/archive.git", "https://umm-kulthum.github.io/archive/"),
        ("git@github.com:taha/Mahfuzat.git", "https://taha.github.io/Mahfuzat/"),
        ("ssh://git@github.com/taha/a.b", "https://taha.github.io/a.b/"),
        ("https://github.com/Taha/taha.github.io", "https://taha.github.io/"),
    ],
)
def test_the_branch_is_pushed_and_the_sites_address_named(archive, remote, site):
    point_to(archive, remote)
    status, said = publish(archive)
    assert status == 0, said
    assert f"the site is at {site}\n" in said
    assert "/settings/pages → Build and deployment → Source: GitHub Actions" in said
    assert git(archive.parent / "far", "rev-parse", "main") == git(archive, "rev-parse", "HEAD")


def test_a_remote_that_is_not_on_github_is_pushed_to(archive):
    git(archive, "remote", "add", "home", str(archive.parent / "far"))
    status, said = publish(archive)
    assert (status, "not on GitHub" in said) == (0, True)
    assert git(archive.parent / "far", "rev-parse", "main") == git(archive, "rev-parse", "HEAD")


def test_who_has_nothing_new_is_told_how_to_have_the_site_built_anew(archive):
    point_to(archive, "https://github.com/taha/archive")
    site = "https://taha.github.io/archive/"
    assert "nothing was pushed" not in publish(archive)[1]
    status, said = publish(archive)
    assert status == 0
    assert f"nothing was pushed, so nothing is built anew. The site is at {site}\n" in said
    assert "github.com/taha/archive/actions/workflows/site.yml → Run workflow" in said
    assert "In a few minutes" not in said
    git(archive, "commit", "--quiet", "--allow-empty", "--message=More")
    assert f"In a few minutes the site is at {site}\n" in publish(archive)[1]


def test_another_branch_is_pushed_with_a_warning_and_a_cure(archive):
    point_to(archive, "https://github.com/taha/archive")
    git(archive, "switch", "--quiet", "--create", "try")
    said = publish(archive)[1]
    assert "Only the branch main is published; this is try: git switch main, git merge try" in said
    assert "taha.github.io" not in said
    git(archive, "branch", "--delete", "main")
    cure = "git branch --move main"
    assert f"this is try: {cure}, then make publish again" in publish(archive)[1]
    git(archive, *cure.split()[1:])
    assert "In a few minutes the site is at https://taha.github.io/archive/" in publish(archive)[1]


def test_what_git_itself_says_of_the_folder_is_told(archive):
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    status, said = publish(archive, "ready", **alone, GIT_TEST_ASSUME_DIFFERENT_OWNER="true")
    assert status == 1
    assert "dubious ownership" in said
    assert "✗ git does not work in this folder (its reason is above)" in said
    shutil.rmtree(archive / ".git")
    alone["GIT_CEILING_DIRECTORIES"] = str(archive.parent)
    assert "this folder is no git repository; git init" in publish(archive, "ready", **alone)[1]


def test_a_repository_without_a_remote_is_refused(archive):
    status, said = publish(archive, "ready")
    assert status == 1
    assert "no remote; git remote add origin" in said


def test_a_detached_head_is_refused(archive):
    point_to(archive, "https://github.com/taha/archive")
    git(archive, "switch", "--quiet", "--detach")
    status, said = publish(archive, "ready")
    assert status == 1
    assert "detached HEAD); git switch main" in said


def test_changes_that_are_not_committed_are_refused_and_named(archive):
    point_to(archive, "https://github.com/taha/archive")
    (archive / "جديد.txt").write_text("جديد", "utf-8")
    status, said = publish(archive)
    assert status == 1
    assert "?? جديد.txt" in said
    assert "not committed: git add --all, git commit" in said


def test_a_refused_push_is_an_error(archive):
    git(archive, "remote", "add", "origin", str(archive / "nowhere"))
    status, said = publish(archive)
    assert status == 1
    assert "git push failed" in said


def workflow(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows" / name).read_text("utf-8"))
    return read


def test_a_keeper_s_site_waits_for_no_test_of_the_tool() -> None:
    jobs = workflow("site.yml")["jobs"]
    assert (list(jobs), jobs["deploy"]["needs"]) == (["build", "deploy"], "build")
    assert "needs" not in jobs["build"]


@pytest.mark.parametrize("name", ["site.yml", "tests.yml", "soak.yml"])
def test_workflows_run_what_make_does_on_any_machine(name: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    steps = [step for job in workflow(name)["jobs"].values() for step in job["steps"]]
    ran = [step["run"].split() for step in steps if "run" in step]
    assert all(make == "make" and targets.issuperset(asked) for make, *asked in ran)


def test_what_another_pushed_before_is_told_with_what_to_do(archive, tmp_path):
    git(archive, "remote", "add", "origin", str(tmp_path / "far"))
    assert publish(archive)[0] == 0
    git(tmp_path, "clone", "--quiet", "--branch=main", "far", "other")
    for folder in (tmp_path / "other", archive):
        (folder / f"{folder.name}.md").touch()
        git(folder, "add", "--all")
        git(folder, "commit", "--message=More")
    git(tmp_path / "other", "push", "--quiet")
    status, said = publish(archive)
    cure = "git pull --no-rebase --no-edit origin main"
    assert status == 1
    assert f"someone pushed before you: {cure}, then make publish again" in said
    git(archive, *cure.split()[1:])
    assert publish(archive)[0] == 0
