"""Reads all documents of a build, and renders their Markdown where its HTML is not kept."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from plugins.crew import SMALL
from plugins.document import Document, from_plain, plain_fields, read_document
from plugins.documents import all_right, document_paths, tried
from plugins.errors import ArchiveError
from plugins.filed import Filed, digest_of
from plugins.files import line_with, state_of
from plugins.reader.render import Tangled, rendered
from plugins.store import key_of
from plugins.view import item_key
from plugins.workshop import Workshop

KIND = "document"
# Nanoseconds after which a file's time of change tells its content from any other.
SETTLED = 2 * 10**9


class Keys(NamedTuple):
    """Digests of a document's fields: `told` of all, `item` of those that lists show."""

    told: str
    item: str


class Read(NamedTuple):
    """A document that was read, and its Markdown as clean HTML.

    plain  nothing in it is yet to be linked or measured
    """

    document: Document
    html: str | Filed
    plain: bool
    keys: Keys


class Whole(NamedTuple):
    """What was read of a file: what is kept of it, and the HTML.

    key  to keep it by; none of what was just written: it may be written again within the same tick
         of the clock
    """

    key: bytes | None
    row: list[Any]  # the document's fields, the HTML's digest, whether it is plain, the keys
    html: str


def read_rendered(folders: Sequence[Path], shop: Workshop) -> dict[str, Read]:
    """Return file → what was read, of every document under `folders`, in the order of their paths.

    Raises ArchiveErrors naming all that is wrong. Only files are read that changed since they were
    read last, shared among processes.
    """
    paths = document_paths(folders)
    if shop.store.is_new:
        kept: list[Any] = [None] * len(paths)
    else:
        kept = shop.store.get_all([key_of(KIND, state_of(str(path))) for path in paths])
    changed = [(str(path),) for path, row in zip(paths, kept, strict=True) if row is None]
    made = shop.crew.map(whole, changed, SMALL)
    found: dict[str, Read] = {}

    def documents() -> Iterator[tuple[Path, Document | ArchiveError]]:
        for path, row in zip(paths, kept, strict=True):
            new = None if row else next(made)
            if isinstance(new, ArchiveError):
                yield path, new
            else:
                own = found[str(path)] = _read(str(path), _keep(new, shop) if new else row, shop)
                yield path, own.document

    all_right(documents())
    return found


def whole(path: str) -> Whole | ArchiveError:
    """Return the document in the file `path` with its HTML, or what is wrong with it."""
    stamp = state_of(path)  # as it is now: what changes comes next
    document = tried(Path(path))
    if isinstance(document, ArchiveError):
        return document
    try:
        html, plain = html_of(path, document.body)
    except ArchiveError as error:
        return error
    row = [plain_fields(replace(document, body="")), digest_of(html), plain, *keys_of(document)]
    settled = time.time_ns() - stamp[2] > SETTLED
    return Whole(key_of(KIND, stamp) if settled else None, row, html)


def html_of(path: str, markdown: str) -> tuple[str, bool]:
    """Return what `rendered` makes of a text; raises ArchiveError naming its file."""
    try:
        return rendered(markdown)
    except RecursionError:
        found = "too much stands in something else, lists or quotations or emphasis"
        raise ArchiveError(f"{path}:1: {found}; take some of it out") from None
    except Tangled as tangled:
        line = line_with(Path(path), markdown.split("\n")[tangled.line - 1])
        found = "a tag «<…» or a link «](…» begins and does not end, and so do hundreds"
        raise ArchiveError(f"{path}:{line}: {found}; end them, or write &lt; and \\[") from None


def keys_of(document: Document) -> Keys:
    """Return a document's keys: its text is not in them."""
    fields = vars(document) | {"body": ""}
    return Keys(digest_of(repr(fields)), item_key(document))


def _keep(new: Whole, shop: Workshop) -> list[Any]:
    """Keep what was read of a file, and return its row."""
    shop.store.file(new.html, new.row[1])
    if new.key:
        shop.store.put(new.key, new.row)
    return new.row


def _read(path: str, row: Any, shop: Workshop) -> Read:
    fields, html, plain, *keys = row
    filed = shop.store.filed(html, Rendering(path))
    return Read(from_plain(fields), filed, plain, Keys(*keys))


class Rendering:
    """Works out the HTML of the document in a file, where it was lost."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def __call__(self) -> str:
        return html_of(self.path, read_document(Path(self.path)).body)[0]
