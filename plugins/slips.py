"""What a keeper may not have meant by a document: it is told, and stops nothing."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from plugins.arabic.dates import HIJRI_YEARS, OUR_CALENDAR
from plugins.bounds import BRACKETED
from plugins.document import Document, nearest_field
from plugins.explicit import without_code
from plugins.files import line_with

# A picture, or a link to a document, by a path that begins at the document.
BESIDE = re.compile(
    rf"(!)?{BRACKETED}\(\s*<?(?![a-zA-Z][\w+.-]*:|[/#{{])((?(1)[^\s()<>]+|[^\s()<>]+\.md\b))"
)
BARE = re.compile(r"!\[\s*\]\(")
NOTE = re.compile(r"(?<!\\)\[\^([^\]\s]{1,50})\](:)?")


def slips(documents: Iterable[tuple[Path, Document]], today: date) -> Iterator[str]:
    """Yield a line for each slip, «file:line: finding; cure»."""
    bare: list[str] = []
    for path, document in documents:
        text = without_code(document.body)
        for told in (_fields(path, document), _days(path, document, today)):
            yield from told
        yield from _dead_ends(path, text)
        yield from _notes(path, text)
        bare += (f"{path}:{line_with(path, found[0])}" for found in BARE.finditer(text))
    if bare:
        yield (
            f"{bare[0]}: a picture without words for those who do not see it (one of {len(bare)}); "
            "write between the brackets what it shows"
        )


def _fields(path: Path, document: Document) -> Iterator[str]:
    """Yield a line for each field of the keeper's own whose name is nearly that of one of ours."""
    for name, _ in document.extra:
        if meant := nearest_field(name):
            yield (
                f"{path}:{line_with(path, name)}: «{name}» is none of the fields, and is not "
                f"shown; write {meant}, if that is meant"
            )


def _days(path: Path, document: Document, today: date) -> Iterator[str]:
    if not document.date:
        return
    written = str(document.date.year)
    if document.date.year in HIJRI_YEARS:
        yield (f"{path}:{line_with(path, written)}: {OUR_CALENDAR.format(document.date.iso)}")
    if document.date.first_day > today:
        yield f"{path}:{line_with(path, written)}: {document.date.iso} is yet to come; correct it"


def _dead_ends(path: Path, text: str) -> Iterator[str]:
    """Yield a line for each picture and each link to a document that is written as on the disk:

    pages stand elsewhere, so that readers would meet nothing there.
    """
    for found in BESIDE.finditer(text):
        line = line_with(path, found[2])
        cure = "{static}/images/… for a picture" if found[1] else "[[its id]] for an article"
        yield f"{path}:{line}: «{found[2]}» leads nowhere in the site; write {cure}"


def _notes(path: Path, text: str) -> Iterator[str]:
    """Yield a line for each sign of a footnote that has no text: it is shown as it is written."""
    signs = list(NOTE.finditer(text))
    known = {sign[1] for sign in signs if sign[2]}
    for name in dict.fromkeys(sign[1] for sign in signs if sign[1] not in known):
        line = line_with(path, f"[^{name}]")
        yield f"{path}:{line}: the note [^{name}] has no text; add a line «[^{name}]: …»"
