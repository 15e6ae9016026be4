"""The developers' corpora, which lie beside the repository: news, and questions hidden among it."""

import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from plugins.search.record import Record
from tests.rig import ROOT

FOLDER = ROOT.parent / "shared/corpora"


class Question(NamedTuple):
    """A question, and the id of the one document that answers it."""

    text: str
    document: str


def questions() -> list[Question]:
    """Return all questions."""
    return [Question(each["question"], each["doc_id"]) for each in _read("arcd-questions")]


def records(news: int) -> list[Record]:
    """Return `news` articles (all when there are fewer) and every paragraph that is asked for."""
    articles = _read("ant")
    chosen = Random(2).sample(articles, min(news, len(articles)))
    made = [_record(each["id"], each["title"], each["text"]) for each in chosen]
    return made + [
        _record(each["doc_id"], each["title"], each["text"]) for each in _read("arcd-docs")
    ]


def long_records(count: int, words: int = 400) -> list[Record]:
    """Return `count` documents of about `words` words, each of several articles."""
    texts = [each["text"] or "" for each in _read("ant")]
    chance = Random(4)
    made = []
    for number in range(count):
        parts: list[str] = []
        while sum(part.count(" ") + 1 for part in parts) < words:
            parts.append(chance.choice(texts))
        text = " ".join(" ".join(parts).split()[:words])
        title = " ".join(text.split()[:8])
        url = f"articles/{number}/"
        made.append(Record(str(number), url, title, text[:180], text, "2016-05-03", "مصدر", "قسم"))
    return made


def _record(id_: str, title: str | None, text: str | None) -> Record:
    return Record(id_, id_, title or "", "", text or "")


def _read(name: str) -> Sequence[dict[str, Any]]:
    path = Path(FOLDER, f"{name}.jsonl.gz")
    if not path.is_file():
        sys.exit(
            f"{path} is missing: this bench needs the developers' corpora, and measures nothing"
        )
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
