"""`python -m plugins.entities`: the keeper's tools for the authority files."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from plugins.entities import commands
from plugins.entities.variants import LEAST
from plugins.errors import ArchiveError

EPILOG = """\
The authority files (content/authority/*.csv) say who and what the archive names. Nothing else puts
a name on a page.

  python -m plugins.entities check                     are the files in order, and what is unclear?
  python -m plugins.entities explain DOCUMENT.md       which names it has, and by which rule
  python -m plugins.entities suggest                   missing names: tick some, run it again
  python -m plugins.entities variants                  entities that may be one, with scores
  python -m plugins.entities merge OLD ID              OLD's names and address become those of ID
  python -m plugins.entities apart ONE OTHER           these are not the same: never ask again
  python -m plugins.entities rename OLD NEW            another id; the old address leads to the new
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code, 1 for a finding of ArchiveError."""
    given = _parser().parse_args(arguments)
    try:
        code = int(given.command(given))
        sys.stdout.flush()
        return code
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads it has seen enough: explain … | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is left of it
        return 0


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
    _add_reading(each)
    _add_changing(each)
    return parser


def _add_reading(each: Any) -> None:
    check = each.add_parser("check", help="check the authority files against themselves and texts")
    check.set_defaults(command=commands.check)
    explain = each.add_parser("explain", help="print a document's mentions: span, form, id, rule")
    explain.add_argument("file", type=Path, help="a document (*.md), or any text file")
    explain.set_defaults(command=commands.explain)
    variants = each.add_parser("variants", help="print pairs of entities that may be one")
    variants.add_argument("--least", type=float, default=LEAST, help=f"score, 0..1 ({LEAST})")
    variants.set_defaults(command=commands.variants)


def _add_changing(each: Any) -> None:
    suggest = each.add_parser(
        "suggest",
        help="write the names that are missing to a file, add those ticked in it",
        description="Writes a CSV file of names that the archive's texts have and the authority "
        "files have not, likeliest first. Open it in a spreadsheet: in the column tick, x adds the "
        "name, - refuses it for ever; mend its span and kind; an id in same_as makes it another "
        "name of that entity. Then run suggest again.",
    )
    suggest.add_argument("--into", type=Path, help="the file (CONTENT/suggestions.csv)")
    suggest.add_argument("--least", type=float, default=0.2, help="score of the last (0.2)")
    suggest.add_argument(
        "--model",
        action="store_true",
        help="ask a model too that learns from your own names (needs python-crfsuite)",
    )
    suggest.set_defaults(command=commands.suggest)
    merge = each.add_parser("merge", help="make one entity a part of another")
    merge.add_argument("old", help="the id that goes: its names and its address go on")
    merge.add_argument("id", help="the id that stays")
    merge.set_defaults(command=commands.merge)
    apart = each.add_parser("apart", help="remember that two entities are not the same")
    apart.add_argument("one")
    apart.add_argument("other")
    apart.set_defaults(command=commands.apart)
    rename = each.add_parser("rename", help="give an entity another id")
    rename.add_argument("old")
    rename.add_argument("new")
    rename.set_defaults(command=commands.rename)


if __name__ == "__main__":
    sys.exit(main())
