"""Sources made up for timing: news-like in length and words, the same each time."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from plugins.arabic.words import words

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")  # Monday first
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
INVENTED = 20_000  # rare words, as an archive grows them; the sample alone has too few
WORDS = 400  # of a source
NAMES = 15  # of entities in a source


def write_sources(sample: Path, into: Path, count: int) -> None:
    """Write `count` made-up sources below `into`, with the words and names of `sample`."""
    chance = random.Random(count)
    vocabulary, weights = vocabulary_of(sample, chance)
    names = names_of_sample(sample)
    for number in range(count):
        text = chance.choices(vocabulary, cum_weights=weights, k=WORDS)
        for name in chance.choices(names, k=NAMES):
            text[chance.randrange(WORDS)] = name
        path = into / f"قسم {number % 9}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_source(text, number, chance), "utf-8")


def _source(text: list[str], number: int, chance: random.Random) -> str:
    day = date(1950, 1, 1) + timedelta(days=chance.randrange(27_000))
    lead = f"يوم {WEEKDAYS[day.weekday()]} {day.day}/{day.month}/{day.year} "
    paragraphs = [" ".join(part) + "." for part in _cut(text[9:], 65)]
    paragraphs[0] = lead + paragraphs[0]
    address = f"https://example.org/{number}"
    return "\n\n".join([" ".join(text[:9]), *paragraphs, "المصدر", address, ""])


def _cut(text: list[str], length: int) -> Iterator[list[str]]:
    for start in range(0, len(text), length):
        yield text[start : start + length]


def vocabulary_of(sample: Path, chance: random.Random) -> tuple[list[str], list[float]]:
    """Return words, the sample's commonest first, and their summed weights by Zipf's law."""
    counts: dict[str, int] = {}
    for path in sorted(sample.rglob("*.txt")):
        for word in words(path.read_text("utf-8")):
            counts[word.text] = counts.get(word.text, 0) + 1
    found = sorted(counts, key=lambda word: (-counts[word], word))
    rare = ["".join(chance.choices(LETTERS, k=chance.randint(3, 7))) for _ in range(INVENTED)]
    vocabulary = found + rare
    return vocabulary, list(accumulate(1 / rank for rank in range(1, len(vocabulary) + 1)))


def names_of_sample(sample: Path) -> list[str]:
    found = []
    for path in sorted((sample / "authority").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            found += [row["name"] for row in csv.DictReader(rows)]
    return found
