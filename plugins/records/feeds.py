"""Feeds: Atom (RFC 4287) and JSON Feed 1.1, of what last came into the archive."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar
from xml.sax.saxutils import escape, quoteattr

from plugins.arabic.dates import When
from plugins.records.cited import Cited
from plugins.xmltext import xml_text

MIDNIGHT = "T00:00:00Z"
FIRST_DAY = "1970-01-01"  # of an archive that knows no date at all


class Dated(Protocol):
    """An article, as far as its place in a feed goes: `converted`, the ISO day on which it came."""

    @property
    def id(self) -> str: ...
    @property
    def when(self) -> When | None: ...
    @property
    def converted(self) -> str | None: ...


Came = TypeVar("Came", bound=Dated)


@dataclass(frozen=True)
class Feed:
    """A feed: what it is called, the page that it follows, where it stands itself; absolute."""

    title: str
    page: str
    atom: str
    json: str
    lang: str
    articles: Sequence[Cited]


class Entries:
    """What feeds say of articles, worked out once for each: it stands in many feeds."""

    def __init__(self) -> None:
        self._atom: dict[str, tuple[str, str]] = {}
        self._json: dict[str, str] = {}

    def atom(self, article: Cited) -> tuple[str, str]:
        """Return the ISO day of the article's last change, and its entry."""
        found = self._atom.get(article.id)
        if found is None:
            found = self._atom[article.id] = _day(article), _entry(article)
        return found

    def json(self, article: Cited) -> str:
        if article.id not in self._json:
            told = json.dumps(_item(article), ensure_ascii=False, indent=1)
            self._json[article.id] = "  " + told.replace("\n", "\n  ")
        return self._json[article.id]


def latest(articles: Iterable[Came], most: int) -> list[Came]:
    """Return the articles that came last, those of one day by date: an old text may be new here."""
    dated = sorted(articles, key=lambda article: article.id)
    dated.sort(key=lambda a: (a.converted or "", a.when.iso if a.when else ""), reverse=True)
    return dated[:most]


def atom(feed: Feed, entries: Entries) -> str:
    """Return the feed as Atom."""
    told = [entries.atom(article) for article in feed.articles]
    updated = max((day for day, _ in told), default=FIRST_DAY)
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(feed.lang)}>',
        f"<title>{_text(feed.title)}</title>",
        f"<id>{_text(feed.page)}</id>",
        f'<link rel="alternate" type="text/html" href={quoteattr(feed.page)}/>',
        f'<link rel="self" type="application/atom+xml" href={quoteattr(feed.atom)}/>',
        f"<updated>{updated}{MIDNIGHT}</updated>",
    ]
    return "\n".join([*head, *(entry for _, entry in told), "</feed>", ""])


def _entry(article: Cited) -> str:
    authors = article.authors or [article.source or article.archive]
    rows = [
        f"<title>{_text(article.title)}</title>",
        f"<id>{_text(article.url)}</id>",
        f'<link rel="alternate" type="text/html" href={quoteattr(article.url)}/>',
        f"<updated>{_day(article)}{MIDNIGHT}</updated>",
        f"<published>{article.when.first_day}{MIDNIGHT}</published>" if article.when else "",
        *(f"<author><name>{_text(name)}</name></author>" for name in authors),
        f"<category term={quoteattr(xml_text(article.section))}/>" if article.section else "",
        f"<summary>{_text(article.summary)}</summary>" if article.summary else "",
    ]
    return (
        f"<entry xml:lang={quoteattr(article.lang)}>\n"
        + "\n".join(row for row in rows if row)
        + "\n</entry>"
    )


def json_feed(feed: Feed, entries: Entries) -> str:
    """Return the feed as JSON Feed."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.json,
        "language": feed.lang,
    }
    head = json.dumps(told, ensure_ascii=False, indent=1).removesuffix("\n}")
    items = ",\n".join(map(entries.json, feed.articles))
    listed = f"[\n{items}\n ]" if items else "[]"
    return f'{head},\n "items": {listed}\n}}\n'


def _item(article: Cited) -> dict[str, object]:
    told: dict[str, object] = {
        "id": article.url,
        "url": article.url,
        "external_url": article.original,
        "title": article.title,
        "content_text": article.summary or article.title,
        "summary": article.summary,
        "date_published": f"{article.when.first_day}{MIDNIGHT}" if article.when else None,
        "date_modified": f"{_day(article)}{MIDNIGHT}",
        "authors": [{"name": name} for name in article.authors],
        "tags": [thing.name for thing in article.things],
        "language": article.lang,
    }
    return {name: value for name, value in told.items() if value}


def _day(article: Cited) -> str:
    """Return the ISO day of an article's last change that is known."""
    if article.converted:
        return article.converted[:10]
    return _first_day(article.when) if article.when else FIRST_DAY


@cache
def _first_day(when: When) -> str:
    return when.first_day.isoformat()


def _text(text: str) -> str:
    return escape(xml_text(text))
