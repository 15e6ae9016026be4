"""What the archive tells machines: citations, JSON-LD, Dublin Core, feeds, sitemap, manifest.

Gives each article `records` (what its page says of it) and `coins` (for lists), asked for then,
and pages `followed`: the paths that have a feed. Comes after `reader` and
`entities`, before `writer`.
Options: RECORDS in pelican.conf.py.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from pelican import Pelican
from pelican.contents import Article
from pelican.generators import Generator
from pelican.plugins import signals

from plugins import addresses
from plugins.filed import Filed
from plugins.host import documents, options, revised, unlisted
from plugins.records.cite import Citation, apa, citations
from plugins.records.cited import Cited, cited
from plugins.records.coins import coins
from plugins.records.linked import dublin_core, news_article, open_graph, script
from plugins.records.pages import Feeds, write_site_files
from plugins.records.picture import Picture, first_picture


@dataclass(frozen=True)
class Options:
    feed: int = 30  # articles in a feed
    feed_from: int = 3  # a person, place, … of so many articles has a feed


@dataclass(frozen=True)
class Records:
    """What an article's page says of it to machines; `json_ld` is ready for a script element.

    Worked out when its page is rendered: most builds render few, and all of it is never held.
    picture  what a shared link shows; None where it has none, or the site no address
    """

    cited: Cited
    apa: str
    picture: Picture | None = None

    @property
    def original(self) -> str | None:
        return self.cited.original

    @property
    def original_lang(self) -> str | None:
        return self.cited.original_lang

    @property
    def citations(self) -> Sequence[Citation]:
        return citations(self.cited)

    @property
    def json_ld(self) -> Markup:
        return Markup(script(news_article(self.cited, self.picture)))  # script() made it safe

    @property
    def dublin_core(self) -> Sequence[tuple[str, str]]:
        return list(dublin_core(self.cited))

    @property
    def open_graph(self) -> Sequence[tuple[str, str]]:
        return list(open_graph(self.cited))


def prepare(pelican: Pelican) -> None:
    """Say where the server's root is: links in pages begin there, machines want them whole."""
    address = urlsplit(pelican.settings["SITEURL"])
    whole = address.scheme and address.netloc
    pelican.settings["ORIGIN"] = f"{address.scheme}://{address.netloc}" if whole else ""


def write_json_plainly(generator: Generator) -> None:
    """Arabic in a page's JSON stays Arabic: escaped it would be six times as long."""
    generator.env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}


def describe(generators: Sequence[Generator]) -> None:
    settings, context = generators[0].settings, generators[0].context
    context["records"] = chosen = options(settings, "RECORDS", Options)
    articles = documents(generators)
    hidden = unlisted(generators)
    for article in (*articles, *hidden):
        _describe(article, settings)
    context["followed"] = followed(articles, chosen.feed_from) if settings["SITEURL"] else set()
    settings["UNLISTED"] = {article.url for article in hidden}
    settings["CHANGED"] = {a.url: a.converted[:10] for a in articles if a.converted}


def describe_again(generator: Generator, article: Article, last: Article) -> None:
    _describe(article, generator.settings)


def _describe(article: Article, settings: dict[str, Any]) -> None:
    article.coins = partial(_coins, article, settings)
    article.records = partial(_records, article)


def _coins(article: Article, settings: dict[str, Any]) -> str:
    return coins(cited(article, settings))


def _records(article: Article) -> Records:
    """Return what is told of an article: not held, for an archive has many."""
    settings = article.settings
    told = cited(article, settings)
    return Records(told, apa(told, settings["WORDS"], settings["DATES"]), _picture(article, told))


def _picture(article: Article, told: Cited) -> Picture | None:
    if isinstance(article._content, Filed) or not article.settings["ORIGIN"]:
        return None  # Filed: it has no pictures
    return first_picture(article.content, told.url) if "<img" in article._content else None


def followed(articles: Sequence[Article], least: int) -> set[str]:
    """Return the paths, below the site, of the lists that have a feed of their own."""
    sections = {addresses.section(article.section) for article in articles if article.section}
    named = Counter(each.entity.url for article in articles for each in article.entities)
    return sections | {url for url, count in named.items() if count >= least}


def feeds(pelican: Pelican) -> type[Generator]:
    return Feeds


def finish(pelican: Pelican) -> None:
    settings = pelican.settings
    write_site_files(settings, settings["CHANGED"], settings["UNLISTED"])


def register() -> None:
    signals.initialized.connect(prepare)
    signals.generator_init.connect(write_json_plainly)
    signals.all_generators_finalized.connect(describe)
    revised.connect(describe_again)
    signals.get_generators.connect(feeds)
    signals.finalized.connect(finish)
