"""`--explain FILE`: what is known of a source, and why; nothing is written."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from plugins.convert.item import Failure
from plugins.convert.limits import Limits
from plugins.convert.reading import items
from plugins.convert.settings import said_in, settings_for
from plugins.convert.sniff import sniff
from plugins.convert.sources import section_of
from plugins.errors import ArchiveError


def explain(path: Path, limits: Limits, console: Console, roots: Iterable[Path] = ()) -> int:
    """Print every field of the documents in `path`, and its reason; return 1 if one failed.

    roots  folders of sources: where the file lies in one gives it a section
    """
    if not path.is_file():
        raise ArchiveError(f"{path}: not there; name a file")
    found = sniff(path.read_bytes(), path.name)
    console.print(Text(f"{path}: read as {found or 'nothing known'}", style="bold"), soft_wrap=True)
    failed, section = False, section_of(path, roots)
    for item in items(path, limits, settings_for(path, said_in(path.parent, path.parent))):
        if isinstance(item, Failure):
            failed = True
            console.print(Text(item.error, style="bold red"), soft_wrap=True)
            continue
        table = Table(box=None, pad_edge=False, title=item.key or None, title_justify="left")
        for head in ("field", "value", "because"):
            table.add_column(head, overflow="fold")
        for reason in item.reasons:
            table.add_row(reason.field, Text(reason.value[:300]), Text(reason.why, style="dim"))
        if section and not item.document.section:
            table.add_row("section", section, Text("the folder that it lies in", style="dim"))
        console.print(table)
        for warning in item.warnings:
            console.print(Text(f"! {warning}", style="yellow"), soft_wrap=True)
    return int(failed)
