"""make serve follows the archive: what changes is built and shown, what fails is told."""

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.rig import KEEPERS, ROOT, build_site, document, lay_out

PATIENCE = 100  # seconds; a build of one article takes two on a quiet machine


@contextmanager
def shown(folder: Path) -> Iterator[tuple[str, Path]]:
    """Show the site of `folder` live; gives its address, and the file of what is said."""
    extra = [word for name, value in KEEPERS.items() for word in ("-e", f"{name}={value}")]
    where = ["--content", str(folder / "content"), "--output", str(folder / "output")]
    command = [sys.executable, "-m", "plugins.writer.serve", "--live", *where, *extra]
    log = folder / "said"
    with log.open("w") as said, subprocess.Popen(command, cwd=ROOT, stderr=said) as serving:
        try:
            wait_for(lambda: "http://" in log.read_text("utf-8"))
            address = re.search(r"http://[^/]+", log.read_text("utf-8"))
            assert address
            time.sleep(1)  # the watching begins
            yield address[0], log
        finally:
            serving.terminate()


def wait_for(true: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.1)


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return str(answer.read().decode("utf-8"))


def test_a_change_is_built_and_shown_and_a_mistake_is_told(tmp_path):
    lay_out({"visit.md": document("نص.", title="زيارة", id="visit")}, tmp_path)
    site = build_site(tmp_path, {})
    with shown(tmp_path) as (address, said):
        page = fetch(f"{address}/articles/visit/")
        assert page == site.page("visit") + '<script type="module" src="/-/reload.js"></script>'
        assert fetch(f"{address}/-/number") == "0"
        assert "location.reload()" in fetch(f"{address}/-/reload.js")
        lay_out({"visit.md": document("نص آخر.", title="زيارة", id="visit")}, tmp_path)
        wait_for(lambda: fetch(f"{address}/-/number") == "1")
        assert "نص آخر." in fetch(f"{address}/articles/visit/")
        lay_out({"wrong.md": "no front matter"}, tmp_path)
        wait_for(lambda: "wrong.md:1: no front matter" in said.read_text("utf-8"))
        assert fetch(f"{address}/-/number") == "1"
        assert "نص آخر." in fetch(f"{address}/articles/visit/")
    assert "reload.js" not in site.page("visit")
