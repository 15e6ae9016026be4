"""Where the mentions of a file stand, and why they are there: for a keeper's eyes."""

from collections.abc import Iterator
from pathlib import Path

from plugins.document import read_document
from plugins.entities.find import Reading, Undecided
from plugins.files import read_text

OPEN = "homonym"
DOUBTED = "word"  # a name that is a word too, and nothing says that it is the name


def place_of_body(path: Path) -> tuple[str, int]:
    """Return a document's whole text and where its body begins in it."""
    text = read_text(path).replace("\r\n", "\n")
    body = read_document(path).body
    return text, text.rfind(body.rstrip("\n")) if body else len(text)


def explained(text: str, begin: int, reading: Reading) -> Iterator[tuple[str, str, str, str]]:
    """Yield (line:start-end, form, entity, rule) in the order of the text.

    text     the whole file
    begin    where in it the text of `reading` begins
    Columns are counted from 1; `end` is the last character's. What is left open has its
    candidates between bars.
    """
    rows = [(m.start, m.end, m.form, m.entity.id, str(m.rule)) for m in reading.mentions]
    for left, rule in ((reading.undecided, OPEN), (reading.doubted, DOUBTED)):
        rows += [(u.start, u.end, u.form, "|".join(e.id for e in u.entities), rule) for u in left]
    for start, end, form, entity, rule in sorted(rows):
        line = text.count("\n", 0, begin + start) + 1
        column = begin + start - text.rfind("\n", 0, begin + start)
        yield f"{line}:{column}-{column + end - start - 1}", form, entity, rule


def undecided(place: object, homonym: Undecided) -> str:
    """Return the warning for a homonym that an article leaves open."""
    may_be = " or ".join(entity.id for entity in homonym.entities)
    return (
        f"{place}: «{homonym.form}» may be {may_be}, and is not linked; "
        "write the right one into entities_add"
    )
