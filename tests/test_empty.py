"""`make empty` moves the sample aside, says so, and leaves a keeper's own files where they are."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig import ROOT, authority, document, run

CLIPPING = (
    "افتتاح متحف في القاهرة\n\nافتُتح يوم الخميس 9 نوفمبر/تشرين الثاني 1989 متحف في القاهرة.\n"
)


def empty(archive: Path, *words: str, answer: str = "") -> tuple[int, str]:
    command = [sys.executable, "-m", "setup.empty", str(archive), *words]
    done = subprocess.run(
        command, cwd=ROOT, input=answer, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def files(folder: Path) -> dict[str, str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with one imported clipping, one document of the keeper's, one authority row."""
    for name, text in {
        "sources/ثقافة/museum.txt": CLIPPING,
        "content/authority/places.csv": authority("cairo,القاهرة"),
        "content/authority/people.csv": authority(),
        "content/authority/world-places.csv": authority("lebanon,لبنان"),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    done = run("plugins.convert", tmp_path / "sources", "--into", tmp_path / "content/articles")
    assert done.returncode == 0, done.stderr
    [made] = (tmp_path / "content/articles/1989").iterdir()
    beside = tmp_path / f"content/originals/{made.stem.rpartition('-')[2]}.fr.md"
    beside.parent.mkdir()
    beside.write_text("Un musée ouvre au Caire.\n", "utf-8")
    beside.with_name("own.fr.md").write_text("À moi.\n", "utf-8")
    (tmp_path / "content/articles/own.md").write_text(document(title="لي"), "utf-8")
    (tmp_path / "sources/later.txt").write_text("لم يحوَّل بعد\n", "utf-8")
    return tmp_path


def test_the_sample_moves_and_the_keepers_files_stay(archive):
    before = files(archive)
    made = next(name for name in before if name.startswith("content/articles/1989/"))
    status, said = empty(archive, "--yes")
    assert status == 0, said
    moved = {
        "sources/ثقافة/museum.txt",
        made,
        f"content/originals/{Path(made).stem.rpartition('-')[2]}.fr.md",
        "content/imports.jsonl",
        "content/authority/places.csv",
    }
    assert all(f"  {name}\n" in said for name in moved)
    assert files(archive / "sample-aside") == {name: before[name] for name in moved}
    left = {name: text for name, text in before.items() if name not in moved}
    left["content/authority/places.csv"] = authority()
    left |= {"sources/.gitkeep": "", "content/articles/.gitkeep": ""}
    after = files(archive)
    assert {name: after[name] for name in after if "sample-aside" not in name} == left
    assert not (archive / "sources/ثقافة").exists()


def test_what_was_set_aside_comes_back_as_the_command_says(archive):
    before = files(archive)
    said = empty(archive, "--yes")[1]
    command = said.split("as they were: ")[1].strip()
    subprocess.run(command, shell=True, cwd=archive, check=True)
    after = files(archive)
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("answer", ["", "n\n", "\n"])
def test_nothing_moves_without_a_yes(archive, answer):
    before = files(archive)
    status, said = empty(archive, answer=answer)
    assert (status, files(archive)) == (1, before)
    assert "Nothing was moved." in said


def test_a_yes_at_the_question_moves(archive):
    assert empty(archive, answer="y\n")[0] == 0
    assert (archive / "sample-aside/content/imports.jsonl").exists()


def test_an_earlier_folder_is_never_written_into(archive):
    (archive / "sample-aside").mkdir()
    (archive / "sample-aside/mine.txt").write_text("لي", "utf-8")
    status, said = empty(archive, "--yes")
    assert status == 0
    assert "sample-aside-2/" in said
    assert files(archive / "sample-aside") == {"mine.txt": "لي"}


def test_an_empty_archive_has_nothing_to_set_aside(archive):
    empty(archive, "--yes")
    before = files(archive)
    status, said = empty(archive, "--yes")
    assert (status, files(archive)) == (0, before)
    assert "nothing to set aside" in said
