"""`python -m plugins.writer`: build the site with Pelican, if anything changed."""

import argparse
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pelican.log
from pelican import Pelican
from pelican.settings import read_settings
from rich.console import Console
from rich.logging import RichHandler

from plugins.crew import Crew, cores
from plugins.errors import ArchiveError
from plugins.store import Store
from plugins.workshop import Workshop
from plugins.writer.stamp import cache_file, is_fresh, only_build, read_stamp, write_stamp

SHOWN = 50  # pages after which the count on the screen is renewed
EPILOG = """\
Builds into a folder beside the output and swaps the two when the site is whole: a build that fails
leaves the last good site as it was. When nothing changed since the last build, does nothing.

  python -m plugins.writer
  python -m plugins.writer -e SITEURL=https://name.github.io/archive
"""


def main(arguments: list[str] | None = None) -> int:
    """Build, say what was made and how to look at it, and return the exit code."""
    given = _parser().parse_args(arguments)
    console = Console(stderr=True)
    try:
        overrides = _overrides(given)
        settings = read_settings(str(given.settings), override=overrides)
        settings["GIVEN"] = overrides
        with only_build(Path(settings["OUTPUT_PATH"])):
            if is_fresh(settings, given.settings) and not given.force:
                console.print("Nothing changed since the last build.")
            else:
                _build(settings, given.settings, console, render_all=given.force)
    except ArchiveError as error:
        console.print(str(error), style="bold red", markup=False, soft_wrap=True)
        return 1
    except RuntimeError:  # an error that Pelican has logged: --fatal errors
        return 1
    _say_where(settings, console)
    return 0


def _build(
    settings: dict[str, Any], configuration: Path, console: Console, render_all: bool
) -> None:
    pelican.log.init(logging.WARNING, "errors", RichHandler(console=console, show_path=False))
    settings["RENDER_ALL"] = render_all
    pelican.log.console.quiet = True  # its own summary: ours says it
    began = time.monotonic()
    with _workshop(settings) as workshop, _progress(settings, console) as pages:
        settings["WORKSHOP"] = workshop
        Pelican(settings).run()
        workshop.store.save()
    write_stamp(settings, configuration)
    took = f"{time.monotonic() - began:.1f} s"
    console.print(f"Built {len(pages)} pages in {took}, {len(settings['RENDERED'])} of them anew.")


@contextmanager
def _workshop(settings: dict[str, Any]) -> Iterator[Workshop]:
    """Give the build's workshop: its processes, and what the last build kept."""
    path = cache_file(Path(settings["OUTPUT_PATH"]), "sqlite")
    if settings["RENDER_ALL"]:
        path.unlink(missing_ok=True)
    kept = Store(path)
    workshop = Workshop(_crew(settings), kept)
    try:
        yield workshop
    finally:
        workshop.close()


def _crew(settings: dict[str, Any]) -> Crew:
    """Return as many processes as the keeper wants; else one a core, where there is much to do."""
    wanted = str(settings.get("WORKERS", 0))  # text, where it was given by -e
    if not wanted.isdecimal():
        raise ArchiveError(f"pelican.conf.py: WORKERS {wanted!r} is not a number; write 2, or 0")
    return Crew(int(wanted), worth=1) if int(wanted) else Crew(cores())


@contextmanager
def _progress(settings: dict[str, Any], console: Console) -> Iterator[list[str]]:
    """Show what is being written; gives the list of the pages written so far."""
    pages: list[str] = []
    with console.status("Reading the documents") as status:

        def written(page: str) -> None:
            pages.append(page)
            if len(pages) % SHOWN == 0:  # more often it would cost as much as a page
                status.update(f"Writing pages: {len(pages)}")

        settings["PROGRESS"] = written
        yield pages


def _say_where(settings: dict[str, Any], console: Console) -> None:
    output = (
        settings["OUTPUT_PATH"]
        if not settings.get("PUBLISHED_PATH")
        else settings["PUBLISHED_PATH"]
    )
    made = read_stamp(Path(output)).get("summary", "")
    console.print(f"{made}The site is in {output}; look at it with: make serve", soft_wrap=True)


def _overrides(given: argparse.Namespace) -> dict[str, Any]:
    overrides: dict[str, Any] = dict(_setting(text) for text in given.extra)
    if given.content:
        overrides["PATH"] = str(given.content.resolve())
    if given.output:
        overrides["OUTPUT_PATH"] = str(given.output.resolve())
    return overrides


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isupper():
        raise ArchiveError(f"-e {text}: not a setting; write -e SITEURL=https://…")
    return name, value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.writer",
        description="Build the archive's site.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--settings", type=Path, default=Path("pelican.conf.py"))
    parser.add_argument("--content", type=Path, help="folder of documents (default: of settings)")
    parser.add_argument("--output", type=Path, help="folder of the site (default: of settings)")
    parser.add_argument("--force", action="store_true", help="build and render everything anew")
    parser.add_argument(
        "-e", dest="extra", action="append", default=[], metavar="KEY=VALUE", help="a setting"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
