"""Without a network: what was read is there, all if it was saved, and never two versions in one."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, Route

from plugins.records.offline import lists
from plugins.writer.serve import server
from tests.rig import Site, served, there

READY = "async () => (await navigator.serviceWorker.ready).active.state"
KEPT = """async (name) => (await (await caches.open(name)).keys())
  .map(each => new URL(each.url).pathname)"""
THEMES = """async () => {
  const [name] = (await caches.keys()).filter(n => n.startsWith("archive /archive/ "))
  return (await (await caches.open(name)).keys())
    .flatMap(each => new URL(each.url).pathname.split("/theme/").slice(1)) }"""
FORGET = """() => { performance.setResourceTimingBufferSize(9000)
  performance.clearResourceTimings() }"""
FETCHED = "() => performance.getEntriesByType('resource').map(each => each.name)"
STYLE = "() => { const [one] = document.styleSheets; return [one.href, one.cssRules.length > 50] }"
SAVED, FAILED, RENEWED = "الأرشيف محفوظ على", "تعذّر إكمال الحفظ", "جُدّد الأرشيف"
WATCH = """() => { window.shown = []
  const bar = document.querySelector("[data-save-archive] progress")
  new MutationObserver(() => shown.push(bar.value)).observe(bar, {attributeFilter: ["value"]}) }"""


class Host(NamedTuple):
    """A copy of a site, on a port that can be left and taken again."""

    folder: Path
    port: int

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}/archive"


@pytest.fixture
def host(sample_below: Site, tmp_path: Path) -> Iterator[Host]:
    folder = tmp_path / "output"
    # Files of now: a browser asks again for what has just changed.
    shutil.copytree(sample_below.output, folder, copy_function=shutil.copy)
    with server(folder, "/archive") as taken:  # the system does not soon give it to others
        port = taken.server_port
    yield Host(folder, port)


def articles(folder: Path) -> list[str]:
    return [f"articles/{path.name}/" for path in sorted((folder / "articles").iterdir())]


def wait_for_kept(page: Page, path: str) -> None:
    """Wait until the worker has kept the page at `path`."""
    page.evaluate(READY)
    for _ in range(100):
        if f"/archive/{path}" in page.evaluate(KEPT, "pages /archive/"):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{path} is not kept")


def renew(folder: Path) -> str:
    """Publish another version, with another name of its theme; return this name."""
    [old] = [path for path in (folder / "theme").iterdir() if path.is_dir()]
    new = old.name[::-1]
    shutil.copytree(old, folder / "theme" / new)
    for page in folder.rglob("*.html"):
        page.write_text(page.read_text("utf-8").replace(old.name, new), "utf-8")
    for name, text in lists(there(folder), f"theme/{new}", ()).items():
        (folder / name).write_text(text, "utf-8")
    return new


def save(page: Page, said: str) -> None:
    """Press the button that saves the archive, and wait for what the page says then."""
    page.locator("[data-save-archive] button").click()
    page.locator("[data-save-archive] [role=status]").get_by_text(said).wait_for(timeout=60_000)


def slowly(route: Route) -> None:
    """Let a request through after half a second."""
    time.sleep(0.5)
    route.continue_()


def test_what_was_read_is_there_without_a_network(
    host: Host, page: Page, trouble: list[str]
) -> None:
    first, second, *_ = articles(host.folder)
    with served(host.folder, "/archive", host.port):
        page.goto(f"{host.home}/{first}")
        title = page.locator("h1").inner_text()
        wait_for_kept(page, first)
        page.goto(f"{host.home}/search/?q=كوريا")
        page.locator("#results a").first.wait_for()
        wait_for_kept(page, "search/")
    page.goto(f"{host.home}/{first}")
    assert page.locator("h1").inner_text() == title
    assert page.evaluate(STYLE)[1]
    page.goto(f"{host.home}/search/?q=كوريا")
    page.locator("#results a").first.wait_for()
    page.goto(f"{host.home}/{second}")
    assert page.locator("h1").inner_text() == "لا اتصال بالشبكة"
    assert page.evaluate(STYLE)[1]
    trouble.clear()  # what was not kept could not be had


def test_the_whole_archive_is_saved_on_request(host: Host, page: Page, trouble: list[str]) -> None:
    with served(host.folder, "/archive", host.port):
        page.goto(f"{host.home}/")
        page.evaluate(READY)
        page.evaluate(WATCH)
        save(page, SAVED)
        shown = page.evaluate("shown")
    assert shown == sorted(shown) and len(set(shown)) > 5 and shown[-1] == 1
    for address in (articles(host.folder)[-1], "people/", "dates/1989/", "about/"):
        page.goto(f"{host.home}/{address}")
        assert page.locator("h1").inner_text() != "لا اتصال بالشبكة", address
    page.goto(f"{host.home}/search/?q=الفضاء")
    page.locator("#results a").first.wait_for()
    trouble.clear()


def test_versions_are_never_mixed(host: Host, page: Page, trouble: list[str]) -> None:
    first, second, *_ = articles(host.folder)
    with served(host.folder, "/archive", host.port):
        page.goto(f"{host.home}/{first}")
        wait_for_kept(page, first)
        before = page.evaluate(STYLE)[0]
        new = renew(host.folder)
        page.goto(f"{host.home}/{second}")
        assert page.evaluate(STYLE) == [f"{host.home}/theme/{new}/site.css", True]
        wait_for_kept(page, second)
    page.goto(f"{host.home}/{first}")  # as it was read: the page, its style and its scripts
    assert page.evaluate(STYLE) == [before, True]
    page.goto(f"{host.home}/{second}")
    assert page.evaluate(STYLE) == [f"{host.home}/theme/{new}/site.css", True]
    trouble.clear()


def test_saving_goes_on_where_it_was_interrupted(
    host: Host, page: Page, trouble: list[str]
) -> None:
    away = host.folder / "away"
    with served(host.folder, "/archive", host.port):
        page.goto(f"{host.home}/")
        page.evaluate(READY)
        (host.folder / "articles").rename(away)
        save(page, FAILED)
        away.rename(host.folder / "articles")
        page.evaluate(FORGET)
        save(page, SAVED)
        fetched = page.evaluate(FETCHED)
    folders = {each.removeprefix(f"{host.home}/").partition("/")[0] for each in fetched}
    assert "articles" in folders and not folders & {"theme", "search", "stories"}
    page.goto(f"{host.home}/{articles(host.folder)[0]}")
    assert page.evaluate(STYLE)[1]
    trouble.clear()


def test_a_saved_archive_is_renewed_as_a_whole(host: Host, page: Page, trouble: list[str]) -> None:
    last, away = articles(host.folder)[-1], host.folder / "away"
    with served(host.folder, "/archive", host.port):
        page.goto(f"{host.home}/")
        page.evaluate(READY)
        page.evaluate("async () => { await caches.open('archive /other/ 0') }")
        save(page, SAVED)
        [old] = {each.partition("/")[0] for each in page.evaluate(THEMES)}
        new = renew(host.folder)
        page.goto(f"{host.home}/")
        (host.folder / "articles").rename(away)
        page.locator("[data-save-archive]").scroll_into_view_if_needed()
        page.get_by_text(RENEWED).wait_for()
        save(page, FAILED)
        away.rename(host.folder / "articles")
    for address, theme in ((last, old), ("people/", old), ("", new)):  # what was read is as read
        page.goto(f"{host.home}/{address}")
        assert page.evaluate(STYLE) == [f"{host.home}/theme/{theme}/site.css", True], address
    with served(host.folder, "/archive", host.port):
        page.route("**/offline.json", slowly, times=2)  # "saved" is not said of the state before
        page.goto(f"{host.home}/")
        save(page, SAVED)
        saved = page.evaluate("async () => (await caches.keys()).filter(n => /^archive/.test(n))")
    assert [name.split()[1] for name in saved] == ["/other/", "/archive/"]
    for address in (last, "people/", ""):
        page.goto(f"{host.home}/{address}")
        assert page.evaluate(STYLE) == [f"{host.home}/theme/{new}/site.css", True], address
    trouble.clear()


def test_a_build_keeps_the_folder_of_the_last_theme(build) -> None:
    site = build({})
    [theme] = [path for path in (site.output / "theme").iterdir() if path.is_dir()]
    older = theme.rename(theme.with_name("0123456789"))
    (site.output / "theme/now").write_text(older.name, "utf-8")
    shutil.rmtree(site.folder / ".cache", ignore_errors=True)  # nothing is known of the last build
    site = build({})
    folders = {path.name for path in (site.output / "theme").iterdir() if path.is_dir()}
    assert folders == {theme.name, "0123456789"}
    assert (site.output / "theme/now").read_text("utf-8") == theme.name


def test_every_file_of_the_theme_lies_in_its_version(sample: Site) -> None:
    for address in sample.addresses():
        for link in re.findall(r'(?:href|src)="(/theme/[^"]*)"', sample.page(address)):
            assert re.match(r"/theme/[0-9a-f]{10}/", link), f"{address}: {link}"
            assert sample.path(link.lstrip("/")).is_file()
