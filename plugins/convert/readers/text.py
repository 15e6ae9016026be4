"""Clippings as plain text: headline, lead, paragraphs, cross-headings, «المصدر» and an address."""

import re

from plugins.convert.clean import blocks, clean
from plugins.convert.draft import Block, Draft
from plugins.errors import ArchiveError

ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SOURCE_LINE = re.compile(r"(?:ال)?مصدر(?:\s+الخبر|\s+المقال)?\s*[:：\-–]?\s*(.*)", re.DOTALL)
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(.*)")
SENTENCE_END = tuple('.؟?!…:؛،,"»”)')
LONGEST_TITLE = 200  # characters; a longer first paragraph is text, not a headline
LONGEST_HEADING = 60
LONGEST_NAME = 60  # of a source
A_PARAGRAPH = 120  # characters; a line longer than this was not broken by hand


def read(text: str, name: str) -> Draft:
    """Return the clipping in `text`; raises ArchiveError when it holds no words.

    name  of the file, for messages
    """
    found = [part for block in blocks(clean(text)) for part in _paragraphs(block)]
    if not found:
        raise ArchiveError(f"{name}: no text in the file; put the text there or remove the file")
    body, source, address = _without_source(found)
    if not body:
        raise ArchiveError(f"{name}: only a source line, no text; add the text of the document")
    title, body, warnings = _title(body)
    return Draft(title, _structured(body), source, address, warnings)


def _paragraphs(block: str) -> list[str]:
    """Return the paragraphs of a block: its long lines each, or the lines of one taken together."""
    lines = block.split("\n")
    if any(len(line) > A_PARAGRAPH for line in lines):
        return lines
    if len(lines) > 2 and all(not line.endswith(SENTENCE_END) for line in lines[:-2]):
        return [" ".join(lines)] if min(map(len, lines[:-1])) > A_PARAGRAPH // 3 else [block]
    return [block]


def _without_source(parts: list[str]) -> tuple[list[str], str, str]:
    """Return the parts before the source line, the source's name and its address."""
    for at in range(len(parts) - 1, max(-1, len(parts) - 5), -1):
        line = SOURCE_LINE.fullmatch(parts[at])
        if line and len(ADDRESS.sub("", line.group(1))) <= LONGEST_NAME:
            rest = " ".join([line.group(1), *parts[at + 1 :]])
            if _is_source(rest):
                return parts[:at], *_name_and_address(rest)
    if ADDRESS.fullmatch(parts[-1]):
        return parts[:-1], "", parts[-1]
    return parts, "", ""


def _is_source(rest: str) -> bool:
    return bool(rest.strip()) and len(ADDRESS.sub("", rest).strip()) <= LONGEST_NAME


def _name_and_address(rest: str) -> tuple[str, str]:
    address = ADDRESS.search(rest)
    name = ADDRESS.sub("", rest).strip(" \n:-–،.()[]|")
    return " ".join(name.split()), address.group() if address else ""


def _title(parts: list[str]) -> tuple[str, list[str], tuple[str, ...]]:
    first = MARKDOWN_HEADING.sub(r"\1", parts[0]).replace("\n", " ")
    if len(first) <= LONGEST_TITLE:
        return first, parts[1:], ()
    sentence = re.split(r"(?<=[.؟!])\s", first)[0][:LONGEST_TITLE].rsplit(" ", 1)[0]
    return sentence, parts, ("no headline: the title is the beginning of the text",)


def _structured(parts: list[str]) -> tuple[Block, ...]:
    last = len(parts) - 1
    return tuple(
        Block("heading", MARKDOWN_HEADING.sub(r"\1", part))
        if MARKDOWN_HEADING.fullmatch(part) or (0 < at < last and _is_heading(part, parts[at + 1]))
        else Block("paragraph", part)
        for at, part in enumerate(parts)
    )


def _is_heading(part: str, following: str) -> bool:
    """Tell whether a short line without a full stop stands above a paragraph."""
    return (
        len(part) <= LONGEST_HEADING
        and "\n" not in part
        and not part.endswith(SENTENCE_END)
        and any(c.isalpha() for c in part)
        and len(following) > LONGEST_HEADING
    )
