"""`python -m plugins.entities` and `python -m plugins.check`, as a keeper runs them."""

import subprocess
import sys
from pathlib import Path

import pytest

from plugins.check import main as check_documents
from plugins.entities.__main__ import main
from plugins.entities.explain import prose_of
from tests.rig import ROOT, authority, document, lay_out

PEOPLE = authority("mark-rutte,مارك روتي", "gw,جورج واشنطن,واشنطن,,,,,,,,washington")
PLACES = authority("lebanon,لبنان,,,,,,,لبناني", "washington,واشنطن")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch):
    """Lay files out, go there, and give the folder."""

    def archive(files: dict[str, str]) -> Path:
        lay_out(
            {"authority/people.csv": PEOPLE, "authority/places.csv": PLACES} | files,
            tmp_path,
        )
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return archive


def test_check_counts_what_is_in_order(archive, capsys) -> None:
    archive({"a.md": document("نص.", title="عنوان")})
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert out == "4 entities are in order: 2 people, 2 places, 0 organizations, 0 events\n"
    assert err == ""


def test_who_stops_reading_is_told_nothing(archive, monkeypatch) -> None:
    archive({"a.md": document("مارك روتي.", title="عنوان")})
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    explain = f"{sys.executable} -m plugins.entities explain content/articles/a.md | true"
    assert subprocess.run(explain, shell=True, capture_output=True, check=True).stderr == b""


def test_check_names_documents_that_speak_of_unknown_entities(archive, capsys) -> None:
    archive({"a.md": document("نص.", title="عنوان", entities_never="[france]")})
    assert main(["check"]) == 1
    assert capsys.readouterr().err == (
        "content/articles/a.md:3: entities_never: no entity «france» in the authority files; "
        "add it there or take it out here\n"
    )


def test_check_reports_homonyms_that_are_left_open(archive, capsys) -> None:
    archive({"a.md": document("وصل إلى واشنطن.", title="عنوان")})
    assert main(["check"]) == 0
    assert capsys.readouterr().err == (
        "content/articles/a.md:5: «واشنطن» may be gw or washington, and is not linked; "
        "write the right one into entities_add\n"
    )


def test_check_tells_of_names_that_no_bar_parts(archive, capsys) -> None:
    rows = "id,name,aliases\nun,الأمم المتحدة,الهيئة، المنظمة الدولية|UN\n"
    rows += "fao,الفاو,أغذية/زراعة|منظمة الأغذية / الزراعة\n"
    archive({"authority/organizations.csv": rows, "a.md": document(title="عنوان")})
    assert main(["check"]) == 0
    told = [line.split(" is taken")[0] for line in capsys.readouterr().err.splitlines()]
    assert told == [
        "content/authority/organizations.csv:2: aliases: «الهيئة، المنظمة الدولية» of un",
        "content/authority/organizations.csv:3: aliases: «منظمة الأغذية / الزراعة» of fao",
    ]


def test_check_and_explain_tell_of_names_that_are_words(archive, capsys) -> None:
    rows = "id,name,always,sometimes\nhayat,الحياة,,\nsafir,السفير,السفير,\nghair,غير,,\n"
    rows += "khabar,الخبر,,الخبر\n"
    archive({"authority/organizations.csv": rows, "a.md": document("في الحياة", title="عنوان")})
    assert main(["check"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(" of ")[0] for line in told] == [
        "content/authority/organizations.csv:2: «الحياة»",
        "content/authority/organizations.csv:4: «غير»",
    ]
    assert main(["explain", "content/articles/a.md"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["5:4-9\tالحياة\thayat\tword"]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("[لبنان](لبنان) هنا", "[لبنان هنا"),
        ("[لبنان](لبنان [[مصر|هنا", "[لبنان](لبنان هنا"),
        ("[[مصر|هنا]] و[[مصر]]", "هنا]] و مصر]]"),
        ("`مصر` هنا", "هنا"),
    ],
)
def test_where_links_lead_is_not_prose(text: str, prose: str) -> None:
    found = prose_of(text)
    assert (found.split(), len(found)) == (prose.split(), len(text))


def test_addresses_without_an_end_are_read_at_once() -> None:
    text = "](" * 200_000  # tried to the line's end from each, it would take minutes
    assert prose_of(text) == text


def test_explain_prints_each_mention_with_its_place_and_rule(archive, capsys) -> None:
    archive({"a.md": document("قال مارك روتي\n\nوروتي في اللبنانية وواشنطن.", title="عنوان")})
    assert main(["explain", "content/articles/a.md"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "line:columns\tform\tentity\trule",
        "5:5-13\tمارك روتي\tmark-rutte\tname",
        "7:1-5\tوروتي\tmark-rutte\tshort",
        "7:10-18\tاللبنانية\tlebanon\tnisba",
        "7:20-26\tوواشنطن\tgw|washington\thomonym",
    ]


def test_explain_tells_what_the_page_has(archive, capsys) -> None:
    own = "عن [[mark-rutte|الأمين]] و`مارك روتي` و[مارك روتي](https://x.example/لبنان)."
    archive({"a.md": document(f"{own}\n\n```\nمارك روتي\n```", title="عنوان")})
    assert main(["explain", "content/articles/a.md"]) == 0
    rows = [row.split("\t") for row in capsys.readouterr().out.splitlines()[1:]]
    assert [(form, entity, rule) for _, form, entity, rule in rows] == [
        ("[[mark-rutte|الأمين]]", "mark-rutte", "link"),
        ("مارك روتي", "mark-rutte", "name"),
    ]


def test_explain_reads_plain_text_too(archive, capsys) -> None:
    (archive({}) / "x.txt").write_text("سطر\nبلبنان", "utf-8")
    assert main(["explain", "x.txt"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["2:1-6\tبلبنان\tlebanon\tname"]


def test_a_bad_row_is_named_and_the_exit_code_is_not_0(archive, capsys) -> None:
    archive({"authority/places.csv": "id,name\nX,لبنان\n"})
    assert main(["check"]) == 1
    assert capsys.readouterr().err.startswith("content/authority/places.csv:2: the id «X»")


def test_the_documents_are_counted_where_they_are_in_order(archive, capsys) -> None:
    archive({"a.md": document(title="عنوان"), "pages/about.md": document(title="عن")})
    assert check_documents(["content"]) == 0
    assert capsys.readouterr().out == "2 documents are in order\n"


def test_documents_that_are_not_are_named_each(archive, capsys) -> None:
    archive({"a.md": "نص بلا شيء", "b.md": document(title="عنوان", date="غدا")})
    assert check_documents(["content"]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert [error.partition(": ")[0] for error in errors] == [
        "content/articles/a.md:1",
        "content/articles/b.md:3",
    ]


def test_a_text_that_is_no_document_is_named(archive, capsys) -> None:
    folder = archive({"a.md": document(title="عنوان"), "b.MD": "ب", "pages/c.txt": "ج"})
    (folder / "content/articles/d.png").touch()
    (folder / "content/articles/~$d.docx").touch()  # as Word leaves it
    assert check_documents(["content"]) == main(["check"]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert errors[:2] == [
        "content/articles/b.MD:1: «.MD» is no document's; "
        "put the file into sources, or let its name end in .md",
        "content/pages/c.txt:1: «.txt» is no document's; "
        "put the file into sources, or let its name end in .md",
    ]


def test_a_picture_that_is_not_there_is_named(archive, capsys) -> None:
    shown = (
        "![أ]({static}/images/%D8%A3.png) و`![ب]({static}/b.png)`\n\n![ج]({static}/images/c.png)"
    )
    folder = archive({"a.md": document(shown, title="عنوان"), "images/أ.png": ""})
    assert check_documents(["content"]) == 1
    assert capsys.readouterr().err == (
        "content/articles/a.md:7: no picture content/images/c.png; "
        "put it there, or correct the address\n"
    )
    (folder / "content/images/c.png").touch()
    (folder / "content/authority/lebanon.md").write_text("![د]({static}/images/d.png)", "utf-8")
    assert check_documents(["content"]) == 1
    assert (
        "content/authority/lebanon.md:1: no picture content/images/d.png;"
        in capsys.readouterr().err
    )
    (folder / "content/images/d.png").touch()
    assert check_documents(["content"]) == 0


def test_addresses_that_only_the_disk_knows_are_told_and_stop_nothing(archive, capsys) -> None:
    text = "![أ](images/c.png) و[ب](../x/b.md#c) `[ج](c.md)`\n\n[د](b.html) [ه](https://x.example/a.md)"
    archive({"a.md": document(f"{text} [و]({{filename}}a.md)", title="عنوان")})
    assert check_documents(["content"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "content/articles/a.md:5: «images/c.png» leads nowhere in the site; "
        "write {static}/images/… for a picture",
        "content/articles/a.md:5: «../x/b.md» leads nowhere in the site; "
        "write [[its id]] for an article",
    ]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("[أ]({filename}b.md)", "no document content/articles/b.md; put it there, or correct"),
        ("[أ]({filename}/articles/c.md#d)", "no document content/articles/c.md"),
        ("[أ]({attach}d.pdf)", "no file content/articles/d.pdf"),
        ("![أ](<{static}/images/أ ب.png>)", "no picture content/images/أ ب.png"),
        ("![أ]({static}images/a.png)", "no picture content/articles/images/a.png"),
    ],
)
def test_a_link_to_a_file_that_is_not_there_is_an_error(text, finding, archive, capsys) -> None:
    archive({"a.md": document(text, title="عنوان"), "images/a.png": ""})
    assert check_documents(["content"]) == 1
    assert f"content/articles/a.md:5: {finding}" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["أ (1).png", "أ ب.png", "a.png"])
def test_a_picture_is_found_whatever_its_name(name, archive) -> None:
    addresses = (f"<{{static}}/images/{name}>", f"{{static}}/images/{name.replace(' ', '%20')}")
    text = "\n\n".join(f'![أ]({address} "شرح")' for address in addresses)
    archive({"a.md": document(text, title="عنوان"), f"images/{name}": ""})
    assert check_documents(["content"]) == 0


def test_slips_are_told_and_stop_nothing(archive, capsys) -> None:
    fields = {"titel": "أ", "التاريج": "2024", "ملاحظتي": "ب", "date": "2999-01"}
    picture = "![]({static}/images/a.png)"
    text = f"نص[^1] و[^ا] و`[^2]`\n\n[^ا]: شرح\n\n{picture} {picture}"
    archive({"a.md": document(text, title="عنوان", **fields), "images/a.png": ""})
    assert check_documents(["content"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told == [
        "content/articles/a.md:3: «titel» is none of the fields, and is not shown; "
        "write title, if that is meant",
        "content/articles/a.md:4: «التاريج» is none of the fields, and is not shown; "
        "write التاريخ, if that is meant",
        "content/articles/a.md:6: 2999-01 is yet to come; correct it",
        "content/articles/a.md:9: the note [^1] has no text; add a line «[^1]: …»",
        "content/articles/a.md:13: a picture without words for those who do not see it (one of 2); "
        "write between the brackets what it shows",
    ]


@pytest.mark.parametrize(("date", "told"), [("1445-03-12", True), ("1445-03-12 هـ", False)])
def test_a_year_that_may_be_hijri_is_told(archive, capsys, date, told) -> None:
    archive({"a.md": document("نص.", title="عنوان", date=date)})
    assert check_documents(["content"]) == 0
    found = "a.md:3: 1445-03-12 is read as a date of our calendar; if it is a Hijri one, write هـ"
    assert (found in capsys.readouterr().err) == told


def test_a_bar_in_a_link_in_a_table_is_written_with_a_stroke(archive, capsys) -> None:
    table = r"| أ | ب |" + "\n|---|---|\n" + r"| [[lebanon\|تلك]] | [[no\|هذه]] |"
    archive({"a.md": document(table, title="عنوان")})
    assert main(["check"]) == 1
    assert capsys.readouterr().err.startswith("content/articles/a.md:7: [[no]]: no article has")


def test_a_picture_outside_the_archive_is_told_though_it_is_there(archive, capsys) -> None:
    folder = archive({"a.md": document("![`أ` ب]({static}/../a.png)", title="عنوان")})
    (folder / "a.png").touch()
    assert check_documents(["content"]) == 1
    error = "content/articles/a.md:5: content/../a.png is outside content; put it there"
    assert error in capsys.readouterr().err


LINKS = "[[مارك روتي]] و[[lebanon|تلك]] و[[b]] و[[عنوان آخر]] و`[[كود]]`\n\n[[لا شيء]] و[[c]]"


def test_check_tells_of_links_that_lead_nowhere_as_the_build_does(archive, capsys) -> None:
    a, b = document(LINKS, title="عنوان", status="hidden"), document(title="عنوان آخر")
    page = document("[[b]] و[[صفحة]]", title="صفحة")
    c = document(title="ج", status="draft")
    own = {"authority/lebanon.md": "[[b]]\n\n[[نص]]\n"}
    archive({"a.md": a, "b.md": b, "c.md": c, "pages/p.md": page} | own)
    assert main(["check"]) == 1
    found = [line.partition(": no article")[0] for line in capsys.readouterr().err.splitlines()]
    assert found == [
        "content/articles/a.md:8: [[لا شيء]]",
        "content/articles/a.md:8: [[c]]",
        "content/pages/p.md:5: [[صفحة]]",
        "content/authority/lebanon.md:3: [[نص]]",
    ]


def test_what_else_is_wrong_is_told_beside_documents_that_cannot_be_read(archive, capsys) -> None:
    bad = document("[[a]]", title="عنوان", entities_add="france")
    archive({"a.md": "نص بلا شيء", "b.md": bad})
    assert main(["check"]) == 1
    assert capsys.readouterr().err.startswith("content/articles/b.md:3: entities_add: no entity")
    archive({"b.md": document("[[a]]", title="عنوان")})
    assert main(["check"]) == 1
    assert capsys.readouterr().err.startswith("documents not looked through: 1; ")


def test_a_missing_folder_of_documents_is_named(tmp_path, capsys) -> None:
    assert check_documents([str(tmp_path / "none")]) == 1
    assert "no such folder; give the folder that has articles/" in capsys.readouterr().err
