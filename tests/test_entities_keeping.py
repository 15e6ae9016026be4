"""What a keeper does with the authority files: suggest, tick, variants, merge, rename, apart."""

import csv
import re
from pathlib import Path

import pytest

from plugins.entities.__main__ import main
from plugins.entities.authority import read_authority
from plugins.entities.edit import Sheets
from plugins.entities.romanize import id_for
from plugins.entities.variants import Neighbours, likeness, variants
from tests.entity_rows import organization, person
from tests.rig import document, lay_out

HEADER = "id,name,aliases,description,wikidata,same_as_never,was"
PEOPLE = f"""{HEADER}
mark-rutte,مارك روتي,,,Q57792,,
m-rutte,مارك روته,روته,سياسي هولندي,Q1,taha,old-rutte
taha,طه حسين,,,,,
"""
BODY = "قال الرئيس غورباتشوف إن برستويكا تغيرت. وأضاف غورباتشوف أن مارك روتي وافق."


@pytest.fixture
def archive(tmp_path: Path, monkeypatch) -> Path:
    """A folder with an authority and a document, gone into."""
    lay_out(
        {"authority/people.csv": PEOPLE, "a.md": document(BODY, title="خبر", date="1990")}, tmp_path
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def people(archive: Path):
    return {entity.id: entity for entity in read_authority(archive / "content/authority")}


def test_merging_keeps_names_facts_and_the_old_address(archive) -> None:
    assert main(["merge", "m-rutte", "mark-rutte"]) == 0
    rutte = people(archive)["mark-rutte"]
    assert rutte.aliases == ("مارك روته", "روته")
    assert (rutte.description, rutte.wikidata) == ("سياسي هولندي", "Q57792")
    assert rutte.former_urls == ("people/m-rutte/", "people/old-rutte/")
    assert rutte.same_as_never == ("taha",)
    assert "m-rutte" not in people(archive)


def test_merging_keeps_what_is_always_a_name(archive) -> None:
    path = archive / "content/authority/organizations.csv"
    path.write_text("id,name,always\nhayat,جريدة الحياة,\nhayat-2,الحياة,الحياة\n", "utf-8")
    assert main(["merge", "hayat-2", "hayat"]) == 0
    assert people(archive)["hayat"].always == ("الحياة",)


@pytest.mark.parametrize(
    "command", [["merge", "m-rutte", "mark-rutte"], ["rename", "m-rutte", "r"]]
)
def test_an_own_text_goes_along_and_is_never_written_over(archive, capsys, command) -> None:
    folder = archive / "content/authority"
    mine, other = folder / "m-rutte.md", folder / f"{command[2]}.md"
    mine.write_text("نص", "utf-8")
    other.write_text("نص آخر", "utf-8")
    assert main(command) == 1
    assert f"{other.name} is there too; put what is to stay" in capsys.readouterr().err
    assert (folder / "people.csv").read_text("utf-8") == PEOPLE
    assert (mine.read_text("utf-8"), other.read_text("utf-8")) == ("نص", "نص آخر")
    other.unlink()
    assert main(command) == 0
    assert other.read_text("utf-8") == "نص"
    assert not mine.exists()


def test_merging_across_kinds_keeps_the_old_folder(archive) -> None:
    (archive / "content/authority/places.csv").write_text("id,name\nrutte-place,روتيا\n", "utf-8")
    assert main(["merge", "rutte-place", "taha"]) == 0
    assert people(archive)["taha"].former_urls == ("places/rutte-place/",)


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (["merge", "m-rutte", "taha"], "says that m-rutte and taha are two;"),
        (["merge", "nobody", "taha"], "no entity has the id «nobody»;"),
        (["merge", "taha", "taha"], "are one already;"),
        (["rename", "taha", "m-rutte"], "the id «m-rutte» is in use; choose another, or merge"),
        (["rename", "taha", "Taha"], "the id «Taha» is not of a-z"),
        (["rename", "taha", "old-rutte"], "was: people/old-rutte/ is the page of"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(archive, capsys, command, error) -> None:
    assert main(command) == 1
    assert error in capsys.readouterr().err
    assert (archive / "content/authority/people.csv").read_text("utf-8") == PEOPLE


def test_renaming_keeps_the_old_address_the_own_text_and_what_spoke_of_it(archive) -> None:
    (archive / "content/authority/taha.md").write_text("نص", "utf-8")
    assert main(["rename", "taha", "taha-hussein"]) == 0
    assert people(archive)["taha-hussein"].former_urls == ("people/taha/",)
    assert people(archive)["m-rutte"].same_as_never == ("taha-hussein",)
    assert (archive / "content/authority/taha-hussein.md").read_text("utf-8") == "نص"


def test_a_name_given_back_leaves_no_circle(archive) -> None:
    assert main(["rename", "taha", "hussein"]) == 0
    assert main(["rename", "hussein", "taha"]) == 0
    assert people(archive)["taha"].was == ("hussein",)


def test_a_file_is_written_as_it_was_found(archive) -> None:
    path = archive / "content/authority/people.csv"
    path.write_bytes("\ufeffid;name\r\ntaha;طه; حسين\r\n".replace("طه; ", "طه ").encode())
    assert main(["rename", "taha", "t"]) == 0
    assert path.read_bytes().decode() == "\ufeffid;name;was\r\nt;طه حسين;taha\r\n"


def test_variants_are_proposed_until_told_apart(archive, capsys) -> None:
    assert main(["variants"]) == 0
    rows = capsys.readouterr().out.splitlines()[1:]
    assert [row.split("\t")[1::2] for row in rows] == [["m-rutte", "mark-rutte"]]
    assert main(["apart", "m-rutte", "mark-rutte"]) == 0
    capsys.readouterr()
    assert main(["variants"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("غورباتشوف", "جورباتشوف"),
        ("سيرغي لافروف", "سيرجي لافروف"),
        ("أنغيلا ميركل", "أنجيلا ميركل"),
        ("فلاديمير بوتين", "فلاديمير بوتن"),
        ("بيونغ يانغ", "بيونج يانج"),
    ],
)
def test_one_foreign_name_in_two_spellings_is_a_variant(one, other) -> None:
    assert likeness(one, other) >= 0.87
    assert len(variants([person("a", one), person("b", other)])) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كيم جونغ أون", "كيم جونغ إيل"),
        ("جورج بوش", "جورج دبليو بوش"),
        ("أبولو 10", "أبولو 11"),
        ("وكالة الفضاء الكندية", "وكالة الفضاء الهندية"),
    ],
)
def test_two_names_that_are_only_alike_are_none(one, other) -> None:
    assert variants([person("a", one), person("b", other)]) == []


def test_of_general_names_no_two_are_one() -> None:
    kyoto, quito, own = person("kyoto", "كيوتو"), person("quito", "كيتو"), person("k", "كيوتوو")
    known = {kyoto.id, quito.id}
    assert [{v.one.id, v.other.id} for v in variants([kyoto, quito])] == [known]
    found = variants([kyoto, quito, own], general=known)
    assert found and all(pair.one.id == "k" for pair in found)


def test_the_three_nearest_of_a_kind_are_found() -> None:
    others = [person(f"p{n}", f"مخيائيل {n}") for n in range(50)]
    one, far = person("one", "ميخائيل غورباتشوف"), person("far", "ميخائيل غريب")
    another = organization("org", "ميخائيل غورباتشوف")
    neighbours = Neighbours([*others, far, one, another])
    (score, id), *rest = neighbours.nearest("ميخائيل جورباتشوف", "person")
    assert id == "one" and score > 0.9
    assert len(rest) <= 2 and all(least <= score for least, _ in rest)
    assert neighbours.nearest("طه حسين", "person") == []


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, found: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, found[0].keys())
        writer.writeheader()
        writer.writerows(found)


def test_missing_names_are_proposed_with_kind_count_and_context(archive) -> None:
    assert main(["suggest"]) == 0
    [first, *_] = found = rows(archive / "content/suggestions.csv")
    assert (first["name"], first["kind"], first["count"]) == ("غورباتشوف", "person", "2")
    assert "الرئيس غورباتشوف" in first["context1"]
    assert "روتي" not in " ".join(row["name"] for row in found)


def test_a_clitic_is_taken_off_where_the_name_stands_without_it(archive) -> None:
    text = "وصل إلى بيونغ يانغ. قالت وكالة بازينفيل، وقيل لوكالة بازينفيل. ولمع نجم يونغ في يونغ."
    (archive / "content/articles/a.md").write_text(document(text, title="خبر"), "utf-8")
    assert main(["suggest", "--least", "-9"]) == 0
    said = {row["name"]: row["count"] for row in rows(archive / "content/suggestions.csv")}
    assert said["بيونغ يانغ"] == "1"
    assert said["وكالة بازينفيل"] == "2"


@pytest.mark.parametrize(("text", "proposed"), [("بابونج", True), ("بابونج، البابونج", False)])
def test_what_has_the_article_too_is_a_word_and_no_name(archive, text, proposed) -> None:
    (archive / "content/articles/a.md").write_text(
        document(f"وصل عنه في الشؤون الجهوية. وقيل {text}.", title="خبر"), "utf-8"
    )
    assert main(["suggest", "--least", "-9"]) == 0
    said = {row["name"] for row in rows(archive / "content/suggestions.csv")}
    assert ("بابونج" in said) == proposed
    assert not said & {"عنه", "الجهوية"}


def test_a_title_begins_no_name(archive) -> None:
    people = archive / "content/authority/people.csv"
    people.write_text(people.read_text("utf-8") + "lutfi,لطفي السيد,,,,,\n", "utf-8")
    (archive / "content/articles/a.md").write_text(
        document("أشار السيد روتي إلى مارك زينوفييف.", title="خبر"), "utf-8"
    )
    assert main(["suggest", "--least", "-9"]) == 0
    said = {row["name"] for row in rows(archive / "content/suggestions.csv")}
    assert "مارك زينوفييف" in said
    assert not any(name.startswith("السيد") for name in said)


def test_parts_of_names_go_behind_whole_ones(archive) -> None:
    text = (
        "التقى زينوفييف بازينفيل. وقال زينوفييف غراتشينكو. قال زينوفييف، ثم زينوفييف. "
        "وسكت غراتشينكو، ثم غراتشينكو. وسافر إلى مارك سوسلوفيتش."
    )
    (archive / "content/articles/a.md").write_text(document(text, title="خبر"), "utf-8")
    assert main(["suggest", "--least", "-9"]) == 0
    found = rows(archive / "content/suggestions.csv")
    order = [row["name"] for row in found]
    whole = max(order.index(name) for name in ("زينوفييف بازينفيل", "زينوفييف غراتشينكو"))
    assert whole < min(order.index(name) for name in ("زينوفييف", "غراتشينكو"))
    kinds = {row["name"]: row["kind"] for row in found}
    assert kinds["مارك سوسلوفيتش"] == "person"  # مارك روتي is known; إلى stands before places


def test_months_and_particles_are_never_proposed(archive) -> None:
    text = "منذ ديسمبر/كانون الأول وحتى مايو/أيار. قال منذ مايو. وفي ديسمبر قال منذ سنة ما قال."
    (archive / "content/articles/a.md").write_text(document(text, title="خبر"), "utf-8")
    assert main(["suggest", "--least", "-9"]) == 0
    said = {
        word for row in rows(archive / "content/suggestions.csv") for word in row["name"].split()
    }
    assert not said & {"منذ", "ديسمبر", "مايو", "مايو/أيار", "أيار", "كانون"}


def test_ticked_names_are_added_refused_ones_never_proposed_again(archive, capsys) -> None:
    path = archive / "content/suggestions.csv"
    main(["suggest", "--least", "-9"])
    found = rows(path)
    ticks = {"غورباتشوف": "x", "برستويكا": "-"}
    assert set(ticks) <= {row["name"] for row in found}
    write(path, [row | {"tick": ticks.get(row["name"], "")} for row in found])
    assert main(["suggest", "--least", "-9"]) == 0
    assert people(archive)["ghwrbatshwf"].name == "غورباتشوف"
    again = {row["name"]: row["tick"] for row in rows(path)}
    assert again.get("برستويكا") == "-"
    assert "غورباتشوف" not in again


def test_a_ticked_name_may_be_another_name_of_a_known_entity(archive) -> None:
    path = archive / "content/suggestions.csv"
    main(["suggest"])
    found = [row for row in rows(path) if row["name"] == "غورباتشوف"]
    for tick in ("✓", ""):  # an id says it; twice: the first run may have been stopped midway
        write(path, [found[0] | {"tick": tick, "same_as": "taha"}])
        assert main(["suggest"]) == 0
        assert people(archive)["taha"].aliases == ("غورباتشوف",)


def test_ticked_names_wait_for_documents_in_order_and_are_added_once(archive) -> None:
    path, bad = archive / "content/suggestions.csv", archive / "content/articles/bad.md"
    main(["suggest"])
    ticked = [row | {"tick": "x"} for row in rows(path) if row["name"] == "غورباتشوف"]
    write(path, ticked)
    bad.write_text("نص", "utf-8")
    assert main(["suggest"]) == 1
    assert "ghwrbatshwf" not in people(archive)
    bad.unlink()
    assert main(["suggest"]) == 0
    before = people(archive)
    write(path, ticked)  # as a run leaves it that is stopped before it writes the file anew
    assert main(["suggest"]) == 0
    assert people(archive) == before
    assert "ghwrbatshwf" in before


def test_a_tick_that_is_none_is_named(archive, capsys) -> None:
    path = archive / "content/suggestions.csv"
    main(["suggest"])
    write(path, [row | {"tick": "?"} for row in rows(path)])
    assert main(["suggest"]) == 1
    assert "suggestions.csv:2: tick «?» is neither x (add it) nor -" in capsys.readouterr().err


def test_a_quote_that_is_not_closed_costs_no_suggestion(archive, capsys) -> None:
    path = archive / "content/suggestions.csv"
    main(["suggest"])
    before = path.read_text("utf-8").replace("\n,", '\n-,"', 1)
    path.write_text(before, "utf-8")
    assert main(["suggest"]) == 1
    assert re.search(r"suggestions.csv:\d+: .*the quote itself twice", capsys.readouterr().err)
    assert path.read_text("utf-8") == before


def test_ids_are_latin_and_each_its_own() -> None:
    assert id_for("مارك روتي", set()) == "mark-rwty"
    assert id_for("مارك روتي", {"mark-rwty"}) == "mark-rwty-2"
    assert id_for("Société", set()) == "societe"
    assert id_for("「」", set()) == "entity"


def test_sheets_refuse_what_is_not_in_order(archive) -> None:
    sheets = Sheets(archive / "content/authority")
    sheets.add("person", {"id": "x y", "name": "زيد"})
    with pytest.raises(Exception, match="the id «x y» is not of a-z"):
        sheets.save()
    assert (archive / "content/authority/people.csv").read_text("utf-8") == PEOPLE
