"""Makes Pelican read our documents, and stops the build at once where one is wrong.

All documents are checked before Pelican begins, so that a keeper sees every error in one go.
"""

from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import ArticlesGenerator
from pelican.plugins import signals
from pelican.readers import BaseReader, Readers
from pelican.settings import Settings
from pelican.urlwrappers import Author, Category
from pelican.utils import SafeDatetime

from plugins.document import Document, read_document, read_documents
from plugins.reader.render import render

UNDATED = SafeDatetime(1, 1, 1)  # Pelican wants a date of every article


class DocumentReader(BaseReader):  # type: ignore[misc]
    """Reads a document file: our front matter, and Markdown."""

    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        document = read_document(Path(source_path))
        return render(document.body), metadata(document, self.settings)

    def html(self, markdown: str) -> str:
        """Return the HTML of a text that is no document: an entity's own."""
        return render(markdown)


def metadata(document: Document, settings: Settings) -> dict[str, Any]:
    """Return what Pelican's Content is made of. Every field of ours is an attribute there.

    `when` is the date as exact as it is known; Pelican's own `date` its first day.
    """
    fields = {name: getattr(document, name) for name in document.__dataclass_fields__}
    fields["keywords"] = fields.pop("tags")  # not Pelican's tags: their loop is quadratic
    fields["when"] = fields.pop("date")
    fields["date"] = (
        SafeDatetime(*document.date.first_day.timetuple()[:3]) if document.date else UNDATED
    )
    fields["slug"] = document.id
    fields["category"] = Category(document.section or settings["DEFAULT_CATEGORY"], settings)
    fields["authors"] = [Author(name, settings) for name in document.authors]
    fields["summary"] = fields["abstract"] = document.summary or ""
    fields["status"] = document.status or "published"
    fields["lang"] = document.lang or settings["DEFAULT_LANG"]
    if not fields["authors"]:
        del fields["authors"]  # Pelican takes the first of them
    return fields


def check_documents(pelican: Pelican) -> None:
    """Read every document once; raises ArchiveErrors with all that is wrong."""
    settings = pelican.settings
    folders = (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"])
    read_documents([Path(settings["PATH"], folder) for folder in folders])


def forget_groups(generator: ArticlesGenerator) -> None:
    """Drop Pelican's groups by author and category: it looks for every article in each of them.

    Their pages are ours, and that search grows with the square of the archive.
    """
    generator.authors, generator.categories = [], []


def use_document_reader(readers: Readers) -> None:
    readers.reader_classes["md"] = DocumentReader


def register() -> None:
    signals.initialized.connect(check_documents)
    signals.readers_init.connect(use_document_reader)
    signals.article_generator_finalized.connect(forget_groups)
