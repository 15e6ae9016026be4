"""`python -m plugins.check content`: are all documents in order?"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from plugins.bounds import BRACKETED
from plugins.document import Document
from plugins.documents import read_documents
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.explicit import without_code
from plugins.files import is_below, line_with, named_by, read_text
from plugins.folders import files_in, visible
from plugins.originals import FOLDER, read_originals
from plugins.slips import slips

FOLDERS = ("articles", "pages")
PICTURES = "images"
TEXTS = "authority"  # has entities' own texts, which show pictures too
# Links to files and to documents, as Pelican has them: from content, or from the document.
HOW = r"\{(static|attach|filename)\}"
NAMED = rf"(?:<{HOW}([^<>\n]+)>|{HOW}((?:[^\s()<>]|\([^\s()<>]*\))+))"
LINK = re.compile(rf"(!)?{BRACKETED}\(\s*{NAMED}")
EPILOG = """\
Reads every document (*.md) of CONTENT/articles and CONTENT/pages, and CONTENT/originals, looks for
the pictures and files that they name, and says what is wrong with any, one line each: file:line:
what was found; what would do. Builds and changes nothing.

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
        documents, texts = len(found), content / TEXTS
        articles = [each for path, each in found if not path.is_relative_to(pages)]
        read_originals(content / FOLDER, articles)
        files_in(content / PICTURES)
        found += [(path, Document(body=read_text(path))) for path in visible(texts, ".md")]
        if errors := list(missing_files(content, found)):
            raise ArchiveErrors(errors)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    for told in slips(found, date.today()):
        print(told, file=sys.stderr)
    print(f"{documents} documents are in order")
    return 0


def missing_files(
    content: Path, documents: Iterable[tuple[Path, Document]]
) -> Iterator[ArchiveError]:
    """Yield an error for each picture, file or document that a link names and `content` lacks."""
    for path, document in documents:
        for found in LINK.finditer(without_code(document.body)):
            how, written = found[2] or found[4], found[3] or found[5]
            named = unquote(re.split(r"[?#]", written)[0]) or "/"
            file = named_by(named, path, content)
            kind = "picture" if found[1] else "document" if how == "filename" else "file"
            inside = is_below(file, content)
            if not (inside and file.is_file()):
                finding = f"no {kind} {file}" if inside else f"{file} is outside {content}"
                yield ArchiveError(
                    f"{path}:{line_with(path, written)}: {finding}; put it there, or correct the "
                    "address"
                )


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
