"""Where the archive's places lie: a dot for each, its size by its articles.

The first sheet shows the most named places, and others nearer what has no room there.
"""

import cmath
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from plugins.entities.dots import Dot, labelled, radius
from plugins.entities.entity import Entity
from plugins.entities.outline import Point, land
from plugins.entities.region import WIDTH, Region, drawn, region_of

MOST_DOTS = 400
MOST_ON_SHEET = 100  # each is a page of its own, which is to stay light
MOST_SHEETS = 12
LEAST_RADIUS, MOST_RADIUS = 8.0, 22.0
LETTER = 26.0  # size of a name's letters
PARTS = 10  # of a sheet's width
NEAR = 0.8  # of the sum of two radii: nearer dots cover each other
ROOMY = 1.6  # the same on the first sheet: there is room for places that lie far from all others
ASIDE = (10.0, 20.0, 30.0)  # how far a dot may stand from its place, in units of the picture
NEARER_WIDE, NEARER_TALL = 30.0, 16.0  # degrees of a sheet that shows a crowd
LARGER = (1, 2, 4, 24)  # times that; the last is the earth
# The region around one place: middles on a grid, so that neighbours have one outline.
AROUND_WIDE, AROUND_TALL, GRID = 44.0, 22.0, 6.0

Counted = tuple[Entity, int]
Coast = Callable[[float, float, float, float], str]


class Frame(NamedTuple):
    """What part of the first sheet the sheet of that number shows nearer."""

    number: int
    x: int
    y: int
    width: int
    height: int


class Map(NamedTuple):
    """A sheet: its size, the land as an SVG path's data, its dots, the most named ones last.

    about   the names of its most named places
    frames  on the first sheet, where the others lie
    middle  tenths of its width, from the west, to the median of its places
    """

    width: int
    height: int
    land: str
    dots: Sequence[Dot]
    about: Sequence[str] = ()
    frames: Sequence[Frame] = ()
    middle: int = PARTS // 2


def coast(west: float, south: float, width: float, height: float) -> str:
    """Return the land of a region as the data of an SVG path. To work it out takes long."""
    return drawn(Region(west, south, width, height), land())


def maps_of(counts: Iterable[Counted], draw: Coast = coast) -> list[Map]:
    """Return the sheets that show the places with coordinates, each on one of them at least.

    counts  places, and how many articles name each
    draw    `coast`, or what has kept what that gave
    """
    found = sorted((pair for pair in counts if _located(pair[0])), key=_most_first)[:MOST_DOTS]
    if not found:
        return []
    whole = region_of([_degrees(entity) for entity, _ in found])
    regions, sheets = [whole], [_dots(whole, found, found[0][1], roomy=True)]
    left = _without(found, sheets[0])
    while left and len(sheets) < MOST_SHEETS:
        region = _crowd(left, len(left) / (MOST_SHEETS - len(sheets)))
        near = [pair for pair in found if pair not in left and _lies_in(region, pair[0])]
        dots = _dots(region, [p for p in left if _lies_in(region, p[0])] + near, found[0][1])
        regions, sheets = [*regions, region], [*sheets, dots]
        left = _without(left, dots)
    sheets[0] = _dots(whole, left, found[0][1], sheets[0])
    frames = [_frame(whole, region, n) for n, region in enumerate(regions[1:], start=2)]
    return [
        _sheet(region, dots, frames if region is whole else (), draw)
        for region, dots in zip(regions, sheets, strict=True)
    ]


def map_around(entity: Entity, count: int, draw: Coast = coast) -> Map | None:
    """Return the map of one place and what lies around it, None for one without coordinates."""
    if not _located(entity):
        return None
    east, north = _degrees(entity)
    region = _around(round(east / GRID) * GRID, round(north / GRID) * GRID)
    x, y = region.place(east, north)
    dot = Dot(entity, count, round(x, 1), round(y, 1), 2 * MOST_RADIUS)
    return Map(WIDTH, region.tall, draw(*_bounds(region)), [dot])


def _bounds(region: Region) -> tuple[float, float, float, float]:
    return region.west, region.south, region.width, region.height


def _around(east: float, north: float) -> Region:
    level = math.cos(math.radians(min(abs(north), 70.0)))
    south = max(-84.0, min(north - AROUND_TALL / 2, 84.0 - AROUND_TALL))
    wide = AROUND_WIDE / level
    return Region(east - wide / 2, south, wide, AROUND_TALL)


def _located(entity: Entity) -> bool:
    return entity.kind == "place" and entity.lat is not None and entity.lon is not None


def _degrees(entity: Entity) -> Point:
    return entity.lon or 0.0, entity.lat or 0.0


def _most_first(pair: tuple[Entity, int]) -> tuple[int, str]:
    return -pair[1], pair[0].id


def _without(pairs: Sequence[Counted], dots: Sequence[Dot]) -> list[Counted]:
    shown = {dot.entity.id for dot in dots}
    return [pair for pair in pairs if pair[0].id not in shown]


def _crowd(left: Sequence[Counted], least: float) -> Region:
    """Return the region around the place that has most of the others near it.

    least  so many are to be there; for them it is made larger
    """

    def near(entity: Entity, times: int) -> list[Point]:
        (east, north), level = _degrees(entity), _level(entity)
        tall, wide = NEARER_TALL * times, NEARER_WIDE * times / level
        return [(x, y) for x, y in points if abs(y - north) * 2 < tall and abs(x - east) * 2 < wide]

    points = [_degrees(entity) for entity, _ in left]
    crowds = (max((near(entity, n) for entity, _ in left), key=len) for n in LARGER)
    crowd = next(each for each in crowds if len(each) >= min(least, MOST_ON_SHEET / 2))
    return region_of(crowd, least=NEARER_WIDE * 0.6)


def _level(entity: Entity) -> float:
    """Return how long a degree eastwards is there, beside one at the equator."""
    return math.cos(math.radians(min(abs(entity.lat or 0.0), 70.0)))


def _lies_in(region: Region, entity: Entity) -> bool:
    x, y = region.place(*_degrees(entity))
    return 0 <= x <= WIDTH and 0 <= y <= region.tall


def _frame(whole: Region, region: Region, number: int) -> Frame:
    x, y = whole.place(region.west, region.south + region.height)
    across, up = whole.scale
    return Frame(
        number, round(x), round(y), round(region.width * across), round(region.height * up)
    )


def _dots(
    region: Region,
    pairs: Sequence[Counted],
    most: int,
    before: Sequence[Dot] = (),
    *,
    roomy: bool = False,
) -> list[Dot]:
    """Return the dots that are drawn and those of more places, as far as there is room.

    roomy  further apart and each where it is: what crowds is left to nearer sheets
    """
    near, aside = (ROOMY, ()) if roomy else (NEAR, ASIDE)
    dots = list(before)
    for entity, count in pairs:
        if len(dots) >= MOST_ON_SHEET:
            break
        size = round(radius(count, most, LEAST_RADIUS, MOST_RADIUS), 1)
        for x, y in _around_it(*region.place(*_degrees(entity)), aside):
            if not any(math.dist((x, y), d[2:4]) < near * (size + d.radius) for d in dots):
                dots.append(Dot(entity, count, round(x, 1), round(y, 1), size))
                break
    return dots


def _around_it(x: float, y: float, aside: Sequence[float]) -> Iterator[Point]:
    """Yield a point, then points around it, nearer ones first."""
    yield x, y
    for far in aside:
        for part in range(12):
            step = cmath.rect(far, part * math.tau / 12)
            yield x + step.real, y + step.imag


def _sheet(region: Region, dots: Sequence[Dot], frames: Sequence[Frame], draw: Coast) -> Map:
    order = sorted(dots, key=lambda dot: (-dot.articles, dot.entity.id))
    named = labelled(order, (WIDTH, region.tall), LETTER)
    about = [dot.entity.name for dot in order[:2]]
    middle = max(1, min(PARTS - 1, round(median(dot.x for dot in order) / WIDTH * PARTS)))
    outline = draw(*_bounds(region))
    return Map(WIDTH, region.tall, outline, named[::-1], about, frames, middle)
