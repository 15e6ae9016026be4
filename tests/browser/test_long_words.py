"""A word without an end, in a title, a name or a text, makes no page wider than its window."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import too_wide
from tests.rig import Site, authority, build_site, document, lay_out

LONG = "لا" * 150
ADDRESS = f"https://x.example/{'abcdefghij' * 30}"
TEXT = f"فيه {LONG} وزينب {LONG} و`{'x' * 300}` و{ADDRESS}.\n\n## {LONG}"
FILES = {
    f"{name}.md": document(
        TEXT, title=f"{name} {LONG}", date=f"2024-05-0{day}", source=LONG, section=LONG
    )
    for day, name in enumerate(("a", "b", "c", "d"), start=1)
} | {
    "authority/people.csv": authority(f"long,زينب {LONG}"),
    "pages/about.md": document(LONG, title=LONG, id="about"),
}


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("long")
    lay_out(FILES, folder)
    site = build_site(folder, {"SITEURL": "https://archive.example"})
    assert site.status == 0, site.errors
    return site


def test_a_long_word_widens_no_page(
    long: Site, site_server: Callable[..., str], phone: Page
) -> None:
    server = site_server(long.output)
    for address in [*long.addresses(), "search/?q=a"]:
        phone.goto(f"{server}/{address}")
        if "?" in address:
            expect(phone.locator("#results mark").first).to_be_visible()
        for width in (320, 1280):
            phone.set_viewport_size({"width": width, "height": 800})
            assert too_wide(phone) == [], f"{address} at {width}"
