"""How well search answers: questions whose paragraph hides among news, and words in other dress.

The corpora are the developers' and lie beside the repository; without them this is left out.
"""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from plugins.search.index import build
from plugins.search.query import parse
from plugins.search.record import Record
from plugins.search.searching import Archive
from tests.quality.answers import (
    Concordance,
    in_clitics,
    in_number,
    in_spellings,
    of_words,
    score,
)
from tests.quality.dress import pairs, respelt, with_clitics
from tests.search_index import opened

NEWS, QUESTIONS, WORDS, NOUNS = (
    2500,
    300,
    60,
    20,
)  # `make bench` takes all


def read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def questions(shared: Path) -> list[dict[str, Any]]:
    every = read(shared / "corpora/arcd-questions.jsonl.gz")
    return Random(1).sample(every, QUESTIONS)


@pytest.fixture(scope="module")
def records(shared: Path) -> list[Record]:
    news = Random(2).sample(read(shared / "corpora/ant.jsonl.gz"), NEWS)
    paragraphs = read(shared / "corpora/arcd-docs.jsonl.gz")
    made = [
        Record(each["id"], each["id"], each["title"] or "", "", each["text"] or "") for each in news
    ]
    made += [
        Record(each["doc_id"], each["doc_id"], each["title"], "", each["text"])
        for each in paragraphs
    ]
    return made


@pytest.fixture(scope="module")
def archive(records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("quality")
    build(records, folder)
    return opened(folder)


@pytest.fixture(scope="module")
def texts(records: list[Record]) -> Concordance:
    return Concordance(records)


def found(archive: Archive, query: str) -> list[int]:
    return [hit.document for hit in archive.search(parse(query))]


def test_questions_find_their_paragraph(
    archive: Archive,
    records: list[Record],
    questions: list[dict[str, Any]],
    floor: Callable[[str, float], None],
) -> None:
    number = {record.id: at for at, record in enumerate(records)}
    ranks = []
    for each in questions:
        hits = found(archive, each["question"])[:10]
        wanted = number[each["doc_id"]]
        ranks.append(hits.index(wanted) + 1 if wanted in hits else 0)
    floor("search: questions, MRR@10", sum(1 / rank for rank in ranks if rank) / len(ranks))
    floor("search: questions, recall@10", sum(map(bool, ranks)) / len(ranks))


def chosen(texts: Concordance) -> list[str]:
    """Return words of the archive as written without a clitic, neither rare nor in every text."""
    common = [form for form, numbers in texts.having.items() if 5 <= len(numbers) <= 60]
    bare = sorted(form[2:] for form in common if form.startswith("ال") and len(form) > 5)
    return Random(3).sample([form for form in bare if form in texts.having], WORDS)


def test_words_are_found_with_any_clitic_and_in_any_spelling(
    archive: Archive, texts: Concordance, floor: Callable[[str, float], None]
) -> None:
    for name, dress in (("clitics", with_clitics), ("spellings", respelt)):
        found = score(archive, of_words(texts, chosen(texts), dress))
        floor(f"search: {name}, recall", found.recall)


def test_what_nouns_in_other_dress_find_is_right(
    archive: Archive, texts: Concordance, floor: Callable[[str, float], None]
) -> None:
    nouns = [pair for pair in pairs() if texts.has(pair, 3)]
    few = Random(6).sample(nouns, NOUNS)
    for name, wishes in (("clitics", in_clitics), ("spellings", in_spellings)):
        floor(f"search: {name}, precision@10", score(archive, wishes(texts, few)).first)
    found = score(archive, in_number(texts, nouns))
    floor("search: broken plurals, recall", found.recall)
    floor("search: broken plurals, precision@10", found.first)
