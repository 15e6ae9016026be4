"""A part of the earth as a picture: what of the land lies in it, and where a place stands.

Equirectangular, true to scale on its middle parallel. A region may cross the 180th meridian.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from plugins.entities.outline import Point, Ring

WIDTH = 2000  # of a picture, in its units
FINEST = 3.0  # of those; nearer points of a coast are one
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
            points = [region.point(east + turn, north) for east, north in ring]
            for axis, end, sign in ((0, 0, 1), (0, WIDTH, -1), (1, 0, 1), (1, region.tall, -1)):
                points = _cut(points, axis, end, sign)
            if points:
                yield points


def _turns(region: Region, ring: Ring) -> list[float]:
    """Return by how many degrees a ring may be turned to reach the region, hardly any for most."""
    norths = [north for _, north in ring]
    if max(norths) < region.south - NEAR or min(norths) > region.south + region.height + NEAR:
        return []
    easts = [east for east, _ in ring]
    west, east = region.west - max(easts) - NEAR, region.west + region.width - min(easts) + NEAR
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
    first = last = (round(ring[0][0]), round(ring[0][1]))
    steps: list[str] = []
    area = 0.0
    for x, y in ring[1:]:
        to = round(x), round(y)
        if math.dist(to, last) >= FINEST:
            area += last[0] * to[1] - to[0] * last[1]
            steps.append(f"{to[0] - last[0]} {to[1] - last[1]}")
            last = to
    area += last[0] * first[1] - first[0] * last[1]
    return f"M{first[0]} {first[1]}l{' '.join(steps)}z" if abs(area) / 2 >= LEAST_AREA else ""
