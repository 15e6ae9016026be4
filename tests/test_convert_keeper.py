"""A keeper's documents are safe: whatever happens to sources, edits stay and nothing is lost."""

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from rich.console import Console

from plugins.convert.__main__ import main
from plugins.convert.conversion import Options
from plugins.convert.report import print_report
from plugins.convert.results import Result
from plugins.convert.run import convert
from plugins.convert.settle import EDITED, REMOVED
from plugins.convert.sources import find_sources
from plugins.documents import read_documents
from plugins.errors import ArchiveError
from tests.converting import PNG
from tests.rig import ROOT

TEXT = "افتتاح متحف\n\nافتُتح يوم الخميس 9 نوفمبر/تشرين الثاني 1989 متحف في القاهرة.\n\nوحضره جمع.\n"
AS_EVER = Options()
OTHER = TEXT.replace("متحف", "معرض")


class Archive:
    """A folder with sources/ and content/articles, converted as `make convert` does."""

    def __init__(self, folder: Path) -> None:
        self.sources = folder / "sources"
        self.into = folder / "content/articles"
        self.ledger = folder / "content/imports.jsonl"
        self.sources.mkdir()

    def put(self, name: str, text: str | bytes = TEXT) -> Path:
        path = self.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def convert(self, *given: Path, options: Options = AS_EVER) -> list[Result]:
        sources = find_sources(list(given) or [self.sources])
        return list(convert(sources, self.into, options=options))

    def outcomes(self, *given: Path) -> list[str]:
        return [result.outcome for result in self.convert(*given)]

    def documents(self) -> dict[Path, str]:
        return {path: path.read_text("utf-8") for path in sorted(self.into.rglob("*.md"))}

    def document(self) -> Path:
        [path] = self.documents()
        return path

    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.ledger.read_text("utf-8").splitlines()]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def edit(path: Path) -> str:
    text = path.read_text("utf-8").replace("افتتاح", "تدشين")
    path.write_text(text, "utf-8")
    return text


def test_converting_twice_changes_nothing(archive):
    archive.put("ثقافة/a.txt")
    assert archive.outcomes() == ["made"]
    before, ledger = archive.documents(), archive.ledger.read_bytes()
    assert archive.outcomes() == ["unchanged"]
    assert (archive.documents(), archive.ledger.read_bytes()) == (before, ledger)


def test_a_folder_gives_its_name_to_the_section(archive):
    archive.put("العلوم_والفضاء/1969/a.txt")
    archive.put("1969/b.txt", OTHER)
    archive.put("c.txt", OTHER + "\nنص.")
    archive.convert()
    sections = {document.file: document.section for _, document in read_documents([archive.into])}
    assert sections == {
        "العلوم_والفضاء/1969/a.txt": "العلوم والفضاء",
        "1969/b.txt": None,
        "c.txt": None,
    }


def test_an_edited_document_is_kept_and_the_keeper_is_told(archive):
    source = archive.put("a.txt")
    archive.convert()
    edited = edit(archive.document())
    assert archive.outcomes() == ["kept"]
    source.write_text(OTHER, "utf-8")
    for _ in range(2):  # told until the keeper has settled it
        [result] = archive.convert()
        assert (result.outcome, result.notes) == (
            "kept",
            (EDITED,),
        )
    assert archive.documents() == {archive.document(): edited}


@pytest.mark.parametrize("named", ["source", "document"])
def test_a_keeper_who_says_so_is_told_no_more_until_the_source_changes_again(archive, named):
    source = archive.put("a.txt")
    archive.convert()
    document = archive.document()
    edited = edit(document)
    source.write_text(OTHER, "utf-8")
    keep = Options(keep=(source if named == "source" else document,))
    [result] = archive.convert(options=keep)
    assert (result.outcome, result.notes) == ("kept", ())
    [result] = archive.convert()
    assert (result.outcome, result.notes) == ("kept", ())
    source.write_text(OTHER + "\nتمت.\n", "utf-8")
    [result] = archive.convert()
    assert result.notes == (EDITED,)
    assert document.read_text("utf-8") == edited


def test_what_need_not_be_kept_is_said(archive):
    source = archive.put("a.txt")
    archive.convert()
    [unchanged, failed] = archive.convert(options=Options(keep=(source,)))
    assert (unchanged.outcome, failed.outcome) == ("unchanged", "failed")
    assert "nothing of it waits for --keep" in failed.notes[0]


def test_a_newer_converter_says_nothing_of_a_document_that_the_keeper_edited(archive):
    archive.put("a.txt")
    archive.convert()
    edited = edit(archive.document())
    lines = [{**line, "version": 0, "written_sha256": "0"} for line in archive.lines()]
    archive.ledger.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    for _ in range(2):
        [result] = archive.convert()
        assert (result.outcome, result.notes) == ("kept", ())
    assert archive.document().read_text("utf-8") == edited


def test_a_removed_document_is_not_made_again(archive):
    source = archive.put("a.txt")
    archive.convert()
    archive.document().unlink()
    assert archive.outcomes() == ["kept"]
    source.write_text(OTHER, "utf-8")
    [result] = archive.convert()
    assert result.notes == (REMOVED,)
    assert archive.documents() == {}


def test_a_changed_source_updates_an_untouched_document(archive):
    source = archive.put("a.txt")
    archive.convert()
    path = archive.document()
    before = path.read_text("utf-8")
    source.write_text(OTHER.replace("1989", "1990"), "utf-8")
    assert archive.outcomes() == ["updated"]
    assert archive.document() == path, "an address never changes"
    assert "title: افتتاح معرض" in path.read_text("utf-8")
    assert before.split("id: ")[1][:10] in path.read_text("utf-8")


def test_a_document_that_cannot_be_read_any_more_is_the_keepers(archive):
    source = archive.put("a.txt")
    archive.convert()
    archive.document().write_text("half an edit", "utf-8")
    source.write_text(OTHER, "utf-8")
    assert archive.outcomes() == ["kept"]
    assert archive.document().read_text("utf-8") == "half an edit"


def test_a_moved_source_keeps_its_document(archive):
    archive.put("a.txt")
    archive.convert()
    before = archive.documents()
    (archive.sources / "2016").mkdir()
    (archive.sources / "a.txt").rename(archive.sources / "2016/b.txt")
    assert archive.outcomes() == ["unchanged"]
    assert archive.documents() == before
    assert [line["source"] for line in archive.lines()] == ["2016/b.txt"]


@pytest.mark.parametrize(("edit", "outcome"), [("", "updated"), ("تعديل.", "kept")])
def test_a_source_moved_into_another_section_takes_its_document_along(archive, edit, outcome):
    archive.put("a.txt")
    archive.convert()
    path = archive.document()
    path.write_text(path.read_text("utf-8") + edit, "utf-8")
    before = path.read_text("utf-8")
    (archive.sources / "ثقافة").mkdir()
    (archive.sources / "a.txt").rename(archive.sources / "ثقافة/b.txt")
    assert archive.outcomes() == [outcome]
    assert ("section: ثقافة\n" in path.read_text("utf-8")) == (outcome == "updated")
    assert archive.outcomes() == ["kept" if edit else "unchanged"]
    assert (path.read_text("utf-8") == before) == bool(edit)
    assert [line["source"] for line in archive.lines()] == ["ثقافة/b.txt"]


def test_a_removed_source_leaves_its_document(archive):
    archive.put("a.txt").unlink()
    archive.put("b.txt")
    archive.convert()
    (archive.sources / "b.txt").unlink()
    assert archive.outcomes() == []
    assert len(archive.documents()) == 1
    assert len(archive.lines()) == 1


def test_equal_sources_become_two_documents_and_the_keeper_is_told(archive):
    archive.put("a.txt")
    archive.put("b.txt")
    results = archive.convert()
    assert [result.outcome for result in results] == ["made", "made"]
    assert results[0].notes == ()
    assert "the same file as a.txt" in results[1].notes[0]
    assert len(archive.documents()) == 2
    assert archive.outcomes() == ["unchanged", "unchanged"]


def test_a_file_reached_by_two_ways_is_one_source(archive):
    path = archive.put("ثقافة/a.txt")
    archive.convert()
    before = archive.documents()
    assert archive.outcomes(path) == ["unchanged"]
    assert archive.outcomes(archive.sources, path) == ["unchanged"]
    path.write_text(OTHER, "utf-8")
    assert archive.outcomes(path) == ["updated"]
    [(_, document)] = read_documents([archive.into])
    assert (document.section, document.file) == ("ثقافة", "ثقافة/a.txt")
    assert list(archive.documents()) == list(before)


def test_another_file_of_the_same_name_is_another_source(archive, tmp_path):
    for name, text in (("x/clipping.txt", TEXT), ("y/clipping.txt", OTHER)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
        assert archive.outcomes(tmp_path / name) == ["made"]
    assert len(archive.documents()) == 2


def test_the_ledger_tells_nothing_of_the_keepers_machine(tmp_path):
    desktop = tmp_path / "home/desktop"
    desktop.mkdir(parents=True)
    (desktop / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "archive").mkdir()
    archive = Archive(tmp_path / "archive")
    assert archive.outcomes(desktop) == ["made"]
    assert "desktop" not in archive.ledger.read_text("utf-8")
    assert archive.outcomes(desktop) == ["unchanged"]


def test_a_run_killed_between_document_and_ledger_is_taken_up(archive):
    archive.put("a.txt")
    archive.convert()
    before = archive.documents()
    archive.ledger.unlink()
    assert archive.outcomes() == ["made"]
    assert archive.documents() == before
    assert archive.outcomes() == ["unchanged"]


def test_an_update_killed_between_document_and_ledger_is_no_edit(archive):
    source = archive.put("a.txt")
    archive.convert()
    ledger = archive.ledger.read_bytes()
    source.write_text(OTHER, "utf-8")
    archive.convert()
    after = archive.documents()
    archive.ledger.write_bytes(ledger)
    assert archive.outcomes() == ["unchanged"]
    source.write_text(TEXT, "utf-8")
    assert archive.outcomes() == ["updated"]
    assert archive.documents() != after


def test_an_edit_after_a_killed_run_is_kept(archive):
    archive.put("a.txt")
    archive.convert()
    archive.ledger.unlink()
    edited = edit(archive.document())
    assert archive.outcomes() == ["kept"]
    assert archive.outcomes() == ["kept"]
    assert archive.document().read_text("utf-8") == edited


def test_a_ledger_line_left_half_is_mended(archive):
    archive.put("a.txt")
    archive.put("b.txt", OTHER)
    archive.convert()
    whole = archive.ledger.read_bytes()
    archive.ledger.write_bytes(whole[:-40])
    archive.put("c.txt", OTHER + "\nنص آخر.")
    assert archive.outcomes() == ["unchanged", "made", "made"]
    assert len(archive.lines()) == len(archive.documents()) == 3


def test_a_killed_run_s_document_is_known_though_its_source_changed_since(archive):
    source = archive.put("a.txt")
    archive.convert()
    [line] = archive.ledger.read_text("utf-8").splitlines(keepends=True)
    archive.ledger.unlink()
    (archive.ledger.parent / ".imports.jsonl.intents").write_text(line + line[:40], "utf-8")
    source.write_bytes(source.read_bytes() + "\n\nفقرة أخيرة.\n".encode())
    assert archive.outcomes() == ["updated"]
    assert len(archive.documents()) == 1


def test_what_a_killed_run_meant_to_write_and_did_not_is_made(archive):
    archive.put("a.txt")
    archive.convert()
    line = archive.ledger.read_text("utf-8")
    archive.ledger.unlink()
    archive.document().unlink()
    (archive.ledger.parent / ".imports.jsonl.intents").write_text(line, "utf-8")
    assert archive.outcomes() == ["made"]
    assert not (archive.ledger.parent / ".imports.jsonl.intents").exists()


def test_a_ledger_of_someone_elses_is_refused_with_its_line(archive):
    archive.put("a.txt")
    archive.convert()
    archive.ledger.write_text("x\n" + archive.ledger.read_text("utf-8"), "utf-8")
    with pytest.raises(ArchiveError, match=r"imports\.jsonl:1: .*restore the file"):
        archive.convert()


def test_a_document_that_cannot_be_read_is_told(archive, capsys):
    archive.put("a.txt")
    archive.convert()
    document = archive.document()
    document.unlink()
    document.symlink_to(document.name)  # as unreadable as what belongs to another, to root too
    assert main([str(archive.sources), "--into", str(archive.into)]) == 1
    told = capsys.readouterr().err
    assert f"{document}: cannot be read: " in told
    assert "Traceback" not in told


def test_an_error_of_the_disk_is_told_with_its_place(archive, capsys, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error", "/mnt/disk/a.txt")

    archive.put("a.txt")
    monkeypatch.setattr("plugins.convert.__main__.convert", fail)
    assert main([str(archive.sources), "--into", str(archive.into)]) == 1
    assert "/mnt/disk/a.txt: cannot be written: Input/output error" in capsys.readouterr().err


def test_a_ledger_that_knows_sources_by_name_alone_is_read(archive):
    source = archive.put("a.txt")
    archive.convert()
    lines = [
        {k: v for k, v in line.items() if k not in ("place", "item")} for line in archive.lines()
    ]
    archive.ledger.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    source.write_text(OTHER, "utf-8")
    assert archive.outcomes() == ["updated"]
    assert archive.lines()[0]["place"] == "sources/a.txt"


def test_links_and_hidden_files_are_passed_over(archive, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(TEXT, "utf-8")
    (archive.sources / "link.txt").symlink_to(outside / "secret.txt")
    (archive.sources / "folder").symlink_to(outside)
    archive.put(".hidden.txt")
    archive.put(".git/a.txt")
    for left in ("Thumbs.db", "desktop.ini", "~$a.docx", "__MACOSX/a.txt", "$RECYCLE.BIN/b.txt"):
        archive.put(left)
    for left in ("خبر.url", "خبر.txt~", "خبر.pdf.part", "~WRL0003.tmp"):
        archive.put(left)
    assert archive.convert() == []


def test_links_that_are_passed_over_are_told(archive, tmp_path, capsys):
    (archive.sources / "قصاصات").symlink_to(tmp_path)
    (archive.sources / ".hidden").symlink_to(tmp_path)
    archive.put("a.txt")
    assert main([str(archive.sources), "--into", str(archive.into)]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "a link" in line]
    link = archive.sources / "قصاصات"
    assert told == [f"{link}: a link, passed over; put there what it leads to"]


PAGE = f'<html><body><h1>عنوان</h1><p>{TEXT}</p><img src="{{}}" alt="صورة"></body></html>'


@pytest.mark.parametrize("folder", ["مقال_files", "مقال.files", "مقال_ملفات"])
def test_what_is_saved_beside_a_page_is_the_page_s(archive, folder):
    archive.put("مقال.htm", PAGE.format(f"{folder}/أ.png"))
    archive.put(f"{folder}/أ.png", PNG)
    archive.put(f"{folder}/ad.html", "<html><body>إعلان</body></html>")
    archive.put(f"{folder}/other.jpg", b"\xff\xd8\xff")
    archive.put("style.css", "body {}")
    archive.put("jquery.js.download", "var a;")
    assert archive.outcomes() == ["made"]
    assert "{static}/images/" in archive.document().read_text("utf-8")


def test_a_folder_of_that_name_without_its_page_holds_sources(archive):
    archive.put("قديم_files/a.txt")
    assert archive.outcomes() == ["made"]


@pytest.mark.parametrize("dry", [True, False])
def test_a_picture_that_a_document_shows_is_no_scan(archive, dry):
    archive.put("نص.md", f"# عنوان\n\n![أ](صور/أ.png)\n\n{TEXT}")
    archive.put("صور/أ.png", PNG)
    archive.put("صور/ب.gif", b"GIF89a\x01\0\x01\0\x80\0\0")
    outcomes = [result.outcome for result in archive.convert(options=Options(dry=dry))]
    assert outcomes == ["failed", "made"]  # what no document shows is told
    if not dry:
        assert archive.outcomes() == ["failed", "unchanged"]  # the text is not read again


@pytest.mark.parametrize("cut", [PNG + b"cut", b""])
def test_a_picture_that_the_keeper_changed_stays(archive, cut):
    archive.put("أ.png", PNG)
    archive.put("نص.md", f"# عنوان\n\n![أ](أ.png)\n\n{TEXT}")
    archive.convert()
    [picture] = (archive.into.parent / "images").iterdir()
    picture.write_bytes(cut)
    archive.put("نص.md", f"# عنوان\n\n![أ](أ.png)\n\n{OTHER}")
    assert archive.outcomes() == ["updated"]
    assert picture.read_bytes() == (cut or PNG)


def test_a_decomposed_name_is_the_same_source(archive):
    name = unicodedata.normalize("NFC", "آثار/أ.txt")
    path = archive.put(unicodedata.normalize("NFD", name))
    archive.convert()
    assert archive.lines()[0]["source"] == name
    archive.put(name).write_bytes(path.read_bytes())
    path.unlink()
    assert archive.outcomes() == ["unchanged"]


@pytest.mark.skipif(sys.platform == "darwin", reason="its names are UTF-8")
def test_a_name_in_another_encoding_is_written_out(archive, tmp_path):
    (archive.sources / os.fsdecode("خبر".encode("cp1256") + b".txt")).write_text(TEXT, "utf-8")
    (archive.sources / os.fsdecode("فارغ".encode("cp1256") + b".txt")).write_text("", "utf-8")
    archive.put("good.txt", OTHER)
    report = tmp_path / "report.json"
    arguments = [str(archive.sources), "--into", str(archive.into), "--report", str(report)]
    for made in ("made", "unchanged"):
        assert main(arguments) == 1
        assert json.loads(report.read_text("utf-8"))["counts"] == {made: 2, "failed": 1}
    assert r"\udcce\udcc8\udcd1.txt" in {line["source"] for line in archive.lines()}


@pytest.mark.parametrize(("sources", "into"), [(".", "a/b"), ("a", "a"), ("a/b/2024", "a/b")])
def test_documents_are_never_their_own_sources(sources, into, tmp_path, capsys):
    (tmp_path / "a/b/2024").mkdir(parents=True)
    assert main([str(tmp_path / sources), "--into", str(tmp_path / into)]) == 1
    assert "their own sources; name sources outside" in " ".join(capsys.readouterr().err.split())
    assert not list(tmp_path.rglob("*.jsonl"))


def test_an_interrupted_run_ends_in_one_line(archive, capsys, monkeypatch):
    def stop(*given: object) -> None:
        raise KeyboardInterrupt

    archive.put("good.txt")
    monkeypatch.setattr("plugins.convert.conversion.settle", stop)
    arguments = [str(archive.sources), "--into", str(archive.into)]
    assert main(arguments) == 130
    assert capsys.readouterr().err.strip().startswith("Stopped. What is written stays")
    monkeypatch.undo()
    assert main(arguments) == 0
    assert len(archive.documents()) == 1


def test_no_room_for_the_tables_of_a_run_is_told_with_a_cure(archive, capsys, monkeypatch):
    def full(*given: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    archive.put("good.txt")
    monkeypatch.setattr("plugins.convert.run.Imports", full)
    assert main([str(archive.sources), "--into", str(archive.into)]) == 1
    assert "database or disk is full; make room, or name another TMPDIR" in capsys.readouterr().err


BAD = {
    "empty.txt": (b"", "no text in the file"),
    "binary.txt": (bytes(range(256)) * 8, "not a text"),
    "locked.txt": (b"7z\xbc\xaf\x27\x1c" + bytes(64), "a 7z archive"),
}


def test_bad_sources_are_named_and_stop_no_other(archive, capsys, tmp_path):
    for name, (data, _) in BAD.items():
        archive.put(name, data)
    archive.put("good.txt")
    report = tmp_path / "report.json"
    arguments = [str(archive.sources), "--into", str(archive.into), "--report", str(report)]
    for made in ("made", "unchanged"):
        assert main(arguments) == 1
        told = json.loads(report.read_text("utf-8"))
        assert told["counts"] == {"failed": len(BAD), made: 1}
        for result in told["results"]:
            if result["outcome"] == "failed":
                [note] = result["notes"]
                assert note["reason"].startswith(str(archive.sources / result["source"]))
                assert BAD[result["source"]][1] in note["reason"]
                assert note["cure"]
        assert "good.txt" in {result["source"] for result in told["results"]}
    table = [re.split(r"  +", line.strip()) for line in capsys.readouterr().err.split("\n")]
    empty = str(archive.sources / "empty.txt")
    assert table[-2][0] == "failed"
    finding = ["failed", empty, "no text in the file", "put the text there or remove the file"]
    assert table.count(finding) == 2, "told at every run"
    assert len(archive.documents()) == 1


def test_all_that_is_wrong_with_a_source_is_told_a_row_each(archive):
    archive.put("a.md", "---\ntitle: عنوان\ndate: أمس\nstatus: x\n---\n\nنص")
    [result] = archive.convert()
    assert [note.partition(": ")[0] for note in result.notes] == [
        f"{archive.sources / 'a.md'}:{line}" for line in (3, 4)
    ]


def test_what_many_sources_have_in_common_is_one_row(archive, capsys):
    for number in range(55):
        archive.put(
            f"{number:02}.txt", f"خبر {number}\n\nنص قصير من غير تاريخ، رقمه {number}.\n".encode()
        )
    assert main([str(archive.sources), "--into", str(archive.into)]) == 0
    said = capsys.readouterr().err
    assert re.search(r"55 +made +new documents +\n55 +warned +of these, have something", said)
    assert said.count("no date found") == 1
    assert "07.txt" in said
    assert "08.txt" not in said
    assert "and 47 more: --report FILE" in said


NOTED = [
    ("a.txt", "3 lines were mended; see that they are right", "3–12 lines were mended"),
    ("b.txt", "12 lines were mended; see that they are right", "3–12 lines were mended"),
    ("a.txt", "the weekday named with 1989-11-09 is wrong; see", "with … is wrong"),
    ("b.txt", "the weekday named with 1990-01-02 is wrong; see", "with … is wrong"),
    ("a.txt", "the same file as a1.txt, two documents now; remove one", "as a1.txt, two"),
    ("b.txt", "the same file as a2.txt, two documents now; remove one", "as a2.txt, two"),
]


def test_what_differs_in_figures_alone_is_one_row():
    shown = Console(width=200, file=io.StringIO())
    print_report([Result(name, "made", "x.md", (note,)) for name, note, _ in NOTED], shown)
    said = shown.file.getvalue()  # type: ignore[attr-defined]
    for row in {row for _, _, row in NOTED}:
        assert said.count(row) == 1
    assert said.count("warned ") == 1 + len({row for _, _, row in NOTED})


def test_sources_refused_for_the_same_reason_are_one_row():
    shown = Console(width=200, file=io.StringIO())
    sounds = [f"sources/{number}.mp3" for number in range(20)]
    print_report([Result(s, "failed", "", (f"{s}: a sound; remove it",)) for s in sounds], shown)
    said = shown.file.getvalue()  # type: ignore[attr-defined]
    assert said.count("a sound") == 1
    assert all((name in said) == (at < 8) for at, name in enumerate(sounds))
    assert "and 12 more: --report FILE" in said


def test_the_exit_code_is_0_when_nothing_failed(archive):
    archive.put("good.txt")
    assert main([str(archive.sources), "--into", str(archive.into)]) == 0


def test_a_name_that_is_not_there_is_an_error(archive, capsys):
    assert main([str(archive.sources / "none"), "--into", str(archive.into)]) == 1
    assert "none: not there; name a file or a folder" in capsys.readouterr().err


def test_a_document_that_cannot_be_written_fails_alone(archive):
    archive.put("a.txt")
    archive.put("b.txt", OTHER.replace("1989", "1990"))
    archive.into.mkdir(parents=True)
    (archive.into / "1989").write_text("in the way", "utf-8")
    assert archive.outcomes() == ["failed", "made"]


def test_the_records_of_two_keepers_become_one(archive, tmp_path):
    """As .gitattributes has git merge them; without it, where git stopped is told."""

    def git(*words: str) -> None:
        names = ("-c", "user.name=k", "-c", "user.email=k@example.org", "-c", "core.hooksPath=x")
        subprocess.run(
            ["git", "-C", str(tmp_path), *names, *words], check=True, capture_output=True
        )

    shutil.copy(ROOT / ".gitattributes", tmp_path)
    git("init", "--quiet", "--initial-branch=main")
    archive.put("ب.txt")
    archive.convert()
    git("add", "--all")
    git("commit", "--message=0")
    for branch, name in (("one", "أ.txt"), ("other", "ت.txt"), ("third", "ث.txt")):
        git("switch", "--create", branch, "main")
        archive.put(name, TEXT.replace("متحف", name))
        archive.convert()
        git("add", "--all")
        git("commit", f"--message={branch}")
    git("merge", "one")
    git("merge", "other")
    assert archive.outcomes() == ["unchanged"] * 4
    assert len(archive.lines()) == 4 == len(archive.documents())
    archive.ledger.write_text(f"<<<<<<< HEAD\n{archive.ledger.read_text('utf-8')}", "utf-8")
    with pytest.raises(
        ArchiveError, match=r"imports.jsonl:1: git left two versions here; keep the"
    ):
        archive.convert()


@pytest.mark.parametrize("name", ["1989/mine.md", "museums/1989-11-09.md"])
def test_a_document_that_the_keeper_moved_is_found_by_its_id(archive, name):
    archive.put("a.txt")
    archive.convert()
    moved = archive.into / name
    moved.parent.mkdir(exist_ok=True)
    archive.document().rename(moved)
    archive.put("a.txt", OTHER)
    assert archive.outcomes() == ["updated"]
    assert archive.document() == moved and "معرض" in moved.read_text("utf-8")
    assert archive.outcomes() == ["unchanged"]
    moved.write_text(moved.read_text("utf-8") + "تعديلي\n", "utf-8")
    archive.put("a.txt", TEXT)
    [result] = archive.convert()
    assert (result.outcome, result.notes) == ("kept", (EDITED,))
    moved.unlink()
    assert archive.convert()[0].notes == (REMOVED,)
