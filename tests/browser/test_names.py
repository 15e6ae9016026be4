"""Names in an article: what is pointed at is shown everywhere, and no join of letters is broken."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.rig import authority, document

FILES = {
    "authority/places.csv": authority("lebanon,لبنان,,,,,,,لبناني", "beirut,بيروت"),
    "visit.md": document("مرّ بلبنان.\n\nوفي بيروت من لبنان. ثم لبنان.\n", title="زيارة"),
}
WIDTHS = """() => {
  const line = document.querySelector(".prose p"), word = () => {
    const range = document.createRange(); range.selectNodeContents(line)
    return range.getBoundingClientRect().width }
  const linked = word(); line.textContent = line.textContent
  return [linked, word()]
}"""


def test_pointing_at_a_name_in_the_panel_lights_every_mention(
    build, site_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site_server(build(FILES).output)}/articles/visit/")
    lit = page.locator(".prose .lit")
    assert lit.count() == 0
    page.locator('.panel a[href="/places/lebanon/"]').hover()
    assert lit.all_inner_texts() == ["بلبنان", "لبنان", "لبنان"]
    page.locator('.panel a[href="/places/beirut/"]').hover()
    assert lit.all_inner_texts() == ["بيروت"]
    page.mouse.move(0, 0)
    assert lit.count() == 0


def test_a_linked_word_is_as_wide_as_a_plain_one(
    build, site_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site_server(build(FILES).output)}/articles/visit/")
    page.evaluate("document.fonts.ready")
    assert page.locator(".prose a.mention").first.inner_text() == "بلبنان"
    linked, plain = page.evaluate(WIDTHS)
    assert abs(linked - plain) < 0.1


def test_a_name_that_is_a_word_too_is_offered_in_search(
    build, site_server: Callable[..., str], page: Page
) -> None:
    places = "id,name,sometimes\ntyre,مدينة ساحلية,صور|وصور\n"
    files = {"authority/places.csv": places, "a.md": document("زار سكان صور.", title="زيارة")}
    address = site_server(build(files).output)
    for query in ("صور", "صو", "وصور", "سكان صور"):
        page.goto(f"{address}/search/?q={query}")
        status = page.locator("#status span").first
        expect(status).to_be_visible()
        offered = page.locator(".suggested a").all_inner_texts()
        assert offered == ([] if " " in query else ["مدينة ساحلية 1"]), query
