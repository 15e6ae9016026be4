"""The ways in: home, and the lists by date, by source and by section; what an article's page shows.

Gives each article `view`, and pages `archive`, the counts: one that looks at them changes with
every article. Comes after `reader`, `entities` and `crosslinks`. Options: BROWSE in
pelican.conf.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import Generator
from pelican.plugins import signals

from plugins.browse.article import article_view
from plugins.browse.date_pages import DatePages, DayPages
from plugins.browse.figures import with_figures
from plugins.browse.pages import (
    AuthorPages,
    FixedPages,
    Home,
    SectionPages,
    SourcePages,
)
from plugins.datewords import DateWords
from plugins.host import documents, options, pages, revised, text_of, unlisted
from plugins.kinds import FOLDERS
from plugins.pictures import Size, size_of
from plugins.view import Link


@dataclass(frozen=True)
class Options:
    newest: int = 8  # articles on the home page
    stories: int = 6  # stories there
    named: int = 6  # most-named people, places, … there


@dataclass(frozen=True)
class Counts:
    """What the archive holds, and its first and last dates in words."""

    articles: int
    people: int
    places: int
    organizations: int
    events: int
    stories: int
    sources: int
    authors: int
    first: str
    last: str


def view(generators: Sequence[Generator]) -> None:
    settings, context = generators[0].settings, generators[0].context
    context["browse"] = options(settings, "BROWSE", Options)
    articles = documents(generators)
    own_pages = pages(generators)
    context["about"] = any(page.slug == "about" for page in own_pages)
    context["about_pages"] = [Link(p.title, f"{settings['BASE']}/{p.url}") for p in own_pages]
    context["archive"] = count(articles, len(context["stories"]), settings["DATES"])
    context["with_authors"] = context["archive"].authors > 0
    dated = [article for article in articles if article.when]
    older = {newer.id: older for newer, older in pairwise(dated)}
    newer = {older.id: newer for newer, older in pairwise(dated)}
    settings.setdefault("REPOSITORY", "")
    pictures = sizes(Path(settings["PATH"]), settings["BASE"])
    for article in (*articles, *unlisted(generators)):
        article.before, article.after = older.get(article.id), newer.get(article.id)
        _give_view(article, pictures)


def view_again(generator: Generator, article: Article, last: Article) -> None:
    """Give an article its view, and the neighbours that it had."""
    settings = generator.settings
    article.before, article.after = last.before, last.after
    _give_view(article, sizes(Path(settings["PATH"]), settings["BASE"]))


def _give_view(article: Article, pictures: Callable[[str], Size | None]) -> None:
    settings = article.settings
    article._content = with_figures(article._content, pictures)
    original = article.original_text
    if original:
        content = with_figures(original.content, pictures)
        article.original_text = replace(original, content=content)
    article.view = article_view(
        article,
        text_of(article),
        settings["BASE"],
        settings["WORDS"],
        before=article.before,
        after=article.after,
    )


def sizes(content: Path, base: str) -> Callable[[str], Size | None]:
    """Return what tells the size of a picture of the archive by its address in a document.

    base  the path of the site, with which addresses may begin
    """

    @cache
    def size(address: str) -> Size | None:
        path = unquote(address).removeprefix("{static}").removeprefix(base).lstrip("/")
        return size_of(content / path) if ".." not in path else None

    return size


def count(articles: Sequence[Article], stories: int, words: DateWords) -> Counts:
    first, last = words.span(article.when for article in articles)
    named = {each.entity.id: each.entity.kind for a in articles for each in a.entities}
    kinds = list(named.values())
    return Counts(
        articles=len(articles),
        **{folder: kinds.count(kind) for kind, folder in FOLDERS.items()},
        stories=stories,
        sources=len({article.source for article in articles if article.source}),
        authors=len({str(name) for each in articles for name in getattr(each, "authors", ())}),
        first=first,
        last=last,
    )


def page_generators(pelican: Pelican) -> Sequence[type[Generator]]:
    return (Home, DatePages, DayPages, SourcePages, SectionPages, AuthorPages, FixedPages)


def register() -> None:
    signals.all_generators_finalized.connect(view)
    revised.connect(view_again)
    signals.get_generators.connect(page_generators)
