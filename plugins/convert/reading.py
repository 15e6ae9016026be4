"""A source file to its items: the part of a conversion that touches bytes of unknown origin."""

from collections.abc import Iterator
from pathlib import Path

from plugins.convert.draft import Draft
from plugins.convert.fields import fields
from plugins.convert.item import Failure, Item
from plugins.convert.ledger import sha256
from plugins.convert.limits import Limits
from plugins.convert.raw import Raw
from plugins.convert.readers import read
from plugins.errors import ArchiveError

OURS = "the reader stumbled ({}: {}); that is our mistake: report it, and save the source as text"


def items(path: Path, limits: Limits) -> Iterator[Item | Failure]:
    """Yield what the source file `path` holds. One bad item stops no other."""
    try:
        raw = Raw(str(path), _bytes_of(path, limits), path, limits)
        for found in read(raw):
            yield found if isinstance(found, Failure) else item_of(found, raw)
    except ArchiveError as error:
        yield Failure("", str(error))
    except MemoryError:
        yield Failure("", f"{path}: needs more memory than {limits.memory} MB; split it")
    except Exception as problem:  # a library met what it does not expect
        yield Failure("", f"{path}: {OURS.format(type(problem).__name__, problem)}")


def item_of(draft: Draft, raw: Raw) -> Item:
    """Return a draft as an item: its fields worked out, its Markdown written."""
    worked = fields(draft)
    own = draft.sha256 or sha256(raw.data)
    return Item(draft.key, own, worked.document, worked.warnings, draft.pictures, worked.reasons)


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.bytes:
            raise ArchiveError(
                f"{path}: {size // 1_000_000} MB, more than {limits.megabytes}; split it, "
                "or raise --limit megabytes=…"
            )
        return path.read_bytes()
    except OSError as problem:
        raise ArchiveError(f"{path}: cannot be read: {problem.strerror}; allow it") from problem
