"""How well search answers: questions whose paragraph hides among news, and words in other dress.

The corpora are the developers' and lie beside the repository; without them this is left out.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from plugins.arabic.fold import fold
from plugins.arabic.words import words
from plugins.search.index import build
from plugins.search.query import parse
from plugins.search.record import Record
from plugins.search.searching import Archive
from tests.search_index import opened

NEWS, QUESTIONS, WORDS = 2500, 300, 60  # small enough for every run; `make bench` takes all
SPELLINGS = str.maketrans("أإآى", "اااي")
CLITICS = ("ال", "و", "وال", "بال", "لل", "ب", "ل", "ف", "وب")


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


def chosen(records: list[Record]) -> Iterator[tuple[str, set[int]]]:
    """Yield words of the archive as written without a clitic, and the documents that have them."""
    having: dict[str, set[int]] = {}
    for number, record in enumerate(records):
        for word in words(f"{record.title} {record.text}"):
            having.setdefault(word.text, set()).add(number)
    common = sorted(w for w, numbers in having.items() if 5 <= len(numbers) <= 60)
    articled = [w[2:] for w in common if w.startswith("ال") and w[2:] in having and len(w) > 5]
    for bare in Random(3).sample(articled, WORDS):
        yield bare, having[bare]


def test_words_are_found_with_any_clitic(
    archive: Archive, records: list[Record], floor: Callable[[str, float], None]
) -> None:
    wanted = got = 0
    for word, numbers in chosen(records):
        for clitic in CLITICS:
            wanted += len(numbers)
            got += len(numbers & set(found(archive, clitic + word)))
    floor("search: clitics, recall", got / wanted)


def test_words_are_found_in_any_spelling(
    archive: Archive, records: list[Record], floor: Callable[[str, float], None]
) -> None:
    wanted = got = 0
    for word, numbers in chosen(records):
        dressed = "".join(letter + "\N{ARABIC FATHA}" for letter in word)
        plain = word.replace("ة", "ه").translate(SPELLINGS)
        for spelling in (plain, dressed, word.replace("ي", "ی").replace("ك", "ک"), f"{word}ــ"):
            assert fold(spelling) == fold(word)
            wanted += len(numbers)
            got += len(numbers & set(found(archive, spelling)))
    floor("search: spellings, recall", got / wanted)
