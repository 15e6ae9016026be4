"""One document's worth of a source, on its way from a reader to the archive."""

from typing import NamedTuple

from plugins.convert.draft import Picture
from plugins.document import Document


class Reason(NamedTuple):
    """Why a field is what it is: for `--explain`."""

    field: str
    value: str
    why: str


class Item(NamedTuple):
    """A document still without id and provenance.

    key      which of its source's documents it is, the same at every import; "" where the source is
             one document
    sha256   of the bytes that it was made of: the source's own, where the source is one document
    """

    key: str
    sha256: str
    document: Document
    warnings: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    reasons: tuple[Reason, ...] = ()
    sketch: str = ""  # of the text, for near duplicates


class Failure(NamedTuple):
    """An item, or a whole source, that could not be converted. `error` names place and cure."""

    key: str
    error: str
