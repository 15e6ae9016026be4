"""Where the mentions of a file stand, and why they are there: for a keeper's eyes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from plugins.document import read_document
from plugins.entities.entity import Entity
from plugins.entities.find import Reading, Undecided
from plugins.entities.ids import name_key
from plugins.entities.match import Mention
from plugins.explicit import LINK, blank, without_code
from plugins.files import read_text

OPEN = "homonym"
DOUBTED = "word"  # a name that is a word too, and nothing says that it is the name
TARGET = r"\[\[(?:[^\[\]|\n]+\|)?"
# Where links lead. An address without an end is taken whole, or its line would be read from each.
NOT_READ = re.compile(rf"\]\((?P<address>[^)\n]*)(?P<end>\)?)|{TARGET}")


def place_of_body(path: Path) -> tuple[str, int]:
    """Return a document's whole text and where its body begins in it."""
    text = read_text(path).replace("\r\n", "\n")
    body = read_document(path).body
    return text, text.rfind(body.rstrip("\n")) if body else len(text)


def prose_of(markdown: str) -> str:
    """Return Markdown without code and without where its links lead, every letter in its place."""
    return NOT_READ.sub(_unread, without_code(markdown))


def _unread(found: re.Match[str]) -> str:
    """Return blanks for where a link leads; what is no address, for want of an end, stays."""
    no_address = found["address"] is not None and not found["end"]
    return re.sub(TARGET, blank, found[0]) if no_address else blank(found)


def with_links(markdown: str, reading: Reading, targets: Mapping[str, Entity]) -> Reading:
    """Return a reading of `prose_of(markdown)` with the names that the keeper linked, [[name]].

    targets  id, or key of a name → entity
    """
    own = [
        Mention(entity, found.start(), found.end(), found.group(), "link")
        for found in LINK.finditer(without_code(markdown))
        for target in [found[1].strip()]
        for entity in [targets.get(target) or targets.get(name_key(target))]
        if entity
    ]
    free = [
        m for m in reading.mentions if not any(m.start < o.end and o.start < m.end for o in own)
    ]
    return replace(reading, mentions=[*free, *own])


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
