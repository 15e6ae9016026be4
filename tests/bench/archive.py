"""An archive made up for timing builds: the same documents for every generator, each time."""

import random
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from plugins.arabic.dates import When
from plugins.document import Document, write_document
from plugins.entities.authority import read_authority
from plugins.entities.find import names_of
from tests.bench.authority import write_authority
from tests.bench.made_up import vocabulary_of

LEAST, MOST = 300, 600  # words of an article
NAMED = (3, 8)  # entities in it
SECTIONS, SOURCES = 9, 25
PARAGRAPH = 65  # words


class Made(NamedTuple):
    """An article that was made, its file, and the names put into it."""

    path: Path
    document: Document
    names: list[str]


def write_archive(
    sample: Path, content: Path, count: int, again: int = 0, known: int = 0
) -> list[Made]:
    """Write `count` articles into `content`/articles/YYYY/, and authority files.

    again  times at most that a name stands once more in its article
    known  names that the authority has, which articles name by Zipf's law, as news do; with 0 they
           are those of `sample`, all as common
    """
    made = []
    chance = random.Random(count)
    names = write_authority(sample / "authority", content / "authority", known, chance)
    words, weights = _plain_words(sample, content / "authority", chance)
    ranks = list(accumulate(1 / rank if known else 1 for rank in range(1, len(names) + 1)))
    for number in range(count):
        named = _chosen(names, ranks, chance)
        document = _article(number, chance, words, weights, named, again)
        assert document.date is not None
        path = content / "articles" / str(document.date.year) / f"{document.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_document(document), "utf-8")
        made.append(Made(path, document, named))
    return made


def _chosen(names: list[str], ranks: list[float], chance: random.Random) -> list[str]:
    """Return the different names of an article. ranks  summed weights"""
    wanted = chance.randint(*NAMED)
    found: dict[str, None] = {}
    while len(found) < wanted:
        found[chance.choices(names, cum_weights=ranks)[0]] = None
    return list(found)


def _plain_words(
    sample: Path, authority: Path, chance: random.Random
) -> tuple[list[str], list[float]]:
    """Return words that begin no name, and their summed weights: names are put in by number."""
    known = names_of(read_authority(authority))
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
