"""Zip files: every document in them, each by its own reader. Nothing is unpacked onto the disk."""

from collections.abc import Iterator
from dataclasses import replace

from plugins.convert.draft import Draft
from plugins.convert.item import Failure
from plugins.convert.ledger import sha256
from plugins.convert.raw import Raw
from plugins.convert.unzip import files, member, open_zip
from plugins.errors import ArchiveError

PASSED_OVER = (".css", ".js", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".woff")


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield the documents of all members. Pictures of pages are no documents."""
    if raw.depth >= raw.limits.nesting:
        raise ArchiveError(
            f"{raw.name}: archives nested more than {raw.limits.nesting} deep; unpack it yourself"
        )
    with open_zip(raw.data, raw.name, raw.limits) as archive:
        found = [(inner, shown) for inner, shown in files(archive)]
        pages = any(shown.lower().endswith((".html", ".htm")) for _, shown in found)
        taken = [pair for pair in found if not pages or not pair[1].lower().endswith(PASSED_OVER)]
        if not taken:
            raise ArchiveError(f"{raw.name}: an archive without files; remove it")
        for inner, shown in taken:
            try:
                data = member(archive, inner, raw.name)
                yield from of_file(raw.inner(shown, data), shown)
            except ArchiveError as error:
                yield Failure(shown, str(error))


def of_file(raw: Raw, shown: str) -> Iterator[Draft | Failure]:
    """Yield what a file inside a container holds, with keys that begin with its name."""
    from plugins.convert.readers import read as read_any  # noqa: PLC0415 - readers hold each other

    for found in read_any(raw):
        key = f"{shown}#{found.key}" if found.key else shown
        if isinstance(found, Failure):
            yield found._replace(key=key)
        else:
            yield replace(found, key=key, sha256=found.sha256 or sha256(raw.data))
