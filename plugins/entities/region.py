"""A part of the earth as a picture: what of the land lies in it, and where a place stands.

Equirectangular, true to scale on its middle parallel. A region may cross the 180th meridian.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from plugins.entities.outline import Point, Ring

WIDTH = 2000  # of a picture, in its units
FINEST = 2.0  # of those: so far may a coast be drawn from where it runs
LEAST_AREA = 12.0  # of an island
ROUND = 360.0
NORTHMOST = 84.0
NEAR = 0.001  # degrees: what lies so near is looked at exactly


@dataclass(frozen=True)
class Region:
    """Degrees: from `west` eastwards over `width`, from `south` northwards over `height`."""

    west: float
    south: float
    width: float
    height: float

    @cached_property
    def scale(self) -> Point:
        """Units of the picture in a degree eastwards, and in one northwards."""
        across = WIDTH / self.width
        return across, across / math.cos(math.radians(self.south + self.height / 2))

    @property
    def tall(self) -> int:
        """Return the picture's height."""
        return round(self.height * self.scale[1])

    def point(self, east: float, north: float) -> Point:
        """Return where a place stands in the picture."""
        across, up = self.scale
        return (east - self.west) * across, (self.south + self.height - north) * up

    def place(self, east: float, north: float) -> Point:
        """Return `point` of the place, by whichever way round it lies nearest to the region."""
        return self.point(self.west + (east - self.west) % ROUND, north)


def region_of(points: Sequence[Point], least: float = 34.0) -> Region:
    """Return a region that holds all points, `least` degrees wide or wider, with room around."""
    west, width = _widths([east % ROUND for east, _ in points])
    south, north = min(n for _, n in points), max(n for _, n in points)
    middle, centre = west + width / 2, (south + north) / 2
    width = max(width * 1.12, least)
    height = max((north - south) * 1.16, least / 3)
    level = math.cos(math.radians(max(-70.0, min(70.0, centre))))
    height = max(height, width * level / 2.2)
    width = min(ROUND, max(width, 1.5 * height / level))
    south = max(-NORTHMOST, min(centre - height / 2, NORTHMOST - height))
    return Region(middle - width / 2, south, width, min(height, 2 * NORTHMOST))


def _widths(easts: list[float]) -> Point:
    """Return the west end and the width of the shortest way that passes all meridians."""
    easts = sorted(set(easts))
    gaps = [(b - a) % ROUND or ROUND for a, b in zip(easts, [*easts[1:], easts[0]], strict=True)]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    west = easts[(widest + 1) % len(easts)]
    return (west - ROUND if west > ROUND / 2 else west), ROUND - gaps[widest]


def drawn(region: Region, rings: Sequence[Ring]) -> str:
    """Return the land of a region as the data of an SVG path, in whole units."""
    return "".join(_path(ring) for ring in _within(region, rings))


def _within(region: Region, rings: Sequence[Ring]) -> Iterator[list[Point]]:
    """Yield what of each ring lies in the region, in units of the picture."""
    for ring in rings:
        for turn in _turns(region, ring):
            points = [region.point(east + turn, north) for east, north in ring.points]
            for axis, end, sign in ((0, 0, 1), (0, WIDTH, -1), (1, 0, 1), (1, region.tall, -1)):
                points = _cut(points, axis, end, sign)
            if points:
                yield points


def _turns(region: Region, ring: Ring) -> list[float]:
    """Return by how many degrees a ring may be turned to reach the region, hardly any for most."""
    (first, last), (low, high) = ring.bounds
    if high < region.south - NEAR or low > region.south + region.height + NEAR:
        return []
    west, east = region.west - last - NEAR, region.west + region.width - first + NEAR
    return [turn for turn in (-ROUND, 0.0, ROUND) if west <= turn <= east]


def _cut(points: list[Point], axis: int, end: float, sign: int) -> list[Point]:
    """Return the part of a ring on one side of a line (Sutherland and Hodgman, 1974)."""
    inside = [(point[axis] - end) * sign >= 0 for point in points]
    if all(inside):
        return points
    kept: list[Point] = []
    for at, point in enumerate(points if any(inside) else ()):
        before = points[at - 1]
        if inside[at] != inside[at - 1]:
            part = (end - before[axis]) / (point[axis] - before[axis])
            kept.append(
                (
                    before[0] + part * (point[0] - before[0]),
                    before[1] + part * (point[1] - before[1]),
                )
            )
        if inside[at]:
            kept.append(point)
    return kept


def _path(ring: list[Point]) -> str:
    """Return a ring's path in steps of whole units; "" for a speck."""
    points = [(round(x), round(y)) for x, y in _simplified(ring)]
    area = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True)
    )
    if abs(area) / 2 < LEAST_AREA:
        return ""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    said = "".join(
        f"{'' if x < 0 and at else ' '}{x}{'' if y < 0 else ' '}{y}"
        for at, (x, y) in enumerate(steps)
    )
    return f"M{points[0][0]} {points[0][1]}l{said.lstrip()}z"


def _simplified(line: Sequence[Point]) -> list[Point]:
    """Return a line without the points that lie within FINEST of it (Douglas and Peucker, 1973)."""
    kept = {0, len(line) - 1}
    parts = [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        far, at = max(
            ((_apart(line[at], line[first], line[last]), at) for at in range(first + 1, last)),
            default=(0.0, 0),
        )
        if far > FINEST:
            kept.add(at)
            parts += [(first, at), (at, last)]
    return [line[at] for at in sorted(kept)]


def _apart(point: Point, one: Point, other: Point) -> float:
    """Return how far a point lies from the line that ends in two others."""
    x, y = point[0] - one[0], point[1] - one[1]
    across, down = other[0] - one[0], other[1] - one[1]
    square = across * across + down * down
    part = max(0.0, min(1.0, (x * across + y * down) / square)) if square else 0.0
    return math.hypot(x - part * across, y - part * down)
