"""A reader's whole task by the keyboard alone: find an article, cite it, go on, come back."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.test_accessibility import FOCUSED
from tests.rig import Site

MATCHES = "part => document.activeElement?.matches(part)"
CLIPBOARD = "() => navigator.clipboard.readText()"


def walk(page: Page, part: str) -> None:
    """Press Tab until `part` has the focus: always forwards, always where it can be seen."""
    last = -1
    for _ in range(300):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused, f"nothing has the focus before {part}"
        assert focused["shown"] and focused["seen"], focused["name"]
        assert focused["order"] > last, f"back to {focused['name']}"
        last = focused["order"]
        if page.evaluate(MATCHES, part):
            return
    raise AssertionError(f"{part} is not reached")


def test_a_task_is_done_by_the_keyboard_alone(
    sample: Site, site_server: Callable[..., str], page: Page
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    home = site_server(sample.output)
    page.goto(f"{home}/")
    walk(page, ".skip")
    page.keyboard.press("Enter")
    walk(page, "#hero-q")  # past all ways in: the first that can be reached in the page itself
    page.keyboard.type("جدار برلين")
    page.keyboard.press("Enter")

    page.locator("#results a").first.wait_for()
    found = page.locator("#results .item-title a").first.inner_text()
    page.evaluate("document.activeElement.blur()")  # as one who has just come to the page
    walk(page, "#results .item-title a")
    page.keyboard.press("Enter")
    page.locator("article .prose").wait_for()
    assert page.locator("h1").inner_text() == found

    walk(page, "[data-copy=citation]")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="نُسخ").wait_for()
    assert found in page.evaluate(CLIPBOARD)
    assert page.evaluate(MATCHES, "[data-copy=citation]")  # the reader stays where he was
    page.keyboard.press("Tab")
    assert page.evaluate(MATCHES, ".cite summary")
    page.keyboard.press("Space")
    page.locator("[data-copy=citation-1]").wait_for()
    while not page.evaluate(MATCHES, "[data-copy=citation-1]"):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED)["seen"]
    page.keyboard.press("Space")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('@')")

    page.evaluate("document.activeElement.blur()")
    walk(page, ".neighbours a[rel=next]")
    after = page.locator(".neighbours-after .neighbours-title").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function("title => document.querySelector('h1')?.innerText === title", arg=after)
    page.go_back()  # the browser's own key: a page without a window of its own is not given it
    page.wait_for_function("title => document.querySelector('h1')?.innerText === title", arg=found)
