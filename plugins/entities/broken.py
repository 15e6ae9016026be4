"""The [[links]] in documents that lead nowhere, told without a build."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.document import Document
from plugins.entities.entity import Entity
from plugins.entities.ids import by_id, by_name, name_key
from plugins.errors import ArchiveError
from plugins.explicit import broken, title_key, unresolved, without_code
from plugins.files import read_text

INDENTED = re.compile(r"^(?: {4}|\t).*$", re.MULTILINE)  # may be code: a build tells


def broken_links(
    documents: Iterable[tuple[Path, Document]],
    authority: Iterable[Entity],
    others: Iterable[tuple[Path, Document]] = (),
) -> Iterator[ArchiveError]:
    """Yield an error for each [[name]] of a document that is built, as the build would.

    others  the archive's own pages and entities' own texts, which hold links and are not led to
    """
    built = [(path, each) for path, each in documents if each.status != "draft"]
    listed = [each for _, each in built if each.status != "hidden"]
    titles = Counter(title_key(each.title) for each in listed)
    entities = list(authority)
    ids = by_id(entities).keys() | {each.id for each in listed}
    names = by_name(entities).keys()
    for path, document in (*built, *others):
        if document.status == "draft" or "[[" not in document.body:
            continue
        text = without_code(document.body).replace(r"\|", "|")  # in a table
        for name in unresolved(INDENTED.sub("", text)):
            if name not in ids and name_key(name) not in names and titles[title_key(name)] != 1:
                yield ArchiveError(broken(path, read_text(path), name))
