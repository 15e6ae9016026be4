"""Originals in other languages: shown beside the article whose id they bear, and nowhere else."""

import json
import re

import pytest

from plugins.browse.beside import blocks
from tests.rig import authority, document, run

OWN = "نزل في باريس مطر[^1].\n\n## بعد المطر\n\nوأشرقت.\n\n[^1]: غزير."
THEIRS = "# Pluie à Paris\n\nIl pleut[^1].\n\n## Après\n\nSoleil.\n\n[^1]: Fort.\n"
RAIN = {
    "rain.md": document(OWN, title="مطر", id="rain", lang="ar", date="2024-10-21"),
    "authority/places.csv": authority("paris,باريس"),
}


def test_the_original_stands_beside_its_translation(build):
    site = build(RAIN | {"originals/rain.fr.md": THEIRS}, SITEURL="https://x.example")
    page = site.page("rain")
    assert '<div class="texts texts-aligned">' in page
    assert '<p class="texts-title texts-original" lang="fr" dir="ltr">Pluie à Paris</p>' in page
    theirs = re.search(
        r'<div class="prose texts-original" lang="fr" dir="ltr">(.*?)</div>', page, re.S
    )
    assert theirs and "<h2>Après</h2>\n<p>Soleil.</p>" in theirs[1]
    assert '<li><a href="#original">النص الأصلي: الفرنسية</a></li>' in page
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids)) and {"fn:1", "fn:o-1", "fnref:o-1"} <= set(ids)
    assert 'href="#fn:o-1"' in page and 'href="#fnref:o-1"' in page
    told = re.search(r'<script type="application/ld\+json">({.*?NewsArticle.*?})</script>', page)
    assert told and json.loads(told[1])["translationOfWork"] == {
        "@type": "CreativeWork",
        "name": "Pluie à Paris",
        "inLanguage": "fr",
    }


def test_an_original_is_no_document_of_the_archive(build):
    alone = build(RAIN)
    addresses, search = alone.addresses(), sorted((alone.output / "search").rglob("*.bin"))
    both = build({"originals/rain.fr.md": THEIRS})
    assert both.addresses() == addresses
    assert sorted((both.output / "search").rglob("*.bin")) == search
    assert 'class="texts' in both.page("rain")


def test_texts_whose_paragraphs_do_not_agree_are_not_aligned(build):
    site = build(RAIN | {"originals/rain.fr.md": "Il pleut.\n"})
    assert '<div class="texts">' in site.page("rain")


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        ("rain.md", "x", "rain.md:1: no name of an original; call it <id>.<language>.md"),
        ("rain.fr.txt", "x", "rain.fr.txt:1: no name of an original"),
        ("snow.fr.md", "x", "snow.fr.md:1: no document has the id «snow»"),
        ("rain.xq.md", "x", "rain.xq.md:1: «xq» is no language; write fr, en or another"),
        ("rain.ar.md", "x", "rain.ar.md:1: the document itself is in «ar»"),
        ("rain.fr.md", " \n", "rain.fr.md:1: no text"),
        ("rain.fr.md", "# Titre\n", "rain.fr.md:1: no text"),
    ],
)
def test_a_wrong_original_is_named_with_its_cure(build, name, text, finding):
    site = build(RAIN | {f"originals/{name}": text}, fails=True)
    assert finding in site.errors
    assert finding in run("plugins.check", site.content).stderr


def test_all_wrong_originals_are_named_at_once(build):
    files = {"originals/rain.en.md": "Rain.", "originals/rain.fr.md": "x", "originals/y.fr.md": "x"}
    site = build(RAIN | files, fails=True)
    assert "rain.fr.md:1: «rain» has an original already; keep one" in site.errors
    assert "y.fr.md:1: no document" in site.errors
    other = RAIN | {"rain.md": document(title="مطر", source_lang="de"), "originals/rain.en.md": "R"}
    assert "source_lang is «de»" in build(other, fails=True).errors


def test_an_original_may_have_front_matter_and_be_of_a_draft(build):
    site = build(
        RAIN
        | {
            "draft.md": document(title="مسودة", id="draft", status="draft"),
            "originals/draft.fr.md": "x",
            "originals/rain.fr.md": document("Il pleut.", title="Pluie"),
        }
    )
    assert 'dir="ltr">Pluie</p>' in site.page("rain")


def test_blocks_are_counted_at_the_top():
    assert blocks("<p>ا <b>ب</b><br>ج</p>\n<ul><li>د</li></ul><hr>\n<h2>ه</h2>") == 4
    assert blocks("") == 0
