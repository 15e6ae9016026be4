"""One run over its sources: each is settled as it stands, or read and what comes of it settled."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from plugins.convert.item import Failure, Item
from plugins.convert.ledger import VERSION, Import, sha256
from plugins.convert.limits import Limits
from plugins.convert.look import looked_at
from plugins.convert.origins import Kind, Origin
from plugins.convert.pictures import names_of
from plugins.convert.pool import read_all
from plugins.convert.reading import Job, Told, items_of
from plugins.convert.results import Result, Results
from plugins.convert.settle import Run, is_settled, known, settle
from plugins.convert.sources import Source, section_by
from plugins.convert.waiting import Waiting
from plugins.convert.wiki import has_links, in_vault, is_astray
from plugins.errors import ArchiveError

NOTHING = sha256(b"")
BATCH = 12  # office files that one start of LibreOffice converts, small sources read in a row
BATCHED: tuple[Kind, ...] = ("office", "simple")
FEW = 100  # simple sources that are read here: starting processes for them takes longer


@dataclass(frozen=True)
class Options:
    """How to convert."""

    limits: Limits = Limits()  # noqa: RUF009 - frozen
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    dry: bool = False
    keep: tuple[Path, ...] = ()  # sources, or documents: what the keeper made of them stays
    scheduler: str = ""  # of a Dask cluster whose workers read the sources; "": this machine does


@dataclass
class AtWork:
    """A source that is being read. `settled`: whether its items so far need no other look."""

    origin: Origin
    items: int = 0
    settled: bool = True


class Conversion:
    """One run over its sources."""

    def __init__(self, run: Run, options: Options, done: Callable[[Source], None]) -> None:
        """Results are collected by the number of their source: their order is the sources' own."""
        self.run, self.options, self.done = run, options, done
        self.origins = run.origins
        self.at_work: dict[int, AtWork] = {}
        self.shown: set[str] = set()  # names of the pictures that documents of this run show
        self.found = Results()
        self.waiting = Waiting()

    def results(self) -> Results:
        """Read all that must be read: last the pictures that no document shows, for scans."""
        self._look()
        kinds: tuple[Kind, ...] = ("office", "")  # office files first, because they take longest
        if self._few(self.origins.waiting("simple")):
            self._read_here("simple")
        else:
            kinds += ("simple",)
        self._read_all(*kinds)
        self._pass_over_shown()
        self._read_all("picture")
        self._settle_waiting()
        return self.found

    def _read_all(self, *kinds: Kind) -> None:
        waiting = {kind: self.origins.waiting(kind) for kind in kinds}
        if not self.options.workers:
            self._read_here(*kinds)
        elif any(waiting.values()):
            self._take(self._read_elsewhere(waiting))

    def _pass_over_shown(self) -> None:
        """Pass over the pictures that a document shows: they are carried along with it."""
        images = self.run.base / "images"
        for number in list(self.origins.pending("picture")):
            origin = self.origins[number]
            names = names_of(origin.sha256)
            if self.shown.intersection(names) or any((images / name).exists() for name in names):
                self.origins.pass_over(number)
                self.done(origin.source)

    def _read_here(self, *kinds: Kind) -> None:
        limits = self.options.limits
        here = (self._job([n]) for kind in kinds for n in self.origins.pending(kind))
        self._take((job.numbers[at], found) for job in here for at, found in items_of(job, limits))

    def _read_elsewhere(self, waiting: dict[Kind, int]) -> Iterator[Told]:
        """Read sources in processes: this machine's, or a cluster's."""
        jobs, options = self._jobs(waiting), self.options
        if not options.scheduler:
            return read_all(jobs, options.limits, options.workers)
        from plugins.convert.spread import read_afar  # noqa: PLC0415 - most have one machine

        return read_afar(jobs, sum(waiting.values()), options.limits, options.scheduler)

    def _few(self, simple: int) -> bool:
        """Tell whether the simple sources are quickest read in this very process."""
        return not self.options.workers or (simple <= FEW and not self.options.scheduler)

    def _look(self) -> None:
        """Look at every source: it is settled, or noted as one that must be read."""
        for number, unseen in self.origins:
            try:
                own, kind = looked_at(unseen.source.path)
            except ArchiveError as error:
                self._fail(number, unseen, str(error))
                continue
            # Obsidian makes an empty note of a link to one that is not there.
            if own == NOTHING and in_vault(unseen.source.path):
                self.done(unseen.source)
                continue
            origin = unseen._replace(sha256=own)
            self.origins.see(number, own)
            before = self.run.imports.of(origin.place) or adopted(self.run, origin)
            if not self._settle_known(number, origin, before):
                self.origins.wait(number, kind)
        self.origins.all_seen()

    def _settle_known(self, number: int, origin: Origin, before: list[Import]) -> bool:
        if not before or not all(_is_as_before(entry, origin) for entry in before):
            return False
        for entry in before:
            self.found.add(number, known(self.run, origin, entry))
        self.done(origin.source)
        return True

    def _take(self, stream: Iterable[Told]) -> None:
        """Settle items as they come; a None ends a source."""
        for number, item in stream:
            if item is None:
                if number not in self.waiting.numbers:
                    self._complete(number, self.at_work.pop(number))
                continue
            if isinstance(item, Item):
                self.shown.update(picture.name for picture in item.pictures)
                if has_links(item.document.body):
                    self.waiting.add(number, item)
                    continue
            self._settle(number, item)

    def _settle(self, number: int, item: Item | Failure) -> None:
        work = self.at_work[number]
        try:
            result = _settled(self.run, work.origin, item)
        except ArchiveError as error:
            result = Result(work.origin.name(item.key), "failed", "", (str(error),))
        self.found.add(number, result)
        work.items += 1
        work.settled = work.settled and is_settled(result)

    def _settle_waiting(self) -> None:
        """Settle what links other documents of the run, when all of these are known."""
        if self.waiting.numbers:
            for number, item in self.waiting.resolved(self.run, lambda n: self.at_work[n].origin):
                self._settle(number, item)
        for number in sorted(self.waiting.numbers):
            self._complete(number, self.at_work.pop(number))

    def _complete(self, number: int, work: AtWork) -> None:
        """Note that every item is imported: until then a source is read again at every run."""
        origin = work.origin
        if not work.items:
            error = f"{origin.source.path}: no document in it; see that it is right"
            self._fail(number, origin, error)
        elif work.settled:
            mark = origin.source.settings.mark
            self.run.imports.complete(origin.place, origin.sha256, mark)
        self.done(origin.source)

    def _fail(self, number: int, origin: Origin, error: str) -> None:
        self.found.add(number, Result(origin.source.name, "failed", "", (error,)))

    def _job(self, numbers: list[int], office: bool = False) -> Job:
        origins = [self.origins[number] for number in numbers]
        self.at_work.update(zip(numbers, map(AtWork, origins), strict=True))
        chosen = [origin.source for origin in origins]
        paths = tuple(source.path for source in chosen)
        return Job(tuple(numbers), paths, tuple(source.settings for source in chosen), office)

    def _jobs(self, waiting: dict[Kind, int]) -> Iterator[Job]:
        """Yield jobs: a source each; office files, and small ones, by the dozen."""
        for kind in (each for each, count in waiting.items() if count):
            batch = max(1, min(BATCH, -(-waiting[kind] // max(1, self.options.workers))))
            left = self.origins.pending(kind)
            while numbers := list(islice(left, batch if kind in BATCHED else 1)):
                yield self._job(numbers, kind == "office")


def _settled(run: Run, origin: Origin, item: Item | Failure) -> Result:
    if isinstance(item, Failure):
        return Result(origin.name(item.key), "failed", "", _findings(item.error, origin))
    try:
        return settle(run, origin, item)
    except OSError as problem:
        where = problem.filename or origin.source.path
        raise ArchiveError(f"{where}: {problem.strerror}; allow it") from problem


def _findings(error: str, origin: Origin) -> tuple[str, ...]:
    """Return what is wrong with a source, each by itself where there is more of it."""
    lines = error.splitlines()
    told_apart = all(line.startswith(f"{origin.source.path}:") for line in lines)
    return tuple(lines) if told_apart else (error,)


def _is_as_before(entry: Import, origin: Origin) -> bool:
    same = entry.sha256 == origin.sha256 and entry.version == VERSION
    if any(map(is_astray, entry.warnings)):  # the notes that it links may be there by now
        return False
    return same and entry.settings == origin.source.settings.mark


def adopted(run: Run, origin: Origin) -> list[Import]:
    """Return the imports of a source that stood elsewhere before and is gone from there: now its.

    None where it was moved into another section: it is to be read again. A ledger of the first days
    knows a source by its name alone.
    """
    same = [entry for entry in run.imports.same(origin.sha256) if _gone(run, entry)]
    place = same[0].key[0] if same else origin.source.name
    its = [entry for entry in run.imports.of(place) if same or not entry.place]
    for entry in its:
        run.imports.move(entry, origin.place, origin.source.name)
    section = origin.source.section
    moved = section and any(section_by(Path(each.source).parent) != section for each in its)
    return run.imports.of(origin.place) if its and not moved else []


def _gone(run: Run, entry: Import) -> bool:
    if run.origins.there(entry.place):
        return False
    return not entry.place or not (run.base.parent / entry.place).exists()
