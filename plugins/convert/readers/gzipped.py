"""Single files packed with gzip: WARC files and dumps mostly."""

import io
import zlib
from collections.abc import Iterator
from gzip import GzipFile
from pathlib import PurePath

from plugins.convert.draft import Draft
from plugins.convert.item import Failure
from plugins.convert.raw import Raw
from plugins.convert.readers.warc import read as read_warc
from plugins.convert.sniff import sniff
from plugins.errors import ArchiveError


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield what the packed file holds; raises ArchiveError where it is cut off."""
    if raw.depth >= raw.limits.nesting:
        raise ArchiveError(f"{raw.name}: packed too many times; unpack it yourself")
    name = PurePath(raw.name).name.removesuffix(".gz")
    data = _unpacked(raw)
    if sniff(data, name) == "warc":
        yield from read_warc(raw)
        return
    from plugins.convert.readers import read as read_any  # noqa: PLC0415 - readers hold each other

    yield from read_any(raw.inner(name, data))


def _unpacked(raw: Raw) -> bytes:
    try:
        with GzipFile(fileobj=io.BytesIO(raw.data)) as file:
            data = file.read(raw.limits.bytes + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise ArchiveError(f"{raw.name}: cut off or broken ({problem}); get it again") from problem
    if len(data) > raw.limits.bytes:
        raise ArchiveError(
            f"{raw.name}: unpacks to more than {raw.limits.megabytes} MB; unpack it yourself"
        )
    return data
