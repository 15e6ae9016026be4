"""Affixes, lemmas and names: what must meet meets, and what must stay whole stays."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.arabic.fold import fold
from plugins.arabic.lemma import Lemmas, dictionary
from plugins.arabic.stem import light_stem, readings, skeleton
from plugins.arabic.stopwords import stopwords
from plugins.search.analysis import Forms, whole_names
from plugins.search.record import Name, Record
from tests.rig import ROOT

PAIRS = json.loads((Path(__file__).parent / "data" / "lemma.json").read_text("utf-8"))
FORM = st.text(st.sampled_from("ابتثجحدرسعفقكلمنهويء12ax"), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    return Lemmas(dictionary, {})


@pytest.mark.parametrize(("one", "other", "why"), PAIRS)
def test_forms_of_a_word_have_one_lemma(lemmas: Lemmas, one: str, other: str, why: str) -> None:
    assert lemmas.of(fold(one)) == lemmas.of(fold(other)), why


@given(FORM)
def test_a_lemma_is_its_own_lemma(form: str) -> None:
    known = {"كتاب": "كتاب", "كتب": "كتاب", "سفراء": "سفير"}
    lemmas = Lemmas(lambda: known, {"بوتين": 9})
    assert lemmas.of(lemmas.of(form)) in (lemmas.of(form), light_stem(lemmas.of(form)))


@given(FORM)
def test_readings_are_shorter_than_the_form(form: str) -> None:
    assert all(2 <= len(reading) < len(form) for reading in readings(form))


@given(FORM)
def test_a_skeleton_is_a_part_of_its_form(form: str) -> None:
    assert skeleton(form) in form
    assert len(skeleton(form)) >= min(3, len(form))


def test_a_word_and_its_clitic_forms_share_a_skeleton() -> None:
    forms = ["كتاب", "الكتاب", "والكتاب", "كتابه", "بكتابها", "لكتابهم"]
    assert {skeleton(form) for form in forms} == {skeleton("كتاب")}


@pytest.mark.parametrize(
    ("form", "kept"),
    [
        ("دمشق", "دمشق"),
        ("والمدرسون", "مدرس"),
        ("قسطنطينيه", "قسطنط"),
        ("البر", "لبر"),
        ("بر", "بر"),
    ],
)
def test_a_skeleton_loses_letters_of_affixes_alone_and_keeps_three(form: str, kept: str) -> None:
    assert skeleton(form) == kept


@pytest.mark.parametrize(
    ("form", "stem"), [("والكتاب", "كتاب"), ("البيت", "بيت"), ("البر", "البر"), ("كتابه", "كتابه")]
)
def test_a_light_stem_has_no_article_where_three_letters_are_left(form: str, stem: str) -> None:
    assert light_stem(form) == stem


def test_an_unknown_word_is_met_by_its_form_with_a_particle() -> None:
    lemmas = Lemmas(dict, {"زيلينسكي": 5, "وزيلينسكي": 1, "وليد": 3, "ليد": 1})
    assert lemmas.of("وزيلينسكي") == "زيلينسكي"
    assert lemmas.of("وليد") == "وليد", "the rarer word is no proof"


def test_a_form_that_is_also_a_word_of_the_list_is_what_the_archive_has_with_the_article() -> None:
    known = {word: word for word in ("بطريق", "طريق", "بطاقه", "طاقه")}
    counts = {"الطريق": 40, "البطريق": 1, "الطاقه": 40, "البطاقه": 5}
    lemmas = Lemmas(lambda: known, counts)
    assert lemmas.of("بطريق") == "طريق", "by way of, hardly a penguin"
    assert lemmas.of("وبطريق") == "طريق"
    assert lemmas.of("بطاقه") == "بطاقه", "a card, and they are written of"
    rare = Lemmas(lambda: known, {"الطريق": 9})
    assert rare.of("بطريق") == "بطريق", "too few to know"
    named = Lemmas(lambda: known, {"الطريق": 99}, names=lambda: {"بطريق": "بطريق"})
    assert named.of("بطريق") == "بطريق", "a name stays whole"


def test_published_lemmas_stay() -> None:
    assert Lemmas(lambda: {"كتب": "كتاب"}, {}, {"كتب": "كتب"}).of("كتب") == "كتب"


def test_names_stay_whole_and_their_common_words_do_not() -> None:
    known = {"سيول": "سيل", "سيل": "سيل", "حرب": "حرب", "بارد": "بارد", "اوكرانيا": "اوكرانيا"}
    names = (
        Name("place", "seoul", "سيول"),
        Name("person", "rutte", "مارك روتي"),
        Name("event", "cold-war", "الحرب الباردة"),
        Name("event", "invasion", "غزو لأوكرانيا"),
    )
    record = Record("a", "a/", "", "", "", entities=names)
    assert whole_names([record], Forms(), known) == {
        name: name for name in ("سيول", "غزو", "مارك", "روتي")
    }


def test_stopwords_are_folded() -> None:
    assert {fold(word) for word in stopwords()} == set(stopwords())
    assert "علي" in stopwords()


def test_the_lemma_list_is_the_same_under_any_seed_of_hashes():
    """A machine keeps the list that it worked out first: two machines must keep the same."""
    code = "from plugins.arabic.lemma import _worked_out; print(_worked_out())"
    told = [
        subprocess.check_output(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            cwd=ROOT,
        )
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
