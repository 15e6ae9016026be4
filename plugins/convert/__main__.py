"""`python -m plugins.convert SOURCES... --into content/articles`."""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from plugins.convert.report import counts, print_report, write_report
from plugins.convert.run import convert
from plugins.convert.settle import Result
from plugins.convert.sources import find_sources
from plugins.errors import ArchiveError

EPILOG = """\
Run it as often as you like: a source that did not change is passed over, and a document that you
edited or removed is left as you have it. A folder below SOURCES gives its name to the section:
sources/علوم/x.txt goes into the section علوم.

  python -m plugins.convert sources --into content/articles
  python -m plugins.convert ~/Desktop/clipping.txt --into content/articles
"""


def main(arguments: list[str] | None = None) -> int:
    """Convert, report, and return the exit code: 0 only if nothing failed."""
    given = _parser().parse_args(arguments)
    console = Console(stderr=True)
    try:
        results = _converted(given.sources, given.into, console)
        if given.report:
            write_report(results, given.report)
    except ArchiveError as error:
        console.print(str(error), style="bold red", markup=False, soft_wrap=True)
        return 1
    print_report(results, console)
    return 1 if counts(results)["failed"] else 0


def _converted(given: list[Path], into: Path, console: Console) -> list[Result]:
    sources = list(find_sources(given))
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Converting", total=len(sources))
        return convert(sources, into, done=lambda result: progress.advance(task))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.convert",
        description="Turn text files into documents of the archive: Markdown with front matter.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sources", nargs="+", type=Path, help="files, or folders of files")
    parser.add_argument(
        "--into",
        type=Path,
        required=True,
        help="folder of documents, e.g. content/articles",
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the results as JSON too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
