"""The outline of the land, for maps: Natural Earth's (public domain), without borders of states.

The package bqplot ships it as TopoJSON. It is read from there, and nothing of bqplot is imported:
what its code needs is not installed (pyproject.toml, tool.uv).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from plugins.errors import ArchiveError

PACKAGE, FILE = "bqplot", "bqplot/map_data/WorldMap.json"

Point = tuple[float, float]  # degrees east, degrees north; in pictures across, down


@dataclass(frozen=True, eq=False)
class Ring:
    """The outline of a piece of land; its last point is its first."""

    points: Sequence[Point]

    @cached_property
    def bounds(self) -> tuple[Point, Point]:
        """Its westmost and eastmost degree, its southmost and northmost."""
        easts, norths = zip(*self.points, strict=True)
        return (min(easts), max(easts)), (min(norths), max(norths))


@cache
def land() -> Sequence[Ring]:
    """Return the outlines of all land."""
    try:
        path = Path(str(distribution(PACKAGE).locate_file(FILE)))
        topology = json.loads(path.read_text("utf-8"))
    except (PackageNotFoundError, FileNotFoundError) as problem:
        raise ArchiveError(
            f"the outline of the land is not there ({PACKAGE}: {FILE}); "
            "setup/venv.sh site installs what requirements.lock names"
        ) from problem
    return list(_rings(topology))


def _rings(topology: Mapping[str, Any]) -> Iterator[Ring]:
    """Yield the outer rings of `land` (TopoJSON 1.0, "Arc Indexes": ~n is arc n turned round)."""
    arcs = [list(_arc(arc, topology["transform"])) for arc in topology["arcs"]]
    for polygon in topology["objects"]["land"]["arcs"]:
        points: list[Point] = []
        for index in polygon[0]:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        yield Ring(points)


def _arc(
    steps: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]
) -> Iterator[Point]:
    """Yield an arc's points: each is told by its steps from the one before."""
    (across, up), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for step in steps:
        x, y = x + step[0], y + step[1]
        yield x * across + west, y * up + south
