"""What goes out opens in LibreOffice as it is, and what a keeper saves there is read as it was."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from plugins.entities.authority import read_authority
from plugins.entities.entity import COLUMNS, Entity
from plugins.entities.export import MentionRow, Told, entities_csv, mentions_csv

UTF_8 = "76"  # LibreOffice's number of it
COMMAS = f"--infilter=CSV:44,34,{UTF_8},1"
SEMICOLONS = f"csv:Text - txt - csv (StarCalc):59,34,{UTF_8},1,,0,false,true,false"
ENTITIES = [
    Entity(
        "taha-hussein", "طه حسين", "person", ("عميد الأدب العربي", 'صاحب "الأيام"'), "أديب، وناقد"
    ),
    Entity("beirut", "بيروت", "place", (), "عاصمة لبنان؛ مدينة", "Q3820", 33.0, 35.5, ("بيروتي",)),
    Entity(
        "nato", "حلف شمال الأطلسي", "organization", ("الناتو", "NATO"), same_as_never=("beirut",)
    ),
]
ROWS = [MentionRow("a1", "2024-10", "beirut", "place", "ببيروت، أمس", "name", 4, 10)]


def office(folder: Path, *arguments: str) -> None:
    """Run LibreOffice in a folder, with a profile of its own; skip where its Calc is missing."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice is not installed")
    parts = Path(program).resolve().parent
    if (parts / "libswlo.so").exists() and not (parts / "libsclo.so").exists():
        pytest.skip("LibreOffice has no Calc here")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done = subprocess.run(
        [program, profile, "--headless", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    if "could not be loaded" in done.stdout + done.stderr:
        pytest.skip("LibreOffice has no Calc here")


def through_calc(folder: Path, *names: str) -> None:
    """Open CSV files and save them as a European Windows does: semicolons, a BOM, its line ends."""
    office(folder, COMMAS, "--convert-to", "ods", *names)
    sheets = [name.replace(".csv", ".ods") for name in names]
    office(folder, "--convert-to", SEMICOLONS, *sheets)
    for name in names:
        saved = (folder / name).read_text("utf-8").removeprefix("\ufeff")
        (folder / name).write_text("\ufeff" + saved, "utf-8", newline="\r\n")


def cells(text: str, separator: str) -> list[list[str]]:
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
    return [[number(cell) for cell in row] for row in rows]


def number(cell: str) -> str:
    """Return a cell, 33.0 as 33: a spreadsheet writes numbers in its own way."""
    return cell.removesuffix(".0")


def test_a_spreadsheet_opens_what_goes_out(tmp_path) -> None:
    told = [Told(e, 2, 5, "2024", "2024-10-21", f"https://x.example/{e.url}") for e in ENTITIES]
    texts = {"entities.csv": entities_csv(told), "mentions.csv": mentions_csv(ROWS)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8", newline="")
    through_calc(tmp_path, *texts)
    for name, text in texts.items():
        assert cells((tmp_path / name).read_text("utf-8"), ";") == cells(text, ",")


def test_an_authority_file_saved_by_a_spreadsheet_is_read_as_it_was(tmp_path) -> None:
    with (tmp_path / "more.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows([cell_of(getattr(entity, name)) for name in COLUMNS] for entity in ENTITIES)
    before = (tmp_path / "more.csv").read_bytes()
    through_calc(tmp_path, "more.csv")
    after = (tmp_path / "more.csv").read_bytes()
    assert after != before
    assert after.startswith("\ufeffid;name".encode())
    assert after.count(b"\r\n") == len(ENTITIES) + 1
    assert read_authority(tmp_path) == ENTITIES


def cell_of(value: object) -> object:
    return "|".join(value) if isinstance(value, tuple) else value
