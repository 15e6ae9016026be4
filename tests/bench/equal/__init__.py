"""A Pelican plugin for timing: with the reader and the writer it makes the pages that Hugo makes.

That is an archive of articles whose names stand in their front matter (as tags), a list of fifty
a page for each name, rubric, origin and year, lists of these, one of all articles, a front page,
an address for each list's newest page by its number, and a feed of each list. Nothing is looked
for in texts.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.writers import Writer

from plugins import addresses
from plugins.arabic.dates import When
from plugins.filed import digest_of
from plugins.host import (
    digests,
    documents,
    listed,
    revised,
    write_pages,
    write_section,
    write_text,
)
from plugins.paging import paged
from plugins.records.cited import Cited
from plugins.records.feeds import Entries, Feed, atom
from plugins.view import Item, Link, item_of

PER_PAGE = 50
ARTICLES = "articles/"
FEED = "index.xml"
Shown = tuple[Item, Cited]  # an article, or a list of such, on a list and in a feed


@dataclass(frozen=True)
class ArticleView:
    """What an article's page shows beside its text."""

    iso: str
    names: Sequence[Link]


def view(generators: Sequence[Generator]) -> None:
    """Give each article what its page shows, and what gives the key that changes with it."""
    for article in documents(generators):
        _give_view(article)


def view_again(generator: Generator, article: Article, last: Article) -> None:
    _give_view(article)


def _give_view(article: Article) -> None:
    article.view, article.view_key = partial(_view, article), partial(_key, article)


def _key(article: Article) -> str | None:
    settings = article.settings
    said = (settings.get("CONFIGURED"), article.told, digest_of(article._content))
    return digests(settings).of(said)


def _view(article: Article) -> ArticleView:
    links = [Link(name, f"/{_term('names', name)}") for name in article.keywords]
    return ArticleView(article.when.iso, links)


def _term(kind: str, name: str) -> str:
    return f"{kind}/{addresses.slug(name)}/"


def _terms(article: Article) -> Iterator[tuple[str, str, str]]:
    """Yield what an article stands under: taxonomy, name, address of its list."""
    for name in article.keywords:
        yield "names", name, _term("names", name)
    yield "rubrics", article.section, _term("rubrics", article.section)
    yield "origins", article.source, _term("origins", article.source)
    yield "years", str(article.when.year), f"years/{article.when.year}/"


class Lists(Generator):  # type: ignore[misc]
    """All lists, each with its feed."""

    def generate_output(self, writer: Writer) -> None:
        told = [article.told for article in listed(self.context)]
        write_section(self, writer, told, partial(self._write_all, writer))

    def _write_all(self, writer: Writer) -> None:
        self._entries = Entries()
        articles = listed(self.context)
        items: dict[str, list[Shown]] = defaultdict(list)
        named: dict[str, dict[str, str]] = defaultdict(dict)
        everything: list[Shown] = []
        for article in articles:
            shown = _shown(article)
            everything.append(shown)
            for taxonomy, name, path in _terms(article):
                items[path].append(shown)
                named[taxonomy][path] = name
        front = [_row("Articles", ARTICLES, everything)]
        self._write(writer, "", "x", front, everything)
        self._write(writer, ARTICLES, "Articles", everything, everything)
        for taxonomy, names in named.items():
            rows = [_row(name, path, items[path]) for path, name in names.items()]
            self._write(writer, f"{taxonomy}/", taxonomy.title(), rows, rows)
            for path, name in names.items():
                self._write(writer, path, name, items[path], items[path])

    def _write(
        self, writer: Writer, path: str, title: str, shown: Sequence[Shown], fed: Sequence[Shown]
    ) -> None:
        rows = [item for item, _ in shown]

        def lists() -> Iterator[tuple[str, dict[str, Any]]]:
            for page in paged(rows, path, "", PER_PAGE):
                yield page.path, {"title": title, "items": page.rows, "pager": page.pager}

        def numbered() -> Iterator[tuple[str, dict[str, Any]]]:
            yield f"{path}page/{-(-len(rows) // PER_PAGE)}/", {"url": f"/{path}"}

        write_pages(self, writer, path, "list", [title, rows], lists)
        write_pages(self, writer, f"{path}page/", "alias", [title, len(rows)], numbered)
        here = f"{self.settings['SITEURL']}/{path}"
        feed = Feed(title, here, here + FEED, "", "ar", [cited for _, cited in fed])
        write_text(writer, path + FEED, atom(feed, self._entries))


def _shown(article: Article) -> Shown:
    """Return an article as lists and feeds show it."""
    item = item_of(article, "")
    url = f"{article.settings['SITEURL']}{item.url}"
    return item, _cited(article.id, item.title, url, article.when, item.summary)


def _row(name: str, path: str, items: Sequence[Shown]) -> Shown:
    """Return a list of articles as another list shows it, with its newest article's date."""
    newest = items[0][1]
    item = Item(name, f"/{path}", "", items[0][0].iso, None, None, "", "")
    return item, _cited(path, name, f"{newest.archive_url}{path}", newest.when, "")


def _cited(id: str, title: str, url: str, when: When | None, summary: str) -> Cited:
    return Cited(
        id=id,
        title=title,
        authors=(),
        translator=None,
        when=when,
        source=None,
        section=None,
        section_url=None,
        summary=summary,
        url=url,
        original=None,
        original_lang=None,
        original_title="",
        archived=None,
        lang="ar",
        rights=None,
        converted=None,
        archive="x",
        archive_url="https://x.example/",
        things=(),
    )


def page_generators(pelican: Pelican) -> type[Generator]:
    return Lists


def register() -> None:
    signals.all_generators_finalized.connect(view)
    revised.connect(view_again)
    signals.get_generators.connect(page_generators)
