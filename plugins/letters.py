"""Names from A to Z: on one page while they are few, then a page a letter, then several."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.arabic.sort import ALPHABET, initial, sort_key
from plugins.view import Link

HEAVIEST = 27_000  # bytes of the names of one page, as `weight` has them
OTHERS = "#"  # what begins with no Arabic letter
MOST_SPANS = 16  # of a letter's pages named on each of them
MOST_COUNTED = 40  # of the names with the most articles, on the front of many


@dataclass(frozen=True)
class Letter:
    """A letter that names begin with, and where they are: an address, or a part of this page."""

    letter: str
    url: str
    here: bool = False


Span = tuple[str, str, str, bool]  # a page's first and last name, its address, is it this one


@dataclass(frozen=True)
class Names:
    """A page of names.

    path    below the site
    letters all that there are
    parts   (letter, names), those of this page
    most    on the front of many names: those with the most articles
    others  the letter's pages, where it has several
    """

    path: str
    letters: Sequence[Letter]
    parts: Sequence[tuple[str, Sequence[Link]]] = ()
    most: Sequence[Link] = ()
    others: Sequence[Span] = ()


def lettered(links: Sequence[Link], path: str, base: str) -> Iterator[Names]:
    """Yield the pages of the names at `path`, its front first, in the order of Arabic readers."""
    order = sorted(links, key=lambda link: (initial(link.name) == OTHERS, sort_key(link.name)))
    parts = [(each, list(own)) for each, own in groupby(order, lambda link: initial(link.name))]
    if sum(map(weight, order)) <= HEAVIEST:
        here = [Letter(letter, f"#letter-{at}") for at, (letter, _) in enumerate(parts, 1)]
        yield Names(path, here, parts)
        return
    letters = [Letter(letter, f"{base}/{place(path, letter)}") for letter, _ in parts]
    most = sorted(links, key=lambda link: (-link.count, sort_key(link.name)))[:MOST_COUNTED]
    yield Names(path, letters, most=most)
    for letter, own in parts:
        yield from _letter_pages(letter, own, letters, path, base)


def _letter_pages(
    letter: str, links: Sequence[Link], letters: Sequence[Letter], path: str, base: str
) -> Iterator[Names]:
    own = [Letter(each.letter, each.url, each.letter == letter) for each in letters]
    pages = list(_cut(links))
    first = place(path, letter)
    places = [f"{first}page/{number}/" if number > 1 else first for number in _numbers(pages)]
    ends = [(page[0].name, page[-1].name) for page in pages]
    for here, page in zip(places, pages, strict=True):
        others = [(*e, f"{base}/{at}", at == here) for at, e in zip(places, ends, strict=True)]
        others = _near(others, places.index(here)) if len(pages) > 1 else []
        yield Names(here, own, [(letter, page)], others=others)


def _near(pages: Sequence[Span], here: int) -> list[Span]:
    """Return the pages beside one, and of all others as many as stay few."""
    step = -(-len(pages) // MOST_SPANS)
    return [page for at, page in enumerate(pages) if at % step == 0 or abs(at - here) < 2]


def place(path: str, letter: str) -> str:
    """Return the address of a letter's names."""
    return f"{path}letter/{letter if letter in ALPHABET else 'other'}/"


def weight(link: Link) -> int:
    """Return about how many bytes a name takes on a page."""
    return len(f"{link.name}{link.url}".encode()) + 50


def _numbers(pages: Sequence[object]) -> range:
    return range(1, len(pages) + 1)


def _cut(links: Sequence[Link]) -> Iterator[list[Link]]:
    page: list[Link] = []
    heavy = 0
    for link in links:
        if page and heavy + weight(link) > HEAVIEST:
            yield page
            page, heavy = [], 0
        page.append(link)
        heavy += weight(link)
    yield page
