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
from plugins.entities.nearer import Box, parts
from plugins.entities.outline import Point, land
from plugins.entities.region import ROUND, WIDTH, Region, drawn, region_of

MOST_DOTS = 400
DRAWN = 80.0  # degrees north and south: so far a dot is whole in the picture; poles stand there
MOST_ON_SHEET = 100  # each is a page of its own, which is to stay light
MOST_SHEETS = 12
LEAST_RADIUS, MOST_RADIUS = 8.0, 22.0
LETTER = 26.0  # size of a name's letters
PARTS = 10  # of a sheet's width
NEAR = 0.8  # of the sum of two radii: nearer dots cover each other
ROOMY = 1.6  # the same on the first sheet: there is room for places that lie far from all others
ASIDE = (10.0, 20.0, 30.0)  # how far a dot may stand from its place, in units of the picture
LEAST_WIDE = 18.0, 6.0, 2.0  # degrees of a sheet for a part; less where it crowds there too
NEARER_WIDE, NEARER = 30.0, 3  # wider parts are cut, unless that many times as narrow as the whole
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
    first = _dots(whole, found, found[0][1], roomy=True)
    left = _without(found, first)
    boxes = _boxes(whole, found, first, left) if left else []
    nearer = [_nearer(_within(whole, box, left), found) for box in boxes]
    for _, dots in nearer:
        left = _without(left, dots)
    first = _dots(whole, left, found[0][1], first)
    frames = [_frame(box, number) for number, box in enumerate(boxes, start=2)]
    abouts = [_within(whole, box, found) for box in boxes]
    sheets = zip(nearer, abouts, strict=True)
    return [
        _sheet(whole, first, found, draw, frames),
        *(_sheet(region, dots, about, draw) for (region, dots), about in sheets),
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
    return entity.lon or 0.0, max(-DRAWN, min(entity.lat or 0.0, DRAWN))


def _most_first(pair: tuple[Entity, int]) -> tuple[int, str]:
    return -pair[1], pair[0].id


def _without(pairs: Sequence[Counted], dots: Sequence[Dot]) -> list[Counted]:
    shown = {dot.entity.id for dot in dots}
    return [pair for pair in pairs if pair[0].id not in shown]


def _boxes(
    whole: Region, found: Sequence[Counted], first: Sequence[Dot], left: Sequence[Counted]
) -> list[Box]:
    """Return the parts of the first sheet that others show: those left out, and what they met."""

    def lacking(box: Box) -> float:
        own = _within(whole, box, left)
        region, dots = _nearer(own, found)
        return len(_without(own, dots)) * ROUND or max(0.0, region.width - enough)

    enough = max(NEARER_WIDE, whole.width / NEARER)
    points = [_point(whole, entity) for entity, _ in left]
    met = [min(first, key=lambda dot: math.dist(dot[2:4], point))[2:4] for point in points]
    boxes = parts((WIDTH, whole.tall), points, MOST_SHEETS - 1, lacking)
    return [box.around([each for each in [*points, *met] if box.holds(each)]) for box in boxes]


def _nearer(own: Sequence[Counted], found: Sequence[Counted]) -> tuple[Region, list[Dot]]:
    """Return the region of these places, and dots for them and then for others that lie there."""
    for least in LEAST_WIDE:
        region = region_of([_degrees(entity) for entity, _ in own], least)
        near = _within(region, Box(0, 0, WIDTH, region.tall), found)
        others = [pair for pair in near if pair not in own]
        dots = _dots(region, [*own, *others], found[0][1])
        if not _without(own, dots):
            break
    return region, dots


def _within(region: Region, box: Box, pairs: Sequence[Counted]) -> list[Counted]:
    return [pair for pair in pairs if box.holds(_point(region, pair[0]))]


def _point(region: Region, entity: Entity) -> Point:
    return region.place(*_degrees(entity))


def _frame(box: Box, number: int) -> Frame:
    x, y = round(box.left), round(box.top)
    return Frame(number, x, y, round(box.right) - x, round(box.bottom) - y)


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
        for x, y in _around_it(*_point(region, entity), aside):
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


def _sheet(
    region: Region,
    dots: Sequence[Dot],
    about: Sequence[Counted],
    draw: Coast,
    frames: Sequence[Frame] = (),
) -> Map:
    order = sorted(dots, key=lambda dot: (-dot.articles, dot.entity.id))
    named = labelled(order, (WIDTH, region.tall), LETTER)
    shown = {dot.entity.id for dot in dots}
    names = [entity.name for entity, _ in about if entity.id in shown][:2]
    middle = max(1, min(PARTS - 1, round(median(dot.x for dot in order) / WIDTH * PARTS)))
    outline = draw(*_bounds(region))
    return Map(WIDTH, region.tall, outline, named[::-1], names, frames, middle)
