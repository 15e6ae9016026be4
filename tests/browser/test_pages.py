"""Every kind of page in Chromium: right to left, on a phone, without scripts, below a path."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, opening, too_wide
from tests.rig import Site

KINDS = {
    "home": "",
    "article": "articles/*/",
    "translation": "articles/b056b30229/",
    "A to Z": "people/",
    "entity": "places/north-korea/",
    "dates": "dates/",
    "year": "dates/1989/",
    "days of the year": "days/",
    "month": "dates/1989/11/",
    "sources": "sources/",
    "source": "sources/*/",
    "section": "sections/*/",
    "stories": "stories/",
    "story": "stories/*/",
    "search": "search/",
    "network": "network/",
    "map": "map/",
    "about": "about/",
    "not found": "404.html",
    "offline": "offline.html",
}

SMALL = """() => [...document.querySelectorAll("button, summary, input, select, textarea, a")]
  .filter(e => e.checkVisibility({visibilityProperty: true}))
  .filter(e => !e.closest("svg:not(.timeline svg), .skip"))
  .filter(e => e.closest("svg") || !e.matches("a, label *, label")
               || getComputedStyle(e).display != "inline")
  .map(e => [e, (e.closest("label") ?? e.querySelector("use") ?? e).getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < 43.9 || box.width < 23.9))
  .map(([e, box]) => `${e.outerHTML.slice(0, 90)} is ${box.width} by ${box.height}`).slice(0, 5)"""


def address_of(site: Site, pattern: str) -> str:
    """The first address of `site` that `pattern` fits; "*" stands for one folder."""
    shape = re.compile(re.escape(pattern).replace(r"\*", "[^/]+"))
    for address in site.addresses():
        if shape.fullmatch(address):
            return address
    pytest.fail(f"the sample's site has no page {pattern}")


@pytest.fixture(scope="module")
def visitor(chromium: Browser) -> Iterator[Page]:
    """A phone that goes from page to page, so that it fetches the theme once."""
    with opening(chromium, []) as open_page:
        yield open_page(**PHONE)


@pytest.fixture(scope="module", params=KINDS)
def shown(
    request: pytest.FixtureRequest, sample: Site, site_server: Callable[..., str], visitor: Page
) -> Page:
    """A page of each kind, opened once for all tests that only look at it."""
    visitor.goto(f"{site_server(sample.output)}/{address_of(sample, KINDS[request.param])}")
    return visitor


@pytest.fixture(scope="module")
def without_scripts(chromium: Browser) -> Iterator[Page]:
    with opening(chromium, []) as open_page:
        yield open_page(java_script_enabled=False, **PHONE)


# On a slow line a page is read in the device's own fonts until ours come.
SET_LETTERS = """async ([size, own]) => {
  await document.fonts.ready
  const root = document.documentElement, set = getComputedStyle(root)
  root.style.fontSize = size
  for (const name of ["--interface", "--titles", "--naskh"]) {
    root.style.removeProperty(name)
    if (own) root.style.setProperty(name, set.getPropertyValue(name).replace(/^[^,]+,/, ""))
  }
}"""


def set_size(page: Page, width: int, letters: str = "100%", own_fonts: bool = False) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    page.evaluate(SET_LETTERS, [letters, own_fonts])


def test_a_page_reads_from_right_to_left_and_has_one_title(shown: Page) -> None:
    root = shown.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    assert shown.locator("h1").count() == 1


@pytest.mark.parametrize(
    ("width", "letters"),
    [(320, "100%"), (320, "200%"), (360, "100%"), (390, "200%"), (768, "100%"), (1440, "100%")],
)
@pytest.mark.parametrize("own_fonts", [False, True])
def test_no_page_scrolls_sideways(shown: Page, width: int, letters: str, own_fonts: bool) -> None:
    set_size(shown, width, letters, own_fonts)
    assert too_wide(shown) == []


def test_what_is_pressed_is_large_enough_for_a_finger(shown: Page) -> None:
    set_size(shown, 360)
    assert shown.evaluate(SMALL) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_can_be_read_without_scripts(
    kind: str, sample: Site, site_server: Callable[..., str], without_scripts: Page
) -> None:
    page = without_scripts
    page.goto(f"{site_server(sample.output)}/{address_of(sample, KINDS[kind])}")
    assert page.locator("main h1").inner_text().strip()
    assert page.locator("main a:visible").count() > 0


def test_a_reader_follows_links_below_a_path_and_comes_back(
    sample_below: Site, site_server: Callable[..., str], page: Page
) -> None:
    home = site_server(sample_below.output, "/archive")
    page.goto(f"{home}/")
    page.locator("main a[href^='/archive/articles/']").first.click()
    title = page.locator("h1").inner_text()
    page.locator("a.mention").first.click()
    assert urlsplit(page.url).path.startswith("/archive/")
    named = page.locator("h1").inner_text()
    assert named != title
    page.go_back()
    assert page.locator("h1").inner_text() == title
    page.go_back()
    assert page.url == f"{home}/"


def test_a_map_opens_where_most_places_are_and_can_be_moved(
    sample: Site, site_server: Callable[..., str], phone: Page
) -> None:
    phone.goto(f"{site_server(sample.output)}/map/")
    at = "document.querySelector('.map-sheet').scrollLeft"
    tenths = int(str(phone.locator(".map-sheet").get_attribute("class")).rpartition("-")[2])
    middle = phone.evaluate(
        "tenths => { const map = document.querySelector('.map-sheet')\n"
        "            const at = map.clientWidth / 2 - map.scrollWidth * tenths / 10\n"
        "            return Math.min(0, Math.max(map.clientWidth - map.scrollWidth, at)) }",
        tenths,
    )
    assert middle < -100
    phone.wait_for_function(f"Math.abs({at} - {middle}) <= 1")
    places = phone.evaluate(
        "[...document.querySelectorAll('.map-sheet circle')].map(dot => {\n"
        "  const box = dot.getBoundingClientRect(); return box.x + box.width / 2 })"
    )
    assert 0 < sorted(places)[len(places) // 2] < 360
    phone.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
    phone.evaluate("document.querySelector('.map-sheet').scrollBy(100, 0)")
    phone.wait_for_function(f"Math.abs({at} - {middle} - 100) <= 1")


@pytest.mark.parametrize("picture", ["map/", "network/"])
def test_names_in_pictures_can_be_read_on_a_phone(
    picture: str, sample: Site, site_server: Callable[..., str], phone: Page
) -> None:
    phone.goto(f"{site_server(sample.output)}/{picture}")
    sizes = phone.evaluate(
        "[...document.querySelectorAll('figure text')].map(text =>\n"
        "  parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
    )
    assert sizes
    assert min(sizes) >= 11


@pytest.mark.parametrize("path", ["", "sections/سياسة/", "search/?q=كوريا"])
def test_a_summary_ends_at_a_word_on_a_phone_too(
    path: str, sample: Site, site_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    phone = open_page(**PHONE | {"viewport": {"width": 320, "height": 640}})
    phone.goto(f"{site_server(sample.output)}/{path}")
    phone.locator(".item-summary").first.wait_for()
    cut = "all => all.filter(e => e.scrollHeight > e.clientHeight + 1).map(e => e.textContent)"
    assert phone.locator(".item-summary").evaluate_all(cut) == []
