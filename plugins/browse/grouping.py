"""Articles by what they have in common: a date, a source, a name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from plugins.arabic.dates import When
from plugins.arabic.sort import sort_key
from plugins.view import Link

Links = Callable[[Any, str], Link | list[Link] | None]


def by(articles: Iterable[Any], keys: Callable[[Any], Iterable[Any]]) -> dict[Any, list[Any]]:
    """Group articles by each of their keys, their order kept."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for article in articles:
        for key in keys(article):
            found[key].append(article)
    return found


def by_period(articles: Sequence[Any]) -> dict[When, list[Any]]:
    """Return the articles of each year, month and day that any is dated in."""
    return by(articles, _periods)


def by_day(articles: Sequence[Any]) -> dict[tuple[int, int], list[Any]]:
    """Return the articles of each (month, day), newest first."""
    return by(
        articles,
        lambda article: [article.when[1:]] if article.when and article.when.day else [],
    )


def articles_naming(articles: Sequence[Any]) -> list[tuple[Any, int]]:
    """Return (entity, how many articles name it), most first, equals by name."""
    found = by(articles, lambda article: [each.entity for each in article.entities])
    return sorted(
        ((entity, len(own)) for entity, own in found.items()),
        key=lambda pair: (-pair[1], sort_key(pair[0].name)),
    )


def links_of(link: Links, article: Any, base: str) -> list[Link]:
    """Return the sources, sections or authors of an article."""
    found = link(article, base)
    return [found] if isinstance(found, Link) else found or []


def groups(articles: Sequence[Any], link: Links, base: str) -> list[Link]:
    """Return the sources, sections or authors of articles with their counts, largest first."""
    found = by(articles, lambda article: links_of(link, article, base))
    by_url: dict[str, Link] = {}
    for own, of_it in found.items():
        before = by_url.get(own.url)
        by_url[own.url] = Link(
            before.name if before else own.name,
            own.url,
            len(of_it) + (before.count if before else 0),
        )
    return sorted(by_url.values(), key=lambda each: (-each.count, sort_key(each.name)))


def _periods(article: Any) -> list[When]:
    """Return the year, month and day that an article belongs to, as far as known."""
    date = article.when
    if date is None:
        return []
    periods = [When(date.year), When(date.year, date.month), date]
    return list(dict.fromkeys(periods[: sum(part is not None for part in date)]))
