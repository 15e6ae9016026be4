"""`python -m plugins.check content`: are all documents in order?"""

import argparse
import sys
from pathlib import Path

from plugins.document import read_documents
from plugins.errors import ArchiveError
from plugins.originals import FOLDER, read_originals

FOLDERS = ("articles", "pages")
EPILOG = """\
Reads every document (*.md) of CONTENT/articles and CONTENT/pages, and CONTENT/originals, and says
what is wrong with any, one line each: file:line: what was found; what would do. Builds and changes
nothing.

  python -m plugins.check content
"""


def main(arguments: list[str] | None = None) -> int:
    """Check, say what was found, and return the exit code: 0 only if all is in order."""
    content: Path = _parser().parse_args(arguments).content
    try:
        if not content.is_dir():
            raise ArchiveError(f"{content}: no such folder; give the folder that has articles/")
        found = read_documents([content / folder for folder in FOLDERS])
        pages = content / FOLDERS[1]
        articles = [each for path, each in found if not path.is_relative_to(pages)]
        read_originals(content / FOLDER, articles)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(found)} documents are in order")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.check",
        description="Check the archive's documents.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "content", nargs="?", type=Path, default=Path("content"), help="default: content"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
