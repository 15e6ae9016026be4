"""Lists stay light however large the archive is: their pages, and not those of a whole build."""

import re

import pytest

from plugins.letters import lettered
from plugins.view import Link
from tests.bench.weights import LIST
from tests.huge import Scale, measure

GROWTH = 1.1  # the longer numbers in addresses, more years to leap to
DECADES = re.compile(r"dates/\d{4}s/index\.html")


@pytest.fixture(scope="module")
def large(request: pytest.FixtureRequest) -> Scale:
    if request.config.getoption("--soak"):
        return measure(100_000, years=30, names=3000, every=40)
    return measure(2_400, years=30, names=300)


def test_no_page_of_a_list_is_heavy(large: Scale) -> None:
    heavy = {name: size for name, size in large.sizes.items() if size > LIST}
    assert heavy == {}


def test_every_kind_of_list_was_weighed(large: Scale) -> None:
    folders = {name.partition("/")[0] for name in large.sizes}
    assert folders == {
        "index.html",
        *("dates", "days", "sources", "sections", "authors", "stories"),
        *("people", "places", "organizations", "events"),
    }
    assert len([name for name in large.sizes if DECADES.fullmatch(name)]) == 4
    assert any(name.startswith("people/letter/") for name in large.sizes)


def test_a_page_does_not_grow_with_its_archive(large: Scale) -> None:
    """A third of the articles and names: the heaviest pages of each kind weigh about the same."""
    smaller = heaviest(measure(large.articles // 3, years=30, names=large.names // 3, every=9))
    for kind, size in heaviest(large).items():
        assert size < smaller[kind] * GROWTH, kind


def heaviest(scale: Scale) -> dict[str, int]:
    """Return the size of the heaviest page below each folder."""
    found: dict[str, int] = {}
    for name, size in scale.sizes.items():
        kind = name.partition("/")[0]
        found[kind] = max(size, found.get(kind, 0))
    return found


def test_names_of_a_letter_are_cut_where_they_are_many() -> None:
    links = [Link(f"باب {n:04d}", f"/people/p{n}/", 1) for n in range(4000)]
    front, *pages = lettered([*links, Link("RFI", "/people/rfi/", 9)], "people/", "")
    assert front.most[0].name == "RFI"
    assert [each.letter for each in front.letters] == ["ب", "#"]
    shown = [link for page in pages for _, part in page.parts for link in part]
    assert sorted(shown, key=lambda link: link.url) == sorted(
        [*links, Link("RFI", "/people/rfi/", 9)], key=lambda link: link.url
    )
    assert pages[0].path == "people/letter/ب/"
    assert pages[1].path == "people/letter/ب/page/2/"
    assert pages[-1].path == "people/letter/other/"
    assert pages[1].others[1] == (
        pages[1].parts[0][1][0].name,
        pages[1].parts[0][1][-1].name,
        "/people/letter/ب/page/2/",
        True,
    )
