"""Chromium for the tests. A page that complains, or calls elsewhere, fails its test."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.rig import ROOT, served

FLAGS = [  # no calls home, nothing that asks
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}

# A phone's innerWidth grows with a page that is too wide for it: what the page was given does not.
TOO_WIDE = """() => {
  const { clientWidth: room, scrollWidth: wide } = document.documentElement
  const out = e => { const box = e.getBoundingClientRect()
                     return box.width > 0 && (box.left < -1 || box.right > room + 1) }
  return wide <= room ? [] : [`${wide} of ${room}`, ...[...document.querySelectorAll("body *")]
    .filter(out)
    .filter(e => getComputedStyle(e).position != "absolute")
    .filter(e => !e.parentElement.closest(".map-sheet"))
    .map(e => e.tagName + "." + e.className).slice(0, 5)]
}"""


def too_wide(page: Page) -> list[str]:
    """Return how wide a page is of how much room, and the parts that stand out; [] if it fits."""
    found: list[str] = page.evaluate(TOO_WIDE)
    return found


def find_browser() -> str:
    """The browser of MAHFUZAT_BROWSER, or one that setup/browser.sh finds."""
    named = os.environ.get("MAHFUZAT_BROWSER")
    if named:
        return named
    find = [str(ROOT / "setup/browser.sh"), "--find"]
    found = subprocess.run(find, capture_output=True, text=True, check=True).stdout.strip()
    if not found:
        pytest.fail("no Chromium found; make test installs one, BROWSER=no does without")
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One headless browser for all tests of a run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def trouble() -> list[str]:
    """What went wrong in the pages of this test; a test that wants trouble clears it."""
    return []


@contextmanager
def opening(chromium: Browser, trouble: list[str]) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a fresh page, with options of a browser context.

    At the end there must be no error in the console, no uncaught exception, and no request to
    anywhere but this machine: all of which is noted in `trouble`.
    """

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            trouble.append(f"console: {message.text} ({message.location.get('url')})")

    def watch(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            trouble.append(f"request to {request.url}")

    with ExitStack() as at_end:

        def open_page(**options: Any) -> Page:
            context = at_end.enter_context(chromium.new_context(locale="ar", **options))
            page = context.new_page()
            page.on("console", hear)
            page.on("pageerror", lambda error: trouble.append(f"uncaught: {error}"))
            page.on("request", watch)
            page.set_default_timeout(15_000)
            return page

        yield open_page
    assert not trouble, "\n".join(trouble)


@pytest.fixture
def open_page(chromium: Browser, trouble: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a fresh page that sees no trouble until the test's end: `open_page(**PHONE)`."""
    with opening(chromium, trouble) as open_page:
        yield open_page


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page as on a desk."""
    return open_page(viewport={"width": 1280, "height": 900})


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A page as on a phone."""
    return open_page(**PHONE)


@pytest.fixture(scope="session")
def site_server() -> Iterator[Callable[..., str]]:
    """Serves an output folder; `site_server(output, base="/archive")` gives the site's address."""
    with ExitStack() as at_end:

        @cache
        def serve(output: Path, base: str = "") -> str:
            return at_end.enter_context(served(output, base))

        yield serve
