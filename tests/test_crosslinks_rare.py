"""Rare words are those of a count of all texts, whatever was counted before."""

import random
from collections import Counter

import pytest

from plugins.crew import Crew
from plugins.crosslinks import rare
from plugins.crosslinks.rare import rare_words
from plugins.crosslinks.terms import count_terms
from plugins.store import Store
from plugins.workshop import Workshop

_WORDS = "كتاب مدينة سفير وزير حكومة حرب سلام معاهدة اتفاق جامعة صحيفة مطار ميناء"
WORDS = _WORDS.split()
MOST = 4


def obvious(texts):
    """What `rare_words` gives, each text asked again and again."""
    counts = [count_terms(*text) for text in texts]
    having = Counter(lemma for once, more in counts for lemma in (*once, *more))
    return [
        [(w, n) for w, n in (dict.fromkeys(once, 1) | more).items() if having[w] <= MOST]
        for once, more in counts
    ]


def asked(path, texts):
    workshop = Workshop(Crew(1), Store(path))
    try:
        found = [list(own.items()) for own in rare_words(workshop, texts, MOST)]
        workshop.store.save()
        return found
    finally:
        workshop.close()


@pytest.mark.parametrize("seed", range(3))
def test_after_each_edit_they_are_those_of_a_count_of_all(tmp_path, monkeypatch, seed):
    whole = []
    counted = rare._counted

    def noted(*given):
        whole.append(given)
        return counted(*given)

    monkeypatch.setattr(rare, "_counted", noted)
    chance = random.Random(seed)

    def text():
        return "عنوان", " ".join(chance.choices(WORDS, range(1, 14), k=6))

    texts = [text() for _ in range(24)]
    for _ in range(40):
        assert asked(tmp_path / "kept.sqlite", texts) == obvious(texts)
        at = chance.randrange(len(texts))
        texts = chance.choice(
            (
                [*texts[:at], text(), *texts[at + 1 :]],
                [*texts[:at], *texts[at + 1 :]],
                [*texts, chance.choice(texts)],
                [texts[at], *texts[:at], *texts[at + 1 :]],
                texts,
            )
        )
    assert 1 < len(whole) < 40, "sometimes all are counted, mostly not"
