"""Documents name files to be published with them; none that lies outside the archive is.

Pelican publishes whatever file a link names, {attach}../../../.ssh/id_rsa too. Who writes a
document is not always who keeps the archive.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.errors import ArchiveError
from plugins.files import is_below, line_with


def links_outside(context: Mapping[str, Any], folder: Path) -> Iterator[ArchiveError]:
    """Yield an error for each file outside `folder` that a document would have published.

    context  Pelican's, when all documents are read: it has their links as seen from `folder`
    """
    outside = {each for each in context["static_links"] if not is_below(folder / each, folder)}
    for content in context["generated_content"].values() if outside else ():
        named = content.get_static_links() if isinstance(content._content, str) else set()
        for link in sorted(outside & named):
            path = Path(content.source_path)
            yield ArchiveError(
                f"{path}:{line_with(path, Path(link).name)}: {folder / link} is outside {folder}; "
                "put it there, or correct the address"
            )
