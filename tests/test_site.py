"""A whole site from a keeper's few files, and what happens when something in them is wrong."""

import re
from pathlib import Path

import pytest

from tests.rig import authority, build_site, document

SUMMIT = document(
    "التقى مارك روتي في سيول الرئيس الكوري الجنوبي.\n\n## ما بعد اللقاء\n\nوغادر روتي سيول.",
    title="قمة في سيول",
    id="summit",
    date="2024-10-21",
    source="RFI",
    section="سياسة",
    summary="لقاء في سيول.",
)
AUTHORITY = {
    "authority/people.csv": authority("mark-rutte,مارك روتي"),
    "authority/places.csv": authority(
        "seoul,سيول", "south-korea,كوريا الجنوبية,,,,,,,كوري جنوبي,,"
    ),
}
FILES = AUTHORITY | {"summit.md": SUMMIT}


@pytest.fixture
def summit(built):
    return built(FILES, SITEURL="")


def test_an_article_names_its_entities_where_they_stand(summit):
    def mention(kind, id, folder, words):
        return (
            f'<a class="mention" data-kind="{kind}" data-entity="{id}" href="/{folder}/{id}/">'
            f"{words}</a>"
        )

    page = summit.page("articles/summit/")
    rutte = mention("person", "mark-rutte", "people", "مارك روتي")
    seoul = mention("place", "seoul", "places", "سيول")
    korea = mention("place", "south-korea", "places", "الكوري الجنوبي")
    assert f"<p>التقى {rutte} في {seoul} الرئيس {korea}.</p>" in page
    assert '<html lang="ar" dir="rtl">' in page
    assert "<title>قمة في سيول | محفوظات</title>" in page
    assert '<time datetime="2024-10-21">الاثنين 21 أكتوبر/تشرين الأول 2024</time>' in page


def test_a_text_in_another_language_has_its_own_direction(build):
    files = {"a.md": document("Rain, in May.", title="A note", lang="en", date="2024-05-04")}
    files["c.md"] = document("مطر.", title="خبر آخر", date="2024-05-05")
    site = build(files | {"b.md": document("مطر.", title="خبر")}, SITEURL="https://x.example")
    page = site.page("a")
    assert '<h1 lang="en" dir="auto">A note</h1>' in page
    assert '<div class="prose" id="text" lang="en" dir="auto">\n<p>Rain, in May.</p>' in page
    assert ">«<bdi>A note</bdi>»، 4 مايو/أيار 2024\u200f، في «محفوظات». " in page
    assert '<h3 class="item-title" lang="en" dir="auto"><a href="/articles/a/">A' in site.page("")
    assert '<span class="neighbours-title" lang="en" dir="auto">A note</span>' in site.page("c")
    assert '<h3 class="item-title"><a href="/articles/b/">خبر' in site.page("")
    assert "<h1>خبر</h1>" in site.page("b") and 'id="text">\n<p>مطر' in site.page("b")
    assert ">«خبر»، في «محفوظات». <bdi dir=" in site.page("b")


def test_a_word_before_a_footnotes_number_is_a_word(build):
    text = "زار صور[^1] أمس.\n\n[^1]: مدينة."
    people = {"authority/places.csv": authority("sur,صور")}
    page = build(people | {"a.md": document(text, title="زيارة")}).page("a")
    sur = '<a class="mention" data-kind="place" data-entity="sur" href="/places/sur/">صور</a>'
    assert f'<p>زار {sur}<sup id="fnref:1"><a class="footnote-ref" href="#fn:1"' in page
    back = '<a class="footnote-backref" aria-label="عودة إلى موضعها من النص" href="#fnref:1" rel="'
    assert f"<p>مدينة.&nbsp;{back}" in page


def test_quotation_marks_of_a_title_differ_from_those_around_it(build):
    title = "كينيدي: «أنا “برليني”»"
    page = build({"a.md": document("نص.", title=title)}).page("a")
    assert "«كينيدي: “أنا ‘برليني’”»، في «محفوظات»." in page
    assert f"<h1>{title}</h1>" in page


@pytest.mark.parametrize(
    ("text", "fields", "described"),
    [
        ("## عنوان\n\nزار *الوزير* سيول.\n\nثم عاد.", {}, "زار الوزير سيول."),
        ("زار الوزير سيول.", {"summary": "زيارة."}, "زيارة."),
        ("زار الوزير " * 30, {}, ("زار الوزير " * 18).strip() + "…"),
        ("ا" * 300, {}, "ا" * 200 + "…"),
        ("زار. " * 60, {}, ("زار. " * 40).strip(" .") + "…"),
        ("", {}, "خبر"),
    ],
)
def test_a_shared_link_shows_what_the_article_begins_with(build, text, fields, described):
    page = build({"a.md": document(text, title="خبر", **fields)}).page("a")
    assert f'<meta name="description" content="{described}">' in page
    assert f'<meta property="og:description" content="{described}">' in page


def test_every_way_in_has_its_pages(summit):
    assert set(summit.addresses()) == {
        "",
        "404.html",
        "offline.html",
        "articles/summit/",
        "dates/",
        "dates/2024/",
        "dates/2024/10/",
        "days/",
        "days/10/21/",
        "events/",
        "map/",
        "network/",
        "organizations/",
        "people/",
        "people/mark-rutte/",
        "places/",
        "places/seoul/",
        "places/south-korea/",
        "search/",
        "sections/",
        "sections/سياسة/",
        "sources/",
        "sources/rfi/",
        "stories/",
    }


@pytest.mark.parametrize("siteurl", ["", "https://x.github.io/archive"])
def test_every_link_inside_the_site_leads_somewhere(built, siteurl):
    site = built(FILES, SITEURL=siteurl)
    base = "/archive" if siteurl else ""
    for address in site.addresses():
        for link in re.findall(r'\s(?:href|src|action)="([^"#?]*)', site.page(address)):
            if link.startswith("/"):
                assert link.startswith(base + "/"), f"{address}: {link}"
                assert site.path(link.removeprefix(base + "/")).is_file(), f"{address}: {link}"
            else:
                assert re.match(r"$|https?://|mailto:", link), f"{address}: {link}"


def test_titles_are_text_and_never_markup(build):
    title = '<script>alert("x")</script> & «قول»'
    site = build({"visit.md": document("نص.", title=title, date="2024", summary=title)})
    for address in site.addresses():
        assert "<script>alert" not in site.page(address)
    assert "&lt;script&gt;" in site.page("articles/visit/")


def test_an_article_without_a_date_is_published_all_the_same(build):
    site = build({"visit.md": document("نص.", title="زيارة")})
    assert "زيارة" in site.page("articles/visit/")
    assert "بلا تاريخ" in site.page("")


def test_an_archive_with_nothing_in_it_is_a_site_and_says_so(build):
    assert "لم يُضف إلى الأرشيف شيء بعد." in build({}).page("")


def test_drafts_are_not_published(build):
    site = build({"visit.md": document("نص.", title="زيارة", status="draft")} | FILES)
    assert not [address for address in site.addresses() if "visit" in address]
    assert "زيارة" not in site.page("")


def test_files_that_editors_and_systems_hide_are_no_documents(build):
    hidden = [".#visit.md", "._visit.md", ".trash/visit.md", "images/.DS_Store"]
    hidden += ["authority/._people.csv", "authority/.#ali.md"]
    site = build({"visit.md": document(title="زيارة")} | dict.fromkeys(hidden, "\ufffd"))
    assert [path.parent.name for path in site.output.glob("articles/*/*")] == ["visit"]
    assert [path.name for path in site.output.rglob(".*")] == [".nojekyll"]


def test_a_hidden_article_has_a_page_that_nothing_leads_to(build):
    own = {"source": "RFI", "section": "سفر", "authors": "هدى"}
    hidden = document("زار سيول وبوسان.", title="زيارة", status="hidden", **own)
    places = {"authority/places.csv": authority("seoul,سيول", "busan,بوسان")}
    site = build(FILES | places | {"visit.md": hidden})
    assert "<h1>زيارة</h1>" in site.page("articles/visit/")
    assert 'href="/places/seoul/">سيول</a> وبوسان.</p>' in site.page("articles/visit/")
    assert "busan" not in site.page("articles/visit/")  # it has no page
    assert '<a href="/sources/rfi/"><bdi>RFI</bdi></a>' in site.page("articles/visit/")
    assert "<li>سفر</li>" in site.page("articles/visit/")
    assert "بقلم <bdi>هدى</bdi>" in site.page("articles/visit/")
    others = [address for address in site.addresses() if address != "articles/visit/"]
    assert not [address for address in others if "articles/visit/" in site.page(address)]


WRONG = {
    "a date that is none": (
        {"visit.md": document("نص.", title="زيارة", date="2024-13-01")},
        "visit.md:3: date: «2024-13-01» is not a date; write 2024-10-21",
    ),
    "no title": ({"visit.md": document("نص.", date="2024")}, "visit.md:1: no title; add a line"),
    "one id twice": (
        {"a.md": SUMMIT, "b.md": SUMMIT},
        "b.md:1: the id «summit» is that of",
    ),
    "a bad authority row": (
        {"authority/people.csv": authority("Mark Rutte,مارك روتي")},
        "people.csv:2: the id «Mark Rutte» is not of a-z",
    ),
    "an unknown entity in front matter": (
        {"visit.md": document("نص.", title="زيارة", entities_add="[nobody]")},
        "visit.md:3: entities_add: no entity «nobody»",
    ),
    "an empty source": (
        {"sources/empty.txt": ""},
        "empty.txt  no text in the file  put the text there or remove the file",
    ),
}


@pytest.mark.parametrize(("files", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_stops_the_build_with_its_place_and_cure(build, files, message):
    refused = build(AUTHORITY | files, fails=True)
    assert message in refused.errors


def test_all_that_is_wrong_is_told_at_once(build):
    files = {"a.md": document("نص."), "b.md": document("نص.", title="زيارة", date="قريبا")}
    refused = build(files, fails=True)
    assert "a.md:1: no title" in refused.errors
    assert "b.md:3: date: «قريبا» is not a date" in refused.errors


def test_a_build_that_fails_leaves_the_last_good_site(build):
    site = build(FILES)
    before = {p: p.read_bytes() for p in site.output.rglob("*") if p.is_file()}
    Path(site.content, "articles/visit.md").write_text("---\ndate: x\n---\n", "utf-8")
    assert build_site(site.folder, {}).status != 0
    assert {p: p.read_bytes() for p in site.output.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("SITENAME=", "pelican.conf.py: no SITENAME; add a line SITENAME = …"),
        ("SITENAM=أ", "pelican.conf.py: SITENAM is no setting; write SITENAME, if that is meant"),
        ("SITE_URL=https://x.example", "SITE_URL is no setting; write SITEURL, if"),
        ("DESCRIPTON=أ", "DESCRIPTON is no setting; write SITESUBTITLE, if that is meant"),
        ("SITEURL=x.github.io", "pelican.conf.py: SITEURL 'x.github.io' is not an address"),
        ("DEFAULT_LANG=xx", "no words for language 'xx'"),
    ],
)
def test_a_missing_or_wrong_setting_is_named(build, setting, message):
    name, _, value = setting.partition("=")
    refused = build(FILES, fails=True, **{name: value})
    assert message in refused.errors
