"""What the pages of the published site were made of, so that the same page is not made again.

A JSON file in .cache beside the output. It is believed only of a file that still is as it was
written; a build without it, or with one of another version, makes every page.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plugins.files import write_atomic
from plugins.writer.stamp import cache_file

VERSION = 4
ROWS = 1000  # written at a time


class Made(NamedTuple):
    """A file as it was made: the digest of all that a page shows, "" of what is no page; its hash,
    size and time of change.
    """

    digest: str
    content: str
    size: int
    changed: int  # nanoseconds

    @classmethod
    def of(cls, digest: str, content: str, file: str) -> "Made":
        """Return what was just written to `file`."""
        status = os.stat(file)  # noqa: PTH116 - Path takes longer than the asking
        return cls(digest, content, status.st_size, status.st_mtime_ns)

    def is_in(self, file: str) -> bool:
        """Tell whether `file` still is as it was written."""
        try:
            status = os.stat(file)  # noqa: PTH116
        except OSError:
            return False
        return status.st_size == self.size and status.st_mtime_ns == self.changed


class Run(NamedTuple):
    """What was written together: the digest of what it was worked out from, the templates, files,
    and runs within it, by their names.
    """

    digest: str
    templates: Sequence[str]
    files: Sequence[str]
    runs: Sequence[str]


class Published(NamedTuple):
    """What is known of a published site: file → how it was made, and its runs by name."""

    pages: Mapping[str, Made]
    runs: Mapping[str, Run]


UNKNOWN = Published({}, {})


def manifest_of(published: Path) -> Path:
    """Return the place of the manifest of the site in `published`."""
    return cache_file(published, "pages.json")


def read_manifest(path: Path) -> Published:
    """Return what is known of the published site: nothing without a manifest that we understand."""
    try:
        read = json.loads(path.read_text("utf-8"))
        if read["version"] != VERSION:
            return UNKNOWN
        return Published(
            _made(read["pages"]), {run: _run(*row) for run, row in read["runs"].items()}
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return UNKNOWN


def write_manifest(path: Path, known: Published) -> None:
    """Note how what is now published was made."""
    write_atomic(path, _said(known))


def _said(known: Published) -> Iterator[str]:
    """Yield the manifest's JSON, some rows at a time: as one text it would fill the memory."""
    yield f'{{"version": {VERSION}'
    for name, table in known._asdict().items():
        yield f', "{name}": {{'
        rows = list(table)
        for at in range(0, len(rows), ROWS):
            part = {row: table[row] for row in rows[at : at + ROWS]}
            yield ("," if at else "") + json.dumps(part, ensure_ascii=False)[1:-1]
        yield "}"
    yield "}"


def _run(digest: Any, *parts: Any) -> Run:
    if not isinstance(digest, str) or any(not isinstance(part, list) for part in parts):
        raise TypeError("no row of ours")
    if not all(isinstance(each, str) for part in parts for each in part):
        raise TypeError("no row of ours")
    return Run(digest, *parts)


def _made(rows: Mapping[str, Any]) -> dict[str, Made]:
    kinds = [set(map(type, column)) for column in zip(*rows.values(), strict=True)]
    if rows and kinds != [{str}, {str}, {int}, {int}]:
        raise TypeError("no row of ours")
    return dict(zip(rows, map(Made._make, rows.values()), strict=True))
