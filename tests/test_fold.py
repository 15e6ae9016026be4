"""Folding and words: cases that the browser reads too, and laws."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.arabic.fold import fold, fold_name
from plugins.arabic.letters import folded_letters
from plugins.arabic.words import words

CASES = json.loads((Path(__file__).parent / "data" / "fold.json").read_text("utf-8"))
ARABIC = st.text(
    st.sampled_from([chr(c) for c in range(0x0600, 0x0700)] + list(" .aZéİß\u200c\ufefb\u0301_-«»"))
)


@pytest.mark.parametrize(("text", "folded", "why"), CASES)
def test_fold(text: str, folded: str, why: str) -> None:
    assert fold(text) == folded, why


def test_every_row_of_the_letters_table_names_its_letter() -> None:
    for code in folded_letters():
        assert unicodedata.name(chr(code)).startswith(("ARABIC", "EXTENDED ARABIC"))


@given(ARABIC)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_name(fold_name(text)) == fold_name(text)


@given(ARABIC)
def test_folding_a_name_is_only_finer_than_folding(text: str) -> None:
    assert fold(fold_name(text)) == fold(text)


@given(ARABIC)
def test_words_are_where_they_say(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end] == word.text


@given(ARABIC)
def test_words_leave_no_letter_or_digit_behind(text: str) -> None:
    rest = list(text)
    for word in words(text):
        rest[word.start : word.end] = " " * (word.end - word.start)
    assert not any(c.isalnum() for c in rest)


def test_the_alef_maksura_keeps_ali_apart_from_on() -> None:
    assert fold("على") == fold("علي")
    assert fold_name("على") != fold_name("علي")


def test_marks_do_not_split_a_word() -> None:
    assert [word.text for word in words("زار مُحمّد لبنانَ.")] == ["زار", "مُحمّد", "لبنانَ"]
