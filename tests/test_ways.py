"""Ways in beside the lists: days of the year, months on a line, authors; dates as keepers want."""

import re

import pytest

from plugins.arabic.dates import When
from plugins.bars import HIGHEST, TALL, picture
from plugins.datewords import DIGITS, DateWords
from tests.rig import Site, document

FILES = {
    "a.md": document("نص.", title="أول", date="1989-11-09", authors="طه حسين، مي زيادة"),
    "b.md": document("نص.", title="ثان", date="2019-11-09", authors="طه حسين"),
    "c.md": document("نص.", title="ثالث", date="2019-11"),
    "d.md": document("نص.", title="رابع"),
}


def titles(page: str) -> list[str]:
    return re.findall(r'class="item-title"><a [^>]*>([^<]*)<', page)


def test_a_day_of_the_year_lists_what_every_year_brought(built) -> None:
    site = built(FILES)
    page = site.page("days/11/09/")
    assert titles(page) == ["ثان", "أول"]
    assert "<h1>9 نوفمبر/تشرين الثاني</h1>" in page
    assert 'href="/days/11/09/"' in site.page("days/")
    assert 'data-days="11:9"' in site.page("")


def test_authors_have_pages_and_articles_name_them(built) -> None:
    site = built(FILES)
    assert titles(site.page("authors/طه-حسين/")) == ["ثان", "أول"]
    assert titles(site.page("authors/مي-زيادة/")) == ["أول"]
    asked = "author=%D9%85%D9%8A+%D8%B2%D9%8A%D8%A7%D8%AF%D8%A9"
    assert f'<a class="search-in" href="/search/?{asked}">' in site.page("authors/مي-زيادة/")
    assert '<a href="/authors/مي-زيادة/" rel="author">' in site.page("a")
    assert '<a href="/authors/">الكتّاب</a>' in site.page("")


def test_an_archive_that_names_no_authors_has_no_page_of_them(build) -> None:
    site = build({"c.md": FILES["c.md"]})
    assert not site.path("authors/").exists()
    assert "/authors/" not in site.page("")


def test_every_month_with_articles_is_a_bar_that_leads_to_it(sample: Site) -> None:
    chart = sample.page("dates/").partition('class="timeline"')[2].partition("</figure>")[0]
    bars = set(re.findall(r'<a href="/(dates/\d{4}/\d{2}/)"', chart))
    months = {address for address in sample.addresses() if re.fullmatch(r"dates/\d+/\d+/", address)}
    assert bars == months


@pytest.mark.parametrize(
    ("years", "right", "ticks", "places"),
    [
        ([2013, 2014, 2017], False, ["2013", "2014", "2015", "2016", "2017"], [5, 33, 115]),
        ([2024, 2025], True, ["2024", "2025"], [115, 5]),
        ([1945, 2024], False, ["1945", "1965", "1985", "2004", "2024"], [5, 795]),
    ],
)
def test_a_picture_of_the_years_names_none_beyond_the_archive(years, right, ticks, places) -> None:
    drawn = picture(dict.fromkeys(years, 1), right)
    assert drawn is not None
    assert drawn.ticks == ticks
    assert [int(x) for x in re.findall(r"M(\d+)", drawn.path)] == places


def test_neighbours_by_date_stand_under_an_article(built) -> None:
    page = built(FILES).page("c")
    [before] = re.findall(r'neighbours-before"><a href="([^"]*)" rel="prev"', page)
    [after] = re.findall(r'neighbours-after"><a href="([^"]*)" rel="next"', page)
    assert (before, after) == ("/articles/a/", "/articles/b/")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (DateWords(), "21 أكتوبر/تشرين الأول 2024"),
        (DateWords(months="EG"), "21 أكتوبر 2024"),
        (DateWords(months="LB"), "21 تشرين الأول 2024"),
        (DateWords(months="MA", digits=DIGITS["arabic"]), "٢١ أكتوبر ٢٠٢٤"),
        (DateWords(lang="en"), "21 October 2024"),
    ],
)
def test_a_date_is_said_as_the_keeper_wants(words: DateWords, said: str) -> None:
    assert words.date(When(2024, 10, 21)) == said


def test_a_hijri_date_is_told_where_it_can_be_calculated() -> None:
    assert DateWords().hijri(When(2024, 10, 21)) == "18 ربيع الثاني 1446 هـ"
    assert DateWords().hijri(When(1900, 1, 1)) == ""
    assert DateWords().hijri(When(2024, 10)) == ""
    assert DateWords(lang="en").hijri(When(2024, 10, 21)) == ""


def test_digits_are_never_mixed(build) -> None:
    site = build(FILES, DIGITS="arabic", MONTHS="EG")
    for address in site.addresses():
        body = site.page(address).partition("<body")[2]
        text = re.sub(r"<script.*?</script>|<pre.*?</pre>|<[^>]*>", " ", body, flags=re.DOTALL)
        assert re.findall(r".{,20}[0-9].{,20}", text.replace("404", "")) == [], address
    assert "٩ نوفمبر ٢٠١٩" in site.page("b")


@pytest.mark.parametrize(("name", "value"), [("DIGITS", "roman"), ("MONTHS", "XX")])
def test_a_wrong_choice_is_named(build, name: str, value: str) -> None:
    refused = build(FILES, fails=True, **{name: value})
    assert f"pelican.conf.py: {name} '{value}'" in refused.errors


def test_contents_stand_before_a_long_text(build) -> None:
    body = "\n\n".join(f"## عنوان *{n}*\n\nنص." for n in ("أول", "ثان", "ثالث"))
    page = build({"a.md": document(body, title="طويلة")}).page("a")
    assert '<li><a href="#part-2">عنوان ثان</a></li>' in page
    assert '<h2 id="part-2">عنوان <em>ثان</em></h2>' in page


def test_a_mistake_can_be_told_where_there_is_a_place_for_it(build, built) -> None:
    page = build(FILES, REPOSITORY="https://github.com/name/archive/").page("a")
    assert 'href="https://github.com/name/archive/issues/new?title=' in page
    assert "issues/new" not in built(FILES).page("a")


WAYBACK = {
    "https://www.rfi.fr/ar/x": ["https://web.archive.org/web/20241021/https://www.rfi.fr/ar/x"],
    "https://www.rfi.fr/ar/x...": ["https://web.archive.org/web/*/https://www.rfi.fr/ar/x*"],
    "rfi.fr": [],
}


def cited(address: str) -> str:
    whole = "false" if address.endswith("...") else "true"
    fields = {"source_url": address, "source_url_complete": whole, "date": "2024-10-21"}
    return document("نص.", title="زيارة", **fields)


def test_the_original_is_looked_for_in_the_internet_archive(build) -> None:
    site = build({f"{number}.md": cited(address) for number, address in enumerate(WAYBACK)})
    for number, found in enumerate(WAYBACK.values()):
        page = site.page(str(number))
        assert re.findall(r'href="(https://web\.archive\.org/[^"]*)"', page) == found


def test_an_archive_without_dates_or_names_says_only_what_it_has(build) -> None:
    site = build({"d.md": FILES["d.md"]})
    assert '<a href="/dates/undated/">بلا تاريخ: مقالة واحدة</a>' in site.page("dates/")
    assert titles(site.page("dates/undated/")) == ["رابع"]
    assert "timeline" not in site.page("dates/")
    home = site.page("").partition("<main")[2].partition("</main>")[0]
    assert "data-days" not in home
    assert "لا أشخاص" not in home
    assert "لا أشخاص" in site.page("people/")


def test_a_month_is_a_calendar_that_leads_to_its_days(build) -> None:
    same_day = document("نص.", title="خامس", date="2019-11-09")
    site = build({**FILES, "e.md": same_day})
    page = site.page("dates/2019/11/")
    assert f"V{TALL - HIGHEST}h" in site.page("dates/1989/"), "of one article; 2019 has three"
    assert '<td><a href="/dates/2019/11/09/" title="مقالتان">9</a></td>' in page
    assert sorted(titles(site.page("dates/2019/11/09/"))) == ["ثان", "خامس"]
    assert re.findall(r'<th scope="col" abbr="([^"]*)"', page)[0] == "السبت"


def test_a_day_of_one_article_leads_to_it_and_has_no_list(built) -> None:
    site = built(FILES)
    assert '<td><a href="/articles/a/" title="أول">9</a></td>' in site.page("dates/1989/11/")
    assert "dates/1989/11/09/" not in site.addresses()


def test_a_time_leads_to_the_nearest_before_and_after_it(build) -> None:
    dates = ("1989", "1989-11-09", "1990-02-11", "2019-11-09", "2019-11-09")
    site = build(
        {f"{n}.md": document("نص.", title=f"خبر {n}", date=d) for n, d in enumerate(dates)}
    )

    def beside(address: str) -> list[tuple[str, str, str]]:
        part = site.page(address).partition('<nav class="periods"')[2].partition("</nav>")[0]
        part = re.sub("</?span[^>]*>", "", part)
        return re.findall(r'<a href="([^"]*)" rel="(\w+)">([^<]*)</a>', part)

    assert beside("dates/1989/") == [("/dates/1990/", "next", "بعد ذلك: 1990")]
    assert beside("dates/1990/02/") == [
        ("/dates/1989/11/", "prev", "قبل ذلك: نوفمبر/تشرين الثاني 1989"),
        ("/dates/2019/11/", "next", "بعد ذلك: نوفمبر/تشرين الثاني 2019"),
    ]
    assert beside("dates/2019/11/09/") == [("/articles/2/", "prev", "قبل ذلك: 11 فبراير/شباط 1990")]
    assert beside("days/02/11/") == [("/days/11/09/", "next", "بعد ذلك: 9 نوفمبر/تشرين الثاني")]


def test_a_list_leads_to_search_in_it(build) -> None:
    site = build({"a.md": document("نص.", title="أول", date="1989-11-09", source="صحيفة س")})
    name = "%D8%B5%D8%AD%D9%8A%D9%81%D8%A9+%D8%B3"
    assert f'href="/search/?source={name}"' in site.page("sources/صحيفة-س/")
    assert 'href="/search/?year=1989"' in site.page("dates/1989/")


def test_the_menu_leads_to_what_the_archive_has(build):
    site = build({"a.md": document("نص.", title="أ", date="2024")})
    menu = site.page("").partition('id="ways"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', menu) == ["/", "/dates/"]


def test_the_search_page_leads_to_how_to_search_where_the_keeper_says_that(build) -> None:
    files = {"a.md": document("نص.", title="أ"), "pages/about.md": document(title="عن", id="about")}
    help_page = {"pages/search-help.md": document(title="كيف تبحث", id="search-help")}
    led = '<p class="more"><a href="/search-help/">كيف تبحث</a></p>'
    assert led in build(files | help_page).page("search/")
