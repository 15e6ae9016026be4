"""Clippings as plain text: headline, lead, paragraphs, cross-headings, «المصدر» and an address."""

import re
from collections.abc import Iterator
from dataclasses import replace

from plugins.convert.byline import is_byline
from plugins.convert.chat import chat
from plugins.convert.clean import blocks, clean
from plugins.convert.dating import is_a_date
from plugins.convert.decode import decode
from plugins.convert.draft import Block, Draft, Given
from plugins.convert.invocation import is_invocation
from plugins.convert.labels import head
from plugins.convert.lines import paragraphs
from plugins.convert.opening import Opening, opening
from plugins.convert.raw import Raw
from plugins.convert.sourceline import parted, without_address, without_source
from plugins.errors import ArchiveError

MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(.*)")
STRONG = re.compile(r"([*_])(?=\S)([^*_]+)(?<=\S)\1")  # as chats mark it
SENTENCE_END = tuple('.؟?!…:؛،,"»”)')
NUMBERED = re.compile(r"[^\W\d_]{2,12}\s*[:：]\D{0,20}\d")  # «الرقم: 12/ص», of a letter
WORD = re.compile(r"[^\W_]")
LONGEST_TITLE = 200  # characters; a longer first paragraph is text, not a headline
LONGEST_HEADING = 60


def read(raw: Raw) -> Iterator[Draft]:
    """Yield the clipping, or the chat."""
    text = decode(raw.data, raw.name)
    draft = chat(text.text, raw.name) or clipping(text.text, raw.name)
    yield replace(draft, warnings=(*text.warnings, *draft.warnings))


def clipping(text: str, name: str) -> Draft:
    """Return the clipping in `text`; raises ArchiveError when it holds no words.

    name  of the file, for messages
    """
    if not WORD.search(text):
        raise ArchiveError(f"{name}: no text in the file; put the text there or remove the file")
    lines = clean(text).split("\n")
    said = head(lines)
    left = [line for at, line in enumerate(lines) if not (said and at in said.lines)]
    found = paragraphs(blocks("\n".join(left).strip("\n")))
    body, source, address = without_source(found)
    if not WORD.search("".join(body)):
        raise ArchiveError(f"{name}: only a source line, no text; add the text of the document")
    body, above = without_address(body)
    title = said.title if said else ""
    warnings: tuple[str, ...] = ()
    if not title:
        title, body, warnings = headline(body)
    source, given = parted(source, said.given if said else Given())
    address = (said.address if said else "") or address or above
    body, beside = told_above(body, address)
    return Draft(
        title,
        structured(body),
        (said.source if said else "") or source or beside.source,
        address or beside.address,
        warnings,
        given,
    )


def told_above(parts: list[str], address: str) -> tuple[list[str], Opening]:
    """Return the parts without the lines of their opening that only say where they are from."""
    lines = [(at, line) for at, part in enumerate(parts) for line in part.split("\n")]
    found = opening([line for _, line in lines], address)
    left: dict[int, list[str]] = {}
    for number, (at, line) in enumerate(lines):
        if number not in found.lines:
            left.setdefault(number - len(lines) if number < found.length else at, []).append(line)
    return ["\n".join(own) for own in left.values()], found


def headline(parts: list[str]) -> tuple[str, list[str], tuple[str, ...]]:
    """Return the title, the parts that are left, and what the keeper should know.

    The title is the first line, where it is short and has words; else the beginning of the text.
    The basmala above it stays above the text.
    """
    first, *below = parts[0].split("\n", 1)
    if is_invocation(first) and WORD.search("".join(below + parts[1:])):
        title, rest, warnings = headline(below + parts[1:])
        return title, [first, *rest], warnings
    marked = MARKDOWN_HEADING.fullmatch(first) or STRONG.fullmatch(first)
    title = marked[2] if marked else first
    if len(title) <= LONGEST_TITLE and WORD.search(title):
        rest = below + parts[1:]
        return (
            title,
            rest,
            () if rest else ("only a headline, no text below it; see that the source is whole",),
        )
    start = " ".join(next(part for part in parts if WORD.search(part)).split())
    return (
        beginning(start),
        parts,
        ("no headline: the title is the beginning of the text; write a better one",),
    )


def beginning(text: str) -> str:
    """Return the first sentence of a line, cut at a word where it is long."""
    sentence = re.split(r"(?<=[.؟?!…])\s", text)[0]
    if len(sentence) <= LONGEST_TITLE:
        return sentence.rstrip(".") if WORD.search(sentence) else text[:LONGEST_TITLE]
    return sentence[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip("،؛,;: ") + "…"


def structured(parts: list[str]) -> tuple[Block, ...]:
    """Return paragraphs as blocks, those that stand as cross-headings as headings."""
    return tuple(
        _block(part, at > 0, parts[at + 1] if at + 1 < len(parts) else "")
        for at, part in enumerate(parts)
    )


def _block(part: str, above: bool, following: str) -> Block:
    marked = MARKDOWN_HEADING.fullmatch(part)
    if marked and WORD.search(marked[2]):
        return Block("heading", marked[2], max(2, len(marked[1])))
    if above and _is_heading(part, following):
        return Block("heading", part)
    return Block("paragraph", part)


def _is_heading(part: str, following: str) -> bool:
    """Tell whether a short line without a full stop stands above a paragraph."""
    return (
        len(part) <= LONGEST_HEADING
        and "\n" not in part
        and not part.endswith(SENTENCE_END)
        and not NUMBERED.match(part)
        and any(c.isalpha() for c in part)
        and len(following) > LONGEST_HEADING
        and not (is_a_date(part) or is_byline(part))
    )
