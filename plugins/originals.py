"""The texts that translations were made from: content/originals/<id>.<language>.md, Markdown.

They stand in a folder of their own, so that nobody takes one for a document of the archive: it has
no list, no index and no names, and is only shown beside the document whose id it bears.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from babel import Locale, UnknownLocaleError

from plugins.errors import ArchiveError, ArchiveErrors
from plugins.files import read_text
from plugins.folders import files_in
from plugins.frontmatter import EDGES, FENCE, split

FOLDER = "originals"  # of content/
NAME = re.compile(r"([a-z0-9-]+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.md")
TITLE = re.compile(r"# +(\S.*?)[ #]*(?:\n|\Z)")


class Translated(Protocol):
    """What is asked of a document: its id and languages."""

    @property
    def id(self) -> str: ...
    @property
    def lang(self) -> str | None: ...
    @property
    def source_lang(self) -> str | None: ...


class Named(NamedTuple):
    """A file whose name says which document's original it is, and in which language."""

    path: Path
    id: str
    lang: str


@dataclass(frozen=True)
class Original:
    """An original as its file has it. `title` is "" where the file gives none."""

    path: Path
    lang: str
    title: str
    markdown: str


def read_originals(folder: Path, documents: Iterable[Translated]) -> dict[str, Original]:
    """Return document id → original of all files in `folder`, which may be missing.

    Raises ArchiveErrors naming every file that is no original, or not one of `documents`.
    """
    by_id = {document.id: document for document in documents}
    found: dict[str, Original] = {}
    errors: list[ArchiveError] = []
    for path in files_in(folder):
        try:
            named = _named(path, by_id)
            if named.id in found:
                raise ArchiveError(f"{path}:1: «{named.id}» has an original already; keep one")
            found[named.id] = _read(named)
        except ArchiveError as error:
            errors.append(error)
    if errors:
        raise ArchiveErrors(errors)
    return found


def direction(lang: str) -> str:
    """Return "rtl" or "ltr" for a language that `read_originals` has let through."""
    order = Locale.parse(lang, sep="-").character_order
    return "rtl" if order == "right-to-left" else "ltr"


def _named(path: Path, documents: dict[str, Translated]) -> Named:
    """Return what the file's name says; raises ArchiveError where it says nothing true."""
    parts = NAME.fullmatch(path.name)
    if parts is None:
        raise ArchiveError(f"{path}:1: no name of an original; call it <id>.<language>.md")
    named = Named(path, parts[1], parts[2].lower())
    document = documents.get(named.id)
    if document is None:
        raise ArchiveError(f"{path}:1: no document has the id «{named.id}»; rename or remove it")
    _check_language(named, document)
    return named


def _check_language(named: Named, document: Translated) -> None:
    path, lang = named.path, named.lang
    try:
        Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        raise ArchiveError(f"{path}:1: «{lang}» is no language; write fr, en or another") from None
    if lang == (document.lang or "").lower():
        raise ArchiveError(f"{path}:1: the document itself is in «{lang}»; an original is not")
    said = (document.source_lang or lang).lower()
    if said.partition("-")[0] != lang.partition("-")[0]:
        raise ArchiveError(
            f"{path}:1: the document's source_lang is «{said}»; change it, or this file's name"
        )


def _read(named: Named) -> Original:
    text = read_text(named.path).replace("\r\n", "\n")
    title = ""
    if text.lstrip(EDGES).startswith(FENCE):
        fields, text = split(named.path, text)
        title = next((str(each.value) for each in fields if each.name == "title"), "")
    text = text.strip(EDGES)
    heading = TITLE.match(text)
    if heading:
        title, text = title or heading[1], text[heading.end() :].strip(EDGES)
    if not text:
        raise ArchiveError(f"{named.path}:1: no text; write the original here or remove the file")
    return Original(named.path, named.lang, title, text + "\n")
