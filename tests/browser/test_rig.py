"""The tests' own browser sees what a reader's would, and reports what goes wrong."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import too_wide

ICON = "<link rel=icon href=data:,>"  # else the browser asks the server's root for one


def test_a_folder_is_served_below_a_path(
    tmp_path: Path, page: Page, site_server: Callable[..., str]
) -> None:
    (tmp_path / "index.html").write_text(f"{ICON}<title>بيت</title>", "utf-8")
    address = site_server(tmp_path, base="/archive")
    page.goto(address + "/")
    assert (page.url, page.title()) == (address + "/", "بيت")
    root = address.removesuffix("archive")
    assert page.request.get(root).status == 404


def test_a_missing_page_shows_the_sites_own_404(
    tmp_path: Path, page: Page, site_server: Callable[..., str], trouble: list[str]
) -> None:
    (tmp_path / "404.html").write_text(f"{ICON}<title>لا صفحة هنا</title>", "utf-8")
    response = page.goto(site_server(tmp_path) + "/nowhere/")
    assert response is not None
    assert (response.status, page.title()) == (404, "لا صفحة هنا")
    assert len(trouble) == 1  # the browser's own complaint of the 404
    trouble.clear()


def test_errors_and_calls_elsewhere_are_noticed(
    tmp_path: Path, page: Page, site_server: Callable[..., str], trouble: list[str]
) -> None:
    script = "<script>console.error('خطأ'); setTimeout(() => { throw Error('مفاجأة') })</script>"
    image = "<img src='http://127.0.0.2:9/x.png'>"
    (tmp_path / "index.html").write_text(f"{ICON}{script}{image}", "utf-8")
    page.goto(site_server(tmp_path) + "/")
    page.wait_for_timeout(300)
    heard = "\n".join(trouble)
    assert "console: خطأ" in heard
    assert "uncaught: مفاجأة" in heard
    assert "request to http://127.0.0.2:9/x.png" in heard
    trouble.clear()


def test_a_page_too_wide_is_noticed_on_a_phone_and_on_a_desk(page: Page, phone: Page) -> None:
    head = '<!doctype html><meta name="viewport" content="width=device-width">'
    page.set_viewport_size({"width": 390, "height": 844})
    for each in (page, phone):
        each.set_content(f"{head}<body style='margin: 0'><p class=wide style='width: 500px'>واسع")
        assert too_wide(each)[1:] == ["P.wide"]
        each.set_content(f"{head}<body style='margin: 0'><p>ضيق")
        assert too_wide(each) == []
