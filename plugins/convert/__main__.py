"""`python -m plugins.convert SOURCES... --into content/articles`."""

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from plugins.convert.conversion import Options
from plugins.convert.explain import explain
from plugins.convert.limits import Limits
from plugins.convert.report import counts, print_report, write_report
from plugins.convert.results import Results
from plugins.convert.run import convert
from plugins.convert.sources import Source, find_sources, overlooked, real
from plugins.errors import ArchiveError
from plugins.files import refused

OFTEN = 0.1  # seconds between two looks of the progress bar
SOURCES = Path("sources")  # what make converts
A_LOG = 200  # characters of a line where nobody's terminal breaks it
OWN = "the documents would be their own sources; name sources outside {}, and no folder above it"
STOPPED = "Stopped. What is written stays; the same command goes on from there."
NO_ROOM = "{}: the tables of the run cannot be kept there: {}; make room, or name another TMPDIR"
LIMITS = ", ".join(f"{name}={value}" for name, value in asdict(Limits()).items())
EPILOG = f"""\
Run it as often as you like: a source that did not change is passed over, and a document that you
edited or removed is left as you have it. A folder below SOURCES gives its name to the section:
sources/علوم/x.txt goes into the section علوم. What failed is told again until it is mended.

  python -m plugins.convert sources --into content/articles
  python -m plugins.convert ~/Desktop/clipping.html --into content/articles
  python -m plugins.convert sources --into content/articles --dry-run
  python -m plugins.convert --explain sources/a.docx

Limits, and their defaults: {LIMITS}
"""


def main(arguments: list[str] | None = None) -> int:
    """Convert, report, and return the exit code: 0 only if nothing failed."""
    parser = _parser()
    given = parser.parse_args(arguments)
    console = Console(stderr=True, width=None if sys.stderr.isatty() else A_LOG)
    try:
        options = _options(given)
        if given.explain:
            roots = given.sources or [SOURCES]
            return explain(given.explain, options.limits, Console(), roots)
        if not given.sources or not given.into:
            parser.error("name sources, and --into a folder of documents")
        results = _converted(given.sources, given.into, options, console)
        if given.report:
            write_report(results, given.report)
    except KeyboardInterrupt:
        console.print(STOPPED, style="bold")
        return 130  # as shells have it of a program that was interrupted
    except (ArchiveError, sqlite3.Error, OSError) as error:
        if isinstance(error, sqlite3.Error):
            error = ArchiveError(NO_ROOM.format(tempfile.gettempdir(), error))
        if isinstance(error, OSError):
            error = refused(error.filename or given.into, error)
        console.print(str(error), style="bold red", markup=False, soft_wrap=True)
        return 1
    if options.dry:
        console.print("Nothing was written: this is what would be done.")
    print_report(results, console)
    for told in overlooked(given.sources):
        console.print(told, style="yellow", markup=False, soft_wrap=True)
    return 1 if counts(results)["failed"] else 0


def _converted(given: list[Path], into: Path, options: Options, console: Console) -> Results:
    for root in given:
        if real(into).is_relative_to(real(root)) or real(root).is_relative_to(real(into)):
            raise ArchiveError(f"{root}: {OWN.format(into)}")
    sources = find_sources(given)
    columns = (TextColumn("Converting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        return convert(
            sources,
            into,
            Steps(progress, task),
            options,
            listed=lambda count: progress.update(task, total=count),
        )


class Steps:
    """Moves a progress bar on: not at every one of ten thousand sources, for that takes long."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        """The bar stands at its beginning."""
        self.progress, self.task = progress, task
        self.done, self.shown = 0, time.monotonic()

    def __call__(self, source: Source) -> None:
        self.done += 1
        now = time.monotonic()
        if now - self.shown > OFTEN:
            self.progress.update(self.task, completed=self.done)
            self.shown = now


def _options(given: argparse.Namespace) -> Options:
    limits = Limits()
    for limit in given.limit:
        name, _, value = limit.partition("=")
        if name not in asdict(limits) or not value.isdecimal():
            raise ArchiveError(f"--limit {limit}: write one of {LIMITS} with another number")
        limits = replace(limits, **{name: int(value)})
    if given.jobs < 0:
        raise ArchiveError(f"--jobs {given.jobs}: not a number of processes; write 1 or more")
    return Options(limits, given.jobs, given.dry_run, tuple(given.keep), given.scheduler)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.convert",
        description="Turn a keeper's sources, in any format, into documents of the archive: "
        "Markdown with front matter.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("sources", nargs="*", type=Path, help="files, folders of files, archives of them")
    add("--into", type=Path, help="folder of documents, e.g. content/articles")
    add("--report", type=Path, metavar="FILE", help="write the results as JSON too")
    add("--dry-run", action="store_true", help="only tell what would be done")
    add("--explain", type=Path, metavar="FILE", help="tell of each field why it is what it is")
    add(
        "--keep",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a source, or a document, that both you and the source changed: yours stays, and "
        "nothing more is said until the source changes again; repeatable",
    )
    add("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: all cores)")
    add(
        "--scheduler", default="", metavar="ADDRESS", help="of a Dask cluster that does the reading"
    )
    add("--limit", action="append", default=[], metavar="NAME=N", help="see below; repeatable")
    return parser


if __name__ == "__main__":
    sys.exit(main())
