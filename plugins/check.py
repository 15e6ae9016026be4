"""`python -m plugins.check content`: are all documents in order?"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from plugins.document import WORDS_IN_BRACKETS, Document, read_documents
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.explicit import without_code
from plugins.files import is_below, line_with, read_text, visible
from plugins.originals import FOLDER, read_originals

FOLDERS = ("articles", "pages")
TEXTS = "authority"  # has entities' own texts, which show pictures too
WORDS = rf"\[{WORDS_IN_BRACKETS}\]"
PICTURE = re.compile(rf"!{WORDS}\(\s*<?\{{static\}}/*([^\s()<>]+)")
# A picture, or a link to a document, by a path that begins at the document.
BESIDE = re.compile(
    rf"(!)?{WORDS}\(\s*<?(?![a-zA-Z][\w+.-]*:|[/#{{])((?(1)[^\s()<>]+|[^\s()<>]+\.md\b))"
)
EPILOG = """\
Reads every document (*.md) of CONTENT/articles and CONTENT/pages, and CONTENT/originals, looks for
the pictures that they show, and says what is wrong with any, one line each: file:line: what was
found; what would do. Builds and changes nothing.

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
        found += [(path, Document(body=read_text(path))) for path in visible(texts, ".md")]
        if errors := list(missing_pictures(content, found)):
            raise ArchiveErrors(errors)
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 1
    for told in dead_ends(found):
        print(told, file=sys.stderr)
    print(f"{documents} documents are in order")
    return 0


def missing_pictures(
    content: Path, documents: Iterable[tuple[Path, Document]]
) -> Iterator[ArchiveError]:
    """Yield an error for each picture of a document, {static}/…, that is not in `content`."""
    for path, document in documents:
        for found in PICTURE.finditer(without_code(document.body)):
            picture = content / unquote(found[1])
            inside = is_below(picture, content)
            if not (inside and picture.is_file()):
                finding = f"no picture {picture}" if inside else f"{picture} is outside {content}"
                yield ArchiveError(
                    f"{path}:{line_with(path, found[1])}: {finding}; put it there, or correct the "
                    "address"
                )


def dead_ends(documents: Iterable[tuple[Path, Document]]) -> Iterator[str]:
    """Yield a line for each picture and each link to a document that is written as on the disk:

    pages stand elsewhere, so that readers would meet nothing there.
    """
    for path, document in documents:
        for found in BESIDE.finditer(without_code(document.body)):
            line = line_with(path, found[2])
            cure = "{static}/images/… for a picture" if found[1] else "[[its id]] for an article"
            yield f"{path}:{line}: «{found[2]}» leads nowhere in the site; write {cure}"


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
