"""Converts sources into documents, one bad one stopping no other."""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

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
from plugins.convert.reading import items
from plugins.convert.settle import Origin, Result, Run, is_settled, known, settle
from plugins.convert.sources import Source, place_of
from plugins.errors import ArchiveError

Done = Callable[[Result], None]


def convert(
    sources: Iterable[Source], into: Path, done: Done = lambda result: None
) -> list[Result]:
    """Convert every source into documents under the folder `into`; return what became of each.

    One bad source stops no other: it is a result with the outcome "failed". `done` is called after
    each, for progress. Raises ArchiveError where the ledger or the folder cannot be used at all.
    """
    _make(into)
    with locked(into.parent):
        imports = Imports(read_ledger(into.parent / NAME).values())
        run = Run(into, imports, datetime.date.today().isoformat())
        write_ledger(run.ledger, run.imports)  # without the half of a line that a kill left
        results = []
        for result in _results(run, list(sources)):
            results.append(result)
            done(result)
        write_ledger(run.ledger, run.imports)
    return results


def _make(into: Path) -> None:
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ArchiveError(
            f"{into}: cannot be made: {problem.strerror}; name another --into"
        ) from problem


def _results(run: Run, sources: list[Source]) -> Iterator[Result]:
    places = [place_of(source.path, run.base.parent) for source in sources]
    for source, place in zip(sources, places, strict=True):
        try:
            origin = Origin(source, place, _hash(source.path))
            adopt(run, origin, frozenset(places))
            yield from _of_source(run, origin)
        except ArchiveError as error:
            yield Result(source.name, "failed", "", (str(error),))
        except OSError as problem:
            where = problem.filename or source.path
            yield Result(source.name, "failed", "", (f"{where}: {problem.strerror}",))


def _of_source(run: Run, origin: Origin) -> Iterator[Result]:
    before = run.imports.of(origin.place)
    if before and all(
        entry.sha256 == origin.sha256 and entry.version == VERSION for entry in before
    ):
        yield from [known(run, origin, entry) for entry in before]
        return
    settled = True
    for found in items(origin.source.path, Limits()):
        result = _result(run, origin, found)
        settled = settled and is_settled(result)
        yield result
    if settled:
        _complete(run, origin)


def _result(run: Run, origin: Origin, found: Item | Failure) -> Result:
    if isinstance(found, Failure):
        return Result(origin.name(found.key), "failed", "", (found.error,))
    return settle(run, origin, found)


def _complete(run: Run, origin: Origin) -> None:
    """Note that every item of a source is imported: until then it is read again at every run."""
    for entry in run.imports.of(origin.place):
        run.imports.put(replace(entry, sha256=origin.sha256))


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


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise ArchiveError(
            f"{path}: cannot be read: {problem.strerror}; allow it, or remove the file"
        ) from problem
