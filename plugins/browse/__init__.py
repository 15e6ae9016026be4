"""The ways in: home, and the lists by date, by source and by section; what an article's page shows.

Gives each article `view`, which works out what its page shows, and `view_key`, which gives what
changes when that does: few pages are asked what they show. Gives pages `archive`, the counts: one
that looks at them changes with every article. Comes after `reader`, `entities` and `crosslinks`.
Options: BROWSE in pelican.conf.py.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import Generator
from pelican.plugins import signals

from plugins.browse.article import ArticleView, article_view, leading_to
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
from plugins.filed import Filed, digest_of
from plugins.host import digests, documents, options, pages, revised, unlisted
from plugins.kinds import FOLDERS
from plugins.pictures import Size, size_of
from plugins.view import Link, author_links, card_key, section_link, source_link

COUNTED = ("stories", "sources", "authors")  # beside what is named
RESOLVED = re.compile(r"""=["'][{|]""")  # {static} and the like, which Pelican puts addresses for


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
    context["archive"] = count(articles, len(context["all_stories"]), settings["DATES"])
    context["ways"] = ways(context["archive"], articles, context["about"])
    dated = [article for article in articles if article.when]
    older = {newer.id: older for newer, older in pairwise(dated)}
    newer = {older.id: newer for newer, older in pairwise(dated)}
    settings.setdefault("REPOSITORY", "")
    pictures = sizes(Path(settings["PATH"]), settings["BASE"])
    hidden = unlisted(generators)
    known = {link.url for article in articles for link in leads(article)} if hidden else set()
    for article in hidden:
        article.leads = known.intersection(link.url for link in leads(article))
    for article in (*articles, *hidden):
        article.before, article.after = older.get(article.id), newer.get(article.id)
        _give_view(article, pictures)


def view_again(generator: Generator, article: Article, last: Article) -> None:
    """Give an article its view, and the neighbours that it had."""
    settings = generator.settings
    article.before, article.after = last.before, last.after
    article.leads = getattr(last, "leads", set())
    _give_view(article, sizes(Path(settings["PATH"]), settings["BASE"]))


def leads(article: Article) -> list[Link]:
    """Return the links to an article's source, section and authors."""
    base = article.settings["BASE"]
    links = (source_link(article, base), section_link(article, base), *author_links(article, base))
    return [link for link in links if link]


def _give_view(article: Article, pictures: Callable[[str], Size | None]) -> None:
    if not isinstance(article._content, Filed):  # which has no pictures
        article._content = with_figures(article._content, pictures)
    original = article.original_text
    if original:
        content = with_figures(original.content, pictures)
        article.original_text = replace(original, content=content)
    article.view = partial(_view, article)
    article.view_key = partial(_key, article)


def _view(article: Article) -> ArticleView:
    settings = article.settings
    shown = article_view(
        article,
        settings["BASE"],
        settings["WORDS"],
        before=article.before,
        after=article.after,
    )
    return leading_to(shown, article.leads) if article.status == "hidden" else shown


def _key(article: Article) -> str | None:
    """Return the digest of all that an article's page shows, worked out of few values.

    `told` stands for the document's fields, its HTML for its text, `CONFIGURED` for the settings;
    what it shows of other articles is the same value on many pages, digested once. None where
    this cannot be told: of a document whose links Pelican resolves.
    """
    settings, html = article.settings, article._content
    configured = settings.get("CONFIGURED")
    if configured is None or (not isinstance(html, Filed) and RESOLVED.search(html)):
        return None
    shown = [
        configured,
        article.told,
        article.status,
        sorted(article.leads) if article.status == "hidden" else None,
        digest_of(html),
        [(_told(each.entity, settings), each.count) for each in article.entities],
        article.original_text,
        [(each.document.item_key, each.reason) for each in article.related],
        _story_told(article.story, settings) if article.story else None,
        [
            each.item_key if each else None
            for each in (article.earlier, article.later, article.before, article.after)
        ],
        [(other.title, other.url) for other in article.linked_from],
    ]
    return digests(settings).of(shown)


def _told(entity: Any, settings: dict[str, Any]) -> str | None:
    """Return the digest of an entity, worked out once a build."""
    known: dict[str, str | None] = settings.setdefault("ENTITIES_TOLD", {})
    if entity.id not in known:
        known[entity.id] = digests(settings).of(entity)
    return known[entity.id]


def _story_told(story: Any, settings: dict[str, Any]) -> str | None:
    """Return the digest of a story's card, worked out once a build."""
    known: dict[str, str | None] = settings.setdefault("STORIES_TOLD", {})
    if story.id not in known:
        known[story.id] = digests(settings).of(card_key(story))
    return known[story.id]


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


def ways(held: Counts, articles: Sequence[Article], about: bool) -> list[str]:
    """Return the paths of the lists that have something: the menu leads to no others."""
    there = {folder: getattr(held, folder) for folder in (*FOLDERS.values(), *COUNTED)}
    there |= {
        "dates": held.articles,
        "sections": any(article.section for article in articles),
        "about": about,
    }
    return ["", *sorted(f"{path}/" for path, found in there.items() if found)]


def page_generators(pelican: Pelican) -> Sequence[type[Generator]]:
    return (Home, DatePages, DayPages, SourcePages, SectionPages, AuthorPages, FixedPages)


def register() -> None:
    signals.all_generators_finalized.connect(view)
    revised.connect(view_again)
    signals.get_generators.connect(page_generators)
