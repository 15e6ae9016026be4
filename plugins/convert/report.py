"""Tells the keeper what became of the sources: a table to read, or JSON for programs."""

import json
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from plugins.convert.settle import Result, What
from plugins.files import write_atomic

MEANING: dict[What, str] = {
    "made": "new documents",
    "updated": "the source changed, the document with it",
    "unchanged": "nothing to do",
    "kept": "you changed or removed the document: left alone",
    "failed": "not converted",
}


def counts(results: list[Result]) -> Counter[str]:
    return Counter(result.outcome for result in results)


def print_report(results: list[Result], console: Console) -> None:
    """Print the counts, then each note once, failures last, where the eye ends."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for outcome, meaning in MEANING.items():
        if number := counts(results)[outcome]:
            table.add_row(str(number), outcome, Text(meaning, style="dim"))
    console.print(table)
    for result in sorted(results, key=lambda result: result.outcome == "failed"):
        if result.outcome != "unchanged":
            style = "bold red" if result.outcome == "failed" else "yellow"
            for note in result.notes:
                place = "" if result.outcome == "failed" else f"{result.source}: "
                console.print(Text(f"{place}{note}", style=style), soft_wrap=True)


def write_report(results: list[Result], path: Path) -> None:
    """Write the results as JSON: {"counts": {outcome: number}, "results": [{…}]}."""
    report = {
        "counts": counts(results),
        "results": [result._asdict() for result in results],
    }
    write_atomic(path, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
