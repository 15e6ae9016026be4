"""`python -m plugins.writer`: build the site with Pelican, if anything changed."""

import argparse
import atexit
import gc
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console

from plugins.crew import SELDOM
from plugins.errors import ArchiveError
from plugins.writer.building import Told, build

STOPPED = "Stopped. The last good site stays; the same command builds it anew."
EPILOG = """\
Builds into a folder beside the output and puts it in its place when it is whole: a build that fails
leaves the last good site as it was. When nothing changed since the last build, does nothing.

  python -m plugins.writer
  python -m plugins.writer -e SITEURL=https://name.github.io/archive
"""


def main(arguments: list[str] | None = None) -> int:
    """Build, say what was made and how to look at it, and return the exit code."""
    given = _parser().parse_args(arguments)
    console = Console(stderr=True)
    try:
        built = build(
            given.settings,
            overrides(given),
            console,
            force=given.force,
            scheduler=given.scheduler,
        )
    except KeyboardInterrupt:
        console.print(STOPPED, style="bold")
        return 130  # as shells have it of a program that was interrupted
    except ArchiveError as error:
        console.print(str(error), style="bold red", markup=False, soft_wrap=True)
        return 1
    except Told:
        return 1
    output = built.get("PUBLISHED_PATH", built["OUTPUT_PATH"])
    console.print(f"The site is in {output}; look at it with: make serve", soft_wrap=True)
    return 0


def overrides(given: argparse.Namespace) -> dict[str, Any]:
    """Return the settings that a command line gives."""
    found: dict[str, Any] = dict(_setting(text) for text in given.extra)
    if given.content:
        found["PATH"] = str(given.content.resolve())
    if given.output:
        found["OUTPUT_PATH"] = str(given.output.resolve())
    return found


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
    parser.add_argument("--force", action="store_true", help="build and render everything anew")
    parser.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="of a Dask cluster that does the work"
    )
    add_settings(parser)
    return parser


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Let a command line say what `overrides` reads."""
    parser.add_argument("--settings", type=Path, default=Path("pelican.conf.py"))
    parser.add_argument("--content", type=Path, help="folder of documents (default: of settings)")
    parser.add_argument("--output", type=Path, help="folder of the site (default: of settings)")
    parser.add_argument(
        "-e", dest="extra", action="append", default=[], metavar="KEY=VALUE", help="a setting"
    )


def _leave(status: int) -> NoReturn:
    """End at once: to take an archive apart object by object takes a fifteenth of an edit.

    First whoever made a temporary folder removes it: the crew has one.
    """
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    gc.set_threshold(*SELDOM)  # until the end: who set it back would look through the archive once
    _leave(main())
