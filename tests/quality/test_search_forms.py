"""Words in other dress over made-up documents: clitics, spellings, broken plurals."""

from collections.abc import Callable, Iterable
from random import Random

import pytest

from plugins.search.index import build
from plugins.search.searching import Archive
from tests.quality.answers import (
    Concordance,
    Wish,
    in_clitics,
    in_number,
    in_spellings,
    made_up,
    score,
)
from tests.quality.dress import pairs
from tests.search_index import opened

DOCUMENTS, LENGTH, NOUNS = 1200, 12, 50


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Concordance]:
    folder = tmp_path_factory.mktemp("forms")
    records = made_up(pairs(), DOCUMENTS, LENGTH, Random(5))
    build(records, folder)
    return opened(folder), Concordance(records)


@pytest.mark.parametrize(
    ("name", "wishes", "nouns"),
    [
        ("clitics", in_clitics, NOUNS),
        ("spellings", in_spellings, NOUNS),
        ("broken plurals", in_number, len(pairs())),
    ],
)
def test_a_word_in_other_dress_is_found(
    made: tuple[Archive, Concordance],
    floor: Callable[[str, float], None],
    name: str,
    wishes: Callable[..., Iterable[Wish]],
    nouns: int,
) -> None:
    archive, texts = made
    found = score(archive, wishes(texts, Random(6).sample(pairs(), nouns)))
    floor(f"search, made up: {name}, recall", found.recall)
    floor(f"search, made up: {name}, precision@10", found.first)
    floor(f"search, made up: {name}, precision", found.all)
