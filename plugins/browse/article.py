"""What an article's page shows beside its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

from plugins.arabic.dates import date_in_words, read_iso
from plugins.arabic.words import words
from plugins.kinds import HEADINGS
from plugins.view import Item, Link, StoryCard, item_of, section_link, source_link, story_card

WORDS_A_MINUTE = 140  # read silently; Arabic adults, Brysbaert (2019), table 5: 138
RLM = "\N{RIGHT-TO-LEFT MARK}"  # keeps «RFI، 21 أكتوبر» in order where the sentence is pasted
BASES = {  # date_basis → msgid
    "text": "the text",
    "url": "the address of the original",
    "url+text": "the address of the original and the text",
    "metadata": "the original's own data",
    "file": "the original file",
    "keeper": "the archive's keeper",
}


@dataclass(frozen=True)
class ArticleView:
    """An article's page; dates in words, absent parts None or empty."""

    title: str
    summary: str
    show_summary: bool
    date: str
    iso: str
    date_basis: str | None
    source: Link | None
    source_address: str | None
    source_complete: bool
    source_lang_name: str | None
    archived_address: str | None
    section: Link | None
    authors: Sequence[str]
    translator: str | None
    panel: Sequence[tuple[str, str, Sequence[Link]]]
    related: Sequence[tuple[Item, str]]
    story: StoryCard | None
    earlier: Item | None
    later: Item | None
    file: str | None
    sha256: str | None
    converted: str | None
    rights: str | None
    citation: str
    minutes: int


def article_view(article: Any, text: str, base: str, catalogue: Any) -> ArticleView:
    """Return the view of an article that `entities` and `crosslinks` have seen.

    text       the article's plain text
    base       path of the site
    catalogue  the words readers see
    """
    date = date_in_words(article.when, weekday=True) if article.when else ""
    return ArticleView(
        title=article.title,
        summary=article.abstract,
        show_summary=bool(article.abstract) and not text.startswith(article.abstract),
        date=date,
        iso=article.when.iso if article.when else "",
        date_basis=_translated(catalogue, BASES.get(article.date_basis or "")),
        source=source_link(article, base),
        source_address=article.source_url,
        source_complete=article.source_url_complete is not False and _is_web(article.source_url),
        source_lang_name=_language(article.source_lang, catalogue),
        archived_address=article.archived_url if _is_web(article.archived_url) else None,
        section=section_link(article, base),
        authors=[str(author) for author in getattr(article, "authors", ())],
        translator=article.translator,
        panel=panel(article, base, catalogue),
        related=[(item_of(each.document, base), each.reason) for each in article.related],
        story=story_card(article.story, base) if article.story else None,
        earlier=item_of(article.earlier, base) if article.earlier else None,
        later=item_of(article.later, base) if article.later else None,
        file=article.file,
        sha256=article.file_sha256,
        converted=_in_words(article.converted),
        rights=article.rights,
        citation=citation(article, catalogue),
        minutes=max(1, round(sum(1 for _ in words(text)) / WORDS_A_MINUTE)),
    )


def panel(article: Any, base: str, catalogue: Any) -> Sequence[tuple[str, str, Sequence[Link]]]:
    """Return (kind, its heading, entities) for each kind that the article names."""
    return [
        (kind, catalogue.gettext(heading), links)
        for kind, heading in HEADINGS.items()
        if (
            links := [
                entity_link(each, base) for each in article.entities if each.entity.kind == kind
            ]
        )
    ]


def entity_link(named: Any, base: str) -> Link:
    return Link(named.entity.name, f"{base}/{named.entity.url}", named.count)


def citation(article: Any, catalogue: Any) -> str:
    """Return the sentence that cites an article: author, title, source, date, archive, address."""
    site = article.settings
    authors = [str(author) for author in getattr(article, "authors", ())]
    parts = (
        catalogue.gettext(", ").join(authors),
        f"«{article.title}»",
        article.source,
        date_in_words(article.when) if article.when else "",
        catalogue.gettext("in: %(site)s") % {"site": site["SITENAME"]},
    )
    mark = RLM if site["DIRECTION"] == "rtl" else ""
    marked = [part + mark if part and part[-1].isascii() else part for part in parts]
    sentence = catalogue.gettext(", ").join(part for part in marked if part)
    return f"{sentence}. {site['SITEURL']}/{article.url}" if site["SITEURL"] else f"{sentence}."


def _is_web(address: str | None) -> bool:
    """Tell whether an address may be a link: a document could give one that runs (javascript:)."""
    return address is not None and urlsplit(address).scheme in ("http", "https")


def _translated(catalogue: Any, msgid: str | None) -> str | None:
    return str(catalogue.gettext(msgid)) if msgid else None


def _language(code: str | None, catalogue: Any) -> str | None:
    locale = Locale.parse(catalogue.info().get("language") or "en")
    return locale.languages.get(code, code) if code else None


def _in_words(iso: str | None) -> str | None:
    date = read_iso(iso) if iso else None
    return date_in_words(date) if date else iso
