"""Tells the keeper what became of the sources: a table to read, or JSON for programs."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from plugins.convert.results import Result
from plugins.errors import harmless
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
    others: int
    reason: str
    cure: str


def counts(results: Iterable[Result]) -> Counter[str]:
    """Return the number of each outcome, and of those that have something to look at now."""
    found = Counter[str](result.outcome for result in results)
    found.update("warned" for result in results if _is_warned(result))
    return found


def print_report(results: Iterable[Result], console: Console) -> None:
    """Print the counts, then what to look at, failures last, where the eye ends.

    results  as often as they are asked for
    """
    number = counts(results)
    table = Table(box=None, pad_edge=False, show_header=False)
    for outcome, meaning in MEANING.items():
        if number[outcome]:
            table.add_row(str(number[outcome]), outcome, Text(meaning, style="dim"))
    console.print(table)
    rows = list(_rows(results))
    if rows:
        console.print(_table(rows))


def words(text: str, style: str = "") -> Text:
    """Return what a source may have said as it is shown: neither terminal nor table obeys it."""
    return Text(harmless(text), style)


def _table(rows: list[Told]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for head in ("", "source", "what was found", "what to do"):
        table.add_column(head, overflow="fold")
    for row in rows:
        style = STYLES[row.outcome]
        more = [f"and {row.others} more: --report FILE"] if row.others else []
        names = [*row.where, *more]
        cells = (row.outcome, "\n".join(names), row.reason, row.cure)
        table.add_row(*(words(cell, style if at == 0 else "") for at, cell in enumerate(cells)))
    return table


def _rows(results: Iterable[Result]) -> Iterator[Told]:
    """Yield a row for each thing to be said: warned, kept, then failures of the same words."""
    same: dict[tuple[str, str], Same] = {}
    for result in results:
        if _is_warned(result):
            outcome = "kept" if result.outcome == "kept" else "warned"
            for note in result.notes:
                kind = (outcome, FIGURE.sub("#", note))
                same.setdefault(kind, Same(note)).add(result.source, note)
    for (outcome, _), told in sorted(same.items(), key=lambda row: row[0][0] == "kept"):
        yield Told(outcome, tuple(told.names), told.others, *parted(told.ranged()))
    refused: dict[str, Same] = {}
    for result in results:
        if result.outcome == "failed":
            for note in result.notes:
                place, _, finding = note.partition(": ")
                refused.setdefault(finding, Same(finding)).add(place, finding)
    for finding, told in refused.items():
        yield Told("failed", tuple(told.names), told.others, *parted(finding))


class Same:
    """Notes that differ only in figures, told as one: the least and the most of each figure.

    Figures that are no counts, as those of dates and names, stand as «…» where they differ.
    """

    def __init__(self, note: str) -> None:
        """Of the sources, the first few names are kept, and the number of the others."""
        self.note, self.names, self.others, self._last = note, list[str](), 0, ""
        self.least = self.most = FIGURE.findall(note)

    def add(self, name: str, note: str) -> None:
        figures = FIGURE.findall(note)
        self.least = list(map(_less, self.least, figures))
        self.most = list(map(_more, self.most, figures))
        if name == self._last:  # it has several such notes
            return
        self._last = name
        if len(self.names) < TOLD_TOGETHER:
            self.names.append(name)
        else:
            self.others += 1

    def ranged(self) -> str:
        shown = iter(map(_range, self.least, self.most))
        return FIGURE.sub(lambda _: next(shown), self.note)


def _less(one: str, other: str) -> str:
    return one if one == other else min(one, other, key=int) if _counted(one, other) else "…"


def _more(one: str, other: str) -> str:
    return one if one == other else max(one, other, key=int) if _counted(one, other) else "…"


def _counted(*figures: str) -> bool:
    return all(each.isdecimal() and not each.startswith("0") for each in figures)


def _range(least: str, most: str) -> str:
    return least if least == most else f"{least}–{most}"


def parted(note: str) -> tuple[str, str]:
    """Return what was found and what to do of a note: «finding; cure»."""
    finding, _, cure = note.rpartition("; ")
    return (finding, cure) if finding else (cure, "")


def _is_warned(result: Result) -> bool:
    """Tell whether there is something new to look at: of unchanged sources it was said before."""
    return bool(result.notes) and result.outcome not in ("unchanged", "failed")


def write_report(results: Iterable[Result], path: Path) -> None:
    """Write the results as JSON: {"counts": {outcome: number}, "results": [{…}]}, a line each.

    Notes of a result are {"reason", "cure"}; what was told of unchanged sources is told here too.
    """
    write_atomic(path, _report(results))


def _report(results: Iterable[Result]) -> Iterator[str]:
    yield f'{{"counts": {json.dumps(counts(results))}, "results": ['
    comma = ""
    for result in results:
        told = {**result._asdict(), "notes": list(map(_as_json, result.notes))}
        line = json.dumps(told, ensure_ascii=False)
        yield f"{comma}\n{line.encode('utf-8', 'backslashreplace').decode('utf-8')}"
        comma = ","
    yield "\n]}\n"


def _as_json(note: str) -> dict[str, str]:
    reason, cure = parted(note)
    return {"reason": reason, "cure": cure}
