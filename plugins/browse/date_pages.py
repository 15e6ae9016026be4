"""The ways in by time: the time line, a list for each period, and the days of the year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pelican.writers import Writer

from plugins import addresses
from plugins.arabic.dates import When
from plugins.bars import Period, Row, bars
from plugins.browse.grouping import by_day, by_period
from plugins.browse.pages import Lists
from plugins.host import listed, write_page
from plugins.view import Link

MOST_BARS = 140  # months on one page; an archive of more has a page for each decade
MONTHS = range(1, 13)


class DatePages(Lists):
    """dates/, and a list for each year, each month, and each day of several articles."""

    def _write(self, writer: Writer) -> None:
        articles = listed(self.context)
        self._found = by_period(articles)
        years = sorted((p for p in self._found if p.month is None), reverse=True)
        months = [period for period in self._found if period.month and not period.day]
        self._by_decade = len(months) > MOST_BARS
        undated = [article for article in articles if article.when is None]
        self._write_time_line(writer, years, months, len(undated))
        beside = {
            period: {"earlier": earlier, "later": later}
            for same in (years, months, [period for period in self._found if period.day])
            for period, earlier, later in self._in_line(same)
        }
        for period, own in self._found.items():
            if self._is_alone(period):
                continue
            self.write_list(
                writer,
                addresses.day(period),
                self.dates.date(period, weekday=True),
                own,
                self._crumbs(period),
                search=f"year={period.year}" if not period.month else "",
                by_year=False,
                rows=[] if period.month else [self._alone(period)],
                **self._calendar(period),
                **beside[period],
            )
        if undated:
            crumbs = [Link(self.words("Dates"), self.href("dates/"))]
            self.write_list(writer, addresses.UNDATED, self.words("Undated"), undated, crumbs)

    def _in_line(self, periods: Iterable[When]) -> Iterator[tuple[When, Link | None, Link | None]]:
        """Yield each of the periods, which are all years or months or days, between its next."""
        line = sorted(periods)
        links = [Link(self.dates.date(each), self._address(each)) for each in line]
        yield from ((period, *each) for period, each in zip(line, _beside(links), strict=True))

    def _is_alone(self, period: When) -> bool:
        """Tell whether a period is a day of one article, which stands for the day's list."""
        return bool(period.day) and len(self._found[period]) == 1

    def _address(self, period: When) -> str:
        found = self._found[period][0].url if self._is_alone(period) else addresses.day(period)
        return self.href(found)

    def _write_time_line(
        self, writer: Writer, years: Sequence[When], months: Sequence[When], undated: int
    ) -> None:
        """Write dates/: all years by month, or all decades by year and each by month on its own."""
        shared = {"undated": undated, "undated_url": self.href(addresses.UNDATED)}
        if not self._by_decade:
            rows = [self._months(year, self._most(months)) for year in years]
            write_page(self, writer, "dates/", "dates", rows=rows, by_month=True, **shared)
            return
        decades: dict[int, list[When]] = defaultdict(list)
        for year in years:
            decades[year.year // 10 * 10].append(year)
        most = self._most(years)
        rows = [self._years(decade, own, most) for decade, own in decades.items()]
        write_page(self, writer, "dates/", "dates", rows=rows, by_month=False, **shared)
        for decade, own in decades.items():
            write_page(
                self,
                writer,
                addresses.decade(decade),
                "decade",
                title=self._decade_name(decade),
                count=sum(len(self._found[year]) for year in own),
                rows=[self._months(year, self._most(months)) for year in own],
            )

    def _most(self, periods: Iterable[When]) -> int:
        return max((len(self._found[period]) for period in periods), default=1)

    def _months(self, year: When, most: int) -> Row:
        parts = [self._part(When(year.year, month)) for month in MONTHS]
        said = self.articles_in_words(len(self._found[year]))
        name, url = self.dates.date(year), self.href(addresses.day(year))
        return Row(name, url, said, bars(parts, most, self.from_right))

    def _alone(self, year: When) -> Row:
        """Return a year's row as it stands alone: its longest bar is as long as one may be."""
        own = (When(year.year, month) for month in MONTHS)
        return self._months(year, self._most(month for month in own if month in self._found))

    def _years(self, decade: int, years: Sequence[When], most: int) -> Row:
        parts = [self._part(When(year)) for year in range(decade, decade + 10)]
        said = self.articles_in_words(sum(len(self._found[year]) for year in years))
        name, url = self._decade_name(decade), self.href(addresses.decade(decade))
        return Row(name, url, said, bars(parts, most, self.from_right))

    def _part(self, period: When) -> Period | None:
        if period not in self._found:
            return None
        count = len(self._found[period])
        said = f"{self.dates.date(period)}: {self.articles_in_words(count)}"
        return Period(said, self.href(addresses.day(period)), count)

    def _decade_name(self, decade: int) -> str:
        return f"{self.dates.number(decade)}–{self.dates.number(decade + 9)}"

    def _calendar(self, period: When) -> dict[str, Any]:
        """Return a month's weeks, (day, its Link or None) seven times, and the weekdays' names.

        A link is named by what it leads to: the day's one article, or how many it has.
        """
        if not period.month or period.day:
            return {}
        weeks = [
            [self._day(When(period.year, period.month, day)) if day else ("", None) for day in week]
            for week in self.dates.weeks(period.year, period.month)
        ]
        return {"weeks": weeks, "weekdays": self.dates.weekdays()}

    def _day(self, day: When) -> tuple[str, Link | None]:
        own = self._found.get(day, [])
        said = own[0].title if len(own) == 1 else self.articles_in_words(len(own))
        return self.dates.number(day.day or 0), Link(said, self._address(day)) if own else None

    def _crumbs(self, period: When) -> list[Link]:
        """Return the steps to a period: all dates, its decade if that has a page, what it is in."""
        steps = [Link(self.words("Dates"), self.href("dates/"))]
        if self._by_decade:
            decade = period.year // 10 * 10
            steps.append(Link(self._decade_name(decade), self.href(addresses.decade(decade))))
        above = [When(period.year)] if period.month else []
        above += [When(period.year, period.month)] if period.day else []
        return steps + [Link(self.dates.date(p), self.href(addresses.day(p))) for p in above]


class DayPages(Lists):
    """days/, the days of the year, and a list for each of what it brought in any year."""

    def _write(self, writer: Writer) -> None:
        found = by_day(listed(self.context))
        months = [
            (
                month,
                self.dates.month(month),
                [
                    Link(self.dates.number(day), self._href(month, day), len(found[month, day]))
                    for day in range(1, 32)
                    if (month, day) in found
                ],
            )
            for month in MONTHS
        ]
        write_page(self, writer, "days/", "days", months=[each for each in months if each[2]])
        crumbs = [
            Link(self.words("Dates"), self.href("dates/")),
            Link(self.words("On this day"), self.href("days/")),
        ]
        days = sorted(found)
        links = [Link(self.dates.day_of_year(*day), self._href(*day)) for day in days]
        for day, link, (earlier, later) in zip(days, links, _beside(links), strict=True):
            self.write_list(
                writer,
                addresses.day_of_year(*day),
                link.name,
                found[day],
                crumbs,
                by_year=False,
                earlier=earlier,
                later=later,
            )

    def _href(self, month: int, day: int) -> str:
        return self.href(addresses.day_of_year(month, day))


def _beside(links: Sequence[Link]) -> Iterator[tuple[Link | None, Link | None]]:
    """Yield for each of the links the one before it and the one after it."""
    return zip([None, *links[:-1]], [*links[1:], None], strict=True) if links else iter(())
