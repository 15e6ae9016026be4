"""Rare words are those of a count of all texts, whatever was counted before."""

import random
from collections import Counter

import pytest

from plugins.arabic.fold import fold
from plugins.arabic.telling import telling
from plugins.arabic.words import as_text
from plugins.crosslinks import rare
from plugins.crosslinks.rare import rare_words
from plugins.store import Store

_WORDS = "كتاب مدينة سفير وزير حكومة حرب سلام معاهدة اتفاق جامعة صحيفة مطار ميناء"
WORDS = _WORDS.split()
MOST = 4


def obvious(texts):
    """What `rare_words` gives, each text asked again and again."""
    words = [[telling(form) for form in map(fold, text.split())] for text in texts]
    having = Counter(word for own in words for word in set(own))
    return [[(w, n) for w, n in Counter(own).items() if having[w] <= MOST] for own in words]


def asked(path, texts):
    store = Store(path)
    words = [as_text((), map(fold, text.split())) for text in texts]
    filed = [store.filed(store.file(each), lambda: "") for each in words]
    counted = rare_words(store, filed, MOST)
    found = [list(counted.rare[each.digest].items()) for each in filed]
    store.save()
    store.close()
    return found


@pytest.mark.parametrize("seed", range(3))
def test_after_each_edit_they_are_those_of_a_count_of_all(tmp_path, monkeypatch, seed):
    whole = []
    counted = rare.count

    def noted(*given):
        whole.append(given)
        return counted(*given)

    monkeypatch.setattr(rare, "count", noted)
    chance = random.Random(seed)

    def text():
        return " ".join(chance.choices(WORDS, range(1, 14), k=6))

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
