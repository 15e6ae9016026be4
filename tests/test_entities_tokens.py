"""A text's words by number: against the slow and obvious way, which looks at every one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.arabic.fold import fold, fold_name
from plugins.arabic.words import WORD, Analysis, words
from plugins.entities.entity import Entity
from plugins.entities.names import Names, name_forms
from plugins.entities.tokens import GAP, Tokens, tokens_of

NAMES = Names(name_forms([Entity("rutte", "مارك روتي", "person"), Entity("fao", "الفاو", "event")]))
# Words that begin a name and others, with what may stand between them; parts without a word too.
PIECES = ("مارك", "روتي", "ومارك", "الفاو", "قال", "فُلان", "2024", "a-b", "«", "،", ".", "_", "\t")
TEXTS = st.lists(st.sampled_from((*PIECES, " ", " ", "  ", "\n", "\u00a0"))).map("".join)


def slow(text: str) -> list[str]:
    return [fold_name(word.text) for word in words(text)]


@given(TEXTS)
def test_words_are_numbered_in_their_order(text):
    tokens = tokens_of(text, NAMES)
    assert tokens.count == len(slow(text))
    assert [tokens.word(at).folded for at in range(tokens.count)] == slow(text)
    assert [word.folded for word in tokens.words] == slow(text)
    assert list(tokens.starting()) == [(n, w) for n, w in enumerate(tokens.words) if w.starts]


@given(TEXTS)
def test_words_stand_where_they_stand(text):
    tokens, found = tokens_of(text, NAMES), list(words(text))
    assert [tokens.span(at) for at in range(tokens.count)] == [(w.start, w.end) for w in found]
    for at, (one, other) in enumerate(pairwise(found)):
        assert tokens.span(at, 2) == (one.start, other.end)
        assert tokens.joined(at) == bool(GAP.fullmatch(text[one.end : other.start]))


@given(TEXTS, st.sets(st.sampled_from([*map(fold_name, PIECES), "b", "غائب"])))
def test_forms_are_found_where_words_are_written_so(text, forms):
    tokens = tokens_of(text, NAMES)
    assert set(tokens.written(sorted(forms))) == forms.intersection(slow(text))
    assert list(tokens.having(forms)) == [n for n, word in enumerate(slow(text)) if word in forms]


@pytest.mark.parametrize("address", ["https://a.org/مارك-روتي", "www.روتي.org", "روتي@a.org"])
def test_the_words_of_an_address_are_not_looked_at(address):
    tokens: Tokens = tokens_of(f"قال {address} مارك", NAMES)
    assert [word.folded for word in tokens.words] == ["قال", "مارك"]


@given(st.lists(TEXTS, max_size=3))
def test_an_analysis_makes_of_every_word_what_it_is_told(texts):
    analysis = Analysis(lambda word: fold(word) if "ا" in word else None)
    for text in texts:
        plain = [fold(word) for word in WORD.findall(text) if "ا" in word]
        assert list(analysis.each(text)) == plain
