"""The same theme in English, from left to right, by one setting: words and direction are data."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import too_wide
from tests.rig import Site, authority, build_site, document, lay_out

FILES = {
    "visit.md": document(
        "The summit was held in Seoul.\n\nMark Rutte left Seoul on Monday.",
        title="A summit in Seoul",
        date="2024-10-21",
        source="RFI",
        section="Politics",
        authors="A. Writer",
        source_url="https://www.rfi.fr/x",
        source_lang="fr",
    ),
    "later.md": document("Mark Rutte in Seoul.", title="Seoul again", date="2024-10-23"),
    "last.md": document("Seoul: Mark Rutte left.", title="Seoul in peace", date="2024-10-25"),
    "authority/places.csv": authority("seoul,Seoul"),
    "authority/people.csv": authority("mark-rutte,Mark Rutte"),
    "pages/about.md": document("About.", title="About", id="about"),
}
SETTINGS = {"DEFAULT_LANG": "en", "SITENAME": "Records", "SITESUBTITLE": "An archive of news"}
SIDES = """() => ["h1", ".masthead-name", ".margin"]
  .map(e => document.querySelector(e)?.getBoundingClientRect().left)"""


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("english")
    lay_out(FILES, folder)
    site = build_site(folder, SETTINGS | {"SITEURL": "https://archive.example"})
    assert site.status == 0, site.errors
    return site


def test_no_arabic_is_left_on_any_page(english: Site) -> None:
    for address in english.addresses():
        page = english.page(address)
        assert '<html lang="en" dir="ltr">' in page
        assert re.findall(r".{,30}[\u0621-\u064a،؛؟]+.{,30}", page) == [], address


def test_dates_are_english_and_not_hijri(english: Site) -> None:
    page = english.page("visit")
    assert '<time datetime="2024-10-21">Monday 21 October 2024</time>' in page
    assert "calculated" not in page
    assert "Original language: French" in page


def test_a_storys_title_is_english(english: Site) -> None:
    [story] = [a for a in english.addresses() if re.fullmatch("stories/[^/]+/", a)]
    assert "<h1>Seoul, Mark Rutte</h1>" in english.page(story)


def test_a_page_reads_from_left_to_right(
    english: Site, site_server: Callable[..., str], page: Page, phone: Page
) -> None:
    home = site_server(english.output)
    page.goto(f"{home}/articles/visit/")
    title, name, margin = page.evaluate(SIDES)
    assert title == name < margin
    for address in english.addresses():
        phone.goto(f"{home}/{address}")
        assert too_wide(phone) == [], address
