"""Entities as dots in a picture: how large each is, and where its name may stand."""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plugins.entities.entity import Entity
from plugins.entities.outline import Point

WIDE = 0.5  # of a letter, on the average, beside its height
BASE = 0.32  # of a letter: its base line lies so far below its middle
FROM_DOT = 0.65  # letters between a dot's edge and the middle of the name below it


class Dot(NamedTuple):
    """An entity in a picture; `label` is the middle of its name's base line, None for no room."""

    entity: Entity
    articles: int
    x: float
    y: float
    radius: float
    label: Point | None = None


def radius(articles: int, most: int, least: float, largest: float) -> float:
    """Return a dot's radius, `least` to `largest`: its area grows with the articles."""
    return least + (largest - least) * math.sqrt(articles / most)


def labelled(dots: Sequence[Dot], size: Point, letter: float) -> list[Dot]:
    """Return the dots with places for their names, which cover nothing; the first choose first.

    size    of the picture, its width and its height; letter  size of the letters, in its units
    """
    taken = [_Box(dot.x, dot.y, 2 * dot.radius, 2 * dot.radius) for dot in dots]
    named = []
    for dot in dots:
        room = (box for box in _boxes(dot, letter) if _lies_in(box, size, letter))
        box = next((box for box in room if not any(map(box.meets, taken))), None)
        if box:
            taken.append(box)
        label = (round(box.x, 1), round(box.y + letter * BASE, 1)) if box else None
        named.append(dot._replace(label=label))
    return named


class _Box(NamedTuple):
    x: float
    y: float
    wide: float
    tall: float

    def meets(self, other: "_Box") -> bool:
        return (
            abs(self.x - other.x) * 2 < self.wide + other.wide
            and abs(self.y - other.y) * 2 < self.tall + other.tall
        )


def _lies_in(box: _Box, size: Point, letter: float) -> bool:
    wide, tall = size
    return box.wide / 2 <= box.x <= wide - box.wide / 2 and letter <= box.y <= tall - letter


def _boxes(dot: Dot, letter: float) -> Iterator[_Box]:
    """Yield where a dot's name may stand: below it, above, on either side."""
    wide = len(dot.entity.name) * letter * WIDE + 8
    up, aside = dot.radius + letter * FROM_DOT, dot.radius + wide / 2 + 4
    for across, down in ((0.0, up), (0.0, -up), (aside, 0.0), (-aside, 0.0)):
        yield _Box(dot.x + across, dot.y + down, wide, letter)
