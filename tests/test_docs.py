"""The documents for keepers say what is there: docs/keeping.md in both its languages, README.md.

Every make target, setting, field and column that they name exists, and every one is named there.
"""

import ast
import re
from itertools import takewhile
from pathlib import Path
from urllib.parse import unquote

import pytest

from plugins.browse.article import BASES
from plugins.document import STATUS, Document, parse_document
from plugins.entities.authority import read_authority
from plugins.entities.entity import COLUMNS
from plugins.kinds import FOLDERS, KINDS
from plugins.search.query import parse
from plugins.writer.checked import OWN
from tests.rig import ROOT, SETTINGS, lay_out

KEEPING = ROOT / "docs/keeping.md"
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md"))]
EXAMPLE = Path("example.md")
ENGLISH = "\n# Keeping an archive\n"
FIELDS = {name: each.metadata for name, each in Document.__dataclass_fields__.items()}
OWN_FIELDS = {name: about for name, about in FIELDS.items() if about}
PLUGINS_SAY = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "plugins").rglob("*.py")))
CODE = re.compile(r"`([^`\n]+)`")
SUFFIXES = {  # reader → the suffixes that keepers know its formats by
    "text": ".txt",
    "markdown": ".md",
    "html": ".html .mhtml",
    "docx": ".docx",
    "office": ".doc .odt .rtf",
    "pdf": ".pdf",
    "picture": ".png .jpg .tif",
    "epub": ".epub",
    "mail": ".eml",
    "mbox": ".mbox",
    "feed": ".xml",
    "table": ".csv .tsv",
    "sheet": ".xlsx",
    "records": ".json .jsonl",
    "warc": ".warc",
    "wacz": ".wacz",
    "webarchive": ".webarchive",
    "archive": ".zip",
    "gzipped": ".gz",
}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

arabic, english = KEEPING.read_text("utf-8").split(ENGLISH)
HALVES = pytest.mark.parametrize("half", [arabic, english], ids=["arabic", "english"])


def tables(text: str, *heads: str) -> list[list[list[str]]]:
    """Return the rows of each table in `text` whose first head is one of `heads`."""
    lines = [cells(line) for line in text.split("\n")]
    starts = [at for at, row in enumerate(lines) if row and row[0] in heads]
    if not starts:
        pytest.fail(f"{KEEPING} has no table headed {' or '.join(heads)}", pytrace=False)
    return [list(takewhile(bool, lines[at + 2 :])) for at in starts]


def table(text: str, *heads: str) -> list[list[str]]:
    return tables(text, *heads)[0]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []


def blocks(text: str, kind: str) -> list[str]:
    return [code for language, code in FENCE.findall(text) if language == kind]


def codes(rows: list[list[str]]) -> list[str]:
    """Return what stands as code in the first cells of `rows`."""
    return [code for row in rows for code in CODE.findall(row[0])]


def targets() -> set[str]:
    lines = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", lines, re.MULTILINE))


def settings(path: Path = SETTINGS) -> dict[str, list[str]]:
    """Return the keeper's settings as they were made: name → its options, where it is a dict."""
    text = path.read_text("utf-8").split("# ---- The machine")[0]
    found: dict[str, list[str]] = {}
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            keys = node.value.keys if isinstance(node.value, ast.Dict) else []
            for name in node.targets if isinstance(node, ast.Assign) else [node.target]:
                found[ast.unparse(name)] = [ast.literal_eval(key) for key in keys if key]
    return {name: options for name, options in found.items() if name != "ROOT"}


def test_the_tests_build_with_every_keeper_s_setting_as_it_was_made():
    path = ROOT / "pelican.conf.py"
    if 'SITENAME = "محفوظات"' not in path.read_text("utf-8"):
        pytest.skip("the settings are a keeper's own")
    assert settings(path) == settings()


def dated(date: str) -> str | None:
    read = parse_document(EXAMPLE, f"---\ntitle: عنوان\ndate: {date}\n---\n").date
    return read.iso if read else None


def difference(said: set[str], there: set[str], what: str) -> str:
    missing, invented = sorted(there - said), sorted(said - there)
    return f"docs/keeping.md: {what} not named: {missing}; named but not there: {invented}"


@HALVES
def test_the_commands_are_those_of_the_makefile(half):
    said = set(re.findall(r"`make ([a-z-]+)\b", half))
    said |= {t for code in blocks(half, "sh") for t in re.findall(r"^make ([a-z-]+)$", code, re.M)}
    assert said == targets(), difference(said, targets(), "make targets")


@HALVES
def test_the_settings_are_those_of_the_keeper(half):
    rows = table(half, "الإعداد", "Setting")
    said = set(codes(rows))
    assert said == set(settings()), difference(said, set(settings()), "settings")
    assert said == set(OWN), difference(said, set(OWN), "settings that are known when misspelt")
    for row in rows:
        (name,) = CODE.findall(row[0])
        options = set(settings()[name])
        named = set(CODE.findall(row[1]))
        assert options <= named, difference(named, options, f"options of {name}")


@HALVES
def test_the_fields_are_those_of_a_document(half):
    rows = table(half, "الحقل", "Field")
    assert codes(rows) == list(OWN_FIELDS), difference(set(codes(rows)), set(OWN_FIELDS), "fields")


@HALVES
def test_the_arabic_names_of_fields_are_those_that_are_read(half):
    for row in table(half, "الحقل", "Field"):
        (name,) = CODE.findall(row[0])
        assert tuple(filter(None, row[1].split("، "))) == OWN_FIELDS[name]["arabic"], name


@HALVES
def test_the_values_of_fields_are_named(half):
    rows = {codes([row])[0]: row[2] for row in table(half, "الحقل", "Field")}
    meaning = {name: CODE.findall(text) for name, text in rows.items()}
    assert meaning["status"] == list(dict.fromkeys(STATUS.values()))
    named = re.findall("«(.+?)»", rows["status"])
    assert named == [word for word in STATUS if not word.isascii()]
    assert set(meaning["date_basis"]) == set(BASES)


@HALVES
def test_the_columns_are_those_of_an_authority_file(half):
    said = codes(table(half, "العمود", "Column"))
    assert said == list(COLUMNS), difference(set(said), set(COLUMNS), "columns")


@HALVES
def test_the_kinds_and_their_files_are_named(half):
    rows = table(half, "الملف", "File")
    said = {codes([row])[0]: CODE.findall(row[1])[0] for row in rows}
    assert said == {f"{folder}.csv": kind for kind, folder in FOLDERS.items()}


@HALVES
def test_what_make_says_of_sources_is_what_it_can_say(half):
    said = codes(table(half, "ما يقوله", "What it says"))
    assert said == ["made", "updated", "unchanged", "kept", "warned", "failed"]
    assert all(f'"{word}": ' in PLUGINS_SAY for word in said)


@HALVES
def test_the_formats_of_sources_are_named(half):
    suffixes = " ".join(SUFFIXES.values()).split()
    unnamed = [suffix for suffix in suffixes if f"`{suffix}`" not in half]
    assert not unnamed, "tell keepers that these are read"


def test_every_reader_s_formats_are_known_to_this_test():
    readers = {path.stem for path in (ROOT / "plugins/convert/readers").glob("[a-z]*.py")}
    assert readers == set(SUFFIXES)


@HALVES
def test_the_errors_quoted_are_those_that_are_said(half):
    _, errors = tables(half, "ما يقوله", "What it says")
    unsaid = [quoted for quoted in codes(errors) if quoted not in PLUGINS_SAY]
    assert not unsaid, "no part of the plugins says this"


@HALVES
def test_the_example_of_a_document_is_one(half):
    (example,) = (code for code in blocks(half, "yaml") if code.startswith("---"))
    document = parse_document(EXAMPLE, example)
    assert (document.id, str(document.date and document.date.iso)) == ("890dc3f025", "2024-10-21")
    assert not document.extra, "a field of the example is none"


@HALVES
def test_the_dates_of_the_example_are_understood(half):
    dates = [code.split() for code in blocks(half, "text") if code[0].isdigit()]
    assert dates[1] == ["03/12/2016"]
    for code in blocks(half, "text"):
        for date in code.strip().split("\n") if code[0].isdigit() else ():
            assert dated(date), f"«{date}» is not understood"
    assert dated("03/12/2016") == "2016-12-03"


@HALVES
def test_the_example_of_authority_rows_is_read(half, tmp_path):
    (example,) = blocks(half, "csv")
    lay_out({"authority/names.csv": example}, tmp_path)
    entities = read_authority(tmp_path / "content/authority")
    assert {entity.kind for entity in entities} <= set(KINDS)
    assert example.split("\n")[0].split(",") == list(COLUMNS)


@HALVES
def test_the_modules_that_keepers_run_are_there(half):
    for module in re.findall(r"-m (plugins[\w.]*)", half):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def anchors(path: Path) -> set[str]:
    """Return what GitHub calls the headings of a file in links to them."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", path.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_the_documents_lead_somewhere(path):
    text = CODE.sub("", FENCE.sub("", path.read_text("utf-8")))
    for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text):
        link = target[0] or target[1]
        if not link.startswith("http"):
            name, _, anchor = unquote(link).partition("#")
            file = path.parent / name if name else path
            assert file.exists(), f"{path}: {link} leads nowhere"
            assert not anchor or anchor in anchors(file), f"{path}: {link} leads to no heading"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/design.md"])
def test_the_commands_of_the_other_documents_exist(name):
    text = (ROOT / name).read_text("utf-8")
    said = set(re.findall(r"(?:`|^)make ([a-z-]+)\b", text, re.MULTILINE))
    assert said <= targets(), f"{name} names {sorted(said - targets())}"


def test_the_queries_that_the_sample_teaches_are_of_the_language():
    page = ROOT / "content/pages/search-help.md"
    taught = re.findall(r"\?q=([^)]+)\)", page.read_text("utf-8")) if page.exists() else []
    assert [query for query in map(unquote, taught) if parse(query).plain] == []
