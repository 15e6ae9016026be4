"""`python -m plugins.writer.serve`: show the site on this machine exactly as it is published.

Under the same path as on the web, with its 404 page, and without listing folders. With --live it
follows the archive: what changes is built, and the page that is open is loaded anew.
"""

import argparse
import http.server
import io
import sys
import threading
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console

from plugins.errors import ArchiveError
from plugins.files import content_hash
from plugins.writer.__main__ import add_settings, overrides
from plugins.writer.live import Live
from plugins.writer.stamp import read_stamp

HOST = "127.0.0.1"
STATE, SCRIPT = "/-/state", "/-/reload.js"  # no page of a site has such an address
RELOAD = Path(__file__).with_name("reload.js")
SNIPPET = f'<script type="module" src="{SCRIPT}"></script>'.encode()
NO_ADDRESS = (
    "Built without SITEURL: no feeds, sitemap or addresses for machines, which are absolute. "
    "The workflow knows it; to see them here: make serve SITEURL=https://name.github.io/archive"
)
PORTS = range(8000, 8020)  # the first that is free


class PageHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a path, as GitHub Pages does."""

    def __init__(self, *rest: Any, base: str, live: Live | None, **named: Any) -> None:
        self.base, self.live = base, live
        super().__init__(*rest, **named)

    def send_head(self) -> Any:
        """Answer what only a live site has: a page's state, and pages with the script that asks it.

        The script is in no published file.
        """
        if self.live is None:
            return super().send_head()
        if self.path == SCRIPT:
            return self._answer(RELOAD.read_bytes(), "text/javascript")
        asked = self.path.removeprefix(STATE)
        page = self._page(asked, self.live.early)
        if page is None:
            return super().send_head()
        if asked != self.path:
            return self._answer(content_hash(page).encode(), "text/plain")
        return self._answer(page + SNIPPET, "text/html")

    def _page(self, address: str, early: Mapping[str, bytes]) -> bytes | None:
        """Return the page at `address`, the newest there is; None where none is."""
        file = Path(self.translate_path(address))
        file = file / "index.html" if urlsplit(address).path.endswith("/") else file
        if file.suffix != ".html" or not file.is_relative_to(self.directory):
            return None
        name = file.relative_to(self.directory).as_posix()
        try:
            return early[name] if name in early else file.read_bytes()
        except (OSError, KeyError):
            return None

    def _answer(self, body: bytes, kind: str) -> io.BytesIO:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return io.BytesIO(body)

    def translate_path(self, path: str) -> str:
        ours = path.startswith(self.base + "/")
        found = super().translate_path(path.removeprefix(self.base)) if ours else "\0"
        return str(Path(self.directory, "nothing-here")) if "\0" in found else found

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def guess_type(self, path: Any) -> str:
        kind = super().guess_type(path)
        text = kind.startswith("text/") or kind == "application/javascript"
        return f"{kind}; charset=utf-8" if text else kind

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing: a reader's clicks are no news."""


class Server(http.server.ThreadingHTTPServer):
    """A server that a reader may leave in the middle of a page."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(
    folder: Path, base: str = "", port: int = 0, live: Live | None = None
) -> http.server.ThreadingHTTPServer:
    """Return a server of `folder` below the path `base`, "" or "/archive"; port 0: any."""
    handler = partial(PageHandler, directory=str(folder), base=base, live=live)
    return Server((HOST, port), handler)


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; return the exit code."""
    given = _parser().parse_args(arguments)
    console = Console(stderr=True)
    try:
        live = Live(given.settings, overrides(given), console) if given.live else None
        if not given.output.is_dir():
            raise ArchiveError(f"{given.output}: no site there; build it with: make")
    except ArchiveError as error:
        console.print(str(error), style="bold red", markup=False, soft_wrap=True)
        return 1
    site = read_stamp(given.output.resolve()).get("siteurl", "")
    base = urlsplit(site).path.rstrip("/")
    serving = _first_free(given.output, base, [given.port] if given.port else list(PORTS), live)
    if serving is None:
        console.print("No port is free; name one with --port", style="bold red")
        return 1
    with serving:
        console.print(f"http://{HOST}:{serving.server_port}{base}/  (end it with Ctrl+C)")
        if not site:
            console.print(NO_ADDRESS)
        _serve(serving, live, console)
    return 0


def _serve(serving: http.server.ThreadingHTTPServer, live: Live | None, console: Console) -> None:
    """Serve, and build what changes, until interrupted."""
    builder = threading.Thread(target=live.follow) if live else None
    if builder:
        builder.start()
    try:
        serving.serve_forever()
    except KeyboardInterrupt:
        console.print()
    finally:
        if live and builder:
            live.end()
            builder.join()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.writer.serve", description=__doc__)
    parser.add_argument("--port", type=int, help="port (default: the first free one from 8000)")
    parser.add_argument("--live", action="store_true", help="build what changes")
    add_settings(parser)
    parser.set_defaults(output=Path("output"))
    return parser


def _first_free(
    folder: Path, base: str, ports: list[int], live: Live | None
) -> http.server.ThreadingHTTPServer | None:
    for port in ports:
        try:
            return server(folder, base, port, live)
        except OSError:
            continue
    return None


if __name__ == "__main__":
    sys.exit(main())
