"""What a page says of itself to machines: schema.org as JSON-LD, Dublin Core, Open Graph."""

import json
from collections.abc import Iterator
from typing import Any

from plugins.kinds import TYPES, WIKIDATA
from plugins.records.cited import Cited, Thing
from plugins.records.picture import Picture

ABOUT = 3  # the entities named most are what an article is about; it mentions the others
# In a script element only these could end it, or begin a comment that hides its end.
CLOSED = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def news_article(article: Cited, picture: Picture | None = None) -> dict[str, Any]:
    """Return schema.org's NewsArticle."""
    things = sorted(article.things, key=lambda thing: -thing.count)
    return _told(
        {
            "@type": "NewsArticle",
            "@id": article.url,
            "url": article.url,
            "headline": article.title,
            "abstract": article.summary,
            "image": picture and picture.url,
            "datePublished": article.when.iso if article.when else None,
            "inLanguage": article.lang,
            "articleSection": article.section,
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "translator": article.translator and {"@type": "Person", "name": article.translator},
            "publisher": article.source and {"@type": "Organization", "name": article.source},
            "isBasedOn": article.original,
            "translationOfWork": _original(article),
            "archivedAt": article.archived,
            "copyrightNotice": article.rights,
            "isPartOf": {
                "@type": "WebSite",
                "name": article.archive,
                "url": article.archive_url,
            },
            "about": [_thing(each) for each in things[:ABOUT]],
            "mentions": [_thing(each) for each in things[ABOUT:]],
        }
    )


def _original(article: Cited) -> dict[str, Any] | None:
    """Return what a translation was made from; None where the article is none."""
    if not article.original_lang or article.original_lang == article.lang:
        return None
    return _told(
        {
            "@type": "CreativeWork",
            "name": article.original_title,
            "inLanguage": article.original_lang,
            "url": article.original,
        }
    )


def _thing(thing: Thing) -> dict[str, Any]:
    return _told(
        {
            "@type": TYPES[thing.kind],
            "name": thing.name,
            "url": thing.url,
            "sameAs": WIKIDATA + thing.wikidata if thing.wikidata else None,
        }
    )


def script(node: dict[str, Any]) -> str:
    """Return JSON-LD that may stand in a script element, whatever its strings hold."""
    told = {"@context": "https://schema.org", **node}
    said = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for sign, closed in CLOSED.items():  # `translate` would look at each letter
        said = said.replace(sign, closed)
    return said


def dublin_core(article: Cited) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of an article's <meta name="DC.…">."""
    told = [
        ("title", article.title),
        *(("creator", author) for author in article.authors),
        ("contributor", article.translator),
        ("date", article.when.iso if article.when else None),
        ("publisher", article.source),
        ("source", article.original),
        ("subject", "; ".join(thing.name for thing in article.things)),
        ("description", article.summary),
        ("language", article.lang),
        ("identifier", article.url if article.url.startswith("http") else None),
        ("rights", article.rights),
        ("type", "Text"),
    ]
    yield from ((f"DC.{name}", value) for name, value in told if value)


def open_graph(article: Cited) -> Iterator[tuple[str, str]]:
    """Yield the properties that an article has beyond those of every page."""
    told = [
        ("article:published_time", article.when.iso if article.when else None),
        ("article:section", article.section),
        *(("article:author", author) for author in article.authors),
    ]
    yield from ((name, value) for name, value in told if value)


def _told(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value}
