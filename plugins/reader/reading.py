"""Reads all documents of a build, and renders their Markdown where its HTML is not kept."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from plugins.crew import SMALL
from plugins.document import (
    Document,
    all_right,
    document_paths,
    from_plain,
    plain_fields,
    read_document,
    tried,
)
from plugins.errors import ArchiveError
from plugins.filed import Filed, digest_of
from plugins.reader.render import rendered
from plugins.store import key_of
from plugins.view import item_key
from plugins.workshop import Workshop

KIND, FIELDS = "html", "document"
Stamp = tuple[str, int, int]  # a file, its size, and its time of change in nanoseconds
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
    """What another process read: the document without its text, that one's digest and HTML."""

    stamp: Stamp
    document: Document
    body: str
    html: str
    plain: bool


def read_rendered(folders: Sequence[Path], shop: Workshop) -> dict[str, Read]:
    """Return file → what was read, of every document under `folders`, in the order of their paths.

    Raises ArchiveErrors naming all that is wrong. Of an archive that is built for the first time
    the files themselves are shared among processes; later only those are read that changed since.
    """
    paths = document_paths(folders)
    first = shop.store.is_new and shop.crew.begin(len(paths) // SMALL)
    return _first(paths, shop) if first else _again(paths, shop)


def _first(paths: Sequence[Path], shop: Workshop) -> dict[str, Read]:
    read: dict[str, Read] = {}

    def documents() -> Iterator[tuple[Path, Document | ArchiveError]]:
        made = shop.crew.map(whole, [(str(path),) for path in paths])
        for path, each in zip(paths, made, strict=True):
            if isinstance(each, Whole):
                job = (Filed(each.body, partial(_body, str(path))),)
                keys = _keep(each.stamp, each.document, each.body, shop)
                html, plain = shop.noted(KIND, rendered, job, [each.html, each.plain], filed=(0,))
                read[str(path)] = Read(each.document, html, plain, keys)
            yield path, each.document if isinstance(each, Whole) else each

    all_right(documents())
    return read


def whole(path: str) -> Whole | ArchiveError:
    """Return the document in the file `path` with its HTML, or what is wrong with it."""
    stamp = _stamp(Path(path))  # as it is now: what changes comes next
    document = tried(Path(path))
    if isinstance(document, ArchiveError):
        return document
    html, plain = rendered(document.body)
    return Whole(stamp, replace(document, body=""), digest_of(document.body), html, plain)


def _again(paths: Sequence[Path], shop: Workshop) -> dict[str, Read]:
    stamps = [_stamp(path) for path in paths]
    kept = shop.store.get_all([key_of(FIELDS, stamp) for stamp in stamps])
    bodies: list[Filed] = []
    keys: list[Keys] = []

    def documents() -> Iterator[tuple[Path, Document | ArchiveError]]:
        for path, stamp, row in zip(paths, stamps, kept, strict=True):
            document = from_plain(row[0]) if row else tried(path)
            if isinstance(document, Document):
                read = partial(_body, str(path))
                held = None if row else document.body
                bodies.append(Filed(row[1] if row else digest_of(document.body), read, held))
                own = Keys(*row[2:]) if row else _keep(stamp, document, bodies[-1].digest, shop)
                keys.append(own)
            yield path, document

    found = all_right(documents())
    made = shop.each(KIND, rendered, [(body,) for body in bodies], filed=(0,), small=SMALL)
    for body in bodies:
        body.forget()
    return {
        str(path): Read(document, html, plain, own)
        for (path, document), (html, plain), own in zip(found, made, keys, strict=True)
    }


def _stamp(path: Path) -> Stamp:
    """Return what tells a file's content as it is now; one that cannot be read tells nothing."""
    try:
        status = os.stat(path)  # noqa: PTH116 - for every document, Path takes longer
    except OSError:
        return str(path), 0, 0
    return str(path), status.st_size, status.st_mtime_ns


def keys_of(document: Document) -> Keys:
    """Return a document's keys: its text is not in them."""
    fields = vars(document) | {"body": ""}
    return Keys(digest_of(repr(fields)), item_key(document))


def _keep(stamp: Stamp, document: Document, body: str, shop: Workshop) -> Keys:
    """Keep what a file had when it was of that stamp, and return its keys.

    body  the digest of the document's text
    What was just written is not kept: it may be written again within the same tick of the clock.
    """
    keys = keys_of(document)
    if time.time_ns() - stamp[2] > SETTLED:
        shop.store.put(key_of(FIELDS, stamp), [plain_fields(document), body, *keys])
    return keys


def _body(path: str) -> str:
    return read_document(Path(path)).body
