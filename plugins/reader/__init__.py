"""Makes Pelican read our documents, and stops the build at once where one is wrong.

All documents are checked before Pelican begins, so that a keeper sees every error in one go.
Gives each article its HTML as `_content`: text, or Filed where nothing in it is yet to be linked.
Gives each article `original_text`, what stands beside it in another language, or None.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from pathlib import Path
from sys import intern
from typing import Any

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator
from pelican.plugins import signals
from pelican.readers import BaseReader, Readers
from pelican.settings import Settings
from pelican.urlwrappers import Author, Category
from pelican.utils import SafeDatetime

from plugins import addresses
from plugins.document import Document, read_document
from plugins.filed import Filed, digest_of
from plugins.host import documents, reread, unlisted, workshop
from plugins.originals import FOLDER, direction, read_originals
from plugins.reader.reading import Read, read_rendered
from plugins.reader.render import apart, render
from plugins.view import item_key

# What Pelican gives an article beside, and nothing asks for once it is read.
NEEDLESS = (
    *("_summary", "date_format", "in_default_lang", "locale_date", "metadata", "reader"),
    *("relative_source_path", "slug", "timezone"),
)
# Fields that few documents have, and fields that have few values.
RARE = (
    *("archived_url", "converted", "date_basis", "entities_add", "entities_never", "extra", "file"),
    *("file_sha256", "rights", "source_lang", "source_url_complete", "translator"),
)
SHARED = ("lang", "section", "source", "status")
UNDATED = SafeDatetime(1, 1, 1)  # Pelican wants a date of every article


@dataclass(frozen=True)
class OriginalText:
    """The original of a translation: `content` is clean HTML, `title` "" where it is not known."""

    lang: str
    direction: str
    title: str
    content: str


class Listed(Article):  # type: ignore[misc]
    """An article of the archive: the class tells what a document does not.

    So an archive's articles do not each hold a score of fields that say nothing.
    """

    original_text: OriginalText | None = None


UNTOLD = {
    **{each.name: each.default for each in fields_of(Document) if each.name in RARE},
    "keywords": (),
    "metadata": {},  # Pelican notes a summary there, and reads it
    "template": Article.default_template,
}
for name, value in UNTOLD.items():
    setattr(Listed, name, value)


class DocumentReader(BaseReader):  # type: ignore[misc]
    """Reads a document file: our front matter, and Markdown."""

    file_extensions = ("md",)

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        folders = (Path(settings["PATH"], each) for each in settings["ARTICLE_PATHS"])
        self._articles = tuple(f"{folder}{os.sep}" for folder in folders)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        found = self.settings["READ"].pop(source_path, None)
        if found is None:
            document = read_document(Path(source_path))
            found = Read(document, render(document.body), plain=False)
        fields = metadata(found.document, self.settings)
        if fields["status"] != "draft" and source_path.startswith(self._articles):
            # Said here, Pelican does not put it together anew whenever it is asked.
            fields["url"] = addresses.article(found.document.id)
            fields["save_as"] = f"{fields['url']}index.html"
        if isinstance(found.html, Filed):
            return "", fields | {"filed": found.html}
        return found.html, fields

    def html(self, markdown: str) -> str:
        """Return the HTML of a text that is no document: an entity's own."""
        return render(markdown)


def metadata(document: Document, settings: Settings) -> dict[str, Any]:
    """Return what Pelican's Content is made of. Every field of ours is an attribute there.

    `when` is the date as exact as it is known; Pelican's own `date` its first day. `told` is the
    digest of all fields, `item_key` of those that lists show.
    """
    fields = {name: getattr(document, name) for name in document.__dataclass_fields__}
    del fields["body"]  # its HTML is what the build works with
    fields["told"] = digest_of(repr(fields))
    fields["item_key"] = item_key(document)
    fields["keywords"] = fields.pop("tags")  # not Pelican's tags: their loop is quadratic
    fields["when"] = fields.pop("date")
    fields["date"] = (
        SafeDatetime(*document.date.first_day.timetuple()[:3]) if document.date else UNDATED
    )
    fields["slug"] = document.id
    fields["category"] = _category(document.section or settings["DEFAULT_CATEGORY"], settings)
    fields["authors"] = [Author(name, settings) for name in document.authors]
    fields["summary"] = fields["abstract"] = document.summary or ""
    fields["status"] = document.status or "published"
    fields["lang"] = document.lang or settings["DEFAULT_LANG"]
    fields |= {name: intern(fields[name]) for name in SHARED if fields[name]}
    if not fields["authors"]:
        del fields["authors"]  # Pelican takes the first of them
    return fields


def _category(name: str, settings: Settings) -> Category:
    """Return Pelican's category of a name, one for all its articles: it works out its slug once."""
    known: dict[str, Category] = settings.setdefault("CATEGORIES_READ", {})
    if name not in known:
        known[name] = Category(name, settings)
    return known[name]


def read_all(pelican: Pelican) -> None:
    """Read every document and original, for Pelican to ask; raises ArchiveErrors with all wrong."""
    settings = pelican.settings
    folders = (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"])
    found = read_rendered([Path(settings["PATH"], each) for each in folders], workshop(settings))
    pages = [f"{Path(settings['PATH'], each)}{os.sep}" for each in settings["PAGE_PATHS"]]
    own = {path: each for path, each in found.items() if not path.startswith(tuple(pages))}
    articles = [each.document for each in own.values()]
    settings["ORIGINALS"] = read_originals(Path(settings["PATH"], FOLDER), articles)
    settings["READ"] = {
        path: each if each.plain and path in own else each._replace(html=str(each.html))
        for path, each in found.items()
    }


def give_originals(generators: Sequence[Generator]) -> None:
    """Give each article its original, and say its language where the document does not."""
    for article in (*documents(generators), *unlisted(generators)):
        _give_original(article, generators[0].settings)


def give_original_again(generator: ArticlesGenerator, article: Article, last: Article) -> None:
    article.original_text = None
    _give_original(article, generator.settings)


def _give_original(article: Article, settings: Settings) -> None:
    found = settings["ORIGINALS"].get(article.id)
    if found:
        html = apart(render(found.markdown)).replace('"{static}/', f'"{settings["BASE"]}/')
        article.original_text = OriginalText(found.lang, direction(found.lang), found.title, html)
        article.source_lang = article.source_lang or found.lang


def link_below_the_site(generators: Sequence[Generator]) -> None:
    """Let documents' links to files begin at the site's path, as all others do.

    Pelican puts SITEURL there, and a copy of the site elsewhere would fetch from another host.
    """
    generators[0].context["localsiteurl"] = generators[0].settings["BASE"]


def give_texts(generator: ArticlesGenerator) -> None:
    """Give articles the HTML that is to be read when it is wanted; Pelican itself knows of none.

    What Pelican made them of it holds no more: all of it is attributes, and nothing else reads it.
    """
    for article in (*generator.articles, *generator.hidden_articles):
        own = vars(article)
        own["_content"] = own.pop("filed", article._content)
        article.__class__ = Listed
        article.__dict__ = {
            name: value
            for name, value in own.items()
            if name not in NEEDLESS and value is not UNTOLD.get(name, own)
        }


def forget_groups(generator: ArticlesGenerator) -> None:
    """Drop Pelican's groups by author and category: it looks for every article in each of them.

    Their pages are ours, and that search grows with the square of the archive.
    """
    generator.authors, generator.categories = [], []


def use_document_reader(readers: Readers) -> None:
    readers.reader_classes["md"] = DocumentReader


def register() -> None:
    signals.initialized.connect(read_all)
    signals.readers_init.connect(use_document_reader)
    signals.article_generator_finalized.connect(forget_groups)
    signals.article_generator_finalized.connect(give_texts)
    signals.all_generators_finalized.connect(give_originals)
    reread.connect(give_original_again)
    signals.all_generators_finalized.connect(link_below_the_site)
