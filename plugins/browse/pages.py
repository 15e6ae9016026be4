"""The front page, the lists by source, section and author, and the pages that never change.

Every list is paged; a page is written from plain values.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from plugins.bars import Picture, picture
from plugins.browse.grouping import articles_naming, by, by_day, groups, links_of
from plugins.datewords import DateWords
from plugins.host import listed, shown, write_page, write_pages, write_section
from plugins.kinds import FOLDERS, HEADINGS
from plugins.letters import lettered
from plugins.paging import leaps, paged
from plugins.plaintext import shortened
from plugins.view import (
    Link,
    author_links,
    card_key,
    item_of,
    section_link,
    source_link,
    story_card,
)

MOST_NAMES = 6  # sections there, and sources
MOST_TOLD = 2  # articles of a story there
MOST_LEAD = 240  # letters of the newest article's summary there


class Lists(Generator):  # type: ignore[misc]
    """What the generators of lists share: the archive's articles, its words and its path."""

    def generate_output(self, writer: Writer) -> None:
        write_section(self, writer, self._key(), partial(self._write, writer))

    def _key(self) -> Any:
        """Return what changes with anything that `_write` shows."""
        return shown(self.context)

    def _write(self, writer: Writer) -> None:
        raise NotImplementedError

    @property
    def base(self) -> str:
        return str(self.settings["BASE"])

    @property
    def dates(self) -> DateWords:
        return self.settings["DATES"]  # type: ignore[no-any-return]

    @property
    def from_right(self) -> bool:
        return bool(self.settings["DIRECTION"] == "rtl")

    def words(self, msgid: str) -> str:
        return str(self.settings["WORDS"].gettext(msgid))

    def articles_in_words(self, count: int) -> str:
        said = self.settings["WORDS"].ngettext("%(num)s article", "%(num)s articles", count)
        return str(said % {"num": self.dates.number(count)})

    def href(self, path: str) -> str:
        return f"{self.base}/{path}"

    def _year(self, article: Article) -> str:
        return self.dates.number(article.when.year) if article.when else ""

    def write_list(
        self,
        writer: Writer,
        path: str,
        title: str,
        articles: Sequence[Article],
        crumbs: Sequence[Link] = (),
        search: str = "",
        by_year: bool = True,
        **first: Any,
    ) -> None:
        """Write the pages of a list of `articles`, newest first.

        search   the facet that finds the same articles, as the search page has it in its address
        by_year  whether the newest page leads to where each year begins
        first    what stands on the newest page alone: it changes with every article
        """
        first["count"] = len(articles)
        first["leaps"] = leaps(articles, self._year, path, self.base) if by_year else []
        find = self.href(f"search/?{search}") if search else ""
        every = {"title": title, "crumbs": crumbs, "search": find}

        def pages() -> Iterator[tuple[str, dict[str, Any]]]:
            for page in paged(articles, path, self.base):
                newest = first if page.path == path else {}
                items = [item_of(article, self.base) for article in page.rows]
                yield page.path, {**every, "items": items, "pager": page.pager, **newest}

        own = [article.item_key for article in articles]
        write_pages(self, writer, path, "list", [every, first, own], pages)


class Home(Lists):
    """The front page."""

    def _key(self) -> Any:
        stories = self.context["all_stories"][: self.context["browse"].stories]
        told = [card_key(story, MOST_TOLD) for story in stories]
        return [shown(self.context), self.context["all_named"], told]

    def _write(self, writer: Writer) -> None:
        articles, chosen = listed(self.context), self.context["browse"]
        newest = articles[: chosen.newest]
        stories = self.context["all_stories"][: chosen.stories]
        write_page(
            self,
            writer,
            "",
            "home",
            newest=[item_of(article, self.base) for article in newest],
            lead=shortened(newest[0].abstract, MOST_LEAD) if newest else "",
            stories=[story_card(story, self.base, MOST_TOLD) for story in stories],
            named=self._most_named(articles, chosen.named),
            picture=self._picture(articles),
            sections=groups(articles, section_link, self.base)[:MOST_NAMES],
            sources=groups(articles, source_link, self.base)[:MOST_NAMES],
            days=_days(articles),
        )

    def _most_named(self, articles: Sequence[Article], most: int) -> list[tuple[Any, ...]]:
        links: dict[str, list[Link]] = defaultdict(list)
        for entity, count in articles_naming(articles):
            if len(links[entity.kind]) < most:
                links[entity.kind].append(Link(entity.name, self.href(entity.url), count))
        return [
            (kind, self.words(heading), self.href(f"{FOLDERS[kind]}/"), links[kind])
            for kind, heading in HEADINGS.items()
            if links[kind]
        ]

    def _picture(self, articles: Sequence[Article]) -> Picture | None:
        counts = Counter(article.when.year for article in articles if article.when)
        return picture(counts, self.from_right, self.dates.number)


class _NamedLists(Lists):
    """Names of all sources, or sections or authors, and a list for each; none for nobody."""

    folder: str
    title: str
    intro: str
    link: Callable[[Any, str], Link | list[Link] | None]
    always = True
    facet = ""

    def _write(self, writer: Writer) -> None:
        link = type(self).link
        articles = listed(self.context)
        found = by(articles, lambda article: [of.url for of in links_of(link, article, self.base)])
        if not (found or self.always):
            return
        own = groups(articles, link, self.base)
        title, intro = self.words(self.title), self.words(self.intro)
        for page in lettered(own, self.folder, self.base):
            write_page(
                self,
                writer,
                page.path,
                "groups",
                title=title,
                intro=intro,
                names=page,
                front=self.href(self.folder),
            )
        crumbs = [Link(title, self.href(self.folder))]
        for each in own:
            path = each.url.removeprefix(self.base + "/")
            search = urlencode({self.facet: each.name}) if self.facet else ""
            self.write_list(writer, path, each.name, found[each.url], crumbs, search)


class SourcePages(_NamedLists):
    """sources/ and sources/<name>/."""

    folder, title, intro = "sources/", "Sources", "Who first published what the archive holds."
    link = staticmethod(source_link)
    facet = "source"


class SectionPages(_NamedLists):
    """sections/ and sections/<name>/."""

    folder, title, intro = "sections/", "Sections", "The archive's articles by subject."
    link = staticmethod(section_link)
    facet = "section"


class AuthorPages(_NamedLists):
    """authors/ and authors/<name>/, where any article names who wrote it."""

    folder, title, intro = "authors/", "Authors", "Who wrote what the archive holds."
    link = staticmethod(author_links)
    always = False
    facet = "author"


class FixedPages(Lists):
    """The search page, and those for addresses that lead nowhere, or not without a network."""

    def _write(self, writer: Writer) -> None:
        write_page(self, writer, "search/", "search")
        write_page(self, writer, "404.html", "404")
        write_page(self, writer, "offline.html", "offline")


def _days(articles: Sequence[Article]) -> str:
    """Return the days of the year that have articles, for a script: "11:8,9 12:1"."""
    months = by(sorted(by_day(articles)), lambda day: [day[0]])
    return " ".join(
        f"{month}:{','.join(str(day) for _, day in own)}" for month, own in months.items()
    )
