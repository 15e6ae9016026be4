"""Every kind of page can be read by everyone: axe's rules, the keyboard alone."""

from collections.abc import Callable, Iterator
from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, opening
from tests.browser.test_pages import KINDS, address_of
from tests.rig import ROOT, Site, build_site, document, lay_out

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
DESK = {"viewport": {"width": 1280, "height": 900}}
VIEWS: dict[str, dict[str, Any]] = {
    "light": DESK,
    "dark": DESK | {"color_scheme": "dark"},
    "phone": PHONE,
}
RUN = """async (rules) => (await axe.run(document, {resultTypes: ["violations"],
    ...(rules?.length ? {runOnly: rules} : {})})).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""
CHOOSE = "chosen => Object.assign(document.documentElement.dataset, chosen)"
COLOURS = ["color-contrast-enhanced", "link-in-text-block"]
RARER = {  # pages of the fixture `rarer`
    "all that Markdown makes": "articles/all/",
    "years by decade": "dates/",
    "decade": "dates/1950s/",
    "authors": "authors/",
}
MARKDOWN = """
نص فيه `code` وحاشية[^1] و[رابط](https://x.example/).

## عنوان

> اقتباس

| ا | ب |
|:--|--:|
| 1 | 2 |

```
a < b
```

1. بند
    - بند داخله

---

[^1]: قالها.
"""
FOCUSED = """() => {
  const own = document.activeElement
  if (!own || own === document.body) return null
  const shown = [own, own.parentElement, own.closest("form"), own.querySelector("use")]
    .filter(Boolean).some(e => getComputedStyle(e).outlineStyle !== "none"
                               || getComputedStyle(e).stroke !== "none")
  const box = own.getBoundingClientRect()
  const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0
  return {name: own.outerHTML.slice(0, 80), shown, seen,
          order: [...document.querySelectorAll("*")].indexOf(own)}
}"""

TEMPLATES = {  # kind of page → the template that makes it
    "home": "home",
    **dict.fromkeys(("article", "translation", "all that Markdown makes"), "article"),
    **dict.fromkeys(("dates", "years by decade"), "dates"),
    **dict.fromkeys(("year", "month", "source", "section"), "list"),
    **dict.fromkeys(("sources", "authors"), "groups"),
    "A to Z": "entities",
    "entity": "entity",
    "days of the year": "days",
    "decade": "decade",
    "stories": "stories",
    "story": "story",
    "search": "search",
    "network": "network",
    "map": "map",
    "about": "page",
    "not found": "404",
    "offline": "offline",
}


@pytest.fixture(scope="module")
def rarer(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of what the sample has not: many years, an author, all that Markdown makes."""
    folder = tmp_path_factory.mktemp("rarer")
    years = {
        f"y{year}-{month}.md": document(title=f"خبر {year}", date=f"{year}-{month}")
        for year in range(1950, 1990)
        for month in ("01", "04", "07", "10")
    }
    lay_out(
        years | {"all.md": document(MARKDOWN, title="كل شيء", authors="سلمى", date="2020")}, folder
    )
    site = build_site(folder, {"SITEURL": "https://archive.example"})
    assert site.status == 0, site.errors
    return site


@pytest.fixture(scope="module")
def visitor(chromium: Browser) -> Iterator[Page]:
    """A page that goes from one kind to the next, so that it fetches the theme once."""
    with opening(chromium, []) as open_page:
        yield open_page()


@pytest.mark.parametrize("kind", [*KINDS, *RARER])
def test_axe_finds_nothing(
    kind: str,
    sample: Site,
    rarer: Site,
    site_server: Callable[..., str],
    visitor: Page,
) -> None:
    """By light and in the dark, in high contrast, on a phone, and there in the largest letters.

    All letters have the contrast of WCAG's level AAA.
    """
    site, pattern = (rarer, RARER[kind]) if kind in RARER else (sample, KINDS[kind])
    page = visitor
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site_server(site.output)}/{address_of(site, pattern)}")
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []
    for scheme, contrast in (("light", ""), ("dark", ""), ("dark", "more"), ("light", "more")):
        page.evaluate(CHOOSE, {"scheme": scheme, "contrast": contrast})
        assert page.evaluate(RUN, COLOURS) == [], f"{scheme} {contrast}"
    for size in ("", "larger"):
        page.evaluate(CHOOSE, {"scheme": "light", "contrast": "", "size": size})
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate(RUN) == [], f"phone, {size}"


def test_every_template_is_among_the_kinds_of_pages() -> None:
    templates = {path.stem for path in (ROOT / "theme/templates").glob("*.html")}
    shared = {name for name in templates if name.startswith("_")} | {"base"}
    assert TEMPLATES.keys() == KINDS.keys() | RARER.keys()
    assert set(TEMPLATES.values()) == templates - shared - {
        "moved"
    }  # it leads on before it is seen


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_what_a_search_found(
    view: str, sample: Site, site_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    page = open_page(**VIEWS[view])
    page.goto(f"{site_server(sample.output)}/search/?q=كوريا سيول مهرجان")
    page.locator(".item-summary mark").first.wait_for()
    page.evaluate(AXE)
    assert page.evaluate(RUN) == []
    assert page.evaluate(RUN, COLOURS) == []


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_what_opens(
    view: str, sample: Site, site_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    page = open_page(**VIEWS[view])
    page.goto(f"{site_server(sample.output)}/search/")
    page.evaluate(AXE)
    page.locator(".masthead-reading").click()
    page.locator("#reading").wait_for()
    assert page.evaluate(RUN) == []
    page.keyboard.press("Escape")
    page.locator("#q").press_sequentially("كوري")
    page.locator("#results a, [role=option], .named a").first.wait_for()
    assert page.evaluate(RUN) == []


@pytest.mark.parametrize("kind", ["home", "article", "entity", "dates", "search"])
def test_the_keyboard_alone_walks_through_a_page(
    kind: str, sample: Site, site_server: Callable[..., str], page: Page
) -> None:
    page.goto(f"{site_server(sample.output)}/{address_of(sample, KINDS[kind])}")
    walked: list[dict[str, Any]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (walked and focused["order"] <= walked[-1]["order"]):
            break
        walked.append(focused)
    assert walked[0]["name"].startswith('<a class="skip"')
    assert [each["name"] for each in walked if not each["shown"]] == []
    assert [each["name"] for each in walked if not each["seen"]] == []
    last = page.locator("a[href]:visible, button:visible, input:visible").last
    assert walked[-1]["name"] == last.evaluate("e => e.outerHTML.slice(0, 80)")


def test_the_skip_link_leads_past_the_ways_in(
    sample: Site, site_server: Callable[..., str], page: Page
) -> None:
    page.goto(f"{site_server(sample.output)}/{address_of(sample, 'articles/*/')}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(
    sample: Site, site_server: Callable[..., str], phone: Page
) -> None:
    phone.goto(f"{site_server(sample.output)}/")
    menu = phone.locator("#ways")
    assert not menu.is_visible()
    phone.locator(".masthead-menu").focus()
    phone.keyboard.press("Enter")
    assert menu.is_visible()
    phone.keyboard.press("Tab")
    assert phone.evaluate("() => document.activeElement.closest('#ways') !== null")
    phone.keyboard.press("Escape")
    assert not menu.is_visible()
    assert phone.evaluate("() => document.activeElement.className") == "masthead-menu"


def test_names_of_another_language_say_so(sample: Site) -> None:
    people = [sample.page(each) for each in sample.addresses() if each.startswith("people/")]
    known = [page for page in people if "Wikidata" in page]
    assert known
    assert all('<bdi lang="en">Wikidata</bdi>' in page for page in known)
