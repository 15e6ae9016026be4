"""The sample archive: its clippings, documents, authority files and stories; a shared clipping."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from plugins.crosslinks.graph import Graph, Node
from plugins.crosslinks.story import stories
from plugins.document import Document, read_document
from plugins.documents import read_documents
from plugins.entities.authority import is_general, read_authority, read_placed
from plugins.entities.find import KnownNames, count_named, names_of, read
from plugins.entities.match import Mention
from tests.rig import ROOT, run

# The sample's clippings as they were delivered; a keeper's own files are no matter of these tests.
LISTED = (ROOT / "tests/data/sample-sources.txt").read_text("utf-8").split("\n")
SOURCES = [ROOT / "sources" / name for name in LISTED if name]
WORD = re.compile(r"\w+")
ADDRESS = re.compile(r"https?://\S+")
WEEKDAYS = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
FEWEST_CLIPPINGS, FEWEST_WORDS, MOST_WORDS = 40, 150, 450
FEWEST_ENTITIES, FEWEST_STORIES = 120, 5

# Whom and what a careful archivist tags in the shared clipping.
IN_THE_SHARED_CLIPPING = {
    "agence-france-presse",
    "cheong-seong-chang",
    "georgy-zinoviev",
    "kim-hong-kyun",
    "kim-jong-un",
    "korean-peninsula",
    "mark-rutte",
    "national-intelligence-service",
    "nato",
    "north-korea",
    "pyongyang",
    "russia",
    "russian-invasion-of-ukraine",
    "sejong-institute",
    "seoul",
    "south-korea",
    "ukraine",
    "un-charter",
    "un-security-council",
    "united-nations",
    "united-states",
    "vladimir-putin",
    "world-war-ii",
    "x-twitter",
    "yoon-suk-yeol",
}


@pytest.fixture(scope="module")
def clippings() -> list[Path]:
    """The sample's sources; a keeper who set the sample aside has none."""
    here = [path for path in SOURCES if path.is_file()]
    if not here:
        pytest.skip("the sample has been set aside: its sources are not here")
    return here


@pytest.fixture(scope="module")
def documents(clippings: list[Path]) -> list[Document]:
    """The documents made of the sample's sources."""
    found = read_documents([ROOT / "content/articles"])
    files = {path.relative_to(ROOT / "sources").as_posix() for path in clippings}
    return [document for _, document in found if document.file in files]


@pytest.fixture(scope="module")
def names(clippings: list[Path]) -> KnownNames:
    return names_of(read_authority(ROOT / "content/authority"))


def mentions(document: Document, names: KnownNames) -> Iterator[Mention]:
    """Yield the mentions in a document's body and title."""
    in_body = read(document.body, names).mentions
    yield from in_body
    yield from read(document.title, names, known=in_body).mentions


def test_there_are_clippings_enough(clippings: list[Path]):
    assert len(clippings) >= FEWEST_CLIPPINGS


def test_every_clipping_has_a_clippings_length(clippings: list[Path]):
    lengths = {path.stem: len(WORD.findall(path.read_text("utf-8"))) for path in clippings}
    assert {s: n for s, n in lengths.items() if not FEWEST_WORDS <= n <= MOST_WORDS} == {}


def test_every_clipping_ends_with_its_source(clippings: list[Path]):
    for path in clippings:
        *_, label, empty, address = path.read_text("utf-8").rstrip("\n").split("\n")
        assert (label, empty) == ("المصدر", ""), path
        assert ADDRESS.fullmatch(address), path


def test_every_clipping_became_a_document_with_its_fields(
    clippings: list[Path], documents: list[Document]
):
    assert len(documents) == len(clippings)
    for document in documents:
        assert document.title, document.file
        assert document.date and document.date.day, document.file
        assert document.source, document.file
        assert document.summary, document.file


def test_the_weekday_in_every_lead_is_that_of_its_date(documents: list[Document]):
    for document in documents:
        assert document.date and document.date.month and document.date.day
        day = date(document.date.year, document.date.month, document.date.day)
        lead = document.summary or ""
        assert f"يوم {WEEKDAYS[day.weekday()]} {day.day} " in lead, document.file
        assert str(day.year) in lead, document.file


def test_every_entity_of_the_sample_is_named_in_it(documents: list[Document], names: KnownNames):
    placed = read_placed(ROOT / "content/authority")
    if len(read_documents([ROOT / "content/articles"])) > len(documents):
        pytest.skip("there are a keeper's own documents beside the sample: theirs may be entities")
    named = {m.entity.id for document in documents for m in mentions(document, names)}
    assert len(named) >= FEWEST_ENTITIES
    own = {each.entity.id for each in placed if not is_general(each.path)}
    assert own - named == set()


def test_the_sample_tells_stories(documents: list[Document], names: KnownNames):
    nodes = [
        Node(d.id, {each.entity.id: each.count for each in count_named(mentions(d, names))})
        for d in sorted(documents, key=lambda d: (d.date.iso if d.date else "", d.id))
    ]
    assert len([s for s in stories(Graph(nodes)) if len(s.nodes) >= 3]) >= FEWEST_STORIES


@pytest.fixture
def clipping(shared: Path, tmp_path: Path) -> Document:
    """The shared clipping, converted."""
    for path in (shared / "seeds").glob("*.txt"):
        (tmp_path / "sources").mkdir(exist_ok=True)
        shutil.copy(path, tmp_path / "sources")
    done = run("plugins.convert", tmp_path / "sources", "--into", tmp_path / "articles")
    assert done.returncode == 0, done.stderr
    (made,) = (tmp_path / "articles").rglob("*.md")
    return read_document(made)


def test_the_shared_clipping_gets_its_fields(clipping: Document):
    assert clipping.title == (
        'حلف الأطلسي: إرسال قوات كورية شمالية إلى أوكرانيا بمثابة "تصعيد كبير"'
    )
    assert clipping.date and clipping.date.iso == "2024-10-21"
    assert clipping.date_basis == "url+text"
    assert clipping.source == "RFI"
    assert clipping.summary and clipping.summary.startswith("قال الأمين العام")


def test_the_shared_clippings_address_is_kept_as_it_is_cut_off(clipping: Document):
    assert clipping.source_url == (
        "https://www.rfi.fr/fr/europe/20241021-pour-l-otan-l-envoi-de-troupes-nor..."
    )
    assert clipping.source_url_complete is False


def test_the_shared_clippings_text_is_clean(clipping: Document):
    lines = clipping.body.split("\n")
    assert "## معاهدة غامضة" in lines
    assert not any(line.lstrip("# ").startswith("المصدر") for line in lines)
    assert "rfi.fr" not in clipping.body
    assert "\N{NO-BREAK SPACE}" not in clipping.title + clipping.body


def test_the_shared_clippings_people_places_and_organizations_are_found(clipping: Document):
    """By general names alone: a keeper's first build has no others."""
    placed = read_placed(ROOT / "content/authority")
    general = names_of(each.entity for each in placed if is_general(each.path))
    assert {m.entity.id for m in mentions(clipping, general)} == IN_THE_SHARED_CLIPPING
