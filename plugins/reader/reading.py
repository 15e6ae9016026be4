"""Reads all documents of a build, and renders their Markdown where its HTML is not kept."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from plugins.crew import SMALL
from plugins.document import Document, all_right, document_paths, read_document, tried
from plugins.errors import ArchiveError
from plugins.filed import Filed, digest_of
from plugins.reader.render import rendered
from plugins.workshop import Workshop

KIND = "html"


class Read(NamedTuple):
    """A document that was read, and its Markdown as clean HTML.

    plain  nothing in it is yet to be linked or measured
    """

    document: Document
    html: str | Filed
    plain: bool


class Whole(NamedTuple):
    """What another process read: the document without its text, that one's digest and HTML."""

    document: Document
    body: str
    html: str
    plain: bool


def read_rendered(folders: Sequence[Path], shop: Workshop) -> dict[str, Read]:
    """Return file → what was read, of every document under `folders`, in the order of their paths.

    Raises ArchiveErrors naming all that is wrong. Of an archive that is built for the first time
    the files themselves are shared among processes; later they are read here, and few are rendered.
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
                job = (Filed(each.body, partial(_body, path)),)
                html, plain = shop.noted(KIND, rendered, job, [each.html, each.plain], filed=(0,))
                read[str(path)] = Read(each.document, html, plain)
            yield path, each.document if isinstance(each, Whole) else each

    all_right(documents())
    return read


def whole(path: str) -> Whole | ArchiveError:
    """Return the document in the file `path` with its HTML, or what is wrong with it."""
    document = tried(Path(path))
    if isinstance(document, ArchiveError):
        return document
    html, plain = rendered(document.body)
    return Whole(replace(document, body=""), digest_of(document.body), html, plain)


def _again(paths: Sequence[Path], shop: Workshop) -> dict[str, Read]:
    found = all_right((path, tried(path)) for path in paths)
    bodies = [Filed(digest_of(each.body), partial(_body, path), each.body) for path, each in found]
    made = shop.each(KIND, rendered, [(body,) for body in bodies], filed=(0,), small=SMALL)
    for body in bodies:
        body.forget()
    return {
        str(path): Read(document, html, plain)
        for (path, document), (html, plain) in zip(found, made, strict=True)
    }


def _body(path: Path) -> str:
    return read_document(path).body
