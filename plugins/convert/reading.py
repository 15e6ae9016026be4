"""A source file to its items: the part of a conversion that touches bytes of unknown origin."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from plugins.convert.draft import Draft
from plugins.convert.duplicates import sketch
from plugins.convert.fields import fields
from plugins.convert.item import Failure, Item
from plugins.convert.ledger import sha256
from plugins.convert.limits import Limits
from plugins.convert.raw import Raw
from plugins.convert.readers import read
from plugins.convert.settings import EMPTY, SourceSettings, with_settings
from plugins.convert.sniff import is_office
from plugins.errors import ArchiveError

LARGER = "split it, or raise --limit memory=…"
OURS = "the reader stumbled ({}: {}); that is our mistake: report it, and save the source as text"


# Of a source, by its number in the run or its place in a job; None after its last item.
Told = tuple[int, Item | Failure | None]


class Job(NamedTuple):
    """Sources to be read one after another: one, or several that are quicker together."""

    numbers: tuple[int, ...]
    paths: tuple[Path, ...]
    settings: tuple[SourceSettings, ...]
    office: bool = False  # files of which one start of LibreOffice reads all

    def seconds(self, limits: Limits) -> int:
        """Return how long it may take; small sources in a row have as much as one of them."""
        return limits.seconds * (len(self.paths) if self.office else 1)

    def alone(self, start: int = 0) -> list["Job"]:
        """Return a job for each source from `start` on."""
        parts = zip(self.numbers, self.paths, self.settings, strict=True)
        return [Job((n,), (p,), (s,)) for n, p, s in list(parts)[start:]]


def items_of(job: Job, limits: Limits) -> Iterator[Told]:
    """Yield (place in the job, item), and (place, None) after the last of each source.

    Without its reasons: who asks for them (`explain`) reads one source, and here they travel.
    """
    made = _office_batch(job.paths, limits) if job.office and len(job.paths) > 1 else {}
    for place, (path, settings) in enumerate(zip(job.paths, job.settings, strict=True)):
        for found in items(path, limits, settings, made.get(path)):
            yield place, found if isinstance(found, Failure) else found._replace(reasons=())
        yield place, None


def items(
    path: Path,
    limits: Limits,
    settings: SourceSettings = EMPTY,
    instead: bytes | None = None,
) -> Iterator[Item | Failure]:
    """Yield what the source file `path` holds. One bad item stops no other.

    instead  bytes that another program made of the file
    """
    try:
        own = _bytes_of(path, limits)
        raw = Raw(str(path), instead or own, path, limits, columns=settings.columns)
        for found in read(raw):
            yield found if isinstance(found, Failure) else item_of(found, own, settings, path.name)
    except ArchiveError as error:
        yield Failure("", str(error))
    except MemoryError:
        yield Failure("", f"{path}: needs more memory than {limits.memory} MB; {LARGER}")
    except Exception as problem:  # a library met what it does not expect
        yield Failure("", f"{path}: {OURS.format(type(problem).__name__, problem)}")


def item_of(draft: Draft, own: bytes, settings: SourceSettings, name: str = "") -> Item:
    """Return a draft as an item: its fields worked out, its Markdown written.

    own  the source's bytes; name  of its file
    """
    draft = draft if draft.key else replace(draft, file=name)
    worked = with_settings(fields(draft), settings)
    document = worked.document
    return Item(
        draft.key,
        draft.sha256 or sha256(own),
        document,
        worked.warnings,
        draft.pictures,
        worked.reasons,
        sketch(f"{document.title}\n{document.body}"),
    )


def _office_batch(paths: Sequence[Path], limits: Limits) -> dict[Path, bytes]:
    """Return what one start of LibreOffice made of office files; those that it refused are left.

    They are read again alone then, and say themselves what is wrong.
    """
    from plugins.convert.readers.office import all_docx  # noqa: PLC0415 - most keepers have none

    raws = []
    for path in paths:
        try:
            raws.append(Raw(str(path), _bytes_of(path, limits), path, limits))
        except ArchiveError:
            continue
    office = [raw for raw in raws if is_office(raw.data[:200])]
    made = all_docx(office) if office else []
    return {raw.path: data for raw, data in zip(office, made, strict=True) if raw.path and data}


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
