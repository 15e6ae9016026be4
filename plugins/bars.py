"""Articles over time as bars: worked out here, so that templates only draw them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

WIDE, TALL = 24, 44  # a bar's own place, in pixels where it is narrowest: a finger can meet it
HIGHEST = 38  # of a bar: above it is the row before
LOWEST = 4  # of a bar: one article must be seen beside thousands
TICKS = 5  # years named under a picture
FEWEST_YEARS = 12  # that a picture has room for: two years are not two walls


@dataclass(frozen=True)
class Bar:
    """A bar that leads somewhere. `x` is its place in its row, `top` where it begins."""

    said: str
    url: str
    x: int
    top: int


@dataclass(frozen=True)
class Row:
    """A year's months or a decade's years, read in the direction of the page."""

    name: str
    url: str
    said: str
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Picture:
    """All years at once, for the eye: `path` draws them in a field of `span` by 100.

    ticks  years at equal distances, the first and the last among them
    """

    path: str
    span: int
    ticks: Sequence[str]


@dataclass(frozen=True)
class Period:
    """A stretch of time with articles: what is said of it, its address, how many they are."""

    said: str
    url: str
    count: int


def bars(parts: Sequence[Period | None], most: int, from_right: bool) -> list[Bar]:
    """Return the bars of a period's parts, in their order; None for a part without articles.

    most  the articles of the longest bar, of this row or of those it stands among
    """
    places = range(len(parts) - 1, -1, -1) if from_right else range(len(parts))
    return [
        Bar(part.said, part.url, at * WIDE, TALL - _height(part.count, most, HIGHEST))
        for at, part in zip(places, parts, strict=True)
        if part
    ]


def picture(
    counts: Mapping[int, int], from_right: bool, number: Callable[[int], str] = str
) -> Picture | None:
    """Return the picture of how many articles each year has; None for less than two years.

    number  says a year in the archive's digits
    """
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    span = max(last - first + 1, FEWEST_YEARS)
    step = (span - 1) / (last - first)  # 1, or more, where few years have the field to themselves
    most = max(counts.values())
    drawn = []
    for year, count in sorted(counts.items()):
        at = step * (last - year if from_right else year - first)
        height = _height(count, most, 100)
        drawn.append(f"M{round(at * 10) + 5} 100v-{height}")
    ticks = min(TICKS, last - first + 1)
    years = [first + round((last - first) * part / (ticks - 1)) for part in range(ticks)]
    return Picture("".join(drawn), span * 10, [number(year) for year in years])


def _height(count: int, most: int, tall: int) -> int:
    return max(LOWEST, round(count / most * tall))
