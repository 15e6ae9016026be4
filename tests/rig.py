"""What tests are built with: documents as text, whole sites from them, a server to look at them."""

import contextlib
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from plugins.files import files_below
from plugins.writer.serve import server

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "tests/data/sample"
SOON = 0.1  # seconds until a server heeds that it is to end
CONTENT = ("articles/", "pages/", "authority/", "images/", "originals/")  # the folders of content/
SETTINGS = ROOT / "tests/settings.py"
SITES = ("reader", "entities", "search", "crosslinks", "records", "browse", "writer.__main__")
LOADED = ["tests.rig", *(f"plugins.{name}" for name in (*SITES, "convert.__main__"))]
AUTHORITY_HEADER = "id,name,aliases,kind,description,wikidata,lat,lon,adjective,never,same_as_never"


def document(body: str = "نص.", **fields: str) -> str:
    """Return a document's text: `fields` as front matter, then the Markdown `body`."""
    lines = [f"{name}: {value}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def authority(*rows: str) -> str:
    """Return an authority file: its header and `rows`, whose missing last columns are empty."""
    columns = AUTHORITY_HEADER.count(",")
    filled = [row + "," * (columns - row.count(",")) for row in rows if '"' not in row]
    quoted = [row for row in rows if '"' in row]
    return "\n".join([AUTHORITY_HEADER, *filled, *quoted, ""])


@dataclass(frozen=True)
class Site:
    """A site that was built, or one that was refused (then `output` is not there)."""

    folder: Path
    status: int
    errors: str  # what the build said on standard error

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def path(self, address: str) -> Path:
        """The file behind `address`: "people/x/", "404.html", or an article's bare id."""
        if "/" not in address and "." not in address and address:
            address = f"articles/{address}/"
        file = self.output / address
        return file / "index.html" if address.endswith("/") or not address else file

    def page(self, address: str) -> str:
        """The text of the file behind `address`."""
        return self.path(address).read_text("utf-8")

    def addresses(self) -> list[str]:
        """Every page's address below the site, sorted."""
        pages = (path.relative_to(self.output).as_posix() for path in self.output.rglob("*.html"))
        return sorted(re.sub(r"(^|/)index\.html$", r"\1", page) for page in pages)


def lay_out(files: Mapping[str, str], folder: Path) -> None:
    """Write `files` below `folder`, as the repository has them.

    files  path → text. "sources/…" stays; "articles/…", "pages/…", "authority/…" go into content/,
           and so does a bare name, as an article.
    """
    for name, text in files.items():
        if name.startswith("sources/"):
            path = folder / name
        elif name.startswith(CONTENT):
            path = folder / "content" / name
        else:
            path = folder / "content/articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name in ("articles", "pages", "authority"):
        (folder / "content" / name).mkdir(parents=True, exist_ok=True)


def lay_out_sample(folder: Path) -> None:
    """Copy tests/data/sample, a part of the sample archive that no keeper edits, into `folder`."""
    for part, place in {
        "sources": "",
        "authority": "content",
        "originals": "content",
        "pages": "content",
    }.items():
        shutil.copytree(SAMPLE / part, folder / place / part, dirs_exist_ok=True)


def run(module: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `python -m module` in the repository, as make does.

    In a new process, which has our code from one that has loaded it: half of the time is loading.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    words = list(map(str, arguments))
    with tempfile.TemporaryDirectory() as folder:
        said = [Path(folder, name) for name in ("output", "errors")]
        process = context.Process(target=_run, args=(module, words, dict(os.environ), said))
        process.start()
        process.join()
        told = [path.read_text("utf-8") for path in said]
    return subprocess.CompletedProcess([module, *words], process.exitcode or 0, *told)


def run_anew(module: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run as `run` does, in an interpreter of its own: it reads PYTHONHASHSEED and the like."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )


def _run(module: str, words: list[str], environment: Mapping[str, str], said: list[Path]) -> None:
    """Be the process of a command. said  the files of what it says on its output, and of errors"""
    for number, path in enumerate(said, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    own = import_module(module)
    own = own if hasattr(own, "main") else import_module(f"{module}.__main__")
    sys.exit(own.main(words))


def build_site(folder: Path, settings: Mapping[str, str]) -> Site:
    """Convert `folder`/sources, if there is one; build `folder`/content with the real builder."""
    if (folder / "sources").is_dir():
        done = run("plugins.convert", folder / "sources", "--into", folder / "content/articles")
        if done.returncode:
            return Site(folder, done.returncode, done.stderr)
    extra = [word for name, value in settings.items() for word in ("-e", f"{name}={value}")]
    where = ("--content", folder / "content", "--output", folder / "output")
    done = run("plugins.writer", "--settings", SETTINGS, *where, *extra)
    return Site(folder, done.returncode, done.stderr)


def there(folder: Path) -> dict[str, str]:
    """Return path below the folder → its file, of all files in it."""
    return {path: f"{folder}/{path}" for path in files_below(str(folder))}


@contextlib.contextmanager
def served(output: Path, base: str = "", port: int = 0) -> Iterator[str]:
    """Serve `output` below the path `base` as `make serve` does; gives the site's address.

    port  a free one, or 0 for any
    """
    with server(output, base, port) as serving:
        threading.Thread(target=serving.serve_forever, args=(SOON,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{serving.server_port}{base}"
        finally:
            serving.shutdown()
