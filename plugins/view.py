"""What templates are given: plain values, everything worked out. `url` is ready for an href."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from plugins import addresses
from plugins.filed import digest_of
from plugins.plaintext import shortened
from plugins.sent import Sent

MOST_SUMMARY = 140  # letters of a summary on a list
MOST_TOLD = 3  # articles of a story on its card
LINKS = 4096  # sources whose one link all their articles share
# Fields of a document, which with the settings make its Item.
ITEM_FIELDS = (
    *("id", "title", "authors", "translator", "date", "source", "section", "summary", "lang"),
)


@dataclass(frozen=True, slots=True)
class Link(Sent):
    """A named thing, with how many articles it has."""

    name: str
    url: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Item(Sent):
    """An article on a list. `date` is in words, "" for an undated one; `lang` "" for the site's."""

    title: str
    url: str
    date: str
    iso: str
    source: Link | None
    section: Link | None
    summary: str
    coins: str  # what reference managers are told
    lang: str = ""


@dataclass(frozen=True, slots=True)
class StoryCard(Sent):
    """A story, with its first and last dates in words."""

    title: str
    url: str
    count: int
    first: str
    last: str
    items: Sequence[Item]


def item_key(document: Any) -> str:
    """Return the digest of all that a document's Item is made of: it is asked for on every build,
    the Item itself where a list is to be rendered.
    """
    return digest_of(repr([getattr(document, name) for name in ITEM_FIELDS]))


def item_of(article: Any, base: str) -> Item:
    """Return an article as a list shows it. base  the path of the site, "" or "/archive".

    Worked out once, when the article is as it will be: it stands on some forty lists.
    """
    kept: Item | None = vars(article).get("item")
    if kept is None:
        kept = article.item = _item(article, base)
    return kept


def forget_item(article: Any) -> None:
    """Hold what `item_of` gives no longer: nobody asks any more."""
    vars(article).pop("item", None)


def _item(article: Any, base: str) -> Item:
    return Item(
        title=article.title,
        url=f"{base}/{addresses.article(article.id)}",
        date=article.settings["DATES"].date(article.when),
        iso=article.when.iso if article.when else "",
        source=source_link(article, base),
        section=section_link(article, base),
        summary=shortened(article.abstract, MOST_SUMMARY),
        coins=article.coins() if hasattr(article, "coins") else "",
        lang=article.lang if article.lang != article.settings["LANG"] else "",
    )


def source_link(article: Any, base: str) -> Link | None:
    return _source_link(article.source, base) if article.source else None


def section_link(article: Any, base: str) -> Link | None:
    return _section_link(article.section, base) if article.section else None


@lru_cache(LINKS)
def _source_link(name: str, base: str) -> Link:
    return Link(name, f"{base}/{addresses.source(name)}")


@lru_cache(LINKS)
def _section_link(name: str, base: str) -> Link:
    return Link(name, f"{base}/{addresses.section(name)}")


def author_links(article: Any, base: str) -> list[Link]:
    names = [str(author) for author in getattr(article, "authors", ())]
    return [Link(name, f"{base}/{addresses.author(name)}") for name in names]


def card_key(story: Any, most: int = MOST_TOLD) -> list[Any]:
    """Return what changes with a story's card."""
    newest = [article.item_key for article in story.documents[-most:]]
    return [story.id, story.title, [article.when for article in story.documents], newest]


def story_card(story: Any, base: str, most: int = MOST_TOLD) -> StoryCard:
    """Return a story as a card shows it, with its `most` newest articles, oldest of them first."""
    words = story.documents[0].settings["DATES"]
    first, last = words.span(article.when for article in story.documents)
    return StoryCard(
        title=story.title,
        url=f"{base}/{addresses.story(story.id)}",
        count=len(story.documents),
        first=first,
        last=last,
        items=[item_of(article, base) for article in story.documents[-most:]],
    )
