"""The search page in Chromium, on the sample archive: what a reader does with it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import too_wide
from tests.rig import Site, document

SEED = "الناتو"  # in the sample's clipping about the troops of North Korea


@pytest.fixture
def address(sample: Site, site_server: Callable[..., str]) -> str:
    return site_server(sample.output)


def titles(page: Page) -> list[str]:
    return page.locator("#results .item-title").all_inner_texts()


def status(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("#status")).to_contain_text(text)


def search(page: Page, address: str, query: str, rest: str = "") -> None:
    page.goto(f"{address}/search/?q={query}{rest}")
    expect(page.locator("#status span").first).to_be_visible()


@pytest.mark.parametrize(
    "query", ["كوريا", "لأوكرانيا", "اوكرانيا", "روتي", "وَبُوتين", '"كوريا الشمالية"']
)
def test_words_in_any_form_find_the_clipping(page: Page, address: str, query: str) -> None:
    search(page, address, query)
    expect(page.locator("#results")).to_contain_text(SEED)


def test_answers_come_while_typing_and_the_last_one_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    status(page, re.compile("ابحث في"))
    expect(page.locator(".hints bdi[dir=ltr]").last).to_have_text("1962-10..1962-12")
    page.locator("#q").press_sequentially("كوريا", delay=20)
    expect(page.locator("#results mark").first).to_be_visible()
    page.locator("#q").fill("غاغارين")
    status(page, "مقال")
    expect(page.locator("#results mark").first).to_have_text(re.compile("غاغارين"))
    assert "q=%D8%BA" in page.url


def test_marks_are_whole_words(page: Page, address: str) -> None:
    search(page, address, "برلين")
    marks = page.locator("#results mark").all_inner_texts()
    assert marks
    assert all(re.fullmatch(r"\w*برلين\w*", mark) for mark in marks)


def test_the_count_has_its_form(page: Page, address: str) -> None:
    search(page, address, "غاغارين")
    status(page, "مقالتان")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("غاغارين والمهرجانَ festival", "مقالتان ليس في أي مقالة: والمهرجانَ، festival"),
        ("أين غاغارين؟", "مقالتان"),
        ("مهرجان", "لا مقالة فيها هذه الكلمات."),
    ],
)
def test_words_that_no_article_has_are_told(
    page: Page, address: str, query: str, said: str
) -> None:
    search(page, address, query)
    expect(page.locator("#status")).to_have_text(re.compile(f"^ *{re.escape(said)} *$"))


def test_a_facet_narrows_and_the_address_keeps_it(page: Page, address: str) -> None:
    search(page, address, "كوريا")
    before = len(titles(page))
    box = page.locator('input[data-field="person"]').first
    name = box.get_attribute("data-id")
    box.check()
    expect(page).to_have_url(re.compile(f"person={name}"))
    expect(page.locator(".chip")).to_be_visible()
    after = titles(page)
    assert 0 < len(after) <= before
    page.reload()
    expect(page.locator(".chip")).to_be_visible()
    assert titles(page) == after
    page.locator(".chip").click()
    expect(page.locator(".chip")).to_have_count(0)
    assert len(titles(page)) == before


@pytest.mark.parametrize("field", ["year", "source"])
def test_of_what_a_document_has_one_a_second_can_be_chosen(
    page: Page, address: str, field: str
) -> None:
    search(page, address, "كوريا")
    facet = page.locator(f".facet.kind-{field} li")
    expect(facet.nth(1)).to_be_visible()
    before = facet.all_text_contents()
    for place in (0, 1):
        facet.nth(place).locator("input").check()
        expect(page.locator(".chip")).to_have_count(place + 1)
        assert facet.all_text_contents() == before
    counts = [int(text.split()[-1]) for text in before[:2]]
    assert len(titles(page)) == sum(counts)
    others = page.locator(".facet.kind-person .count").all_text_contents()
    assert all(int(count) <= sum(counts) for count in others)


def test_back_and_forward_restore_everything(page: Page, address: str) -> None:
    search(page, address, "كوريا")
    first = titles(page)
    page.locator("#sort").select_option("oldest")
    expect(page).to_have_url(re.compile("sort=oldest"))
    page.locator("#results .item-title a").first.click()
    expect(page.locator("#text")).to_be_visible()
    page.go_back()
    expect(page.locator("#sort")).to_have_value("oldest")
    oldest = titles(page)
    page.go_back()
    expect(page.locator("#sort")).to_have_value("relevance")
    assert titles(page) == first
    page.go_forward()
    expect(page.locator("#sort")).to_have_value("oldest")
    assert titles(page) == oldest
    expect(page.locator("#q")).to_have_value("كوريا")


def test_what_is_drawn_anew_keeps_the_readers_place(page: Page, address: str) -> None:
    search(page, address, "date:1900..2100", "&page=99")
    expect(page.locator(".pager-place")).to_have_text("الصفحة 2 من 2")
    expect(page).to_have_title(re.compile(r"^date:1900..2100 \| "))
    page.locator(".pager a").press("Enter")
    expect(page.locator("#results .item-title a").first).to_be_focused()
    page.locator(".more summary").first.click()
    box = page.locator("#facets details.more input").first
    box.press("Space")
    expect(page.locator(".chip")).to_be_visible()
    expect(page.locator("#facets input:checked")).to_be_focused()
    page.locator("#sort").select_option("oldest")
    expect(page.locator("#sort")).to_be_focused()


def test_back_from_a_hit_the_reader_is_where_it_was(page: Page, address: str) -> None:
    search(page, address, "الحرب")
    page.set_viewport_size({"width": 360, "height": 600})
    last = page.locator("#results .item-title a").last
    page.evaluate("document.fonts.ready")  # what comes later moves the lines
    last.scroll_into_view_if_needed()
    before = last.bounding_box()
    last.click()
    expect(page.locator("#text")).to_be_visible()
    page.go_back()
    expect(last).to_be_focused()
    after = last.bounding_box()
    assert before and after
    assert abs(before["y"] - after["y"]) < 2


def test_the_article_marks_the_words_and_shows_the_first(page: Page, address: str) -> None:
    search(page, address, "الهدنة")
    page.locator("#results .item-title a").first.click()
    mark = page.locator("#text mark").first
    expect(mark).to_be_visible()
    expect(mark).to_be_in_viewport()
    expect(mark).to_contain_text("هدنة")


def test_order_by_time(page: Page, address: str) -> None:
    search(page, address, "كوريا", "&sort=oldest")
    dates = page.locator("#results time").evaluate_all("all => all.map((each) => each.dateTime)")
    assert dates == sorted(dates)
    assert len(dates) > 2


def test_all_by_keyboard(page: Page, address: str) -> None:
    search(page, address, "كوريا روسيا")
    page.locator("body").press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    links = page.locator("#results .item-title a")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_visible()


def test_it_works_below_a_path(
    page: Page, sample_below: Site, site_server: Callable[..., str]
) -> None:
    address = site_server(sample_below.output, base="/archive")
    search(page, address, "كوريا")
    page.locator("#results .item-title a").first.click()
    expect(page.locator("#text mark").first).to_be_visible()


def test_a_phone_has_no_sideways_scroll(phone: Page, address: str) -> None:
    search(phone, address, "كوريا")
    expect(phone.locator("#results mark").first).to_be_visible()
    assert too_wide(phone) == []


def test_the_largest_letters_fit_the_smallest_phone(phone: Page, address: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    search(phone, address, "كوريا")
    expect(phone.locator("#results mark").first).to_be_visible()
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    assert too_wide(phone) == []


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("year:1969..1962", "year:1962..1969"),
        ("يوم:20/7/1969", "date:1969-07-20"),
        ("person:Putin", "شخص:بوتين"),
        ("قسم:السياسة", "قسم:سياسة"),
    ],
)
def test_a_field_is_understood_as_readers_write_it(
    page: Page, address: str, query: str, same: str
) -> None:
    search(page, address, query)
    found = titles(page)
    assert found
    search(page, address, same)
    assert titles(page) == found


def test_a_query_that_cannot_be_read_is_searched_as_words(page: Page, address: str) -> None:
    search(page, address, '"كوريا')
    status(page, "تعذّر فهم")
    assert titles(page)


@pytest.mark.parametrize(
    ("query", "rest", "said"),
    [
        ("ظظظظ", "", "فيها هذه الكلمات."),
        ("ظظظظ", "&year=1999", "ضمن ما اخترته"),
        ("year:1234", "", "هذه الشروط"),
        ("year:1234 OR date:1234", "", "هذه الشروط"),
        ("year:1234 ظظظظ", "", "هذه الكلمات."),
        ("", "&year=1234", "هذه الشروط"),
    ],
)
def test_finding_nothing_is_said_of_what_was_asked(
    page: Page, address: str, query: str, rest: str, said: str
) -> None:
    search(page, address, query, rest)
    status(page, said)
    expect(page.locator("#facets .narrow")).to_have_count(0)  # of nothing nothing can be narrowed
    expect(page.locator("#facets .chip")).to_have_count(int("&" in rest))


def test_who_finds_nothing_is_led_on(page: Page, address: str) -> None:
    search(page, address, "xyzqqq")
    ways = page.get_by_role("navigation", name="مداخل أخرى إلى الأرشيف")
    expect(ways.get_by_role("link", name="التواريخ")).to_be_visible()
    # No room is left for what is not there.
    sides = "all => new Set(all.map(e => Math.round(e.getBoundingClientRect().right))).size"
    assert page.locator("#status, #results").evaluate_all(sides) == 1


def test_two_sentences_do_not_join(page: Page, address: str) -> None:
    search(page, address, '"كوريا')
    assert "مقالات تعذّر" in (page.locator("#status").text_content() or "")


def test_a_number_is_not_put_right(page: Page, address: str) -> None:
    search(page, address, "1998 غاغارنين")
    expect(page.locator("#status a")).to_have_text("1998 غاغارين")


def test_nothing_of_a_query_becomes_html(page: Page, address: str) -> None:
    search(page, address, "<img src=x onerror=alert(1)> كوريا")
    assert page.locator("#results img, #status img").count() == 0
    assert titles(page)


@pytest.fixture
def own(sample: Site, tmp_path: Path, site_server: Callable[..., str]) -> tuple[Path, str]:
    """A copy of the site that a test may damage, and its address."""
    folder = tmp_path / "site"
    shutil.copytree(sample.output, folder)
    return folder, site_server(folder)


def test_no_javascript_says_so_and_leads_on(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}/search/?q=x")
    expect(page.locator("main")).to_contain_text("جافاسكربت")


def test_a_missing_index_gives_a_message(page: Page, own, trouble: list[str]) -> None:
    folder, address = own
    for path in (folder / "search").rglob("*.bin"):
        path.unlink()
    search(page, address, "كوريا")
    status(page, "تعذّر جلب")
    trouble.clear()  # the console tells of the 404


def test_a_damaged_shard_gives_a_message(page: Page, own) -> None:
    folder, address = own
    for path in (folder / "search").rglob("*.bin"):
        path.write_bytes(path.read_bytes()[:-9] + b"123456789")
    search(page, address, "كوريا")
    status(page, "تالف")


def test_another_content_than_the_name_says_is_damage(page: Page, own) -> None:
    folder, address = own
    paths = sorted((folder / "search").rglob("*.bin"))
    first = paths[0].read_bytes()
    for path in paths:
        path.write_bytes(first)
    search(page, address, "كوريا")
    status(page, "تالف")


def test_an_index_of_another_version_gives_a_message(page: Page, own) -> None:
    folder, address = own
    (folder / "search/index.json").write_text('{"format":999}')
    search(page, address, "كوريا")
    status(page, "جُدّد الأرشيف")


def test_a_slow_answer_is_told_of(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(service_workers="block")  # what one fetches cannot be held here
    held: list[Route] = []
    slow = True
    page.route("**/*.bin", lambda route: held.append(route) if slow else route.continue_())
    page.goto(f"{address}/search/?q=كوريا")
    status(page, "جارٍ البحث")
    slow = False
    for route in held:
        route.continue_()
    status(page, "مقال")
    expect(page.locator("#status")).not_to_contain_text("جارٍ البحث")


def test_offline_is_said(page: Page, address: str, trouble: list[str]) -> None:
    search(page, address, "كوريا")
    page.context.set_offline(True)
    page.locator("#q").fill("غاغارين")
    status(page, "غير متصل")
    page.context.set_offline(False)
    expect(page.locator("#results")).to_contain_text("غاغارين")
    trouble.clear()  # the console tells of the failed request


def test_a_misspelt_word_is_put_right(page: Page, address: str) -> None:
    search(page, address, "بوتن")
    status(page, "هل تقصد: بوتين")
    search(page, address, "غاغارنين")
    status(page, "هل تقصد")
    page.locator("#status a").click()
    expect(page.locator("#results mark").first).to_have_text(re.compile("غاغارين"))


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("الهدننة", "الهدنة"),  # as it is written, not «الهدنه» as the index has it
        ("اوكرنيا", "أوكرانيا"),
        ("سبوتنك", "سبوتنيك"),
        ("سبوتنك سبوتنيك", ""),  # asked for already
        ("ترومب", "ترامب"),
        ("جاجارين القمر", "غاغارين القمر"),
        ("عبدالناصر", "عبد الناصر"),  # written together, as some do
        ("لعبدالناصر", "عبد الناصر"),
        ("أبولو١١", "أبولو 11"),
        ("عبدالجليل", ""),
        ("شخص:غاغاري", "شخص:غاغارين"),
        ("قسم:سياصة", "قسم:سياسة"),
        ("توجد", ""),  # words of Arabic that the sample has not, and no slips: not توج
        ("يوجدون", ""),
        ("مسرحية", ""),
        ("القمح", ""),
        ("كوريا and روسيا", ""),
        ("شخص:بوتين", ""),
    ],
)
def test_what_is_meant_is_said_as_it_is_written_and_only_for_slips(
    page: Page, address: str, query: str, meant: str
) -> None:
    search(page, address, query)
    expect(page.locator("#status a")).to_have_text([meant] if meant else [])


def test_no_article_that_does_not_come_holds_an_answer_up(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(service_workers="block")
    page.route("**/articles/**", lambda route: None)  # never answered
    search(page, address, "كلوشيينو")
    expect(page.locator("#status a")).to_have_text("كلوشينو")


def test_a_search_is_narrowed_to_the_time_between_two_dates(page: Page, address: str) -> None:
    search(page, address, "الحرب")
    own = page.get_by_role("group", name="بين تاريخين")
    first, last = own.get_by_label("من"), own.get_by_label("إلى")
    first.fill("بعد ١٩٤٥")
    expect(first).to_have_value("1945")  # as dates are asked for
    last.fill("12/196")
    last.press("Enter")
    assert first.evaluate("e => e.form.querySelector(':invalid') !== null")
    assert "1945" not in page.url
    last.fill("12/1960")
    last.press("Enter")
    expect(page.locator("#q")).to_have_value("الحرب تاريخ:1945..12/1960")
    expect(own.get_by_role("button")).to_be_focused()
    expect(last).to_have_value("12/1960")
    dates = page.locator("#results time").evaluate_all("all => all.map(each => each.dateTime)")
    assert dates
    assert all("1945" <= date < "1961" for date in dates)
    page.go_back()
    expect(first).to_have_value("")
    page.locator("#q").fill("الحرب day:1957-10-04")
    expect(last).to_have_value("1957-10-04")
    first.fill("")
    last.fill("")
    last.press("Enter")
    expect(page.locator("#q")).to_have_value("الحرب")


def test_a_name_asked_for_in_its_field_is_offered(page: Page, address: str) -> None:
    search(page, address, "شخص:غاغ")
    status(page, "هذه الشروط")
    page.locator(".suggested a").click()
    expect(page.locator("h1")).to_have_text("يوري غاغارين")


def test_names_are_offered_while_typing_and_open_their_page(page: Page, address: str) -> None:
    page.goto(f"{address}/search/")
    page.locator("#q").press_sequentially("كوريا الش", delay=20)
    offered = page.locator(".suggested a").first
    expect(offered).to_contain_text("كوريا الشمالية")
    page.keyboard.press("ArrowDown")
    expect(offered).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/places/north-korea/"))
    expect(page.locator("h1")).to_contain_text("كوريا الشمالية")


@pytest.mark.parametrize(
    ("query", "name"), [("لأوكرانيا", "أوكرانيا"), ("وبالقاهرة", "القاهرة"), ("روسيا", "روسيا")]
)
def test_whom_a_word_with_clitics_names_is_offered(
    page: Page, address: str, query: str, name: str
) -> None:
    search(page, address, query)
    expect(page.locator(".suggested bdi").first).to_have_text(name)


@pytest.mark.parametrize("query", ["OTAN", "«otan»", "قوات بOTAN"])
def test_a_name_that_no_text_has_leads_to_whom_the_keeper_says_it_means(
    page: Page, address: str, query: str
) -> None:
    search(page, address, query)
    expect(page.locator("#results")).to_contain_text("لعلك تبحث عن:")
    expect(page.locator(".suggested a")).to_have_text(re.compile(r"حلف شمال الأطلسي \d"))
    assert not set(titles(page)) & {"حلف شمال الأطلسي"}
    page.locator(".suggested a").click()
    expect(page).to_have_url(re.compile("/organizations/nato/"))


def test_years_are_said_in_the_archives_digits(
    build: Callable[..., Site], site_server: Callable[..., str], page: Page
) -> None:
    site = build({"visit.md": document(title="زيارة", date="2024-10-21")}, DIGITS="arabic")
    search(page, site_server(site.output), "زيارة", "&year=2024")
    expect(page.locator(".chip")).to_have_text("٢٠٢٤ ×")
    expect(page.locator(".chip")).to_have_attribute("aria-label", re.compile("٢٠٢٤"))
    expect(page.locator(".kind-year bdi")).to_have_text("٢٠٢٤")
