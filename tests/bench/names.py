"""Times the matcher: `python -m tests.bench.names`.

Tokens a CPU second on made-up news, with the sample's few hundred names, with 20,000 and with
100,000 more; the first reading of a text meets words for the first time, later ones know them.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from plugins.arabic.words import words
from plugins.entities.authority import read_authority
from plugins.entities.entity import Entity
from plugins.entities.find import names_of, read
from tests.bench.made_up import LETTERS, write_sources
from tests.rig import SAMPLE

MORE = (20_000, 100_000)
TEXTS = 1000
SHARED_FIRST = ("محمد", "أحمد", "عبد", "جورج")  # a third of the names begin alike, as names do


def main() -> int:
    """Print how fast names are found."""
    with tempfile.TemporaryDirectory() as name:
        write_sources(SAMPLE, Path(name), TEXTS)
        texts = [path.read_text("utf-8") for path in sorted(Path(name).rglob("*.txt"))]
    few = read_authority(SAMPLE / "authority")
    tokens = sum(1 for text in texts for _ in words(text))
    print(f"{tokens} tokens\n{'names':>8}{'first':>12}{'again':>12}   tokens a CPU second")
    for entities in (few, *([*few, *made_up(more)] for more in MORE)):
        names = names_of(entities)
        speeds = [tokens / seconds(texts, names) for _ in range(2)]
        print(f"{len(entities):8}" + "".join(f"{speed:12.0f}" for speed in speeds))
    return 0


def seconds(texts, names) -> float:
    """Return the CPU time of finding all names."""
    began = time.process_time()
    for text in texts:
        read(text, names)
    return time.process_time() - began


def made_up(count: int) -> list[Entity]:
    chance = random.Random(count)

    def word() -> str:
        return "".join(chance.choices(LETTERS, k=chance.randint(4, 7)))

    return [
        Entity(f"e{n}", f"{chance.choice(SHARED_FIRST) if n % 3 else word()} {word()}", "person")
        for n in range(count)
    ]


if __name__ == "__main__":
    sys.exit(main())
