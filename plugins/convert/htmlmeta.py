"""What a page says of itself: JSON-LD, Open Graph, Dublin Core, microdata, plain meta tags."""

import json
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

from lxml import etree, html

from plugins.convert.clean import clean_line

ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "ReportageNewsArticle",
    "WebPage",
)
DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "pubdate",
    "publishdate", "publish_date", "publication_date", "citation_publication_date", "sailthru.date",
    "parsely-pub-date", "date",
)  # fmt: skip
AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "byl")
TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
SITES = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")
SUMMARIES = ("og:description", "description", "twitter:description", "dc.description")
SECTIONS = ("article:section", "og:article:section")
ADDRESSES = ("og:url", "twitter:url", "dc.identifier")
LANGUAGES = ("dc.language", "dcterms.language", "og:locale")
RIGHTS = ("dc.rights", "dcterms.rights", "copyright")


class Said(NamedTuple):
    """A value, and the place in the page that says it."""

    value: str
    place: str


class PageMetadata(NamedTuple):
    """What a page says. Absent values are empty."""

    title: Said
    date: Said
    authors: tuple[str, ...]
    site: str
    address: str
    section: str
    summary: str
    lang: str
    rights: str
    tags: tuple[str, ...]


def page_metadata(tree: html.HtmlElement) -> PageMetadata:
    """Return what the page in `tree` says; of several places the one that pages keep best."""
    linked = next(_articles(tree), {})
    metas = dict(_metas(tree))
    return PageMetadata(
        title=_first(_linked(linked, "headline", "JSON-LD headline"), _meta(metas, TITLES)),
        date=_first(
            _linked(linked, "datePublished", "JSON-LD datePublished"),
            _meta(metas, DATES),
            _microdata(tree, "datePublished"),
            _time(tree),
        ),
        authors=_authors(linked, metas, tree),
        site=_text(linked.get("publisher")) or _meta(metas, SITES).value,
        address=_canonical(tree) or _address(linked) or _meta(metas, ADDRESSES).value,
        section=_text(linked.get("articleSection")) or _meta(metas, SECTIONS).value,
        summary=_meta(metas, SUMMARIES).value or _text(linked.get("description")),
        lang=(tree.get("lang") or _meta(metas, LANGUAGES).value).replace("_", "-"),
        rights=_meta(metas, RIGHTS).value,
        tags=_tags(tree, metas),
    )


def _articles(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that are articles, articles proper before pages."""
    found = [thing for script in tree.iter("script") for thing in _things(script)]
    for kind in ARTICLE_TYPES:
        yield from (thing for thing in found if kind in _list(thing.get("@type")))


def _things(script: html.HtmlElement) -> list[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or ""):
        return []
    try:
        data = json.loads(script.text or "", strict=False)
    except (ValueError, RecursionError):
        return []
    things = [thing for thing in _list(data) if isinstance(thing, dict)]
    inner = [node for thing in things for node in _list(thing.get("@graph"))]
    return things + [node for node in inner if isinstance(node, dict)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """Return the text of a JSON-LD value: itself, its name, or that of the first in a list.

    Many programs write it as they write HTML: &quot;
    """
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        return _text(value.get("name"))
    return clean_line(unescape(value)) if isinstance(value, str) else ""


def _linked(thing: dict[str, Any], name: str, place: str) -> Said:
    return Said(_text(thing.get(name)), place)


def _address(thing: dict[str, Any]) -> str:
    page = thing.get("mainEntityOfPage")
    named = page.get("@id") if isinstance(page, dict) else page
    found = named if isinstance(named, str) else thing.get("url")
    return found if isinstance(found, str) and found.startswith("http") else ""


def _metas(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield name and value of meta tags, the first of a name last, so that it stays."""
    for meta in reversed(list(tree.iter("meta"))):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        value = clean_line(meta.get("content") or "")
        if name and value:
            yield name.lower(), value


def _meta(metas: dict[str, str], names: tuple[str, ...]) -> Said:
    return next(
        (Said(metas[name], f"meta {name}") for name in names if name in metas), Said("", "")
    )


def _first(*found: Said) -> Said:
    return next((said for said in found if said.value), Said("", ""))


def _microdata(tree: html.HtmlElement, name: str) -> Said:
    for element in tree.iter(etree.Element):
        if name in (element.get("itemprop"), (element.get("property") or "").split(":")[-1]):
            value = element.get("content") or element.get("datetime") or element.text_content()
            return Said(clean_line(value), f"itemprop {name}")
    return Said("", "")


def _time(tree: html.HtmlElement) -> Said:
    """Return the page's one day in <time>: several different ones are those of other things."""
    times = [element.get("datetime") or "" for element in tree.iter("time")]
    days = {time[:10] for time in times if time}
    return Said(times[0], "<time>") if len(days) == 1 and times[0] else Said("", "")


def _authors(
    linked: dict[str, Any], metas: dict[str, str], tree: html.HtmlElement
) -> tuple[str, ...]:
    named = [_text(author) for author in _list(linked.get("author"))]
    named = named if any(named) else [_meta(metas, AUTHORS).value]
    named = named if any(named) else [_microdata(tree, "author").value]
    names = (name for name in named if name and not name.startswith("http") and len(name) < 80)
    return tuple(dict.fromkeys(names))


def _canonical(tree: html.HtmlElement) -> str:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith(
            "http"
        ):
            return str(link.get("href"))
    return ""


def _tags(tree: html.HtmlElement, metas: dict[str, str]) -> tuple[str, ...]:
    several = [
        clean_line(meta.get("content") or "")
        for meta in tree.iter("meta")
        if (meta.get("property") or "").lower() == "article:tag"
    ]
    tags = several or metas.get("keywords", "").replace("،", ",").replace(";", ",").split(",")
    return tuple(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
