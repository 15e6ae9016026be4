"""Tells the keeper what became of the sources: a table to read, or JSON for programs."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from plugins.convert.settle import Result
from plugins.files import write_atomic

MEANING = {
    "made": "new documents",
    "updated": "the source changed, the document with it",
    "unchanged": "nothing to do",
    "kept": "you changed or removed the document: left alone",
    "warned": "of these, have something to look at",
    "failed": "not converted; told until mended",
}
STYLES = {"warned": "yellow", "kept": "cyan", "failed": "bold red"}
# Of a note: a count, or a date. Not of a name: «a1.txt», «2024/x.md».
FIGURE = re.compile(r"(?<![\w./-])(?:\d{4}-\d\d(?:-\d\d)?|\d+)(?![\w/-]|\.\w)")
TOLD_TOGETHER = 8  # sources of which the same is to be said; --report names all


class Told(NamedTuple):
    """What is to be said of some sources, in one row of the table."""

    outcome: str
    where: tuple[str, ...]
    reason: str
    cure: str


def counts(results: Iterable[Result]) -> Counter[str]:
    """Return the number of each outcome, and of those that have something to look at now."""
    found = Counter[str](result.outcome for result in results)
    found.update("warned" for result in results if _is_warned(result))
    return found


def print_report(results: list[Result], console: Console) -> None:
    """Print the counts, then what to look at, failures last, where the eye ends."""
    number = counts(results)
    table = Table(box=None, pad_edge=False, show_header=False)
    for outcome, meaning in MEANING.items():
        if number[outcome]:
            table.add_row(str(number[outcome]), outcome, Text(meaning, style="dim"))
    console.print(table)
    rows = list(_rows(results))
    if rows:
        console.print(_table(rows))


def _table(rows: list[Told]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for head in ("", "source", "what was found", "what to do"):
        table.add_column(head, overflow="fold")
    for row in rows:
        style = STYLES[row.outcome]
        names = [*row.where[:TOLD_TOGETHER], *_others(row.where[TOLD_TOGETHER:])]
        cells = (row.outcome, "\n".join(names), row.reason, row.cure)
        table.add_row(*(Text(cell, style if at == 0 else "") for at, cell in enumerate(cells)))
    return table


def _others(names: tuple[str, ...]) -> Iterator[str]:
    if names:
        yield f"and {len(names)} more: --report FILE"


def _rows(results: list[Result]) -> Iterator[Told]:
    """Yield a row for each thing to be said: warned, kept, then every failure alone."""
    same: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for result in results:
        if _is_warned(result):
            outcome = "kept" if result.outcome == "kept" else "warned"
            for note in result.notes:
                kind = (outcome, FIGURE.sub("#", note))
                same.setdefault(kind, []).append((result.source, note))
    for (outcome, _), told in sorted(same.items(), key=lambda row: row[0][0] == "kept"):
        names, notes = zip(*told, strict=True)
        yield Told(outcome, tuple(dict.fromkeys(names)), *parted(ranged(notes)))
    for result in results:
        if result.outcome == "failed":
            for note in result.notes:
                place, _, finding = note.partition(": ")
                yield Told("failed", (place,), *parted(finding))


def ranged(notes: Sequence[str]) -> str:
    """Return notes that differ only in figures as one: the least and the most of each.

    Figures that are no counts, as those of dates and names, stand as «…» where they differ.
    """
    rows = [FIGURE.findall(note) for note in notes]
    shown = iter([_range(column) for column in zip(*rows, strict=True)])
    return FIGURE.sub(lambda _: next(shown), notes[0])


def _range(figures: Sequence[str]) -> str:
    if len(set(figures)) == 1:
        return figures[0]
    if any(not each.isdecimal() or each.startswith("0") for each in figures):
        return "…"
    least, most = min(map(int, figures)), max(map(int, figures))
    return f"{least}–{most}"


def parted(note: str) -> tuple[str, str]:
    """Return what was found and what to do of a note: «finding; cure»."""
    finding, _, cure = note.rpartition("; ")
    return (finding, cure) if finding else (cure, "")


def _is_warned(result: Result) -> bool:
    """Tell whether there is something new to look at: of unchanged sources it was said before."""
    return bool(result.notes) and result.outcome not in ("unchanged", "failed")


def write_report(results: list[Result], path: Path) -> None:
    """Write the results as JSON: {"counts": {outcome: number}, "results": [{…}]}.

    Notes of a result are {"reason", "cure"}; what was told of unchanged sources is told here too.
    """
    told = [{**result._asdict(), "notes": list(map(_as_json, result.notes))} for result in results]
    report = {"counts": counts(results), "results": told}
    write_atomic(path, json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def _as_json(note: str) -> dict[str, str]:
    reason, cure = parted(note)
    return {"reason": reason, "cure": cure}
