"""How well the matcher finds the sample's people, places, organizations and events.

tests/quality/gold/*.txt are bodies of sample documents, annotated by hand: [span|id] is a mention.
A mention is a name in whatever form: with clitics, as a nisba, the family name alone, and the
noun that begins the name of an organization, a treaty or a prize, with the article (الحلف). No
mentions are common nouns for a place (العاصمة، القناة) and languages (بالعربية).
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from plugins.documents import read_documents
from plugins.entities.authority import is_general, read_placed
from plugins.entities.find import KnownNames, names_of, read
from tests.rig import ROOT

GOLD = sorted((ROOT / "tests/quality/gold").glob("*.txt"))
MARK = re.compile(r"\[([^\[\]|]+)\|([a-z0-9-]+)\]")


class Span(NamedTuple):
    """A mention: text[start:end] names the entity `id`."""

    start: int
    end: int
    id: str


@pytest.fixture(scope="module")
def names(root: Path) -> KnownNames:
    """The sample's authority files, as far as the gold needs them."""
    placed = read_placed(root / "content/authority")
    marked = {id for path in GOLD for _, id in MARK.findall(path.read_text("utf-8"))}
    if not marked & {each.entity.id for each in placed if not is_general(each.path)}:
        pytest.skip("the sample has been set aside: its authority files are not here")
    assert marked <= {each.entity.id for each in placed}, "the gold names what no file has"
    return names_of(each.entity for each in placed)


def annotated(marked: str) -> tuple[str, list[Span]]:
    """Return the text without its marks, and the mentions that they mark."""
    text, spans, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append(Span(len(text), len(text) + len(mark[1]), mark[2]))
        text, at = text + mark[1], mark.end()
    return text + marked[at:], spans


def right(found: list[Span], gold: list[Span]) -> int:
    """Count the mentions in `found` that overlap one in `gold` of the same entity, each once."""
    left = list(gold)
    for each in found:
        same = [g for g in left if g.id == each.id and g.start < each.end and each.start < g.end]
        if same:
            left.remove(same[0])
    return len(gold) - len(left)


def test_the_matcher_agrees_with_the_annotated_articles(
    names: KnownNames, floor: Callable[[str, float], None]
):
    hits, found_all, gold_all = 0, 0, 0
    for path in GOLD:
        text, gold = annotated(path.read_text("utf-8"))
        found = [Span(m.start, m.end, m.entity.id) for m in read(text, names).mentions]
        hits += right(found, gold)
        found_all += len(found)
        gold_all += len(gold)
        # Shown where the test fails: what to look at first.
        print(path.stem, "missed:", [text[g.start : g.end] for g in gold if not right([g], found)])
        print(path.stem, "wrong:", [text[f.start : f.end] for f in found if not right([f], gold)])
    floor("entities: precision", hits / found_all)
    floor("entities: recall", hits / gold_all)


def test_the_gold_is_twelve_of_the_samples_documents(root: Path):
    documents = {
        Path(document.file).stem: document.body
        for _, document in read_documents([root / "content/articles"])
        if document.file
    }
    if not documents.keys() & {path.stem for path in GOLD}:
        pytest.skip("the sample has been set aside: its documents are not here")
    assert len(GOLD) >= 12
    for path in GOLD:
        text, _ = annotated(path.read_text("utf-8"))
        assert text.strip() == documents[path.stem].strip(), (
            f"{path}: its document's text is another now; annotate it anew"
        )
