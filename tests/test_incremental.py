"""A build renders what changed; the site is byte for byte what a build of everything gives."""

import csv
import json
import random
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from plugins.writer.building import build
from plugins.writer.manifest import VERSION
from tests.rig import (
    AUTHORITY_HEADER,
    ROOT,
    SETTINGS,
    build_site,
    document,
    lay_out,
    run,
    run_anew,
)

_WORDS = """
كتاب الكتاب مكتبة سفير السفير رئيس الرئيس وزير حكومة الحكومة حرب الحرب سلام معاهدة اتفاق مدينة
دولة بيروت كوريا روسيا روسي فرنسا تونس مصر لبنان أخبار علماء جامعة قال وقال أعلن تصعيد كبير
"""
WORDS = _WORDS.split()
NAMES = ("مارك روتي", "سيول", "كوريا الجنوبية", "بيروت", "طه حسين", "ليلى مراد")
SECTIONS, SOURCES = ("سياسة", "علوم", ""), ("RFI", "رويترز", "")
FIELDS = {
    "rights": ("محفوظة", "متاحة"),
    "translator": NAMES,
    "authors": NAMES,
    "summary": WORDS,
    "source_url": ("https://a.example/1", "https://b.example/2"),
    "archived_url": ("https://c.example/3", "https://d.example/4"),
    "date_basis": ("text", "url"),
    "converted": ("2025-01-02", "2025-03-04"),
    "file": ("a.pdf", "b.pdf"),
}
LINKED = "d0"  # stays and is published, so that others may link it
WRITTEN = "a"  # an entity that stays, and may have a text of its own
COLUMNS = AUTHORITY_HEADER.split(",")
Command = Callable[..., subprocess.CompletedProcess[str]]


class Archive:
    """A small archive in a folder of its own, with its own theme, that chance edits."""

    def __init__(self, folder: Path, seed: int, articles: int = 12) -> None:
        self.folder, self.chance = folder, random.Random(seed)
        self.settings = {"SITEURL": "https://x.example/a", "THEME": str(folder / "theme")}
        shutil.copytree(ROOT / "theme", folder / "theme")
        lay_out({}, folder)
        self.entities = dict(zip("abcde", NAMES, strict=False))
        self.told: dict[str, str] = {}  # of entities
        self._write_authority()
        for number in range(articles):
            self._write(f"d{number}")

    def edit(self) -> str:
        """Change something; return what was done."""
        edits = (self.text, self.text, self.delete, self.rename, self.entity_name, self.entity_gone)
        others = (self.new, self.template, self.setting, self.word, self.style, self.output)
        few = (self.field, self.field, self.original, self.picture, self.link)
        entities = (self.entity_told, self.entity_text)
        return self.chance.choice((*edits, *others, *few, *entities))()

    def _articles(self) -> list[Path]:
        return sorted((self.folder / "content/articles").glob("*.md"))

    def _write(self, name: str) -> None:
        chance = self.chance
        words = chance.choices(WORDS, k=40) + chance.choices(NAMES, k=4)
        chance.shuffle(words)
        fields = {"title": " ".join(words[:4]), "id": name}
        if chance.random() < 0.9:
            day = f"{chance.choice((1990, 2024))}-0{chance.randint(1, 3)}-1{chance.randint(0, 4)}"
            fields["date"] = day[: chance.choice((4, 7, 10, 10, 10))]
        section, source = chance.choice(SECTIONS), chance.choice(SOURCES)
        fields |= {"section": section} if section else {}
        fields |= {"source": source} if source else {}
        if chance.random() < 0.1 and name != LINKED:
            fields["status"] = chance.choice(("draft", "hidden"))
        path = self.folder / f"content/articles/{name}.md"
        path.write_text(document(" ".join(words) + ".", **fields), "utf-8")

    def _write_authority(self) -> None:
        path = self.folder / "content/authority/people.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.DictWriter(file, COLUMNS)
            rows.writeheader()
            rows.writerows(
                {"id": f"p{id}", "name": name, "description": self.told.get(id, "")}
                for id, name in self.entities.items()
            )

    def text(self) -> str:
        path = self.chance.choice(self._articles())
        self._write(path.stem)
        return f"text of {path.stem}"

    def new(self) -> str:
        name = f"n{self.chance.randrange(10**6)}"
        self._write(name)
        return f"new {name}"

    def field(self) -> str:
        """Change one thing that is told of an article, and nothing else."""
        name = self.chance.choice(list(FIELDS))
        self._tell(name, self.chance.choice(FIELDS[name]))
        return name

    def _tell(self, name: str, value: str) -> None:
        path = self.chance.choice(self._articles())
        lines = path.read_text("utf-8").splitlines()
        others = [line for line in lines if not line.startswith(f"{name}:")]
        path.write_text("\n".join([others[0], f"{name}: {value}", *others[1:], ""]), "utf-8")

    def original(self) -> str:
        path = self._original(LINKED)
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# Visit\n\nText {self.chance.random()}.\n", "utf-8")
        if self.chance.random() < 0.3:
            path.unlink()
        return "an original"

    def _original(self, name: str) -> Path:
        return self.folder / f"content/originals/{name}.en.md"

    def picture(self) -> str:
        """Show a picture in an article, or another size of it in all that show it."""
        path = self.folder / "content/images/p.png"
        path.parent.mkdir(exist_ok=True)
        size = struct.pack(">II", self.chance.randint(1, 900), self.chance.randint(1, 900))
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + size + bytes(9))
        self._append(f"![صورة]({self.chance.choice(('', '{static}'))}/images/p.png)")
        return "a picture"

    def link(self) -> str:
        self._append(f"[[{LINKED}]]")
        return "a link"

    def _append(self, text: str) -> None:
        path = self.chance.choice(self._articles())
        path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")

    def entity_told(self) -> str:
        self.told[self.chance.choice("abcde")] = " ".join(self.chance.choices(WORDS, k=3))
        self._write_authority()
        return "what is told of an entity"

    def entity_text(self) -> str:
        path = self.folder / f"content/authority/p{WRITTEN}.md"
        path.write_text(f"نص {self.chance.random()} عن [[{LINKED}]].\n", "utf-8")
        return "an entity's own text"

    def delete(self) -> str:
        found = self._free()
        if len(found) > 5:
            self.chance.choice(found).unlink()
        return "delete"

    def _free(self) -> list[Path]:
        return [path for path in self._articles() if path.stem != LINKED]

    def rename(self) -> str:
        path = self.chance.choice(self._free())
        path.rename(path.with_name(f"r{self.chance.randrange(10**6)}.md"))
        return "rename"

    def entity_name(self) -> str:
        free = [name for name in NAMES if name not in self.entities.values()]
        self.entities[self.chance.choice("abcde")] = self.chance.choice(free)
        self._write_authority()
        return "an entity's name"

    def entity_gone(self) -> str:
        if len(self.entities) > 2:
            del self.entities[self.chance.choice([id for id in self.entities if id != WRITTEN])]
        self._write_authority()
        return "an entity gone"

    def template(self) -> str:
        names = ("article.html", "base.html", "_macros.html", "list.html", "entity.html")
        path = self.folder / "theme/templates" / self.chance.choice(names)
        text = path.read_text("utf-8")
        path.write_text(text.replace("<p class=", '<p lang="ar" class=', 1), "utf-8")
        return path.name

    def setting(self) -> str:
        name = self.chance.choice(("SITENAME", "SITESUBTITLE", "SITEURL"))
        new = {"SITEURL": f"https://x.example/{self.chance.choice('ab')}"}
        self.settings[name] = new.get(name, self.chance.choice(WORDS))
        return name

    def word(self) -> str:
        path = self.folder / "theme/words/ar.po"
        text = path.read_text("utf-8")
        letter = self.chance.choice("وفب")
        path.write_text(text.replace('msgstr "ال', f'msgstr "{letter}ال', 2), "utf-8")
        return "a word"

    def style(self) -> str:
        with (self.folder / "theme/static/css/base.css").open("a", encoding="utf-8") as file:
            file.write("p { margin: 0 }\n")
        return "a style"

    def output(self) -> str:
        """Spoil the published site: what is there is not believed."""
        pages = sorted((self.folder / "output").rglob("*.html"))
        for path in self.chance.sample(pages, min(3, len(pages))):
            path.unlink() if self.chance.random() < 0.5 else path.write_text("x")
        self.text()
        return "the output"

    def arguments(self, output: str = "output") -> list[str]:
        given = self.settings.items()
        extra = [word for name, value in given for word in ("-e", f"{name}={value}")]
        where = ["--content", str(self.folder / "content"), "--output", str(self.folder / output)]
        return ["--settings", str(SETTINGS), *where, *extra]

    def build(self, output: str = "output", by: Command = run) -> str:
        done = by("plugins.writer", *self.arguments(output))
        assert done.returncode == 0, done.stderr
        return done.stderr

    def build_here(self, output: str = "output", force: bool = False) -> None:
        """Build in this process, as `make serve` does: what an earlier build loaded is there."""
        where = {"PATH": str(self.folder / "content"), "OUTPUT_PATH": str(self.folder / output)}
        settings = self.settings | where
        build(SETTINGS, settings, Console(quiet=True), force=force)

    def clean(self) -> dict[str, bytes]:
        """Return the files of a site built from nothing: neither site nor cache is there."""
        shutil.rmtree(self.folder / "clean", ignore_errors=True)
        self.build_here("clean", force=True)
        return files(self.folder / "clean")


def files(folder: Path) -> dict[str, bytes]:
    """Return a site's files, without the theme's last version, which stays for one build."""
    themes = folder / "theme"
    now = themes / (themes / "now").read_text("utf-8")
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not (themes in path.parent.parents and now not in path.parents)
    }
    # The lists of all files name the index's too, which `differing` leaves out.
    parts = [found.pop(name) for name in sorted(found) if name.startswith("offline/")]
    listed = [file for part in parts for file in json.loads(part)]
    pages = [file for file in listed if not file[0].startswith("search/") or ".html" in file[0]]
    return found | {"offline.json": json.dumps(pages).encode()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return what two sites do not share. The index is compared apart: it grows by additions."""
    return sorted(
        name
        for name in one.keys() | other.keys()
        if (one.get(name) != other.get(name) and not name.startswith("search/"))
        or (name == "search/index.html" and one.get(name) != other.get(name))
    )


def test_after_any_edit_the_site_is_what_a_clean_build_gives(tmp_path, rounds):
    archive = Archive(tmp_path, seed=6)
    archive.build()
    done = []
    for at in range(rounds(8, 200)):
        done.append(archive.edit())
        archive.build_here() if at % 4 else archive.build()
        assert differing(files(tmp_path / "output"), archive.clean()) == [], done


def test_what_one_page_shows_renders_that_page_alone(tmp_path):
    texts = {
        f"d{n}.md": document(f"نص {n}.", title=f"عنوان {n}", id=f"d{n}", date=f"2024-01-0{n + 1}")
        for n in range(5)
    }
    lay_out(texts, tmp_path)
    build_site(tmp_path, {})
    lay_out({"d2.md": texts["d2.md"].replace("---\n\n", "rights: محفوظة\n---\n\n")}, tmp_path)
    again = build_site(tmp_path, {})
    assert ", 1 of them anew." in again.errors
    assert "محفوظة" in again.page("articles/d2/")


def test_a_page_touched_by_hand_is_rendered_again(tmp_path):
    lay_out({"visit.md": document("نص.", title="زيارة", id="visit")}, tmp_path)
    site = build_site(tmp_path, {})
    good = site.page("articles/visit/")
    site.path("articles/visit/").write_text("x" * len(good.encode()), "utf-8")
    site.path("dates/").unlink()
    lay_out({"other.md": document("نص.", title="أخرى", id="other", status="draft")}, tmp_path)
    again = build_site(tmp_path, {})
    assert again.page("articles/visit/") == good
    assert ", 2 of them anew." in again.errors


SPOILT = (
    "",
    "{",
    "[]",
    f'{{"version": {VERSION}}}',
    f'{{"version": {VERSION}, "pages": {{"index.html": [1]}}, "runs": {{}}}}',
    f'{{"version": {VERSION}, "pages": {{}}, "runs": {{"dates/": ["", [], [1], []]}}}}',
)


@pytest.fixture(scope="module")
def visit(tmp_path_factory):
    """A site of one page, whole after every build."""
    folder = tmp_path_factory.mktemp("visit")
    lay_out({"visit.md": document("نص.", title="زيارة", id="visit")}, folder)
    site = build_site(folder, {})
    return site, files(site.output)


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_manifest_that_does_not_fit_is_not_believed(visit, spoilt):
    site, whole = visit
    manifest = site.folder / ".cache/output.pages.json"
    assert manifest.is_file()
    manifest.write_text(spoilt, "utf-8")
    (site.content / "articles/visit.md").touch()
    again = build_site(site.folder, {})
    assert again.status == 0, again.errors
    assert files(site.output) == whole


def test_the_site_does_not_depend_on_the_order_of_hashes_or_on_who_works(tmp_path, monkeypatch):
    archive = Archive(tmp_path, seed=7, articles=40)
    sites = []
    for seed in ("1", "2", "3"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        archive.settings["WORKERS"] = seed  # processes
        archive.build(f"seed{seed}", by=run_anew)
        sites.append(files(tmp_path / f"seed{seed}"))
    assert sites[0] == sites[1] == sites[2]


def test_of_two_builds_at_once_the_second_waits_and_sees_what_changed_meanwhile(tmp_path):
    archive = Archive(tmp_path, seed=9, articles=5)
    command = [sys.executable, "-m", "plugins.writer", *archive.arguments()]
    builds = []
    for _ in range(2):
        archive.text()
        builds.append(subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE))
    assert [building.communicate()[1] and building.returncode for building in builds] == [0, 0]
    assert differing(files(tmp_path / "output"), archive.clean()) == []


def test_a_build_that_was_killed_harms_nothing(tmp_path, rounds):
    archive = Archive(tmp_path, seed=8)
    archive.build()
    command = [sys.executable, "-m", "plugins.writer", *archive.arguments()]
    began = time.monotonic()
    subprocess.run([*command, "--force"], cwd=ROOT, capture_output=True, check=True)
    whole = time.monotonic() - began
    for _ in range(rounds(3, 30)):
        archive.text()
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as building:
            time.sleep(archive.chance.random() * whole)
            building.send_signal(signal.SIGKILL)
        assert (tmp_path / "output/index.html").exists()
        archive.build()
        assert differing(files(tmp_path / "output"), archive.clean()) == []
