"""A source file to its items: the part of a conversion that touches bytes of unknown origin."""

from collections.abc import Iterator
from pathlib import Path

from plugins.convert.decode import decode
from plugins.convert.fields import fields
from plugins.convert.item import Failure, Item
from plugins.convert.ledger import sha256
from plugins.convert.readers.text import read
from plugins.convert.sources import FORMATS
from plugins.errors import ArchiveError


def items(path: Path) -> Iterator[Item | Failure]:
    """Yield what the source file `path` holds. One bad item stops no other."""
    try:
        data = _bytes_of(path)
        document, warnings = fields(read(decode(data, str(path)), str(path)))
        yield Item("", sha256(data), document, warnings)
    except ArchiveError as error:
        yield Failure("", str(error))


def _bytes_of(path: Path) -> bytes:
    if path.suffix.lower() not in FORMATS:
        raise ArchiveError(
            f"{path}: {path.suffix or 'a file without a suffix'} is not read yet; "
            f"save it as text ({', '.join(FORMATS)})"
        )
    try:
        return path.read_bytes()
    except OSError as problem:
        raise ArchiveError(f"{path}: cannot be read: {problem.strerror}") from problem
