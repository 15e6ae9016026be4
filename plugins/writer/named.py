"""Documents name files that are published with them: each has to lie in the archive, and be there.

Pelican publishes whatever file a link names, {attach}../../../.ssh/id_rsa too, and who writes a
document is not always who keeps the archive. A link to what is not there it publishes as written.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from plugins.errors import ArchiveError
from plugins.files import is_below, line_with, named_by

TO_DOCUMENTS = re.compile(r'="\{filename\}([^"?#]+)')


def links_astray(context: Mapping[str, Any], folder: Path) -> Iterator[ArchiveError]:
    """Yield an error for each file outside `folder`, or not there, that a document names.

    context  Pelican's, when all documents are read: it has their links as seen from `folder`
    """
    wrong = {
        each
        for each in context["static_links"]
        if not any(_is_there(file, folder) for file in _files(each, folder))
    }
    for content in context["generated_content"].values():
        html = content._content
        if not isinstance(html, str) or not (wrong or "{filename}" in html):
            continue
        path = Path(content.source_path)
        named = sorted(wrong & content.get_static_links()) if wrong else []
        files = [folder / link for link in named] + [
            each for each in _documents(html, path, folder) if not _is_there(each, folder)
        ]
        for file in files:
            finding = "is not there" if is_below(file, folder) else f"is outside {folder}"
            yield ArchiveError(
                f"{path}:{line_with(path, file.name)}: {file} {finding}; put it there, or correct "
                "the address"
            )


def _files(link: str, folder: Path) -> set[Path]:
    """Return the files that a link can mean, as Pelican looks for them."""
    plain = unescape(link)
    return {folder / form for form in (link, unquote(link), plain, unquote(plain))}


def _is_there(file: Path, folder: Path) -> bool:
    return is_below(file, folder) and file.is_file()


def _documents(html: str, path: Path, folder: Path) -> Iterator[Path]:
    for found in TO_DOCUMENTS.finditer(html):
        yield named_by(unquote(unescape(found[1])), path, folder)
