"""A text's words by number: against the slow and obvious way. And as the index takes them."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.arabic.fold import fold, fold_name
from plugins.arabic.words import WORD, as_text, words
from plugins.entities.annotation import _indexed
from plugins.entities.entity import Entity
from plugins.entities.names import Names, name_forms
from plugins.entities.tokens import ADDRESS, is_gap, tokens_of
from plugins.search.analysis import Analysed, Forms
from plugins.search.record import Record

NAMES = Names(name_forms([Entity("rutte", "مارك روتي", "person")]))
# Words that begin a name and others, with what may stand between them.
PIECES = ("ـ", "ﷺ", "مارك", "روتي", "ومارك", "قال", "فُلان", "2024", "a-b", "«", "،", ".", "_", "\t")
TEXTS = st.lists(st.sampled_from((*PIECES, " ", " ", "  ", "\n", "\u00a0"))).map("".join)


@given(TEXTS)
def test_words_stand_where_they_stand(text):
    tokens, found = tokens_of(text, NAMES), list(words(text))
    assert [word.folded for word in tokens.words] == [fold_name(word.text) for word in found]
    assert [tokens.span(at) for at in range(len(found))] == [(w.start, w.end) for w in found]
    for at, (one, other) in enumerate(pairwise(found)):
        assert tokens.span(at, 2) == (one.start, other.end)
        assert tokens.joined(at) == is_gap(text[one.end : other.start], fold_name(one.text))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("مارك روتي", True),
        ("مارك - روتي", True),
        ("مارك-روتي", True),
        ("د. روتي", True),
        ("J.روتي", True),
        ("St. Mark", True),
        ("مارك. روتي", False),
        ("د.\nروتي", False),
        ("مارك\nروتي", False),
        ("مارك، روتي", False),
    ],
)
def test_what_may_stand_between_the_words_of_a_name(text, joined):
    assert tokens_of(text, NAMES).joined(0) == joined


@pytest.mark.parametrize("address", ["https://a.org/مارك-روتي", "www.روتي.org", "روتي@a.org"])
def test_the_words_of_an_address_are_not_looked_at(address):
    tokens = tokens_of(f"قال {address} مارك", NAMES)
    assert [word.folded for word in tokens.words] == ["قال", "مارك"]


SLOW = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")  # quadratic: looks on from every letter
STRETCHES = st.lists(st.sampled_from(("a", "ا", "@", ".", " ", "\n", "www.", "http", "://")))


@given(STRETCHES.map("".join))
def test_an_address_is_what_the_obvious_pattern_takes_for_one(text):
    spans = [[found.span() for found in pattern.finditer(text)] for pattern in (ADDRESS, SLOW)]
    assert spans[0] == spans[1]


def test_a_stretch_of_any_length_is_gone_through_once():
    long = "@a" * 100_000 + "ا"  # minutes where it is not
    assert len(tokens_of(long, NAMES).words) == 100_000


@given(TEXTS, TEXTS.map(lambda text: f"{text} www.a.org {text}") | TEXTS)
def test_the_matchers_words_are_those_that_the_index_finds(title, text):
    found = [_indexed(tokens_of(each, NAMES), each) for each in (title, text)]
    record = Record("a", "a/", title, "", text)
    plain = Analysed(record, Forms())
    known = Analysed(replace(record, words=as_text(*found)), Forms())
    assert (known.title, known.text) == (plain.title, plain.text)


@given(st.lists(TEXTS, max_size=3))
def test_the_index_has_every_word_folded_whatever_it_remembers(texts):
    forms = Forms()
    for text in texts:
        assert forms.of(text) == [fold(word) for word in WORD.findall(text)]
