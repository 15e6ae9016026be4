"""Settles what becomes of an item: a new document, a newer text, or nothing.

The rule has three sides: the text that we wrote last, the document as it stands, the text that the
source gives now. A document that stands otherwise than we wrote it is the keeper's.
"""

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from io import FileIO
from pathlib import Path

from plugins.convert.duplicates import address_key
from plugins.convert.imports import Imports
from plugins.convert.item import Item
from plugins.convert.ledger import NAME, Import, Intents, read_intents, sha256
from plugins.convert.origins import Origin, Origins
from plugins.convert.results import Result, What
from plugins.convert.sources import real
from plugins.document import Document, parse_document, write_document
from plugins.errors import ArchiveError
from plugins.files import read_text, write_atomic

A_HEAD = 4096  # bytes of a document that tell its id
ID = re.compile(rb"^id:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)
ID_LENGTH = 10  # hex digits: among a million documents an id meets another with a chance of a half

EDITED = (
    "the source changed, and you changed the document: left as you have it; "
    "bring over by hand what you want, then run once with --keep and the source's name"
)
REMOVED = (
    "the source changed, but you removed the document: not made again; remove the source too, "
    "or run once with --keep and its name, or, to have it made, remove its line in imports.jsonl"
)
TWIN = "the same file as {}, two documents now; remove the one that you do not want"


@dataclass
class Run:
    """One conversion: where documents go, what was imported before, what today is."""

    into: Path
    imports: Imports
    today: str
    dry: bool = False  # only tell what would be done
    origins: Origins = field(default_factory=Origins)
    keep: frozenset[Path] = frozenset()  # sources and documents of which the keeper's text stays
    said: set[Path] = field(default_factory=set)  # those of `keep` that were met
    intents: Intents = field(init=False)

    def __post_init__(self) -> None:
        """Notes of what is about to be written lie beside the ledger."""
        self.intents = Intents(self.base)

    def recover(self) -> None:
        """Take over what a killed run wrote and had no time to note in the ledger.

        What it meant to write and did not is passed over: the source is read again. A document
        that it made and that stands otherwise now is the keeper's.
        """
        for entry in read_intents(self.base):
            there = standing(self, entry)
            if there and (there == entry.written_sha256 or not self.imports.get(*entry.key)):
                self.imports.put(entry)

    @cached_property
    def moved(self) -> dict[str, Path]:
        """Where the documents lie, by their ids: a keeper may have named or moved one."""
        heads = ((path, ID.search(_head(path))) for path in sorted(self.into.rglob("[!.]*.md")))
        return {found[1].decode(): path for path, found in heads if found}

    @property
    def base(self) -> Path:
        return self.into.parent

    @property
    def ledger(self) -> Path:
        return self.base / NAME


def is_settled(result: Result) -> bool:
    """Tell whether the item needs no other look: it did not fail, nothing waits for the keeper."""
    return result.outcome != "failed" and not {EDITED, REMOVED}.intersection(result.notes)


def standing(run: Run, entry: Import) -> str:
    """Return the SHA-256 of a document as it stands now, "" where there is none."""
    return _standing(run.base / entry.path)


def _head(path: Path) -> bytes:
    try:
        with FileIO(path) as file:
            return file.read(A_HEAD) or b""
    except OSError:
        return b""


def _standing(path: Path) -> str:
    try:
        with FileIO(path) as file:
            return sha256(file.readall())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ""
    except OSError as problem:
        cure = "let this user read it"
        raise ArchiveError(f"{path}: cannot be read: {problem.strerror}; {cure}") from problem


def known(run: Run, origin: Origin, entry: Import) -> Result:
    """Return the result for a source that is as it was: its document is as the keeper will have it.

    The warnings of its import are told again while the document stands as it was written.
    """
    moved = replace(entry, source=origin.source.name, place=origin.place)
    if moved != entry:
        run.imports.put(moved)
    ours = standing(run, entry) == entry.written_sha256
    return Result(
        origin.name(entry.item),
        "unchanged" if ours else "kept",
        str(run.base / entry.path),
        entry.warnings if ours else (),
    )


def settle(run: Run, origin: Origin, item: Item) -> Result:
    """Write the item's document, where that is ours to do; note it first."""
    before = run.imports.get(origin.place, item.key)
    document = _document(run, origin, item, before)
    place = before.path if before else _place(run, document)
    there = _standing(run.base / place)
    if before and not there and (moved := run.moved.get(before.id)):
        place = moved.relative_to(run.base).as_posix()
        there = _standing(moved)
    path = run.base / place
    if there or before:
        document = _with_its_past(document, path if there else None, before)
    text = write_document(document)
    written = sha256(text.encode("utf-8"))
    entry = _entry(run, origin, item, document, place, written)
    if left := _left(run, origin, entry, there, before):
        return left
    if document.converted != run.today:
        text = write_document(replace(document, converted=run.today))
        written = sha256(text.encode("utf-8"))
        entry = replace(entry, written_sha256=written, converted=run.today)
    if not run.dry:
        run.intents.note(entry)
        _carry(run, item)
        write_atomic(path, text, durable=False)
    return _noted(run, origin, entry, "updated" if before else "made")


def _left(
    run: Run, origin: Origin, entry: Import, there: str, before: Import | None
) -> Result | None:
    """Return what became of a document that is not to be written; None for one that is.

    entry   as it will be if the document is written
    there   hash of the document that stands, "" for none
    before  the last run's entry
    """
    if there == entry.written_sha256:  # nothing new, or a killed run had no time to write it down
        return _noted(run, origin, entry, "unchanged" if before else "made")
    if not before:  # one that stands was edited since a killed run made it
        return _noted(run, origin, entry, "kept") if there else None
    if before.written_sha256 == entry.written_sha256:  # nothing new on the source's side
        return _noted(run, origin, entry, "kept")._replace(notes=())
    if before.written_sha256 == there:
        return None
    path = run.base / entry.path
    if _stays(run, origin, path, before):
        kept = replace(entry, written_sha256=before.written_sha256)
        return _noted(run, origin, kept, "kept")._replace(notes=())
    note = EDITED if there else REMOVED
    return Result(origin.name(entry.item), "kept", str(path), (note,))  # told again at every run


def _stays(run: Run, origin: Origin, path: Path, before: Import) -> bool:
    """Tell whether the keeper's text stands without a word: he said so, or only we changed."""
    named = run.keep & {real(path), real(origin.source.path)} if run.keep else ()
    run.said.update(named)
    same = before.sha256 == origin.sha256 and before.settings == origin.source.settings.mark
    return same or bool(named)


def _carry(run: Run, item: Item) -> None:
    """Write the item's pictures, before the document that shows them. Equal ones are one file.

    One that stands is left: a keeper may have cut or shrunk it. Empty it is what a crash left.
    """
    for picture in item.pictures:
        path = run.base / "images" / picture.name
        if not path.is_file() or not path.stat().st_size:
            write_atomic(path, picture.data, durable=False)


def _noted(run: Run, origin: Origin, entry: Import, outcome: What) -> Result:
    run.imports.put(entry)
    path = str(run.base / entry.path)
    return Result(origin.name(entry.item), outcome, path, entry.warnings)


def _document(run: Run, origin: Origin, item: Item, before: Import | None) -> Document:
    """Return the item's document with id and provenance."""
    return replace(
        item.document,
        id=before.id if before else new_id(run, origin, item),
        section=item.document.section or origin.source.section,
        file=before.source if before and _same_name(before, origin) else origin.name(item.key),
        file_sha256=item.sha256,
        converted=run.today,
    )


def _with_its_past(document: Document, path: Path | None, before: Import | None) -> Document:
    """Return the document with what only an earlier run knew: its day of conversion, its section.

    Its text is then the same as it was where nothing else is new. `path` is None where no document
    stands.
    """
    try:
        there = parse_document(path, read_text(path)) if path else None
    except ArchiveError:  # the keeper is at work on it: it will be left alone
        there = None
    section = document.section or (there.section if there else None)
    day = before.converted if before else there.converted if there else document.converted
    return replace(document, converted=day, section=section)


def _same_name(before: Import, origin: Origin) -> bool:
    return not before.item and before.source.endswith("/" + origin.source.name)


def new_id(run: Run, origin: Origin, item: Item) -> str:
    """Return an id made from the source's hash; from its place too where that one is taken.

    The same whatever order sources are read in: an item's own hash might be another's too.
    """
    own = item.document.id
    if own and not run.imports.has(own):
        return own
    whole = sha256(f"{origin.sha256} {item.key}".encode()) if item.key else item.sha256
    plain = whole[:ID_LENGTH]
    place, _ = run.origins.first(origin.sha256) or (origin.place, "")
    if place == origin.place and not run.imports.has(plain):
        return plain
    return sha256(f"{item.sha256} {origin.place} {item.key}".encode())[:ID_LENGTH]


def _twin(run: Run, origin: Origin, item: Item) -> tuple[str, ...]:
    """Return a warning where another source, still there, is the same to the byte."""
    place, name = run.origins.first(item.sha256) or (origin.place, "")
    return (TWIN.format(name),) if place != origin.place else ()


def _place(run: Run, document: Document) -> str:
    """Return a new document's path, as the ledger has it."""
    date = document.date
    folder = str(date.year) if date else "undated"
    return f"{run.into.name}/{folder}/{date.iso + '-' if date else ''}{document.id}.md"


def _entry(
    run: Run, origin: Origin, item: Item, document: Document, place: str, written: str
) -> Import:
    return Import(
        source=origin.source.name,
        sha256="" if item.key else origin.sha256,
        id=document.id,
        path=place,
        written_sha256=written,
        converted=document.converted or run.today,
        warnings=item.warnings + _twin(run, origin, item),
        place=origin.place,
        item=item.key,
        settings=origin.source.settings.mark,
        sketch=item.sketch,
        address=address_key(document.source_url),
    )
