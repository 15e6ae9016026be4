"""Packed web archives (WACZ): the WARC files in a zip."""

from collections.abc import Iterator

from plugins.convert.draft import Draft
from plugins.convert.item import Failure
from plugins.convert.raw import Raw
from plugins.convert.readers.warc import read as read_warc
from plugins.convert.unzip import files, member, open_zip
from plugins.errors import ArchiveError


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield the pages of every WARC file in it."""
    with open_zip(raw.data, raw.name, raw.limits) as archive:
        warcs = [inner for inner, _ in files(archive) if inner.endswith((".warc", ".warc.gz"))]
        if not warcs:
            raise ArchiveError(f"{raw.name}: no WARC file in it; see that it is the right file")
        for inner in warcs:
            yield from read_warc(raw.inner(inner, member(archive, inner, raw.name)))
