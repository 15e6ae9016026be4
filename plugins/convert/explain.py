"""`--explain FILE`: what is known of a source, and why; nothing is written."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from plugins.convert.item import Failure
from plugins.convert.limits import Limits
from plugins.convert.reading import items
from plugins.convert.report import words
from plugins.convert.settings import said_in, settings_for
from plugins.convert.sniff import sniff
from plugins.convert.sources import section_of
from plugins.errors import ArchiveError

BY_FOLDER = "the folder that it lies in"


def explain(path: Path, limits: Limits, console: Console, roots: Iterable[Path] = ()) -> int:
    """Print every field of the documents in `path`, and its reason; return 1 if one failed.

    roots  folders of sources: where the file lies in one gives it a section
    """
    if not path.is_file():
        raise ArchiveError(f"{path}: not there; name a file")
    found = sniff(path.read_bytes(), path.name) or "nothing known"
    console.print(words(f"{path}: read as {found}", "bold"), soft_wrap=True)
    failed, section = False, section_of(path, roots)
    for item in items(path, limits, settings_for(path, said_in(path.parent, path.parent))):
        if isinstance(item, Failure):
            failed = True
            console.print(words(item.error, "bold red"), soft_wrap=True)
            continue
        title = words(item.key) if item.key else None
        table = Table(box=None, pad_edge=False, title=title, title_justify="left")
        for head in ("field", "value", "because"):
            table.add_column(head, overflow="fold")
        for reason in item.reasons:
            table.add_row(reason.field, words(reason.value[:300]), words(reason.why, "dim"))
        if section and not item.document.section:
            table.add_row("section", words(section), words(BY_FOLDER, "dim"))
        console.print(table)
        for warning in item.warnings:
            console.print(words(f"! {warning}", "yellow"), soft_wrap=True)
    return int(failed)
