"""The theme's fonts: small, complete for Arabic, named by what is in them."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from plugins.errors import ArchiveError
from plugins.writer import fonts
from plugins.writer.faces import ARABIC, ASCII, ASCII_WITHOUT_LETTERS, CUTS, EARLY, LETTERS, Cut
from plugins.writer.fonts import Face, font_css, subset_fonts, unicode_range

BUDGET = 150_000  # bytes, all faces together
TOP = 90_000  # those that a page fetches before it is painted
SHAPING = {"init", "medi", "fina", "rlig", "mark"}  # without these Arabic falls into letters


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture(scope="session")
def cut(folder: Path) -> list[Face]:
    return subset_fonts(folder / "site", folder / "cache")


def test_all_faces_together_are_small(cut: list[Face], folder: Path) -> None:
    assert sum((folder / "site" / face.file).stat().st_size for face in cut) <= BUDGET


def test_every_face_for_arabic_writes_and_joins_it(cut: list[Face], folder: Path) -> None:
    for face in cut[:5]:
        font = TTFont(folder / "site" / face.file)
        tags = {
            record.FeatureTag
            for table in ("GSUB", "GPOS")
            for record in font[table].table.FeatureList.FeatureRecord
        }
        assert set(font.getBestCmap()) >= ARABIC, face.file
        assert tags >= SHAPING, face.file


def test_text_faces_write_quotes_and_digits(cut: list[Face], folder: Path) -> None:
    for face in (cut[0], cut[2], cut[3], cut[4]):
        assert set(TTFont(folder / "site" / face.file).getBestCmap()) >= ASCII_WITHOUT_LETTERS | {
            0xAB,
            0xBB,
        }


def test_a_face_bears_our_name_and_keeps_its_licence(cut: list[Face], folder: Path) -> None:
    for face in cut:
        names = TTFont(folder / "site" / face.file)["name"]
        assert names.getDebugName(1) == face.family
        assert "SIL Open Font License" in names.getDebugName(13)
        assert "Copyright" in names.getDebugName(0)


def test_a_second_build_cuts_nothing(
    cut: list[Face], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "cut_font", None)
    assert subset_fonts(folder / "again", folder / "cache") == cut


def test_cutting_twice_gives_the_same_bytes() -> None:
    font = fonts.read_font(CUTS[3])
    assert fonts.cut_font(CUTS[3], font) == fonts.cut_font(CUTS[3], font)


def test_a_package_that_is_not_installed_is_named(tmp_path: Path) -> None:
    missing = Cut("Mahfuzat", "400", "fontpkg_missing", "a.ttf", ASCII)
    with pytest.raises(ArchiveError, match="package fontpkg-missing is not there"):
        subset_fonts(tmp_path, tmp_path, [missing])


@given(st.sets(st.integers(0x20, 0x2FF)))
def test_a_unicode_range_names_its_characters_and_no_others(points: set[int]) -> None:
    named: set[int] = set()
    for run in filter(None, unicode_range(sorted(points)).split(",")):
        first, _, last = run.removeprefix("U+").partition("-")
        named |= set(range(int(first, 16), int(last or first, 16) + 1))
    assert named == points


def test_the_rules_name_the_files() -> None:
    face = Face("Mahfuzat Western", "700", "west.0a.woff2", frozenset(range(0x20, 0x7F)))
    source = 'src:url("fonts/west.0a.woff2") format("woff2");'
    rule = '@font-face{{font-family:"Mahfuzat {}";font-weight:700;font-display:optional;{}{}}}\n'
    letters = "unicode-range:U+41-5A,U+61-7A"
    assert font_css([face], "fonts") == (
        rule.format("Western", source, "unicode-range:U+20-7E")
        + rule.format("Naskh", source + "size-adjust:100%;", letters)
        + rule.format("Titles", source + "size-adjust:80%;", letters)
    )


def test_latin_letters_are_all_in_one_file_of_a_family(cut: list[Face]) -> None:
    faces = [face for face in cut if ord("é") in face.characters]
    assert {(face.family, face.weight) for face in faces} == {
        ("Mahfuzat Western", "400 700"),
        ("Mahfuzat Interface", "400"),
    }
    for face in faces:
        assert face.characters >= LETTERS and not face.characters & ARABIC


def test_what_a_page_fetches_early_is_light(cut: list[Face], folder: Path) -> None:
    for early in EARLY.values():
        files = [folder / "site" / cut[number].file for number in early]
        assert sum(file.stat().st_size for file in files) <= TOP


def test_fonts_are_woff2(cut: list[Face], folder: Path) -> None:
    for face in cut:
        content = (folder / "site" / face.file).read_bytes()
        assert TTFont(io.BytesIO(content)).flavor == "woff2"
