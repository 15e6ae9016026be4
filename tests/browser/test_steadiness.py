"""Nothing moves under the reader's eyes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import PHONE
from tests.browser.test_pages import KINDS, address_of
from tests.rig import Site

SHIFTS = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value })
    .observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 300)
})"""
FONTS_AFTER = 450  # milliseconds: after the text is shown


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_shifts_even_where_fonts_come_late(
    kind: str,
    sample: Site,
    site_server: Callable[..., str],
    open_page: Callable[..., Page],
) -> None:
    page = open_page(**PHONE)

    def late(route: Route) -> None:
        page.wait_for_timeout(FONTS_AFTER)
        route.continue_()

    page.route("**/*.woff2", late)
    page.goto(f"{site_server(sample.output)}/{address_of(sample, KINDS[kind])}")
    page.wait_for_timeout(2 * FONTS_AFTER)  # some are found to be wanted only when others are there
    assert page.evaluate(SHIFTS) == 0
    page.unroute_all(behavior="ignoreErrors")
