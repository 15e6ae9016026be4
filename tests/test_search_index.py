"""The published index, asked through Whoosh: against slow code, and through its changes."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from plugins.arabic.fold import fold
from plugins.arabic.words import words
from plugins.search.codec.files import Files, path_of
from plugins.search.index import SMALL, build, read_segments
from plugins.search.query import parse
from plugins.search.record import Name, Record
from plugins.search.searching import Archive
from tests.made_archive import made_records
from tests.search_index import build_on, one_segment, opened, several_segments


@pytest.fixture(scope="module", params=[one_segment, several_segments])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("made")
    records = request.param(folder, seed=3, count=150)
    return records, opened(folder / "search"), folder / "search"


def urls(archive: Archive, query: str) -> set[str]:
    hits = archive.search(parse(query))
    return {archive.row(hit.document)["url"] for hit in hits}


def lemmas_of(archive: Archive, text: str) -> list[str]:
    return [archive.lemma(fold(word.text)) for word in words(text)]


ASKED = ["بيروت", "السفراء", "لكوريا", "NATO", "ملحق", "٢٠٢٤", "𐎠𐎢", "محمد"]


@pytest.mark.parametrize("word", ASKED)
def test_a_word_finds_every_document_with_one_of_its_forms(made, word: str) -> None:
    records, archive, _ = made
    lemma = archive.lemma(fold(word))
    having = {r.url for r in records if lemma in lemmas_of(archive, f"{r.title}  {r.text}")}
    assert urls(archive, word) == having


def test_a_phrase_finds_words_side_by_side(made) -> None:
    records, archive, _ = made
    for record in records[:40]:
        pair = record.text.split()[2:4]
        if len(pair) < 2:
            continue
        wanted = lemmas_of(archive, " ".join(pair))
        if len(wanted) != 2:
            continue
        having = {
            r.url
            for r in records
            if any(
                [a, b] == wanted
                for text in (r.title, r.text)
                for lemmas in [lemmas_of(archive, text)]
                for a, b in pairwise(lemmas)
            )
        }
        assert urls(archive, f'"{" ".join(pair)}"') == having


def test_filters_are_sets(made) -> None:
    records, archive, _ = made
    assert urls(archive, "person:taha-hussein") == {
        r.url for r in records if any(each.id == "taha-hussein" for each in r.entities)
    }
    assert urls(archive, "source:رويترز") == {r.url for r in records if r.source == "رويترز"}
    assert urls(archive, "year:1960..1979") == {
        r.url for r in records if r.date and 1960 <= int(r.date[:4]) <= 1979
    }


def test_excluded_documents_are_gone_and_nothing_else(made) -> None:
    _, archive, _ = made
    assert urls(archive, "كتاب -بيروت") == urls(archive, "كتاب") - urls(archive, "بيروت")


def test_documents_with_all_words_come_first(made) -> None:
    _, archive, _ = made
    hits = archive.search(parse("بيروت مسبار غورباتشوف"))
    every = urls(archive, "بيروت AND مسبار AND غورباتشوف")
    first = {archive.row(hit.document)["url"] for hit in hits[: len(every)]}
    assert every
    assert first == every


def test_an_unknown_word_is_no_dead_end(made) -> None:
    _, archive, _ = made
    assert urls(archive, "بيروت قسطنطينوبوليتان") == urls(archive, "بيروت")


def files_of(folder: Path) -> dict[str, int]:
    return {str(p.relative_to(folder)): p.stat().st_size for p in folder.rglob("*.bin")}


def test_building_again_changes_nothing(made, tmp_path: Path) -> None:
    records, _, folder = made
    build_on(records, tmp_path, folder)
    assert files_of(tmp_path) == files_of(folder)
    assert (tmp_path / "index.json").read_bytes() == (folder / "index.json").read_bytes()


def test_additions_stay_small_until_they_become_one(tmp_path: Path) -> None:
    records = made_records(5, 400)
    before = tmp_path / "0"
    build(records[8:], before)
    for number in range(1, 8):
        after = tmp_path / str(number)
        build_on(records[8 - number :], after, before)
        new = set(files_of(after)) - set(files_of(before))
        assert sum(files_of(after)[name] for name in new) < 0.1 * sum(files_of(after).values())
        assert len(read_segments(after)) <= 1 + SMALL
        before = after
    assert urls(opened(before), "year:1900..2100 OR بيروت") <= {r.url for r in records}


def test_many_changes_build_all_anew(tmp_path: Path) -> None:
    records = made_records(6, 100)
    build(records[20:], tmp_path / "a")
    build(records, tmp_path / "b", tmp_path / "a")
    assert len(read_segments(tmp_path / "b")) == 1


def test_an_empty_archive_has_an_index(tmp_path: Path) -> None:
    build([], tmp_path)
    assert opened(tmp_path).search(parse("بيروت")) == []


def test_a_name_with_a_particle_is_found(tmp_path: Path) -> None:
    name = Name("place", "ukraine", "أوكرانيا")
    build([Record("a", "a/", "دعم لأوكرانيا", "", "وزيلينسكي", entities=(name,))], tmp_path)
    archive = opened(tmp_path)
    for query in ("أوكرانيا", "لاوكرانيا", "بأوكرانيا", "مكان:أوكرانيا", "place:ukraine"):
        assert urls(archive, query) == {"a/"}, query


def test_a_broken_plural_finds_the_singular_and_the_other_way_round(tmp_path: Path) -> None:
    build([Record("a", "a/", "", "", "وصل السفير"), Record("b", "b/", "", "", "خبراء")], tmp_path)
    archive = opened(tmp_path)
    assert urls(archive, "سفراء") == urls(archive, "والسفراء") == {"a/"}
    assert urls(archive, "خبير") == {"b/"}


@pytest.mark.parametrize("damage", [b"", b"no root"])
def test_an_index_of_another_time_is_built_anew(tmp_path: Path, damage: bytes) -> None:
    records = made_records(seed=4, count=20)
    build(records, tmp_path / "before")
    entry = tmp_path / "before/index.json"
    about = json.loads(entry.read_text("utf-8"))
    about["segments"][0]["root"] = Files(tmp_path / "before").put(damage).hex()
    entry.write_text(json.dumps(about), "utf-8")
    assert read_segments(tmp_path / "before") == []
    build(records, tmp_path / "after", tmp_path / "before")
    assert len(read_segments(tmp_path / "after")) == 1


def test_an_index_that_lacks_a_file_is_built_anew(tmp_path: Path) -> None:
    records = made_records(seed=4, count=20)
    build(records, tmp_path / "before")
    *_, last = read_segments(tmp_path / "before")[0].files()
    (tmp_path / "before" / path_of(last)).unlink()
    assert build(records, tmp_path / "after", tmp_path / "before") == []
    assert len(read_segments(tmp_path / "after")) == 1


def test_what_is_damaged_is_written_anew(tmp_path: Path) -> None:
    records = made_records(seed=5, count=8)
    last = tmp_path / "last"
    build(records[1:], last)
    good = {path.relative_to(last): path.read_bytes() for path in last.rglob("*.bin")}
    for number, (name, content) in enumerate(good.items()):
        for way, damaged in enumerate((b"", content[:12] + content[11:])):
            (last / name).write_bytes(damaged)
            folder = tmp_path / f"{number}-{way}"
            for stays in build(records, folder, last):
                (folder / stays).parent.mkdir(exist_ok=True)
                (folder / stays).write_bytes(good[Path(stays)])
            assert sum(each.documents for each in read_segments(folder)) == len(records)
        (last / name).write_bytes(content)


def test_an_author_is_asked_for_by_any_word_of_the_name(tmp_path: Path) -> None:
    texts = [("a", ("طه حسين", "مي زيادة")), ("b", ("مي زيادة",)), ("c", ())]
    records = [
        Record(name, name, "خبر", "", "كتبه حسين", authors=authors) for name, authors in texts
    ]
    build(records, tmp_path)
    archive = opened(tmp_path)
    for query, wanted in (
        ("كاتب:حسين", {"a"}),
        ('author:"مي زيادة"', {"a", "b"}),
        ("بقلم:حسين كاتب:زيادة", {"a", "b"}),
        ("حسين -كاتب:حسين", {"b", "c"}),
    ):
        found = {archive.row(hit.document)["url"] for hit in archive.search(parse(query))}
        assert found == wanted, query


def test_a_row_says_the_beginning_and_ends_at_a_word(tmp_path: Path) -> None:
    words = "وصل الوفد إلى " + "المدينة، " * 30
    build([Record("a", "a", "خبر", "", words)], tmp_path)
    said = opened(tmp_path).row(0)["summary"]
    assert words.startswith(said.removesuffix("…"))
    assert said.endswith("المدينة…")  # and no comma before it
