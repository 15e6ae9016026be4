"""What an article's page shows beside its text."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from babel import Locale

from plugins.addresses import is_web
from plugins.arabic.dates import read_iso
from plugins.browse.beside import Beside, beside
from plugins.browse.contents import LEAST, opening, with_contents
from plugins.browse.origin import Origin, correction, origin
from plugins.datewords import DateWords
from plugins.kinds import HEADINGS
from plugins.view import (
    Item,
    Link,
    StoryCard,
    author_links,
    item_of,
    section_link,
    source_link,
    story_card,
)

WORDS_A_MINUTE = 140  # read silently; Arabic adults, Brysbaert (2019), table 5: 138
INNER = str.maketrans("«»“”", "“”‘’")  # quotation marks between quotation marks
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
    description: str
    show_summary: bool
    date: str
    iso: str
    hijri: str
    date_basis: str | None
    source: Link | None
    origin: Origin
    source_lang: str | None
    source_lang_name: str | None
    archived_address: str | None
    section: Link | None
    authors: Sequence[Link]
    translator: str | None
    panel: Sequence[tuple[str, str, Sequence[Link]]]
    related: Sequence[tuple[Item, str]]
    story: StoryCard | None
    earlier: Item | None
    later: Item | None
    linked_from: Sequence[Link]
    before: Item | None
    after: Item | None
    contents: Sequence[Link]
    original: Beside | None
    file: str | None
    sha256: str | None
    converted: str | None
    rights: str | None
    citation: str
    correction: str | None
    minutes: int


def article_view(
    article: Any,
    base: str,
    catalogue: Any,
    before: Any | None = None,
    after: Any | None = None,
) -> ArticleView:
    """Return the view of an article that `entities` and `crosslinks` have seen.

    base       path of the site
    catalogue  the words readers see
    before     the article next to it by date, older; `after` the newer one
    Names the article's headings, where it is long enough for a list of contents.
    """
    words_of: DateWords = article.settings["DATES"]
    contents: Sequence[Link] = []
    if article.headings >= LEAST:  # else its text is read where its page is rendered
        article._content, contents = with_contents(str(article._content))
    return ArticleView(
        title=article.title,
        summary=article.abstract,
        description=article.abstract or opening(str(article._content)) or article.title,
        show_summary=bool(article.abstract) and not article.opens,
        date=words_of.date(article.when, weekday=True),
        hijri=words_of.hijri(article.when),
        iso=article.when.iso if article.when else "",
        date_basis=_translated(catalogue, BASES.get(article.date_basis or "")),
        source=source_link(article, base),
        origin=origin(article),
        source_lang=article.source_lang,
        source_lang_name=_language(article.source_lang, catalogue),
        archived_address=article.archived_url if is_web(article.archived_url) else None,
        section=section_link(article, base),
        authors=author_links(article, base),
        translator=article.translator,
        panel=panel(article, base, catalogue),
        related=[(item_of(each.document, base), each.reason) for each in article.related],
        story=story_card(article.story, base) if article.story else None,
        earlier=item_of(article.earlier, base) if article.earlier else None,
        later=item_of(article.later, base) if article.later else None,
        linked_from=[Link(other.title, f"{base}/{other.url}") for other in article.linked_from],
        before=item_of(before, base) if before else None,
        after=item_of(after, base) if after else None,
        contents=contents,
        original=beside(
            article.original_text,
            str(article._content) if article.original_text else "",
            str(_language(article.source_lang, catalogue)),
            str(_language(article.lang, catalogue)),
        ),
        file=article.file,
        sha256=article.file_sha256,
        converted=_in_words(article.converted, words_of),
        rights=article.rights,
        citation=citation(article, catalogue),
        correction=_correction(article, catalogue),
        minutes=max(1, round(article.length / WORDS_A_MINUTE)),
    )


def leading_to(view: ArticleView, addresses: Container[str]) -> ArticleView:
    """Return the view of a hidden article: a source, section or author that only it has has no page
    to link, an address "".
    """

    def kept(link: Link) -> Link:
        return link if link.url in addresses else Link(link.name, "")

    return replace(
        view,
        source=view.source and kept(view.source),
        section=view.section and kept(view.section),
        authors=[kept(author) for author in view.authors],
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
    """Return the sentence that cites it: who, title, translator, source, date, archive, address."""
    site = article.settings
    authors = [str(author) for author in getattr(article, "authors", ())]
    title = article.title.translate(INNER) if article.lang == site["LANG"] else article.title
    parts = (
        catalogue.gettext(", ").join(authors),
        catalogue.gettext("“%(title)s”") % {"title": title},
        article.translator and f"{catalogue.gettext('Translated by')} {article.translator}",
        article.source,
        site["DATES"].date(article.when),
        catalogue.gettext("in: %(site)s") % {"site": site["SITENAME"]},
    )
    mark = RLM if site["DIRECTION"] == "rtl" else ""
    marked = [part + mark if part and part[-1].isascii() else part for part in parts]
    sentence = catalogue.gettext(", ").join(part for part in marked if part)
    return f"{sentence}. {site['SITEURL']}/{article.url}" if site["SITEURL"] else f"{sentence}."


def _translated(catalogue: Any, msgid: str | None) -> str | None:
    return str(catalogue.gettext(msgid)) if msgid else None


def _language(code: str | None, catalogue: Any) -> str | None:
    return _language_in(catalogue.info().get("language") or "en", code) if code else None


@cache
def _language_in(own: str, code: str) -> str:
    """Return the name of the language `code` in the language `own`; the code where it has none."""
    return str(Locale.parse(own).languages.get(code, code))


def _in_words(iso: str | None, words_of: DateWords) -> str | None:
    date = read_iso(iso) if iso else None
    return words_of.date(date) if date else iso


def _correction(article: Any, catalogue: Any) -> str | None:
    site = article.settings
    title = catalogue.gettext("A mistake in: %(title)s") % {"title": article.title}
    return correction(site["REPOSITORY"], title, f"{site['SITEURL']}/{article.url}")
