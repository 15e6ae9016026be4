"""`python -m plugins.entities`: the keeper's tools for the authority files."""

import argparse
import sys
from pathlib import Path

from plugins.entities import commands
from plugins.errors import ArchiveError

EPILOG = """\
The authority files (content/authority/*.csv) say who and what the archive names. Nothing else puts
a name on a page.

  python -m plugins.entities check                     are the files in order, and what is unclear?
  python -m plugins.entities explain DOCUMENT.md       which names it has, and by which rule
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code, 1 for a finding of ArchiveError."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.command(given))
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.entities",
        description="Look after the archive's authority files.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--content", type=Path, default=Path("content"), help="the archive's folder (content)"
    )
    parser.add_argument(
        "--authority", default="authority", help="folder of the files in it (authority)"
    )
    each = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    check = each.add_parser("check", help="check the authority files against themselves and texts")
    check.set_defaults(command=commands.check)
    explain = each.add_parser("explain", help="print a document's mentions: span, form, id, rule")
    explain.add_argument("file", type=Path, help="a document (*.md), or any text file")
    explain.set_defaults(command=commands.explain)
    return parser


if __name__ == "__main__":
    sys.exit(main())
