"""The documents of an archive: which files of its folders are some, all that is wrong in any."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from plugins.document import Document, read_document
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.folders import files_in

# Endings of texts: beside documents only pictures and the like may lie.
NO_DOCUMENTS = {".md", ".markdown", ".mdown", ".mkd", ".txt", ".html", ".htm", ".docx", ".doc"}


def read_documents(folders: Iterable[Path]) -> list[tuple[Path, Document]]:
    """Return every document (*.md) under `folders`, in the order of their paths.

    Raises ArchiveErrors naming all that is wrong, a repeated id among it.
    """
    return all_right((path, tried(path)) for path in document_paths(folders))


def document_paths(folders: Iterable[Path]) -> list[Path]:
    """Return the files of all documents under `folders`, in their order; hidden ones are none.

    Raises ArchiveErrors for texts that are none, because Pelican passes over some and trips over
    others, and for what is in the way of reading them all.
    """
    found: list[Path] = []
    others: list[ArchiveError] = []
    for folder in folders:
        for path in files_in(folder):
            if path.suffix == ".md":
                found.append(path)
            elif path.suffix.lower() in NO_DOCUMENTS and path.name[0] != "~":
                told = f"{path}:1: «{path.suffix}» is no document's; put the file into sources"
                others.append(ArchiveError(f"{told}, or let its name end in .md"))
    if others:
        raise ArchiveErrors(others)
    return found


def tried(path: Path) -> Document | ArchiveError:
    """Return the document in the file `path`, or what is wrong with it."""
    try:
        return read_document(path)
    except ArchiveError as error:
        return error


def all_right(
    read: Iterable[tuple[Path, Document | ArchiveError]],
) -> list[tuple[Path, Document]]:
    """Return the documents that were read; raises ArchiveErrors naming all that is wrong."""
    found: list[tuple[Path, Document]] = []
    errors: list[ArchiveError] = []
    for path, each in read:
        if isinstance(each, ArchiveError):
            errors.append(each)
        else:
            found.append((path, each))
    errors.extend(_repeated_ids(found))
    if errors:
        raise ArchiveErrors(errors)
    return found


def _repeated_ids(found: list[tuple[Path, Document]]) -> Iterator[ArchiveError]:
    first: dict[str, Path] = {}
    for path, document in found:
        if first.setdefault(document.id, path) != path:
            yield ArchiveError(
                f"{path}:1: the id «{document.id}» is that of {first[document.id]} too; change one"
            )
