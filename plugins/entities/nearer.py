"""Which parts of a map other sheets show nearer: boxes, none of which covers another.

The whole is cut in two at a gap between places, and so on, until each box has room on its sheet.
"""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from plugins.entities.outline import Point

ROUND_IT = 30.0  # units of the picture around the places in a box: a finger meets the smallest


class Box(NamedTuple):
    """A part of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point) -> bool:
        """Tell whether the point lies in it."""
        return self.left <= point[0] < self.right and self.top <= point[1] < self.bottom

    def around(self, points: Sequence[Point]) -> "Box":
        """Return no more of it than what lies around these points."""
        xs, ys = zip(*points, strict=True)
        return Box(
            max(self.left, min(xs) - ROUND_IT),
            max(self.top, min(ys) - ROUND_IT),
            min(self.right, max(xs) + ROUND_IT),
            min(self.bottom, max(ys) + ROUND_IT),
        )


def parts(
    size: Point, points: Sequence[Point], most: int, lacking: Callable[[Box], float]
) -> list[Box]:
    """Return at most that many boxes, each with points in it and all points in one of them.

    size     of the picture, its width and its height
    lacking  tells how badly a box wants to be cut, 0 for one that has room
    """
    wants = cache(lacking)
    boxes = [Box(0, 0, *size)]
    while len(boxes) < most:
        worst = max(boxes, key=wants)
        halves = _halves(worst, points) if wants(worst) else []
        if not halves:
            break
        at = boxes.index(worst)
        boxes[at : at + 1] = halves
    return boxes


def _halves(box: Box, points: Sequence[Point]) -> list[Box]:
    """Return what lies on both sides of a wide gap near the middle, [] for one point."""
    inside = [point for point in points if box.holds(point)]
    gaps = [gap for axis in (0, 1) for gap in _gaps([point[axis] for point in inside], axis)]
    if not gaps:
        return []
    _, axis, at = max(gaps)
    if axis == 0:
        return [box._replace(right=at), box._replace(left=at)]
    return [box._replace(bottom=at), box._replace(top=at)]


def _gaps(line: Sequence[float], axis: int) -> list[tuple[float, int, float]]:
    """Return gaps between points on a line: what each is worth, the axis, and its middle."""
    return [
        ((b - a) * min(n, len(line) - n), axis, (a + b) / 2)
        for n, (a, b) in enumerate(pairwise(sorted(line)), start=1)
        if b > a
    ]
