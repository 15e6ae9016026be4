"""An archive made up for timing builds: the same documents for every generator, each time."""

import random
import shutil
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from plugins.arabic.dates import When
from plugins.document import Document, write_document
from plugins.entities.authority import read_authority
from plugins.entities.find import names_of
from tests.bench.made_up import names_of_sample, vocabulary_of

LEAST, MOST = 300, 600  # words of an article
NAMED = (3, 8)  # entities in it
SECTIONS, SOURCES = 9, 25
PARAGRAPH = 65  # words


class Made(NamedTuple):
    """An article that was made, its file, and the names put into it."""

    path: Path
    document: Document
    names: list[str]


def write_archive(sample: Path, content: Path, count: int, again: int = 0) -> list[Made]:
    """Write `count` articles into `content`/articles/YYYY/, and the authority files of `sample`.

    again  times at most that a name stands once more in its article
    """
    made = []
    chance = random.Random(count)
    words, weights = _plain_words(sample, chance)
    names = names_of_sample(sample)
    shutil.copytree(sample / "authority", content / "authority")
    for number in range(count):
        named = chance.sample(names, chance.randint(*NAMED))
        document = _article(number, chance, words, weights, named, again)
        assert document.date is not None
        path = content / "articles" / str(document.date.year) / f"{document.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_document(document), "utf-8")
        made.append(Made(path, document, named))
    return made


def _plain_words(sample: Path, chance: random.Random) -> tuple[list[str], list[float]]:
    """Return words that begin no name, and their summed weights: names are put in by number."""
    known = names_of(read_authority(sample / "authority"))
    words = [word for word in vocabulary_of(sample, chance)[0] if not known[word].starts]
    return words, list(accumulate(1 / rank for rank in range(1, len(words) + 1)))


def _article(
    number: int,
    chance: random.Random,
    words: list[str],
    weights: list[float],
    named: list[str],
    again: int,
) -> Document:
    text = chance.choices(words, cum_weights=weights, k=chance.randint(LEAST, MOST))
    stand = [name for name in named for _ in range(1 + (again and chance.randint(0, again)))]
    for name in stand:
        text[chance.randrange(len(text))] = name
    parts = (text[at : at + PARAGRAPH] for at in range(0, len(text), PARAGRAPH))
    return Document(
        title=" ".join(chance.choices(words, cum_weights=weights, k=8)),
        id=f"{number:06}",
        date=When(chance.randint(1995, 2024), chance.randint(1, 12), chance.randint(1, 28)),
        section=f"قسم {chance.randrange(SECTIONS)}",
        source=f"مصدر {chance.randrange(SOURCES)}",
        source_url=f"https://example.org/{number}",
        summary=" ".join(text[:20]),
        body="\n\n".join(" ".join(part) + "." for part in parts) + "\n",
    )
