"""What other programs are told of an article: plain values, addresses absolute."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plugins import addresses
from plugins.arabic.dates import When
from plugins.sent import Sent


@dataclass(frozen=True, slots=True)
class Thing(Sent):
    """A person, place, organization or event that an article names, `count` times."""

    kind: str
    name: str
    url: str
    wikidata: str
    count: int


@dataclass(frozen=True, slots=True)
class Cited(Sent):
    """An article of the archive. Absent parts are None, "" or empty.

    url      its page: absolute where the site has an address, else from the server's root
    source   who first published it; `original` is the address there, where it is whole
    """

    id: str
    title: str
    authors: Sequence[str]
    translator: str | None
    when: When | None
    source: str | None
    section: str | None
    section_url: str | None
    summary: str
    url: str
    original: str | None
    original_lang: str | None
    original_title: str
    archived: str | None
    lang: str
    rights: str | None
    converted: str | None  # ISO day on which it came into the archive
    archive: str
    archive_url: str
    things: Sequence[Thing]


def cited(article: Any, settings: dict[str, Any]) -> Cited:
    """Return what is told of an article that `entities` has seen."""
    site = settings["SITEURL"]
    whole = article.source_url_complete is not False and addresses.is_web(article.source_url)
    section = article.section
    return Cited(
        id=article.id,
        title=article.title,
        authors=[str(author) for author in getattr(article, "authors", ())],
        translator=article.translator,
        when=article.when,
        source=article.source,
        section=section,
        section_url=f"{site}/{addresses.section(section)}" if section else None,
        summary=article.abstract,
        url=f"{site}/{article.url}",
        original=article.source_url if whole else None,
        original_lang=article.source_lang,
        original_title=article.original_text.title if article.original_text else "",
        archived=article.archived_url if addresses.is_web(article.archived_url) else None,
        lang=article.lang,
        rights=article.rights,
        converted=article.converted,
        archive=settings["SITENAME"],
        archive_url=f"{site}/",
        things=[
            Thing(
                each.entity.kind,
                each.entity.name,
                f"{site}/{each.entity.url}",
                each.entity.wikidata,
                each.count,
            )
            for each in article.entities
        ],
    )
