"""Lists cut into pages that stay light, however long a list grows, and keep their addresses."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from plugins import addresses
from plugins.view import Link

Row = TypeVar("Row")
PER_PAGE = 16  # rows; with fewer a page's frame outweighs them
MOST_LEAPS = 12  # links from a list's newest page into its past


@dataclass(frozen=True)
class Pager:
    """What a page of a list leads to; None for itself and for what is not there.

    Only the two newest pages change when a list grows by a page.
    """

    newer_url: str | None
    older_url: str | None
    newest_url: str | None  # None also where `newer_url` is it
    oldest_url: str | None  # None also where `older_url` is it


@dataclass(frozen=True)
class Page:
    """One page of a list: its address below the site and its rows."""

    path: str
    rows: Sequence[Any]
    pager: Pager


def paged(rows: Sequence[Row], path: str, base: str, size: int = PER_PAGE) -> Iterator[Page]:
    """Yield the pages of a list that has its newest rows first; one empty page for no rows.

    Pages are cut and numbered from the oldest: a new article changes the newest page alone. The
    newest page has the list's own address.
    """
    total = _pages(rows, size)
    places = [addresses.list_page(path, number, total) for number in range(1, total + 1)]
    end = len(rows)
    for number, place in enumerate(places, 1):
        begin = max(0, end - number * size)
        part = rows[begin : end - (number - 1) * size]
        yield Page(place, part, _pager(places, number - 1, base))


def told(rows: Sequence[Row], path: str, base: str, size: int = PER_PAGE) -> Iterator[Page]:
    """Yield the pages of a list that is read from its oldest row, which comes first.

    The oldest page has the list's own address, and what is new comes at the end.
    """
    numbers = range(1, _pages(rows, size) + 1)
    places = [path if number == 1 else f"{path}page/{number}/" for number in numbers]
    for at, place in enumerate(places):
        yield Page(place, rows[at * size : (at + 1) * size], _pager(places, at, base))


def leaps(
    rows: Sequence[Row],
    part: Callable[[Row], str],
    path: str,
    base: str,
    size: int = PER_PAGE,
) -> list[Link]:
    """Return the parts of a list, each with the page where it begins, in the order of the rows.

    rows  newest first; `part` names the part of one (its year), "" for none
    Of many parts only every second, or third … is told; none for a list of a page or two.
    """
    total = _pages(rows, size)
    if total < 3:
        return []
    first: dict[str, int] = {}
    for at, row in enumerate(rows):
        first.setdefault(part(row), at)
    first.pop("", None)
    chosen = list(first.items())[:: -(-len(first) // MOST_LEAPS) or 1]
    numbers = {name: (len(rows) - 1 - at) // size + 1 for name, at in chosen}
    return [
        Link(name, f"{base}/{addresses.list_page(path, number, total)}")
        for name, number in numbers.items()
    ]


def _pages(rows: Sequence[Any], size: int) -> int:
    return max(1, -(-len(rows) // size))


def _pager(places: Sequence[str], at: int, base: str) -> Pager:
    """Return what the page at `at` leads to. places  of all pages, the oldest first"""
    last = len(places) - 1
    return Pager(
        newer_url=f"{base}/{places[at + 1]}" if at < last else None,
        older_url=f"{base}/{places[at - 1]}" if at > 0 else None,
        newest_url=f"{base}/{places[last]}" if at < last - 1 else None,
        oldest_url=f"{base}/{places[0]}" if at > 1 else None,
    )
