"""Authority files of many names, made up for timing: the sample's, and more of every kind."""

import csv
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from plugins.entities.authority import read_authority
from plugins.entities.entity import Entity
from plugins.kinds import FOLDERS
from tests.bench.made_up import LETTERS

GIVEN = ("محمد", "أحمد", "عبد", "جورج")  # a third of the people have one of them
HEADS = ("حزب", "شركة", "جامعة", "منظمة", "صحيفة", "نادي")
HAPPENINGS = ("معركة", "مؤتمر", "مهرجان", "اتفاقية")
# Of ten made-up names.
KINDS = ("person",) * 5 + ("place",) * 2 + ("organization",) * 2 + ("event",)
FAR = 6.0  # degrees at most between a made-up place and one of the sample


def write_authority(sample: Path, into: Path, count: int, chance: random.Random) -> list[str]:
    """Write authority files of `count` names into a folder; return the names, in no order.

    The sample's names are among them; without room for more they are all.
    """
    shutil.copytree(sample, into)
    own = read_authority(sample)
    made = list(made_up(count - len(own), chance, own))
    with (into / "made-up.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "kind", "name", "lat", "lon"))
        rows.writerows((e.id, e.kind, e.name, e.lat, e.lon) for e in made)
    names = [entity.name for entity in (*own, *made)]
    chance.shuffle(names)
    return names


def made_up(count: int, chance: random.Random, known: list[Entity]) -> Iterator[Entity]:
    """Yield `count` entities, none named like another or like those known."""
    names = {entity.name for entity in known}
    middles = [(e.lat, e.lon) for e in known if e.lat is not None and e.lon is not None]
    for number in range(max(count, 0)):
        kind = KINDS[number % len(KINDS)]
        name = _name(kind, number, chance)
        while name in names:
            name = _name(kind, number, chance)
        names.add(name)
        lat, lon = chance.choice(middles) if kind == "place" and middles else (None, None)
        if lat is not None and lon is not None:
            lat = round(max(-80.0, min(80.0, lat + chance.uniform(-FAR, FAR))), 2)
            lon = round(max(-180.0, min(180.0, lon + chance.uniform(-FAR, FAR))), 2)
        yield Entity(f"{FOLDERS[kind]}-{number}", name, kind, lat=lat, lon=lon)


def _name(kind: str, number: int, chance: random.Random) -> str:
    first = {
        "person": chance.choice(GIVEN) if number % 3 == 0 else _word(chance),
        "organization": chance.choice(HEADS),
        "event": chance.choice(HAPPENINGS),
    }.get(kind, "")
    return f"{first} {_word(chance)}".strip()


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randint(4, 7)))
