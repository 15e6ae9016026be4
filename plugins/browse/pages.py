"""The lists' pages. Every list is paged; a page is written from plain values."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from plugins import addresses
from plugins.arabic.dates import When
from plugins.arabic.sort import sort_key
from plugins.datewords import DateWords
from plugins.host import listed, write_page
from plugins.kinds import FOLDERS, HEADINGS
from plugins.view import Link, author_links, item_of, paged, section_link, source_link, story_card


class Lists(Generator):  # type: ignore[misc]
    """What the generators of lists share: the archive's articles, its words and its path."""

    @property
    def base(self) -> str:
        return str(self.settings["BASE"])

    @property
    def dates(self) -> DateWords:
        return self.settings["DATES"]  # type: ignore[no-any-return]

    def words(self, msgid: str) -> str:
        return str(self.settings["WORDS"].gettext(msgid))

    def href(self, path: str) -> str:
        return f"{self.base}/{path}"

    def write_list(
        self,
        writer: Writer,
        path: str,
        title: str,
        articles: Sequence[Article],
        crumbs: Sequence[Link] = (),
        groups: Sequence[Link] = (),
    ) -> None:
        """Write the pages of a list of `articles`, newest first."""
        for page in paged(articles, path, self.base):
            items = [item_of(article, self.base) for article in page.rows]
            shown = {"items": items, "pager": page.pager, "count": len(articles)}
            write_page(
                self, writer, page.path, "list", title=title, crumbs=crumbs, groups=groups, **shown
            )


class Home(Lists):
    """The front page."""

    def generate_output(self, writer: Writer) -> None:
        articles, chosen = listed(self.context), self.context["browse"]
        write_page(
            self,
            writer,
            "",
            "home",
            newest=[item_of(article, self.base) for article in articles[: chosen.newest]],
            stories=[story_card(s, self.base) for s in self.context["stories"][: chosen.stories]],
            named=self._most_named(articles, chosen.named),
            years=year_links(articles, self.base, self.dates),
            sections=_groups(articles, section_link, self.base),
            sources=_groups(articles, source_link, self.base),
            days=" ".join(f"{month:02d}-{day:02d}" for month, day in sorted(by_day(articles))),
        )

    def _most_named(self, articles: Sequence[Article], most: int) -> list[tuple[Any, ...]]:
        links: dict[str, list[Link]] = defaultdict(list)
        for entity, count in articles_naming(articles):
            if len(links[entity.kind]) < most:
                links[entity.kind].append(Link(entity.name, self.href(entity.url), count))
        return [
            (kind, self.words(heading), self.href(f"{FOLDERS[kind]}/"), links[kind])
            for kind, heading in HEADINGS.items()
        ]


class DatePages(Lists):
    """dates/, and a list for each year, month and day."""

    def generate_output(self, writer: Writer) -> None:
        by_date = _by(listed(self.context), _periods)
        years = sorted((period for period in by_date if period.month is None), reverse=True)
        write_page(self, writer, "dates/", "dates", years=[self._year(y, by_date) for y in years])
        below: dict[When | None, list[When]] = defaultdict(list)
        for period in sorted(by_date, key=lambda period: period.iso):
            below[_parent(period)].append(period)
        for period, articles in by_date.items():
            crumbs = [Link(self.words("Dates"), self.href("dates/")), *self._above(period)]
            groups = [self._link(part, by_date) for part in below[period]]
            title = self.dates.date(period, weekday=True)
            self.write_list(writer, addresses.day(period), title, articles, crumbs, groups)

    def _year(self, year: When, by_date: dict[When, list[Article]]) -> tuple[Link, list[Any]]:
        months = [When(year.year, month) for month in range(1, 13)]
        return self._link(year, by_date), [
            self._link(month, by_date) if month in by_date else None for month in months
        ]

    def _link(self, period: When, by_date: dict[When, list[Article]]) -> Link:
        name = (
            self.dates.month(period.month)
            if period.month and not period.day
            else self.dates.number(period.day or period.year)
        )
        return Link(name, self.href(addresses.day(period)), len(by_date[period]))

    def _above(self, period: When) -> list[Link]:
        parent = _parent(period)
        if parent is None:
            return []
        own = Link(self.dates.date(parent), self.href(addresses.day(parent)))
        return [*self._above(parent), own]


class DayPages(Lists):
    """days/, the days of the year, and a list for each of what it brought in any year."""

    def generate_output(self, writer: Writer) -> None:
        found = by_day(listed(self.context))
        months = [
            (
                self.dates.month(month),
                [
                    Link(self.dates.number(day), self._href(month, day), len(found[month, day]))
                    for day in range(1, 32)
                    if (month, day) in found
                ],
            )
            for month in range(1, 13)
        ]
        write_page(self, writer, "days/", "days", months=[each for each in months if each[1]])
        crumbs = [Link(self.words("On this day"), self.href("days/"))]
        for (month, day), articles in found.items():
            title = self.dates.day_of_year(month, day)
            path = addresses.day_of_year(month, day)
            self.write_list(writer, path, title, articles, crumbs)

    def _href(self, month: int, day: int) -> str:
        return self.href(addresses.day_of_year(month, day))


class _NamedLists(Lists):
    """A page naming all sources, or sections or authors, and a list for each; none for nobody."""

    folder: str
    title: str
    intro: str
    link: Callable[[Any, str], Link | list[Link] | None]
    always = True

    def generate_output(self, writer: Writer) -> None:
        link = type(self).link
        articles = listed(self.context)
        found = _by(articles, lambda article: [of.url for of in _links(link, article, self.base)])
        if not (found or self.always):
            return
        groups = sorted(_groups(articles, link, self.base), key=lambda each: sort_key(each.name))
        title, intro = self.words(self.title), self.words(self.intro)
        write_page(self, writer, self.folder, "groups", title=title, intro=intro, groups=groups)
        crumbs = [Link(title, self.href(self.folder))]
        for each in groups:
            path = each.url.removeprefix(self.base + "/")
            self.write_list(writer, path, each.name, found[each.url], crumbs)


class SourcePages(_NamedLists):
    """sources/ and sources/<name>/."""

    folder, title, intro = "sources/", "Sources", "Who first published what the archive holds."
    link = staticmethod(source_link)


class SectionPages(_NamedLists):
    """sections/ and sections/<name>/."""

    folder, title, intro = "sections/", "Sections", "The archive's articles by subject."
    link = staticmethod(section_link)


class AuthorPages(_NamedLists):
    """authors/ and authors/<name>/, where any article names who wrote it."""

    folder, title, intro = "authors/", "Authors", "Who wrote what the archive holds."
    link = staticmethod(author_links)
    always = False


class FixedPages(Lists):
    """The search page, and those for addresses that lead nowhere, or not without a network."""

    def generate_output(self, writer: Writer) -> None:
        write_page(self, writer, "search/", "search")
        write_page(self, writer, "404.html", "404")
        write_page(self, writer, "offline.html", "offline")


def year_links(articles: Sequence[Article], base: str, words: DateWords) -> list[Link]:
    """Return the years that have articles, oldest first, with how many."""
    years = _by(articles, lambda article: [When(article.when.year)] if article.when else [])
    return [
        Link(words.date(year), f"{base}/{addresses.day(year)}", len(years[year]))
        for year in sorted(years)
    ]


def by_day(articles: Sequence[Article]) -> dict[tuple[int, int], list[Article]]:
    """Return the articles of each (month, day), newest first."""
    return _by(
        articles,
        lambda article: [article.when[1:]] if article.when and article.when.day else [],
    )


def articles_naming(articles: Sequence[Article]) -> list[tuple[Any, int]]:
    """Return (entity, how many articles name it), most first, equals by name."""
    found = _by(articles, lambda article: [each.entity for each in article.entities])
    return sorted(
        ((entity, len(own)) for entity, own in found.items()),
        key=lambda pair: (-pair[1], sort_key(pair[0].name)),
    )


def _periods(article: Article) -> list[When]:
    """Return the year, month and day that an article belongs to, as far as known."""
    date = article.when
    if date is None:
        return []
    periods = [When(date.year), When(date.year, date.month), date]
    return list(dict.fromkeys(periods[: sum(part is not None for part in date)]))


def _parent(period: When) -> When | None:
    if period.month is None:
        return None
    return When(period.year, period.month) if period.day else When(period.year)


def _by(
    articles: Iterable[Article], keys: Callable[[Article], Iterable[Any]]
) -> dict[Any, list[Article]]:
    """Group articles by each of their keys, their order kept."""
    found: dict[Any, list[Article]] = defaultdict(list)
    for article in articles:
        for key in keys(article):
            found[key].append(article)
    return found


def _links(
    link: Callable[[Any, str], Link | list[Link] | None], article: Article, base: str
) -> list[Link]:
    found = link(article, base)
    return [found] if isinstance(found, Link) else found or []


def _groups(
    articles: Sequence[Article], link: Callable[[Any, str], Link | list[Link] | None], base: str
) -> list[Link]:
    """Return the sources, sections or authors of articles with their counts, largest first."""
    found = _by(articles, lambda article: _links(link, article, base))
    by_url: dict[str, Link] = {}
    for own, of_it in found.items():
        before = by_url.get(own.url)
        by_url[own.url] = Link(
            before.name if before else own.name,
            own.url,
            len(of_it) + (before.count if before else 0),
        )
    return sorted(by_url.values(), key=lambda each: (-each.count, sort_key(each.name)))
