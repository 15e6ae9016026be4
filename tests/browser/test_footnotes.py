"""Words before footnotes' numbers are found, shown and marked as words."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.rig import Site, build_site, document, lay_out

TEXT = "\n\n".join(["نص أول لا شيء فيه."] * 20 + ["عاد إلى المدرسة[^1] مساء.", "[^1]: حاشية."])


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder: Path = tmp_path_factory.mktemp("noted")
    lay_out({"a.md": document(TEXT, title="عنوان")}, folder)
    site = build_site(folder, {})
    assert site.status == 0, site.errors
    return site


def test_a_word_before_a_footnotes_number_is_found_and_marked(
    noted: Site, site_server: Callable[..., str], page: Page
) -> None:
    page.goto(f"{site_server(noted.output)}/search/?q=المدرسة")
    expect(page.locator("#results mark")).to_have_text("المدرسة")
    page.locator("#results .item-title a").click()
    expect(page.locator("#text mark")).to_have_text("المدرسة")
    number = page.locator("#text sup a")
    box = number.bounding_box() or pytest.fail("no number")
    page.mouse.click(box["x"] - 6, box["y"] - 6)  # a finger is larger than the number
    expect(page).to_have_url(re.compile("#fn:1$"))
    expect(page.get_by_label("عودة إلى موضعها من النص")).to_have_text("↩")
