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
QUIET = 200  # milliseconds: some fonts are found to be wanted only when others are there


class Late:
    """A phone on which fonts come late."""

    def __init__(self, page: Page) -> None:
        self.page, self.asked, self.under_way = page, 0, 0
        page.route("**/*.woff2", self._send)

    def _send(self, route: Route) -> None:
        self.asked += 1
        self.under_way += 1
        self.page.wait_for_timeout(FONTS_AFTER)
        route.continue_()
        self.under_way -= 1

    def goto(self, address: str) -> None:
        """Open a page, and wait until its fonts are there."""
        self.page.goto(address)
        before = -1
        while self.under_way or self.asked > before:
            before = self.asked
            self.page.wait_for_timeout(QUIET)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_shifts_even_where_fonts_come_late(
    kind: str, sample: Site, site_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    late = Late(open_page(**PHONE))  # anew for each, or fonts are there already
    late.goto(f"{site_server(sample.output)}/{address_of(sample, KINDS[kind])}")
    assert late.page.evaluate(SHIFTS) == 0
    assert late.asked, "no font was late"
    late.page.unroute_all(behavior="ignoreErrors")
