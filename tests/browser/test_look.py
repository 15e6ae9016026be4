"""How pages look, in figures: where parts stand, how large their letters are, in which colours.

Not pictures: those differ by a hair from one version of Chromium and FreeType to the next, and soon
nobody would look at them. Heights are left out too: they follow the text. What is left is the same
on every machine, and a person can read the difference.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.test_pages import KINDS, address_of
from tests.rig import Site

FRAME = [".masthead", ".masthead-name", ".masthead .search-form", ".masthead-menu", ".ways a"]
PARTS = {
    "article": [*FRAME, ".crumbs", "h1", ".facts", ".prose", ".prose p", ".prose h2", ".mention",
                ".origin", ".origin-name", ".citation", ".press", ".fold summary", ".margin",
                ".margin-title", ".names a", ".story-line li", ".related-title", ".reason",
                ".neighbours-title"],
    "translation": [".choice span", ".texts-head.texts-own", ".prose.texts-own",
                    ".texts-head.texts-original", ".texts-title", ".prose.texts-original",
                    ".prose.texts-original h2", ".margin"],
}  # fmt: skip
SHOWN = "h1, h2, h3, p, time, label, button"
LOOK = """parts => parts.map(name => {
  const part = document.querySelector(name)
  if (!part || !part.checkVisibility()) return `${name}: not shown`
  const box = part.getBoundingClientRect(), style = getComputedStyle(part)
  const start = Math.round(document.documentElement.clientWidth - box.right)
  const follows = style.display == "inline" || part.closest("li, .choice, a, button") // its text
  const place = follows ? "" : `start ${start} wide ${Math.round(box.width)} `
  const face = style.fontFamily.split(",")[0].replaceAll('"', "").replace("Mahfuzat ", "")
  const size = parseFloat(style.fontSize), line = parseFloat(style.lineHeight) / size
  return `${name}: ${place}${face} ${style.fontWeight} ${+size.toFixed(2)}/${line.toFixed(2)}`
    + ` ${style.color} on ${style.backgroundColor}`
}).join("\\n")"""


@pytest.mark.parametrize("kind", PARTS)
def test_a_page_looks_as_it_did(
    kind: str,
    sample: Site,
    site_server: Callable[..., str],
    open_page: Callable[..., Page],
    golden: Callable[[str, str], None],
) -> None:
    address = f"{site_server(sample.output)}/{address_of(sample, KINDS[kind])}"
    looks: list[str] = []
    for width in (360, 1440):
        for scheme in ("light", "dark"):
            page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.goto(address)
            looks.append(f"{width} {scheme}\n{page.evaluate(LOOK, PARTS[kind])}\n")
    golden(f"look-{kind}.txt", "\n".join(looks))


@pytest.mark.parametrize("kind", ["home", "article", "entity"])
def test_every_letter_is_of_the_themes_own_fonts(
    kind: str, sample: Site, site_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    session = page.context.new_cdp_session(page)
    for name in ("DOM", "CSS"):
        session.send(f"{name}.enable")
    address = f"{site_server(sample.output)}/{address_of(sample, KINDS[kind])}"
    others: dict[str, str] = {}
    for _ in range(20):  # a face that is late on a page is left for the next
        page.goto(address)
        page.evaluate("() => document.fonts.ready")
        others = foreign_letters(session)
        if not others:
            break
    assert others == {}


def foreign_letters(session: CDPSession) -> dict[str, str]:
    """Return the device's own fonts that the page of a session uses, each with a part that does."""
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": SHOWN})["nodeIds"]
    assert len(found) > 20
    others: dict[str, str] = {}
    for node in found:
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
            if not font["isCustomFont"]:
                html = session.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"]
                others[font["familyName"]] = html[:300]
    return others
