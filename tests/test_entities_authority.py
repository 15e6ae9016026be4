"""The authority files: read as spreadsheets write them, refused with file, line, finding, cure."""

from pathlib import Path

import pytest

from plugins.entities.authority import read_authority
from plugins.errors import ArchiveError

HEADER = "id,name,aliases,kind,description,wikidata,lat,lon,adjective,never,same_as_never,was"


def written(folder: Path, text: str, name: str = "places.csv") -> Path:
    (folder / name).write_bytes(text.encode("utf-8"))
    return folder


def refused(folder: Path) -> str:
    with pytest.raises(ArchiveError) as refusal:
        read_authority(folder)
    return str(refusal.value).replace(f"{folder}/", "")


def test_a_row_gives_an_entity(tmp_path) -> None:
    row = 'beirut,بيروت,ست الدنيا|Beirut,,"عاصمة, لبنان",Q3820,33.89,35.5,بيروتي,,,'
    (entity,) = read_authority(written(tmp_path, f"{HEADER}\n{row}\n"))
    assert (entity.id, entity.name, entity.kind) == ("beirut", "بيروت", "place")
    assert entity.aliases == ("ست الدنيا", "Beirut")
    assert entity.description == "عاصمة, لبنان"
    assert (entity.lat, entity.lon, entity.wikidata) == (33.89, 35.5, "Q3820")
    assert entity.url == "places/beirut/"


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffid;name;aliases\r\nbeirut;بيروت;ست الدنيا\r\n",
        "id\tname\taliases\nbeirut\tبيروت\tست الدنيا\n",
        "id,name,aliases,,\nbeirut,بيروت, ست الدنيا ,,\n,,,,\n",
        "ID,Name,Aliases\rbeirut,بيروت,ست الدنيا\r",
    ],
)
def test_what_a_spreadsheet_saves_is_read(tmp_path, text) -> None:
    (entity,) = read_authority(written(tmp_path, text))
    assert (entity.id, entity.name, entity.aliases) == (
        "beirut",
        "بيروت",
        ("ست الدنيا",),
    )


def test_the_files_name_tells_the_kind_and_a_cell_overrules_it(tmp_path) -> None:
    written(tmp_path, "id,name,kind\na,بيروت,\nb,معاهدة,event\n")
    assert [entity.kind for entity in read_authority(tmp_path)] == ["place", "event"]


def test_a_folder_without_files_names_nobody(tmp_path) -> None:
    assert read_authority(tmp_path) == []


WRONG = [
    ("id,name\nBeirut,بيروت", "2: the id «Beirut» is not of a-z, 0-9 and hyphens; write one"),
    ("id,name\nbeirut,،", "2: no name for beirut; write one"),
    ("id,name,kind\nb,بيروت,city", "2: kind «city» is not one of person, place, organization,"),
    ("id,name,wikidata\nb,بيروت,3820", "2: wikidata «3820» is not a number such as Q8023;"),
    ("id,name,lat,lon\nb,بيروت,شمال,3", "2: «شمال» is not a number; write degrees such as"),
    ("id,name,lat,lon\nb,بيروت,91,3", "2: 91 is beyond 90 degrees; write degrees"),
    ("id,name,lat,lon\nb,بيروت,3,", "2: only one of lat and lon; write both or neither"),
    ("id,name\nb,بيروت\nb,صيدا", "3: the id «b» stands at places.csv:2 too; change one"),
    ("id,name,aliases\na,بيروت,\nb,صيدا,بَيروت", "3: «بَيروت» of b is a name of a too (places"),
    ("id,name,sometimes\na,فتح,\nb,حركة فتح,فتح", "3: «فتح» of b is a name of a too (places"),
    ("id,name,same_as_never\na,بيروت,z", "2: same_as_never: «z» is not the id of another entity"),
    ("id,name\na,بي", "2: the name «بي» of a has fewer than 3 letters and would match too much;"),
    ("id,name,was\na,بيروت,b\nb,صيدا,", "2: was: places/b/ is the page of places.csv:3; take it"),
    ("id,name,was\na,بيروت,z\nb,صيدا,z", "3: was: places/z/ led to a already; keep it in one row"),
    ("id,name\na,بيروت,صيدا", "2: more cells than columns; put a text that has the separator"),
    ("id,nom\na,بيروت", "1: no column «nom»; the columns are id, name, aliases,"),
    ("id,kind\na,place", "1: no column name; add it to the first line"),
    ("id,name,id\na,بيروت,a", "1: the column id stands twice; keep one of them"),
    ("", "1: the file is empty; write a first line id,name"),
    ('id,name\na,"بيروت\nb,صيدا', '3: unexpected end of data; a cell that has a quote'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "error"), WRONG)
def test_a_wrong_row_stops_with_file_line_finding_and_cure(tmp_path, text, error) -> None:
    assert f"places.csv:{error}" in refused(written(tmp_path, text))


def test_all_errors_of_all_files_come_at_once(tmp_path) -> None:
    written(tmp_path, "id,name\nA,بيروت\nB,صيدا\n")
    written(tmp_path, "id,name\nb,طاها\nb,زيد حسن\n", "people.csv")
    written(tmp_path, "nom\n", "events.csv")
    assert [line[:14] for line in refused(tmp_path).splitlines()] == [
        "events.csv:1: ",
        "places.csv:2: ",
        "places.csv:3: ",
        "people.csv:3: ",
    ]


def test_a_file_in_another_encoding_is_named(tmp_path) -> None:
    (tmp_path / "people.csv").write_bytes("id,name\na,بيروت\n".encode("cp1256"))
    assert refused(tmp_path) == "people.csv:2: not UTF-8; save the file as UTF-8"


def test_a_missing_folder_is_named(tmp_path) -> None:
    assert "no such folder; make it, with people.csv" in refused(tmp_path / "none")


def test_entities_that_are_never_the_same_may_share_a_name(tmp_path) -> None:
    rows = "id,name,aliases,same_as_never\ncity,واشنطن,,gov\ngov,الإدارة,واشنطن,\n"
    assert len(read_authority(written(tmp_path, rows))) == 2


def test_all_that_a_row_has_for_names_are_its_names_each_once(tmp_path) -> None:
    rows = "id,name,aliases,always,sometimes\nqom,مدينة قم,Qom|قم المقدسة,قم المقدسة,قم\n"
    (entity,) = read_authority(written(tmp_path, rows))
    assert entity.names == ("مدينة قم", "Qom", "قم المقدسة", "قم")


GENERAL = (
    HEADER
    + """
lebanon,لبنان,Lebanon,,دولة,,,,,,,
tunis,تونس,,,عاصمة,,,,,,,
tunisia,الجمهورية التونسية,,,,,,,,,tunis,
"""
)


def test_general_names_tell_their_kind_and_yield_to_the_keepers(tmp_path) -> None:
    written(tmp_path, GENERAL, "world-places.csv")
    assert {(e.id, e.kind) for e in read_authority(tmp_path)} == {
        ("lebanon", "place"),
        ("tunis", "place"),
        ("tunisia", "place"),
    }
    own = "id,name,description\nlebanon,الجمهورية اللبنانية,بلدي\ntunis-city,تونس,\n"
    written(tmp_path, own)
    found = {entity.id: entity for entity in read_authority(tmp_path)}
    assert set(found) == {"lebanon", "tunis-city", "tunisia"}
    assert (found["lebanon"].name, found["lebanon"].description) == ("الجمهورية اللبنانية", "بلدي")
    assert found["tunisia"].same_as_never == ()


def test_a_general_name_stays_where_the_keeper_says_that_two_bear_it(tmp_path) -> None:
    written(tmp_path, GENERAL, "world-places.csv")
    written(tmp_path, "id,name,same_as_never\nthe-ship,تونس,tunis\n")
    assert {"the-ship", "tunis"} <= {entity.id for entity in read_authority(tmp_path)}


def test_general_names_are_checked_among_themselves(tmp_path) -> None:
    written(tmp_path, "id,name\na,تونس\nb,تونس\n", "world-places.csv")
    assert "world-places.csv:3: «تونس» of b is a name of a too" in refused(tmp_path)
