"""Makes Pelican read our documents, and stops the build at once where one is wrong.

All documents are checked before Pelican begins, so that a keeper sees every error in one go.
Gives each article its HTML as `_content`: text, or Filed where nothing in it is yet to be linked.
Gives each article `original_text`, what stands beside it in another language, or None.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator
from pelican.plugins import signals
from pelican.readers import BaseReader, Readers
from pelican.settings import Settings

from plugins import addresses
from plugins.document import read_document
from plugins.filed import Filed
from plugins.folders import files_in
from plugins.host import documents, reread, unlisted, with_files, workshop
from plugins.originals import FOLDER, direction, read_originals
from plugins.reader.articles import (
    ArticleReaders,
    Listed,
    OriginalText,
    as_listed,
    is_usual,
    metadata,
)
from plugins.reader.reading import Read, html_of, keys_of, read_rendered
from plugins.reader.render import apart


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
            html, _ = html_of(source_path, document.body)
            found = Read(document, html, False, keys_of(document))
        fields = metadata(found, self.settings)
        if fields["status"] != "draft" and source_path.startswith(self._articles):
            # Said here, Pelican does not put it together anew whenever it is asked.
            fields["url"] = addresses.article(found.document.id)
            fields["save_as"] = f"{fields['url']}index.html"
        if isinstance(found.html, Filed):
            return "", fields | {"filed": found.html}
        return found.html, fields

    def html(self, path: str, markdown: str) -> str:
        """Return the HTML of a text that is no document: an entity's own."""
        return html_of(path, markdown)[0]


def read_all(pelican: Pelican) -> None:
    """Read every document and original, for Pelican to ask; raises ArchiveErrors with all wrong.

    What Pelican copies is looked at too: it follows links, and passes over what it may not read.
    """
    settings = pelican.settings
    folders = (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"])
    found = read_rendered([Path(settings["PATH"], each) for each in folders], workshop(settings))
    for each in settings["STATIC_PATHS"]:
        files_in(Path(settings["PATH"], each))
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
        html, _ = html_of(str(found.path), found.markdown)
        html = with_files(apart(html), settings["BASE"], found.path)
        article.original_text = OriginalText(found.lang, direction(found.lang), found.title, html)
        article.source_lang = article.source_lang or found.lang


def link_below_the_site(generators: Sequence[Generator]) -> None:
    """Let documents' links to files begin at the site's path, as all others do.

    Pelican puts SITEURL there, and a copy of the site elsewhere would fetch from another host.
    """
    generators[0].context["localsiteurl"] = generators[0].settings["BASE"]


def make_articles(generator: ArticlesGenerator) -> None:
    """Let articles be made of what was read, where nobody adds to what a document says."""
    if is_usual(generator.settings):
        generator.readers = ArticleReaders(generator.settings)
        # Its cache keeps nothing here, and asks twice when each file was changed.
        generator.get_cached_data = lambda _path, default=None: default
        generator.cache_data = lambda *_: None


def make_all_ours(generator: ArticlesGenerator) -> None:
    """Make those ours that Pelican made."""
    for article in (*generator.articles, *generator.hidden_articles):
        if not isinstance(article, Listed):
            as_listed(article)


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
    signals.article_generator_init.connect(make_articles)
    signals.article_generator_finalized.connect(forget_groups)
    signals.article_generator_finalized.connect(make_all_ours)
    signals.all_generators_finalized.connect(give_originals)
    reread.connect(give_original_again)
    signals.all_generators_finalized.connect(link_below_the_site)
