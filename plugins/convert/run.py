"""Converts sources into documents, one bad one stopping no other."""

import datetime
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

from plugins.convert.conversion import Conversion, Options
from plugins.convert.duplicates import alike
from plugins.convert.imports import Imports
from plugins.convert.ledger import NAME, locked, read_ledger, write_ledger
from plugins.convert.origins import Origins
from plugins.convert.results import Result, Results
from plugins.convert.settle import Run
from plugins.convert.sources import Source, real
from plugins.errors import ArchiveError
from plugins.files import sweep

NOTHING_TO_KEEP = (
    "nothing of it waits for --keep; name a source or a document of which the report says that "
    "both changed"
)
ALIKE = "{} may be the same as {}, made of {} ({}); keep the better one, or both"


def convert(
    sources: Iterable[Source],
    into: Path,
    done: Callable[[Source], None] = lambda source: None,
    options: Options = Options(),  # noqa: B008 - frozen
    listed: Callable[[int], None] = lambda count: None,
) -> Results:
    """Convert every source into documents under the folder `into`; return what became of each.

    One bad source stops no other: it is a result with the outcome "failed". `listed` is called with
    the number of sources, `done` after each, for progress. Raises ArchiveError where the ledger or
    the folder cannot be used at all.
    """
    origins = Origins(sources, into.parent.parent)
    listed(len(origins))
    if not options.dry:
        _make(into)
    with nullcontext() if options.dry else locked(into.parent):
        imports = Imports(read_ledger(into.parent / NAME))
        today = datetime.date.today().isoformat()
        keep = frozenset(map(real, options.keep))
        run = Run(into, imports, today, options.dry, origins, keep)
        if not options.dry:
            sweep(into.parent)
            run.recover()
            _write_ledger(run)
        imports.begin()
        results = Conversion(run, options, done).results()
        if not options.dry:
            _write_ledger(run)
    _tell_duplicates(run, results)
    for each in _not_kept(run):
        results.add(len(origins) + 1, each)
    return results


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


def _tell_duplicates(run: Run, results: Results) -> None:
    """Add to the results of new documents which others they may be the same as."""
    told = ""
    for pair in alike(run.imports):
        one, other = (str(run.base / entry.path) for entry in (pair.one, pair.other))
        if one != told:
            name = f"{pair.other.source}#{pair.other.item}".rstrip("#")
            results.note(one, ALIKE.format(one, other, name, pair.why))
            told = one


def _make(into: Path) -> None:
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ArchiveError(
            f"{into}: cannot be made: {problem.strerror}; name another --into"
        ) from problem
