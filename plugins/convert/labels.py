"""The head of a text that its keeper typed: «العنوان: …», «التاريخ: …», a line for each field."""

import re
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from plugins.convert.byline import names_in
from plugins.convert.draft import Draft, Given
from plugins.convert.sourceline import ADDRESS
from plugins.document import field_named

LINE = re.compile(r"(?P<label>[^\W\d_][^\n:：]{0,24}?)\s*[:：]\s*(?P<value>\S.{0,300})")
SUBJECT = "الموضوع"  # of a letter
ALSO = {  # what is no name of a field in front matter
    SUBJECT: "title",
    "تاريخ النشر": "date",
    "نشر في": "date",
    "بقلم": "authors",
    "اسم الكاتب": "authors",
    "التصنيف": "section",
    "نقلا عن": "source",
}
TAKEN = frozenset(
    "title date authors translator section summary source source_url tags rights".split()  # noqa: SIM905
)
THE_BOOK = "الكتاب"  # «the writers» in front matter: here, a book that is spoken of
FEWEST = 2  # one such line may be anything
LONGEST = 12  # lines of a head
MOST_ABOVE, LONGEST_ABOVE = 3, 60  # lines that stand above it, characters of one


class Head(NamedTuple):
    """What a head says, and the numbers of the lines that say it; those of other labels stay."""

    title: str
    source: str
    address: str
    given: Given
    lines: frozenset[int]


def head(lines: list[str]) -> Head | None:
    """Return what the first lines of a text say of it; None where they are no head.

    Above them may stand short lines, the headline or who writes a letter, if none of them is
    labelled as the title: among those «العنوان» is where somebody lives. A letter's subject is one.
    """
    said: dict[str, str] = {}
    taken: set[int] = set()
    above = 0  # lines
    for at, line in enumerate(lines[:LONGEST]):
        found = LINE.fullmatch(line)
        field = _field(found["label"]) if found else None
        if found and field and field not in said:
            if field == "title" and above and found["label"] != SUBJECT:
                return None
            said[field] = found["value"].strip()
            taken.add(at)
        elif line and not found:
            above += 1
            if said or above > MOST_ABOVE or len(line) > LONGEST_ABOVE:
                break
    if len(said) < FEWEST:
        return None
    return _head(said, frozenset(taken))


def with_head(draft: Draft) -> Draft:
    """Return a draft whose first paragraphs are a head with what they say; its own word counts."""
    opening = list(takewhile(lambda block: block.kind == "paragraph", draft.blocks))[:LONGEST]
    lines = [(at, line) for at, block in enumerate(opening) for line in block.text.split("\n")]
    found = head([line for _, line in lines])
    if found is None or (found.title and draft.title):
        return draft
    own = {lines[number][0] for number in found.lines}
    if any(at in own and number not in found.lines for number, (at, _) in enumerate(lines)):
        return draft  # a paragraph says more than the head
    said = {n: getattr(draft.given, n) or v for n, v in found.given._asdict().items()}
    said["date_from"] = draft.given.date_from if draft.given.date else found.given.date_from
    if found.given.authors and draft.given.owned:
        said |= {"authors": found.given.authors, "owned": False}
    return replace(
        draft,
        title=draft.title or found.title,
        blocks=tuple(block for at, block in enumerate(draft.blocks) if at not in own),
        source=draft.source or found.source,
        address=draft.address or found.address,
        given=Given(**said),
    )


def _head(said: dict[str, str], lines: frozenset[int]) -> Head:
    source = said.get("source", "")
    address = ADDRESS.search(said.get("source_url", "") or source)
    authors = said.get("authors", "")
    return Head(
        said.get("title", ""),
        ADDRESS.sub("", source).strip(" -–،,()"),
        address[0] if address else said.get("source_url", ""),
        Given(
            date=said.get("date", ""),
            date_from="the text's head",
            authors=(names_in(authors) or (authors,)) if authors else (),
            translator=said.get("translator", ""),
            section=said.get("section", ""),
            summary=said.get("summary", ""),
            rights=said.get("rights", ""),
            tags=tuple(filter(None, map(str.strip, re.split("[،؛;,]", said.get("tags", ""))))),
        ),
        lines,
    )


def _field(label: str) -> str | None:
    field = ALSO.get(label) or field_named(label)
    return field if field in TAKEN and label != THE_BOOK else None
