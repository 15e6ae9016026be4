"""Zip files: every document in them, each by its own reader. Nothing is unpacked onto the disk."""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from urllib.parse import unquote
from zipfile import ZipFile

from plugins.convert.draft import Draft
from plugins.convert.item import Failure
from plugins.convert.ledger import sha256
from plugins.convert.raw import Raw
from plugins.convert.unzip import files, member, open_zip, picture
from plugins.errors import ArchiveError

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield the documents of all members. Pictures of pages are no documents."""
    if raw.depth >= raw.limits.nesting:
        raise ArchiveError(
            f"{raw.name}: archives nested more than {raw.limits.nesting} deep; unpack it yourself"
        )
    with open_zip(raw.data, raw.name, raw.limits) as archive:
        found = _told_apart(files(archive))
        if not found:
            raise ArchiveError(f"{raw.name}: an archive without files; remove it")
        pages = any(shown.lower().endswith((".html", ".htm")) for shown in found)
        used: set[str] = set()
        for shown in sorted(found, key=lambda shown: (_is_picture(shown), shown)):
            if shown in used or (pages and _is_picture(shown)):
                continue
            try:
                data = member(archive, found[shown], raw.name)
                within = partial(_picture, archive, found, shown, used)
                yield from of_file(raw.inner(shown, data, within), shown)
            except ArchiveError as error:
                yield Failure(shown, str(error))


def _told_apart(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return name to show → name in the archive; of two files with one name neither is lost."""
    found: dict[str, str] = {}
    for inner, own in names:
        shown = own
        while found.get(shown, inner) != inner:
            folder, name = posixpath.split(shown)
            shown = posixpath.join(folder, f"+{name}")
        found[shown] = inner
    return found


def _is_picture(shown: str) -> bool:
    return shown.lower().endswith(PICTURES)


def _picture(
    archive: ZipFile, found: dict[str, str], page: str, used: set[str], address: str
) -> bytes | None:
    """Return the picture at an address as the file `page` of the archive names it; note it."""
    if "://" in address:
        return None
    path = unquote(re.split(r"[?#]", address)[0])
    shown = unicodedata.normalize("NFC", posixpath.normpath(f"{posixpath.dirname(page)}/{path}"))
    shown = shown.lstrip("/")
    if shown not in found:
        return None
    data = picture(archive, found[shown], page)
    if data is not None:
        used.add(shown)
    return data


def of_file(raw: Raw, shown: str) -> Iterator[Draft | Failure]:
    """Yield what a file inside a container holds, with keys that begin with its name."""
    from plugins.convert.readers import read as read_any  # noqa: PLC0415 - readers hold each other

    for found in read_any(raw):
        key = f"{shown}#{found.key}" if found.key else shown
        if isinstance(found, Failure):
            yield found._replace(key=key)
        else:
            file = found.file or ("" if found.key else posixpath.basename(shown))
            own = found.sha256 or sha256(raw.data)
            yield replace(found, key=key, sha256=own, file=file)
