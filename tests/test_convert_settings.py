"""What a keeper says of sources, asks of them, is told: sources.yml, --dry-run, --explain."""

import json
import re
import unicodedata

import pytest

from plugins.convert.__main__ import main
from plugins.convert.conversion import Options
from plugins.convert.run import convert
from plugins.convert.sources import find_sources
from plugins.documents import read_documents
from plugins.errors import ArchiveError
from tests.converting import CLIPPING, LEAD, MORE, PAGE, SOURCES, TITLE


@pytest.fixture
def archive(tmp_path):
    (tmp_path / "sources").mkdir()
    return tmp_path


def run(archive, **options):
    sources = find_sources([archive / "sources"])
    return list(convert(sources, archive / "content/articles", options=Options(**options)))


def put(archive, name, data):
    path = archive / "sources" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def documents(archive):
    found = read_documents([archive / "content/articles"])
    return {document.file: document for _, document in found}


def test_a_folder_says_what_its_sources_do_not(archive):
    put(archive, "sources.yml", "rights: للصحيفة\nsource: الأهرام\n")
    put(archive, "أ/sources.yml", "القسم: ثقافة\nsource: الحياة\nfiles:\n  b*: {date: 1998-05}\n")
    put(archive, "a.txt", CLIPPING)
    put(archive, "أ/b.txt", CLIPPING + "\n\nالمصدر: رويترز".encode())
    put(archive, "أ/c.txt", CLIPPING + b"\n\nx")
    run(archive)
    found = documents(archive)
    assert {name: (d.source, d.rights, d.section) for name, d in found.items()} == {
        "a.txt": ("الأهرام", "للصحيفة", None),
        "أ/b.txt": ("رويترز", "للصحيفة", "ثقافة"),
        "أ/c.txt": ("الحياة", "للصحيفة", "ثقافة"),
    }
    assert found["أ/b.txt"].date is not None
    assert (found["أ/b.txt"].date.iso, found["أ/b.txt"].date_basis) == ("1998-05", "keeper")


def test_a_pattern_that_fits_no_source_is_told(archive, capsys):
    put(
        archive, "أ/sources.yml", 'files:\n  "1998/*.txt": {date: 1998}\n  "*.text": {date: 1999}\n'
    )
    put(archive, "أ/1998/a.txt", CLIPPING)
    put(archive, "b.text", CLIPPING + b"x")
    into = str(archive / "content/articles")
    for _ in range(2):  # told until it is mended
        assert main([str(archive / "sources"), "--into", into]) == 0
        told = capsys.readouterr().err
        assert "أ/sources.yml:3: files: no source has a name like «*.text»; correct it" in told
        assert "1998/*.txt" not in told


def test_a_pattern_fits_a_name_however_its_letters_are_put_together(archive):
    put(archive, "sources.yml", 'files:\n  "أخبار*": {date: 1998}\n  آ.txt: {date: 1999}\n')
    for name in ("أخبار.txt", "آ.txt"):
        put(archive, unicodedata.normalize("NFD", name), CLIPPING + name.encode())
    run(archive)
    dates = {name: document.date.iso for name, document in documents(archive).items()}
    assert dates == {"أخبار.txt": "1998", "آ.txt": "1999"}


def test_a_file_named_alone_is_told_the_same_as_with_its_folder(archive, monkeypatch):
    put(archive, "sources.yml", "rights: للصحيفة\n")
    path = put(archive, "أ/ب/a.txt", CLIPPING)
    monkeypatch.chdir(archive)
    for named in (path, path.relative_to(archive), path.parent):
        assert main([str(named), "--into", "content/articles"]) == 0
        assert documents(archive).popitem()[1].rights == "للصحيفة", named
    assert run(archive)[0].outcome == "unchanged"


def test_a_change_of_sources_yml_is_taken_up_by_untouched_documents(archive):
    put(archive, "a.txt", CLIPPING)
    run(archive)
    settings = put(archive, "sources.yml", "rights: للصحيفة\n")
    [result] = run(archive)
    assert result.outcome == "updated"
    assert documents(archive)["a.txt"].rights == "للصحيفة"
    assert [r.outcome for r in run(archive)] == ["unchanged"]
    settings.unlink()
    assert [r.outcome for r in run(archive)] == ["updated"]


def test_columns_are_named_by_the_keeper(archive):
    put(archive, "sources.yml", "columns: {x: title, نص كامل: body}\n")
    put(archive, "a.csv", f"x,نص كامل\n{TITLE},{LEAD}\n")
    run(archive)
    [document] = documents(archive).values()
    assert (document.title, document.body) == (TITLE, LEAD + "\n")


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("rights: [", r"sources\.yml:\d: not YAML; "),
        ("colour: red", r"«colour» is no field; "),
        ("source: x\ndate: soon", r"sources\.yml:2: date: «soon» is not a date; "),
        ("source: x\n\nsorce: x", r"sources\.yml:3: «sorce» is no field; write source, if"),
        ("date: 1990\nfiles:\n  a: {date: 1998}\n  b: {date: x}", r"sources\.yml:4: date: «x» is"),
        ("source: x\nfiles:\n  a.txt: 1998", r"sources\.yml:3: a\.txt: write it as"),
        ("rights: x\ncolumns:\n  ملاحظات: notes", r"sources\.yml:3: columns: «ملاحظات: notes»"),
        ("source:\tx", r"sources\.yml:1: not YAML; .* no tabs"),
        ("columns: {x: colour}", r"«x: colour» is none of title, body"),
        ("- x", r"no settings; "),
    ],
)
def test_a_mistake_in_sources_yml_stops_everything(archive, text, finding):
    put(archive, "sources.yml", text)
    put(archive, "a.txt", CLIPPING)
    with pytest.raises(ArchiveError, match=finding):
        run(archive)


def test_a_dry_run_writes_nothing_and_tells_all(archive, capsys):
    put(archive, "a.txt", CLIPPING)
    put(archive, "b.html", PAGE)
    put(archive, "empty.txt", b"")
    before = sorted(archive.rglob("*"))
    words = [str(archive / "sources"), "--into", str(archive / "content/articles")]
    assert main([*words, "--dry-run", "--report", str(archive / "report.json")]) == 1
    assert sorted(archive.rglob("*")) == sorted([*before, archive / "report.json"])
    told = json.loads((archive / "report.json").read_text("utf-8"))
    assert told["counts"] == {"made": 2, "warned": 1, "failed": 1}
    assert "Nothing was written" in capsys.readouterr().err


def test_explain_tells_why_each_field_is_what_it_is(archive, capsys):
    path = put(archive, "a.txt", CLIPPING + "\n\nالمصدر: https://www.rfi.fr/ar/20241021-x".encode())
    assert main(["--explain", str(path)]) == 0
    said = capsys.readouterr().out
    assert "read as text" in said
    for word in (TITLE, "2024-10-21", "the address has it", "publishers.csv knows the address"):
        assert word in said


def test_explain_tells_the_section_of_the_folder(archive, capsys):
    path = put(archive, "علوم/a.txt", CLIPPING)
    assert main([str(archive / "sources"), "--explain", str(path)]) == 0
    assert re.search(r"section +علوم +the folder that it lies in", capsys.readouterr().out)


def test_a_limit_is_a_setting(archive, capsys):
    put(archive, "a.txt", b"a" * 1_500_000)
    words = [str(archive / "sources"), "--into", str(archive / "content/articles")]
    assert main([*words, "--limit", "megabytes=1"]) == 1
    said = capsys.readouterr().err
    assert re.search(r"1 MB, more than 1 +split it", said)
    assert main([*words, "--limit", "colour=1"]) == 1
    assert "--limit colour=1: write one of megabytes=200" in capsys.readouterr().err
    assert main([*words, "--jobs", "-1"]) == 1  # no process would read, and nothing would be said
    assert "--jobs -1: not a number of processes; write 1 or more" in capsys.readouterr().err


def test_nearly_the_same_text_is_told_with_both_paths_and_kept(archive):
    long = "\n\n".join(f"{LEAD} {MORE} رقم {number}." for number in range(9))
    put(archive, "a.txt", f"{TITLE}\n\n{long}")
    run(archive)
    put(archive, "b.txt", f"{TITLE}\n\n{long}\n\nكلمة زيدت.")
    put(archive, "c.txt", CLIPPING)
    same, new, other = run(archive)
    assert (same.notes, other.notes) == ((), ())
    told = f"{new.document} may be the same as {same.document}, made of a.txt (about "
    assert new.notes[0].startswith(told)
    assert len(documents(archive)) == 3


def test_one_address_is_told(archive):
    put(archive, "a.txt", f"{TITLE}\n\n{LEAD}\n\nالمصدر: https://www.news.example/a/1")
    put(archive, "b.txt", "نص آخر تماما\n\nلا صلة له بالأول.\n\nالمصدر: http://news.example/a/1/")
    first, second = run(archive)
    assert "both come from one address" in first.notes[-1] + second.notes[-1]


def test_all_formats_in_one_run_on_two_processes_as_on_none(archive):
    for name, data in SOURCES.items():
        put(archive, name, data)
    here = [(r.source, r.outcome) for r in run(archive, workers=0)]
    texts = {d.file: d for d in documents(archive).values()}
    for path in (archive / "content").rglob("*"):
        if path.is_file():
            path.unlink()
    there = [(r.source, r.outcome) for r in run(archive, workers=2)]
    assert here == there == [(name, "made") for name, _ in here]
    assert {d.file: d for d in documents(archive).values()} == texts
    assert {outcome for _, outcome in [(r.source, r.outcome) for r in run(archive)]} == {
        "unchanged"
    }


def test_a_growing_box_brings_only_what_is_new(archive):
    start = b"From a@b Mon Oct 21 09:30:00 2024\n"
    mail = SOURCES["a.eml"]
    box = put(archive, "a.mbox", start + mail)
    run(archive)
    box.write_bytes(start + mail.replace(b"one@", b"new@") + b"\n" + start + mail)
    assert sorted(r.outcome for r in run(archive)) == ["made", "unchanged"]
    assert [r.outcome for r in run(archive)] == ["unchanged", "unchanged"]
