"""Markdown files: the text stays as it is written; front matter, if there is any, gives fields."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from plugins.bounds import WORDS_IN_BRACKETS
from plugins.convert.clean import clean_letters, clean_line
from plugins.convert.decode import decode
from plugins.convert.draft import Block, Draft, Given
from plugins.convert.mdpictures import with_pictures
from plugins.convert.pictures import Album
from plugins.convert.raw import Raw
from plugins.convert.whole import whole
from plugins.convert.wiki import as_shown, in_vault
from plugins.convert.wiki import plain as without_links
from plugins.document import Document, nearest_field, parse_document
from plugins.errors import ArchiveError

HEADING = re.compile(r"#{1,6}\s+(.+)")
UNDERLINE = re.compile(r"(?:=+|-+)\s*")
# A heading's name for links, as Google Docs and Pandoc write it: nobody is shown it.
ANCHOR = re.compile(r"^(#{1,6} .*)\{#[^{}\s]+\}[ \t]*$", re.MULTILINE)
TARGET = r"(?:data:[^()\s]*)?[^)\n]{0,2000}"  # where a link leads
MISSPELT = "«{}» is none of the fields, and is not shown; write {}, if that is meant"
MISSING = "pictures that are not beside it: {}; put them there, or take them out of the text"
SIGNS = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])|[*_`~]+"
    rf"|!?\[(?P<words>{WORDS_IN_BRACKETS})\]\({TARGET}\)|^[#>\s]*(?:[-+]\s+|\d+[.)]\s+)?",
    re.MULTILINE,
)


def read(raw: Raw) -> Iterator[Draft]:
    """Yield the document; raises ArchiveError with the line for bad front matter."""
    text = decode(raw.data, raw.name)
    words = clean_letters(text.text).replace("\u00a0", " ").strip("\n")
    known, title, vault = None, "", in_vault(raw.path)
    if words.lstrip().startswith("---\n"):
        known, title = _front_matter(words, raw)
        words = known.body
    unseen: tuple[str, ...] = ()
    if vault:
        words, unseen = as_shown(words)
    album = Album(raw.fetch)
    words, missing = with_pictures(ANCHOR.sub(lambda line: line[1].rstrip(), words), album)
    draft = replace(_draft(words, known, title), pictures=tuple(album.taken.values()))
    if vault and raw.path and not draft.title:
        draft = replace(draft, title=clean_line(raw.path.stem))  # as Obsidian has it
    told = (MISSING.format(missing),) if missing else ()
    yield whole(draft, raw, (*text.warnings, *_misspelt(known), *told, *unseen))


def _misspelt(known: Document | None) -> Iterator[str]:
    """Yield what is said of each field whose name is nearly that of one of ours."""
    for name, _ in known.extra if known else ():
        if meant := nearest_field(name):
            yield MISSPELT.format(name, meant)


def _front_matter(text: str, raw: Raw) -> tuple[Document, str]:
    """Return the fields and the body; a title or an id may be missing there."""
    stand_in = "\ufdd0 x" if not re.search(r"^(?:title|العنوان|عنوان)\s*:\s*\S", text, re.M) else ""
    text = text.lstrip()
    if stand_in:
        text = text.replace("---\n", f"---\ntitle: {stand_in}\n", 1)
    path = Path(raw.name).with_name("document.md")
    try:
        document = parse_document(path, text)
    except ArchiveError as problem:
        raise ArchiveError(str(problem).replace(str(path), raw.name)) from problem
    return document, "" if stand_in else document.title


def _draft(body: str, known: Document | None, title: str) -> Draft:
    blocks = [block for block in re.split(r"\n{2,}", body.strip("\n")) if block.strip()]
    first, below = _headed(blocks[0].strip()) if blocks else ("", "")
    if first and (not title or clean_line(first) == clean_line(title)):
        title, blocks = title or plain(first), [below] * bool(below) + blocks[1:]
    parts = tuple(_block(block) for block in blocks)
    if known is None:
        return Draft(title, parts)
    return Draft(
        title,
        parts,
        source=known.source or "",
        address=known.source_url or "",
        given=_given(known),
        id=known.id if known.id != "document" else "",
    )


def _headed(block: str) -> tuple[str, str]:
    """Return the heading in a block's first line, "" for none, and what stands below it."""
    first, _, below = block.partition("\n")
    if marked := HEADING.fullmatch(first):
        return marked[1].rstrip().rstrip("#").rstrip(), below
    line, _, rest = below.partition("\n")
    return (first.rstrip(), rest) if UNDERLINE.fullmatch(line) else ("", block)


def _block(text: str) -> Block:
    """Return a block as written. Its kind serves to find fields: the Markdown is the author's."""
    simple = not re.match(r"\s{4}|[-+*>|]|\d+[.)]\s|\[\^|```|<", text)
    return Block("paragraph" if simple else "other", plain(text), markdown=text)


def plain(text: str) -> str:
    """Return about what a reader will see of some Markdown: enough to find names and dates in."""
    text = without_links(text)
    return SIGNS.sub(lambda found: found["sign"] or found["words"] or "", text).strip()


def _given(known: Document) -> Given:
    own = {each.name for each in fields(Document)}
    names = ("lang", "translator", "section", "summary", "rights", "status")
    texts: dict[str, Any] = {name: getattr(known, name) or "" for name in names}
    kept = ("date_basis", "source_lang", "archived_url")
    extra = [(name, getattr(known, name)) for name in kept if getattr(known, name)]
    lists = [
        (n, getattr(known, n)) for n in ("entities_add", "entities_never") if getattr(known, n)
    ]
    return Given(
        date=known.date.iso if known.date else "",
        date_from="front matter",
        authors=known.authors,
        tags=known.tags,
        extra=(*extra, *lists, *(pair for pair in known.extra if pair[0] not in own)),
        **texts,
    )
