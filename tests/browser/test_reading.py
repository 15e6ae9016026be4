"""What a reader does with a page: sizes and colours that stay, citations copied, saved, printed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pdfminer.pdfpage import PDFPage
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_pages import KINDS, address_of
from tests.rig import Site, document

LOOK = """() => { const style = getComputedStyle(document.documentElement)
  return [parseFloat(style.fontSize), getComputedStyle(document.body).color, style.colorScheme] }"""

PATIENCE = 20  # looks


@pytest.fixture
def article(sample: Site, site_server: Callable[..., str]) -> str:
    return f"{site_server(sample.output)}/{address_of(sample, 'articles/*/')}"


def test_size_colours_and_contrast_stay_from_page_to_page(article: str, page: Page) -> None:
    page.goto(article)
    assert page.evaluate(LOOK)[0] == 16
    page.locator(".masthead-reading").click()
    page.locator("input[name=size][value=larger]").check()
    page.locator("input[name=scheme][value=dark]").check()
    page.locator("input[name=contrast][value=more]").check()
    chosen = page.evaluate(LOOK)
    assert chosen[0] > 20 and chosen[1:] == ["rgb(255, 255, 255)", "dark"]
    page.goto(article.rpartition("/articles/")[0] + "/people/")
    assert page.evaluate(LOOK) == chosen
    page.locator(".masthead-reading").click()
    assert page.locator("input[name=size][value=larger]").is_checked()
    page.locator("input[name=size][value='']").check()
    page.reload()
    assert page.evaluate(LOOK)[0] == 16


def test_the_settings_are_reached_by_keyboard(article: str, page: Page) -> None:
    page.goto(article)
    page.locator(".masthead-reading").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.documentElement.dataset.size") == "large"
    page.keyboard.press("Escape")
    assert not page.locator("#reading").is_visible()


def test_one_click_copies_a_citation(article: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article)
    page.get_by_role("button", name="انسخ الاستشهاد").click()
    page.get_by_role("button", name="نُسخ").wait_for()
    said = page.locator("#citation").inner_text()
    assert page.evaluate("() => navigator.clipboard.readText()") == said
    page.get_by_text("صيغ أخرى").click()
    page.get_by_role("button", name="انسخ BibTeX").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('@')")


def test_the_address_of_an_article_is_copied(article: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article + "?q=x")
    page.get_by_role("button", name="انسخ الرابط").click()
    expect(page.locator("[data-told]")).to_have_text("نُسخ")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"https://archive\.example/articles/\w+/", copied)


def test_a_button_pressed_twice_says_again_what_it_does(article: str, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.install()
    page.goto(article)
    for _ in range(2):
        page.locator("[data-copy=citation]").click()
        page.get_by_role("button", name="نُسخ").wait_for()
    for _ in range(PATIENCE):  # the second copy may be told of later than the first is forgotten
        page.clock.run_for(3000)
        if page.locator("[data-copy=citation]").inner_text() == "انسخ الاستشهاد":
            return
    pytest.fail("it says for ever that it copied")


def test_a_citation_is_saved_as_a_file(article: str, page: Page, tmp_path: Path) -> None:
    page.goto(article)
    page.get_by_text("صيغ أخرى").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="احفظ في ملف RIS").click()
    found.value.save_as(tmp_path / "a.ris")
    assert found.value.suggested_filename.endswith(".ris")
    assert (tmp_path / "a.ris").read_text("utf-8").startswith("TY  - NEWS\n")


def test_the_day_on_paper_is_said_in_the_archives_words(
    build: Callable[..., Site], site_server: Callable[..., str], page: Page
) -> None:
    site = build({"visit.md": document(title="زيارة")}, DIGITS="arabic", MONTHS="LB")
    page.clock.set_fixed_time("2026-11-09T12:00:00")
    page.goto(f"{site_server(site.output)}/articles/visit/")
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.locator("[data-day]").inner_text() == "٩ تشرين الثاني ٢٠٢٦"


def test_an_article_is_printed_on_a4(article: str, page: Page, tmp_path: Path) -> None:
    page.goto(article)
    page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    with (tmp_path / "a.pdf").open("rb") as file:
        sizes = [each.mediabox[2:] for each in PDFPage.get_pages(file)]
    assert 1 <= len(sizes) <= 2
    assert {(round(wide), round(high)) for wide, high in sizes} == {(595, 842)}  # points


def test_a_wide_table_is_whole_on_paper(
    build: Callable[..., Site], site_server: Callable[..., str], page: Page
) -> None:
    row = "|" + " قيمة طويلة |" * 14
    table = f"{row}\n|{'---|' * 14}\n{row}\n"
    page.goto(f"{site_server(build({'t.md': document(table, title='جدول')}).output)}/articles/t/")
    page.set_viewport_size({"width": 627, "height": 900})  # what A4 has between its margins
    sizes = "e => [e.scrollWidth > e.clientWidth, getComputedStyle(e).overflowX]"
    assert page.locator(".wide-box").evaluate(sizes) == [True, "auto"]
    page.emulate_media(media="print")
    assert page.locator(".wide-box").evaluate(sizes) == [False, "visible"]


def test_an_address_in_a_citation_is_a_run_of_its_own(article: str, page: Page) -> None:
    page.goto(article)
    address = page.locator("link[rel=canonical]").get_attribute("href")
    assert address and address.endswith("/")
    assert page.locator("#citation bdi[dir=ltr]").inner_text() == address


def test_paper_has_the_text_its_source_its_address_and_the_day(article: str, page: Page) -> None:
    page.goto(article)
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    shown = page.locator("main").inner_text()
    assert "تاريخ الاطلاع" in shown and "https://archive.example/articles/" in shown
    assert page.locator(".origin").is_visible() and page.locator("#citation").is_visible()
    for hidden in (".ways", ".colophon", ".margin", ".press", ".masthead-reading", ".neighbours"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") in (
        "rgba(0, 0, 0, 0)",
        "rgb(255, 255, 255)",
    )


TEXTS = """() => [".texts-own.prose", ".texts-original.prose"].map(name => {
  const text = document.querySelector(name)
  return [...text.children].map(each => Math.round(each.getBoundingClientRect().top))
})"""


def test_each_paragraph_stands_beside_its_original(
    sample: Site, site_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{site_server(sample.output)}/{KINDS['translation']}")
    own, original = page.evaluate(TEXTS)
    assert own == original and len(own) == 7
    page.set_viewport_size({"width": 800, "height": 900})
    own, original = page.evaluate(TEXTS)
    assert own[-1] < original[0]


def test_a_reader_chooses_one_of_two_texts_without_scripts(
    sample: Site, site_server: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    page = open_page(java_script_enabled=False, **PHONE)
    page.goto(f"{site_server(sample.output)}/{KINDS['translation']}")
    own, original = page.locator("#text"), page.locator(".prose.texts-original")
    assert own.is_visible() and original.is_visible()
    page.get_by_label("الفرنسية", exact=True).check()
    assert original.is_visible() and not own.is_visible()
    page.get_by_label("العربية", exact=True).check()
    assert own.is_visible() and not original.is_visible()


def test_today_brings_what_this_day_brought(
    sample: Site, site_server: Callable[..., str], page: Page
) -> None:
    page.clock.set_fixed_time("2026-11-09T12:00:00")
    page.goto(f"{site_server(sample.output)}/")
    found = page.locator("[data-days] .item-title")
    found.first.wait_for()
    assert "برلين" in " ".join(found.all_inner_texts())
