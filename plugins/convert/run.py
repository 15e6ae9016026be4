"""Converts sources into documents, one after another, and never overwrites a keeper's edit."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from plugins.convert.decode import decode
from plugins.convert.fields import fields
from plugins.convert.ledger import (
    NAME,
    VERSION,
    Import,
    append_import,
    read_ledger,
    sha256,
    write_ledger,
)
from plugins.convert.readers.text import read
from plugins.convert.sources import FORMATS, Source
from plugins.document import Document, parse_document, write_document
from plugins.errors import ArchiveError
from plugins.files import read_text, write_atomic

ID_LENGTH = 10  # hex digits: two of a million sources meet with a chance of one in two
Outcome = Literal["made", "updated", "unchanged", "kept", "failed"]


class Result(NamedTuple):
    """What became of one source. `notes` are for the keeper: warnings, or why it failed."""

    source: str
    outcome: Outcome
    document: str
    notes: tuple[str, ...] = ()


@dataclass
class Conversion:
    """One run: where documents go, what was imported before, what today is."""

    into: Path
    imports: dict[str, Import]
    today: str

    @property
    def base(self) -> Path:
        return self.into.parent

    @property
    def ledger(self) -> Path:
        return self.base / NAME


def convert(
    sources: Iterable[Source], into: Path, done: Callable[[Result], None] = lambda result: None
) -> list[Result]:
    """Convert every source into a document under the folder `into`; return what became of each.

    One bad source stops no other: it is a result with the outcome "failed". `done` is called after
    each, for progress. Raises ArchiveError where the ledger or the folder cannot be used at all.
    """
    run = Conversion(into, read_ledger(into.parent / NAME), datetime.date.today().isoformat())
    into.mkdir(parents=True, exist_ok=True)
    results = []
    for source in sources:
        try:
            result = _convert_one(run, source)
        except ArchiveError as error:
            result = Result(source.name, "failed", "", (str(error),))
        results.append(result)
        done(result)
    write_ledger(run.ledger, run.imports)
    return results


def _convert_one(run: Conversion, source: Source) -> Result:
    data = _bytes_of(source)
    digest = sha256(data)
    before = run.imports.get(source.name) or _moved(run, source, digest)
    current = _current(run, before)
    if before and before.sha256 == digest and before.version == VERSION:
        return _known(run, source, before, current)
    document, warnings = _document(run, source, data, before)
    text = write_document(document)
    if before is None:
        before = _written_by_a_killed_run(run, source, document)
        current = _current(run, before)
    path = run.base / before.path if before else _path(run, document)
    outcome: Outcome = "updated" if before else "made"
    if before and current != before.written_sha256:
        note = "the source changed, and you changed the document: left as you have it"
        gone = "the source changed; you removed the document: not made again"
        return Result(source.name, "kept", before.path, (note if current else gone,))
    write_atomic(path, text)
    _remember(run, source, digest, document, path, text, warnings)
    return Result(source.name, outcome, str(path), warnings)


def _known(run: Conversion, source: Source, before: Import, current: str) -> Result:
    """The source is as it was: whatever became of its document is the keeper's will."""
    run.imports[source.name] = replace(before, source=source.name)
    outcome: Outcome = "unchanged" if current == before.written_sha256 else "kept"
    return Result(source.name, outcome, before.path, before.warnings)


def _bytes_of(source: Source) -> bytes:
    if source.path.suffix.lower() not in FORMATS:
        raise ArchiveError(
            f"{source.path}: {source.path.suffix or 'a file without a suffix'} is not read yet; "
            f"save it as text ({', '.join(FORMATS)})"
        )
    try:
        return source.path.read_bytes()
    except OSError as problem:
        raise ArchiveError(f"{source.path}: cannot be read: {problem.strerror}") from problem


def _document(
    run: Conversion, source: Source, data: bytes, before: Import | None
) -> tuple[Document, tuple[str, ...]]:
    """Return the document of a source, its id and provenance included, and warnings."""
    name = str(source.path)
    document, warnings = fields(read(decode(data, name), name))
    return replace(
        document,
        id=before.id if before else _new_id(run, source, data),
        section=source.section,
        file=source.name,
        file_sha256=sha256(data),
        converted=run.today,
    ), warnings


def _new_id(run: Conversion, source: Source, data: bytes) -> str:
    """Return an id made from the source's hash; from its name too where another source is equal."""
    own = sha256(data)
    twins = any(entry.sha256 == own for entry in run.imports.values())
    return sha256(data + source.name.encode("utf-8") if twins else data)[:ID_LENGTH]


def _moved(run: Conversion, source: Source, digest: str) -> Import | None:
    """Return the import of a source that stood elsewhere before, and is gone from there."""
    folder = Path(str(source.path)[: -len(source.name)] or ".")
    for name, entry in list(run.imports.items()):
        if entry.sha256 == digest and not (folder / name).exists():
            return run.imports.pop(name)
    return None


def _current(run: Conversion, before: Import | None) -> str:
    """Return the SHA-256 of the document as it stands now, "" where there is none."""
    path = run.base / before.path if before else None
    return sha256(path.read_bytes()) if path and path.is_file() else ""


def _path(run: Conversion, document: Document) -> Path:
    date = document.date
    folder = str(date.year) if date else "undated"
    return run.into / folder / f"{date.iso + '-' if date else ''}{document.id}.md"


def _written_by_a_killed_run(run: Conversion, source: Source, document: Document) -> Import | None:
    """Return the import that a run killed between document and ledger had no time to write down."""
    path = _path(run, document)
    if not path.exists():
        return None
    there = parse_document(path, read_text(path))
    ours = replace(document, converted=there.converted)
    data = path.read_bytes()
    written = sha256(data) if there == ours else ""
    relative = path.relative_to(run.base).as_posix()
    return Import(source.name, "", document.id, relative, written, there.converted or run.today)


def _remember(
    run: Conversion,
    source: Source,
    digest: str,
    document: Document,
    path: Path,
    text: str,
    warnings: tuple[str, ...],
) -> None:
    entry = Import(
        source=source.name,
        sha256=digest,
        id=document.id,
        path=path.relative_to(run.base).as_posix(),
        written_sha256=sha256(text.encode("utf-8")),
        converted=run.today,
        warnings=warnings,
    )
    run.imports[source.name] = entry
    append_import(run.ledger, entry)
