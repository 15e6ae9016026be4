"""Nisba adjectives, those of countries and the plurals that no rule makes."""

import pytest

from plugins.arabic.fold import fold_name
from plugins.entities.names import adjectives
from plugins.entities.nisba import country_adjectives, nisba_forms
from tests.entity_rows import organization, place

FORMS = [
    (
        "لبناني",
        "لبنانية اللبناني اللبنانية لبنانيون اللبنانيين لبنانيان اللبنانيتين لبنانيات لبنانيا",
    ),
    ("روسي", "الروس الروسيات"),
    ("هندي", "الهنود هنود الهندية"),
    ("تركي", "الأتراك"),
]


@pytest.mark.parametrize(("adjective", "forms"), FORMS)
def test_an_adjective_comes_in_gender_number_and_with_the_article(adjective, forms) -> None:
    found = {fold_name(form) for form in nisba_forms(adjective)}
    assert {fold_name(form) for form in forms.split()} <= found


def test_all_words_of_an_adjective_agree() -> None:
    found = set(nisba_forms("كوري شمالي"))
    assert {
        "كورية شمالية",
        "الكوريين الشماليين",
        "كوريون شماليون",
        "كوريا شماليا",
    } <= found
    assert not {"الكوري شمالي", "كورية شمالي"} & found


def test_a_side_of_the_world_keeps_its_form() -> None:
    assert "جنوب أفريقية" in set(nisba_forms("جنوب أفريقي"))


def test_the_lemma_lists_errors_are_no_demonyms() -> None:
    assert "المجاري" not in set(nisba_forms("مجري"))
    assert "مان" not in set(nisba_forms("ألماني"))  # of المان, as if it had an article


def test_a_plural_that_has_no_ya_has_no_endings() -> None:
    assert list(nisba_forms("روس")) == ["روس", "الروس"]


COUNTRIES = [
    ("فرنسا", ["فرنسي"]),
    ("روسيا", ["روسي"]),
    ("المغرب", ["مغربي"]),
    ("سنغافورة", ["سنغافوري"]),
    ("كوريا الشمالية", ["كوري شمالي"]),
    ("جنوب أفريقيا", ["جنوب أفريقي"]),
    ("مالي", []),
    ("القاهرة", []),
]


@pytest.mark.parametrize(("name", "expected"), COUNTRIES)
def test_a_countrys_name_gives_its_adjective(name, expected) -> None:
    assert list(country_adjectives(name)) == expected


def test_the_keepers_adjectives_come_before_those_of_the_rules() -> None:
    assert adjectives(place("austria", "النمسا", adjective=("نمساوي",))) == ("نمساوي",)
    assert adjectives(place("france", "باريس", aliases=("فرنسا",))) == ("فرنسي",)
    assert adjectives(organization("france-club", "فرنسا")) == ()
