"""The map of places: the land that a package ships, regions, dots that do not cover each other."""

import math
import re
from itertools import combinations, pairwise
from random import Random

import pytest

from plugins.entities import outline
from plugins.entities.map import MOST_ON_SHEET, MOST_SHEETS, NEAR, map_around, maps_of
from plugins.entities.outline import Ring, land
from plugins.entities.region import WIDTH, Region, drawn, region_of
from plugins.errors import ArchiveError
from tests.entity_rows import person, place

BEIRUT = place("beirut", "بيروت", lat=33.9, lon=35.5)
TOKYO = place("tokyo", "طوكيو", lat=35.7, lon=139.7)
HONOLULU = place("honolulu", "هونولولو", lat=21.3, lon=-157.9)


def crosses(east: float, north: float) -> bool:
    """Tell whether a place is on land: a ray eastwards crosses outlines an odd number of times."""
    hits = 0
    for ring in land():
        for (x1, y1), (x2, y2) in pairwise(ring.points):
            if (y1 > north) != (y2 > north):
                hits += x1 + (north - y1) / (y2 - y1) * (x2 - x1) > east
    return hits % 2 == 1


@pytest.mark.parametrize(
    ("east", "north"), [(38.0, 27.0), (2.3, 47.0), (-100.0, 40.0), (133.0, -25.0)]
)
def test_land_is_where_it_is(east, north) -> None:
    assert crosses(east, north)


@pytest.mark.parametrize(
    ("east", "north"), [(-30.0, 30.0), (18.0, 35.0), (65.0, 10.0), (-150.0, 0.0)]
)
def test_the_sea_is_where_it_is(east, north) -> None:
    assert not crosses(east, north)


def test_a_missing_package_is_named(monkeypatch) -> None:
    monkeypatch.setattr(outline, "PACKAGE", "no-such-package")
    land.cache_clear()
    with pytest.raises(ArchiveError, match="no-such-package: bqplot/map_data"):
        land()


def test_a_region_holds_its_places_across_the_180th_meridian() -> None:
    region = region_of([(139.7, 35.7), (-157.9, 21.3)])
    assert region.width < 120
    for entity in (TOKYO, HONOLULU):
        x, y = region.place(entity.lon or 0.0, entity.lat or 0.0)
        assert 0 < x < WIDTH
        assert 0 < y < region.tall


def test_an_outline_is_cut_at_the_edges_of_its_region() -> None:
    region = Region(0.0, 0.0, 20.0, 10.0)
    square = [(-5.0, -5.0), (5.0, -5.0), (5.0, 5.0), (-5.0, 5.0), (-5.0, -5.0)]
    path = drawn(region, [Ring(square)])
    x = y = 0
    corners = set()
    for command, a, b in re.findall(r"([Ml ]?)(-?\d+) ?(-?\d+)", path):
        x, y = (int(a), int(b)) if command == "M" else (x + int(a), y + int(b))
        corners.add((x, y))
    middle = round(region.point(0.0, 5.0)[1])
    assert corners == {(0, middle), (500, middle), (500, region.tall), (0, region.tall)}


def test_every_place_is_on_a_sheet_and_no_dots_cover_each_other() -> None:
    crowd = [
        (place(f"p{n}", f"مكان {n}", lat=30 + n % 9 / 3, lon=31 + n // 9 / 3), 1 + n)
        for n in range(81)
    ]
    far = [(TOKYO, 3), (HONOLULU, 2), (place("twin", "توأم", lat=30.0, lon=31.0), 1)]
    sheets = maps_of([*crowd, *far])
    assert 1 < len(sheets) <= MOST_SHEETS
    assert len(sheets[0].frames) == len(sheets) - 1
    shown = {dot.entity.id for sheet in sheets for dot in sheet.dots}
    assert shown == {entity.id for entity, _ in [*crowd, *far]}
    for sheet in sheets:
        for one, other in combinations(sheet.dots, 2):
            apart = math.dist((one.x, one.y), (other.x, other.y))
            assert apart >= NEAR * (one.radius + other.radius) - 0.2


def test_a_sheet_stays_light_and_every_place_is_found_on_one() -> None:
    world = [
        (place(f"w{n}", f"مكان {n}", lat=-50 + n // 30 * 9, lon=-170 + n % 30 * 11.5), 1 + n % 7)
        for n in range(390)
    ]
    sheets = maps_of(world)
    assert max(len(sheet.dots) for sheet in sheets) <= MOST_ON_SHEET
    assert len({dot.entity.id for sheet in sheets for dot in sheet.dots}) == len(world)


@pytest.mark.parametrize("seed", range(4))
def test_frames_of_nearer_sheets_lie_apart_and_name_what_lies_in_them(seed: int) -> None:
    chance = Random(seed)
    cities = [(chance.uniform(-35, 60), chance.uniform(-120, 140)) for _ in range(25)]
    crowds = [
        (place(f"c{n}", f"مكان {n}", lat=lat + chance.gauss(0, 2), lon=lon + chance.gauss(0, 3)), n)
        for n, (lat, lon) in enumerate(chance.choices(cities, k=250), start=1)
    ]
    first, *nearer = maps_of(crowds)
    assert len(nearer) > 3
    for one, other in combinations(first.frames, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y
    names = [name for sheet in nearer for name in sheet.about]
    assert len(set(names)) == len(names)
    for sheet in nearer:
        assert set(sheet.about) <= {dot.entity.name for dot in sheet.dots}
    shown = {dot.entity.id for sheet in (first, *nearer) for dot in sheet.dots}
    assert len(shown) == len(crowds)


def test_a_place_at_a_pole_has_its_dot_in_the_picture() -> None:
    sheet, *_ = maps_of([(place("pole", "القطب الجنوبي", lat=-90.0, lon=0.0), 1), (TOKYO, 1)])
    assert all(dot.radius <= dot.y <= sheet.height - dot.radius for dot in sheet.dots)


def test_a_map_opens_at_the_median_of_its_places() -> None:
    east = [(place(f"e{n}", f"شرق {n}", lat=10 + n * 9, lon=125 + n), 1) for n in range(3)]
    sheet, *_ = maps_of([(place("w", "غرب", lat=12.0, lon=40.0), 9), *east])
    middle = sorted(dot.x for dot in sheet.dots)[1:3]
    assert sheet.middle == round(sum(middle) / 2 / WIDTH * 10)
    assert sheet.middle >= 8


def test_a_drawn_coast_lies_within_two_units_of_the_true_one() -> None:
    region = Region(-20.0, 20.0, 80.0, 40.0)
    points = [
        (x, y)
        for x, y in (region.point(*p) for ring in land() for p in ring.points)
        if 50 < x < WIDTH - 50 and 50 < y < region.tall - 50
    ]
    lines: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for path in drawn(region, land()).split("M")[1:]:
        start, _, steps = path.removesuffix("z").partition("l")
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        east, south = map(float, start.split())
        corners = [(east, south)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            corners.append((corners[-1][0] + dx, corners[-1][1] + dy))
        lines += pairwise([*corners, corners[0]])
    assert len(points) > 200
    far = [point for point in points if all(apart(point, *line) > 3.5 for line in lines)]
    assert len(far) <= len(points) / 50  # specks are left out


def apart(point, one, other) -> float:
    """How far a point lies from the nearest place on a line that ends in two others."""
    along = [end - begin for begin, end in zip(one, other, strict=True)]
    whole = sum(each**2 for each in along)
    way = sum((at - begin) * by for at, begin, by in zip(point, one, along, strict=True))
    part = min(1, max(0, way / whole)) if whole else 0
    return math.dist(point, [begin + part * by for begin, by in zip(one, along, strict=True)])


def test_names_stand_in_the_picture_and_the_most_named_place_has_the_largest_dot() -> None:
    (sheet,) = maps_of([(BEIRUT, 1), (TOKYO, 9)])
    assert [dot.entity.id for dot in sheet.dots] == ["beirut", "tokyo"]
    assert sheet.dots[1].radius > sheet.dots[0].radius
    for dot in sheet.dots:
        assert dot.label
        assert 0 < dot.label[0] < sheet.width
        assert 0 < dot.label[1] < sheet.height


def test_only_places_with_coordinates_are_on_maps() -> None:
    assert maps_of([(place("x", "مكان"), 4), (person("y", "شخص", lat=1.0, lon=1.0), 2)]) == []
    assert map_around(place("x", "مكان"), 1) is None
    around = map_around(BEIRUT, 1)
    assert around
    assert around.land.startswith("M")
    assert 0.3 * WIDTH < around.dots[0].x < 0.7 * WIDTH
