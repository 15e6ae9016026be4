"""Converts sources into documents, one bad one stopping no other."""

import datetime
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from io import FileIO
from pathlib import Path
from typing import Literal

from plugins.convert.duplicates import alike
from plugins.convert.imports import Imports
from plugins.convert.item import Failure, Item
from plugins.convert.ledger import (
    NAME,
    VERSION,
    Import,
    locked,
    read_ledger,
    write_ledger,
)
from plugins.convert.limits import Limits
from plugins.convert.pool import read_all
from plugins.convert.reading import Job, items_of
from plugins.convert.settle import Origin, Result, Run, is_settled, known, settle
from plugins.convert.sniff import HEAD, is_office, sniff
from plugins.convert.sources import Source, place_of, real
from plugins.errors import ArchiveError
from plugins.files import sweep

BATCH = 12  # office files that one start of LibreOffice converts, small sources read in a row
FEW = 100  # simple sources that are read here: starting processes for them takes longer
SMALL = 500_000  # bytes of a simple source
Kind = Literal["office", "simple", ""]  # of a source: how it is best read
Told = tuple[int, Item | Failure | None]  # of a source, by its number; None after its last item
NOTHING_TO_KEEP = (
    "nothing of it waits for --keep; name a source or a document of which the report says that "
    "both changed"
)
ALIKE = "{} may be the same as {}, made of {} ({}); keep the better one, or both"


@dataclass(frozen=True)
class Options:
    """How to convert."""

    limits: Limits = Limits()  # noqa: RUF009 - frozen
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    dry: bool = False
    keep: tuple[Path, ...] = ()  # sources, or documents: what the keeper made of them stays
    scheduler: str = ""  # of a Dask cluster whose workers read the sources; "": this machine does


def convert(
    sources: Iterable[Source],
    into: Path,
    done: Callable[[Source], None] = lambda source: None,
    options: Options = Options(),
) -> list[Result]:
    """Convert every source into documents under the folder `into`; return what became of each.

    One bad source stops no other: it is a result with the outcome "failed". `done` is called after
    each, for progress. Raises ArchiveError where the ledger or the folder cannot be used at all.
    """
    if not options.dry:
        _make(into)
    with nullcontext() if options.dry else locked(into.parent):
        imports = Imports(read_ledger(into.parent / NAME).values())
        today = datetime.date.today().isoformat()
        keep = frozenset(map(real, options.keep))
        run = Run(into, imports, today, options.dry, keep=keep)
        if not options.dry:
            sweep(into.parent)
            run.recover()
            _write_ledger(run)
        before = {entry.key for entry in run.imports}
        results = Conversion(run, list(sources), options, done).results()
        if not options.dry:
            _write_ledger(run)
    return [*_with_duplicates(run, results, before), *_not_kept(run)]


def _not_kept(run: Run) -> Iterator[Result]:
    for path in sorted(run.keep - run.said):
        error = f"{path}: {NOTHING_TO_KEEP}"
        yield Result(str(path), "failed", "", (error,))


def _write_ledger(run: Run) -> None:
    """Write the ledger, when the documents that it speaks of are on the disk."""
    if run.intents.path.exists():
        os.sync()
    write_ledger(run.ledger, run.imports)
    run.intents.forget()


class Conversion:
    """One run over its sources."""

    def __init__(
        self, run: Run, sources: list[Source], options: Options, done: Callable[[Source], None]
    ) -> None:
        """Results are collected by the number of their source: their order is the sources' own."""
        self.run, self.sources, self.options, self.done = run, sources, options, done
        self.origins: dict[int, Origin] = {}
        self.kinds: dict[int, Kind] = {}
        self.found: list[list[Result]] = [[] for _ in sources]

    def results(self) -> list[Result]:
        pending = self._pending()
        simple = set(self._simple(pending))
        here = (self._job([n]) for n in pending if n in simple)
        self._take((job.numbers[at], found) for job in here for at, found in self._read(job))
        rest = [n for n in pending if n not in simple]
        if rest:
            self._take(self._read_elsewhere(rest))
        return [result for results in self.found for result in results]

    def _read(self, job: Job) -> Iterator[Told]:
        return items_of(job, self.options.limits)

    def _read_elsewhere(self, numbers: list[int]) -> Iterator[Told]:
        """Read sources in processes: this machine's, or a cluster's."""
        jobs, options = list(self._jobs(numbers)), self.options
        if not options.scheduler:
            return read_all(jobs, options.limits, options.workers)
        from plugins.convert.spread import read_afar  # noqa: PLC0415 - most have one machine

        return read_afar(jobs, options.limits, options.scheduler)

    def _simple(self, pending: list[int]) -> list[int]:
        """Return the sources that are quickest read in this very process."""
        if not self.options.workers:
            return pending
        if self.options.scheduler:
            return []
        found = [n for n in pending if self.kinds[n] == "simple"]
        return found if len(found) <= FEW else []

    def _pending(self) -> list[int]:
        """Return the numbers of sources that must be read; settle all others."""
        project = self.run.base.parent
        places = [place_of(source.path, project) for source in self.sources]
        present = frozenset(places)
        pending = []
        for number, (source, place) in enumerate(zip(self.sources, places, strict=True)):
            try:
                sha256, kind = looked_at(source.path)
                origin = Origin(source, place, sha256)
            except ArchiveError as error:
                self._fail(number, str(error))
                continue
            self.origins[number] = origin
            adopt(self.run, origin, present)
            self.run.first.setdefault(origin.sha256, origin)
            if not self._settle_known(number, origin):
                pending.append(number)
                self.kinds[number] = kind
        return pending

    def _settle_known(self, number: int, origin: Origin) -> bool:
        before = self.run.imports.of(origin.place)
        if not before or not all(_is_as_before(entry, origin) for entry in before):
            return False
        self.found[number] = [known(self.run, origin, entry) for entry in before]
        self.done(origin.source)
        return True

    def _take(self, stream: Iterable[Told]) -> None:
        """Settle items as they come; a None ends a source."""
        for number, item in stream:
            origin = self.origins[number]
            if item is None:
                self._complete(number, origin)
                continue
            try:
                self.found[number].append(_settled(self.run, origin, item))
            except ArchiveError as error:
                self.found[number].append(
                    Result(origin.name(item.key), "failed", "", (str(error),))
                )

    def _complete(self, number: int, origin: Origin) -> None:
        """Note that every item is imported: until then a source is read again at every run."""
        if not self.found[number]:
            self._fail(number, f"{origin.source.path}: no document in it; see that it is right")
        elif all(map(is_settled, self.found[number])):
            whole = (origin.sha256, origin.source.settings.mark)
            for entry in self.run.imports.of(origin.place):
                if (entry.sha256, entry.settings) != whole:
                    self.run.imports.put(replace(entry, sha256=whole[0], settings=whole[1]))
        self.done(origin.source)

    def _fail(self, number: int, error: str) -> None:
        self.found[number].append(Result(self.sources[number].name, "failed", "", (error,)))

    def _job(self, numbers: list[int], office: bool = False) -> Job:
        chosen = [self.sources[number] for number in numbers]
        paths = tuple(source.path for source in chosen)
        return Job(tuple(numbers), paths, tuple(source.settings for source in chosen), office)

    def _jobs(self, numbers: list[int]) -> Iterator[Job]:
        """Yield jobs: a source each; office files, and small ones, by the dozen.

        Office files first, because they take longest.
        """
        for kind in ("office", "", "simple"):
            same = [number for number in numbers if self.kinds[number] == kind]
            batch = max(1, min(BATCH, -(-len(same) // max(1, self.options.workers))))
            for start in range(0, len(same), batch if kind else 1):
                yield self._job(same[start : start + (batch if kind else 1)], kind == "office")


def _settled(run: Run, origin: Origin, item: Item | Failure) -> Result:
    if isinstance(item, Failure):
        return Result(origin.name(item.key), "failed", "", (item.error,))
    try:
        return settle(run, origin, item)
    except OSError as problem:
        where = problem.filename or origin.source.path
        raise ArchiveError(f"{where}: {problem.strerror}; allow it") from problem


def _is_as_before(entry: Import, origin: Origin) -> bool:
    same = entry.sha256 == origin.sha256 and entry.version == VERSION
    return same and entry.settings == origin.source.settings.mark


def _with_duplicates(run: Run, results: list[Result], before: set[tuple[str, str]]) -> list[Result]:
    """Return the results; those of new documents say which others they may be the same as."""
    new = [entry for entry in run.imports if entry.key not in before]
    notes: dict[str, str] = {}
    for pair in alike(new, run.imports):
        one, other = (str(run.base / entry.path) for entry in (pair.one, pair.other))
        name = f"{pair.other.source}#{pair.other.item}".rstrip("#")
        notes.setdefault(one, ALIKE.format(one, other, name, pair.why))
    return [
        result._replace(notes=(*result.notes, notes[result.document]))
        if result.document in notes
        else result
        for result in results
    ]


def adopt(run: Run, origin: Origin, present: frozenset[str]) -> None:
    """Find the imports of a source that stood elsewhere before, and is gone from there.

    A ledger of the first days knows a source by its name alone.
    """
    if run.imports.of(origin.place):
        return
    same = [entry for entry in run.imports.same(origin.sha256) if _gone(run, entry, present)]
    place = same[0].key[0] if same else origin.source.name
    for entry in run.imports.of(place):
        if same or not entry.place:
            run.imports.drop(entry.key)
            run.imports.put(replace(entry, place=origin.place, source=origin.source.name))


def _gone(run: Run, entry: Import, present: frozenset[str]) -> bool:
    if entry.place in present:
        return False
    return not entry.place or not (run.base.parent / entry.place).exists()


def _make(into: Path) -> None:
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ArchiveError(
            f"{into}: cannot be made: {problem.strerror}; name another --into"
        ) from problem


def looked_at(path: Path) -> tuple[str, Kind]:
    """Return a source's SHA-256, and how it is best read; raises ArchiveError."""
    try:
        with FileIO(path) as file:
            start = file.read(SMALL + 1)
            if len(start) <= SMALL:
                return hashlib.sha256(start).hexdigest(), _kind(start, path)
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest(), _kind(start, path)
    except OSError as problem:
        raise ArchiveError(
            f"{path}: cannot be read: {problem.strerror}; allow it, or remove the file"
        ) from problem


def _kind(start: bytes, path: Path) -> Kind:
    head = start[:HEAD]
    if is_office(head):
        return "office"
    text = not head.startswith(b"PK") and sniff(head, path.name) in ("text", "markdown")
    return "simple" if text and len(start) <= SMALL else ""
