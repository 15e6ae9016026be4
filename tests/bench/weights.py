"""What a reader's first page weighs, and when it is painted: `make bench ONLY=weights`.

Weights are gzip bytes of what one cold page loads, fonts left out; the time of the largest paint is
taken in Chromium as on a slow phone.
"""

import gzip
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from playwright.sync_api import Browser, sync_playwright

from plugins.writer.serve import PageHandler
from tests.browser.conftest import FLAGS, PHONE, find_browser
from tests.rig import Site, build_site, lay_out_sample

KB = 1000
ARTICLE, LIST, SCRIPTS = 60 * KB, 40 * KB, 10 * KB  # the most that each may weigh
PAINTED = 1.5  # seconds
TRIES = 5  # the quickest and the median are told: what else the machine does is no page's fault
SETTLED = 2000  # milliseconds that a new window's own parts take on a busy machine
COLUMNS = ("page", "style", "scripts", "all", "painted, s", "median", "shift")
WANTED = (
    f"Wanted at most: {ARTICLE / KB:.0f} in all, a list {LIST / KB:.0f}, scripts of an article "
    f"{SCRIPTS / KB:.0f}; painted within {PAINTED} s; shift 0."
)
SLOW = {  # a phone on a slow mobile network, as Lighthouse has it
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
PAINT = """() => new Promise(done =>
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({type: "largest-contentful-paint", buffered: true}))"""
SHIFT = """() => new Promise(done => {
  let sum = 0
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value })
    .observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 300)
})"""
PAGES = {
    "home": "",
    "article": "articles/*/",
    "translation": "articles/b056b30229/",
    "entity": "places/soviet-union/",
    "year": "dates/1989/",
    "dates": "dates/",
    "A to Z": "people/",
    "stories": "stories/",
    "search": "search/",
}


class Weight(NamedTuple):
    """Gzip bytes of a cold page: the page itself, its style, the scripts it runs."""

    page: int
    style: int
    scripts: int

    @property
    def whole(self) -> int:
        return sum(self)


def weight(site: Site, address: str) -> Weight:
    """Weigh the page at `address`, of a site at its server's root."""
    html = site.page(address)
    styles = re.findall(r'rel="stylesheet" href="/([^"]*)"', html)
    scripts: dict[str, int] = {}
    for script in re.findall(r'<script type="module"[^>]* src="/([^"]*)"', html):
        _gather(site, script, scripts)
    return Weight(
        zipped(html), sum(zipped(site.page(style)) for style in styles), sum(scripts.values())
    )


def _gather(site: Site, script: str, found: dict[str, int]) -> None:
    """Weigh a module and those that it imports at once; others come only when they are wanted."""
    if script in found:
        return
    text = site.page(script)
    found[script] = zipped(text)
    for other in re.findall(r'^import\s(?:[^"\n]*\sfrom\s)?"([^"]+)"', text, flags=re.MULTILINE):
        _gather(site, urljoin(script, other), found)


def zipped(text: str) -> int:
    return len(gzip.compress(text.encode("utf-8"), 9, mtime=0))


class ZippingHandler(PageHandler):
    """Serves text compressed, as hosts of static sites do."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path.partition("?")[0]))
        file = file / "index.html" if file.is_dir() else file
        if file.suffix not in (".html", ".css", ".js", ".json", ".svg") or not file.is_file():
            super().do_GET()
            return
        body = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def zipping(output: Path) -> Iterator[str]:
    """Serve `output` at the root of a server; gives its address."""
    handler = partial(ZippingHandler, directory=str(output), base="", live=None)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{serving.server_port}"
        finally:
            serving.shutdown()


class Paint(NamedTuple):
    """What a slow phone saw: when the largest part was painted (seconds), and how much moved."""

    seconds: float
    shift: float


def painted(browser: Browser, address: str) -> Paint:
    """Open a page for the first time, on a slow phone."""
    phone: dict[str, Any] = PHONE
    context = browser.new_context(**phone)
    page = context.new_page()
    page.goto("about:blank")
    page.wait_for_timeout(SETTLED)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address)
    page.wait_for_timeout(500)
    seen = Paint(page.evaluate(PAINT) / 1000, page.evaluate(SHIFT))
    context.close()
    return seen


def address_like(site: Site, pattern: str) -> str:
    shape = re.compile(re.escape(pattern).replace(r"\*", "[^/]+"))
    return next(address for address in site.addresses() if shape.fullmatch(address))


def main() -> None:
    """Print what the sample's pages weigh, when they are painted, and what is wanted of them."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        lay_out_sample(Path(name))
        site = build_site(Path(name), {})
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        print(f"{'gzip KB':12}" + "".join(f"{each:>12}" for each in COLUMNS))
        with zipping(site.output) as home:
            for kind, pattern in PAGES.items():
                address = address_like(site, pattern)
                own = weight(site, address)
                seen = [painted(browser, f"{home}/{address}") for _ in range(TRIES)]
                seconds = sorted(each.seconds for each in seen)
                times = [seconds[0], seconds[TRIES // 2], max(each.shift for each in seen)]
                figures = [*(part / KB for part in (*own, own.whole)), *times]
                print(f"{kind:12}" + "".join(f"{each:12.2f}" for each in figures), flush=True)
    print(WANTED)


if __name__ == "__main__":
    main()
