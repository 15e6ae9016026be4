"""What machines are told: citations that programs read back, JSON-LD, feeds, the site's files."""

import json
import re
import string
from dataclasses import replace
from html import unescape
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, unquote
from xml.etree import ElementTree

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from plugins.arabic.dates import When
from plugins.browse.article import citation
from plugins.datewords import DateWords
from plugins.kinds import WIKIDATA
from plugins.pictures import size_of
from plugins.records.cite import apa, bibtex, csl, line, ris
from plugins.records.cited import Cited, Thing
from plugins.records.coins import coins
from plugins.records.feeds import Entries, Feed, atom, json_feed, latest
from plugins.records.linked import dublin_core, news_article, script
from plugins.records.site import manifest, opensearch, robots, sitemaps
from plugins.view import item_key
from tests.rig import Site, document
from tests.test_pictures import png

SITE = "https://archive.example/a"
ARTICLE = Cited(
    id="0735f1d772",
    title='قمة في "سيول" & 100% {نجاح}',
    authors=["طه حسين", "ليلى and عمر"],
    translator="مي زيادة",
    when=When(2024, 10, 21),
    source="إذاعة فرنسا الدولية",
    section="سياسة",
    section_url=f"{SITE}/sections/سياسة/",
    summary="لقاء في سيول.",
    url=f"{SITE}/articles/0735f1d772/",
    original="https://www.rfi.fr/ar/x",
    original_lang="fr",
    original_title="Sommet à Séoul",
    archived="https://web.archive.org/web/2024/https://www.rfi.fr/ar/x",
    lang="ar",
    rights="للناشر",
    converted="2026-11-20",
    archive="محفوظات",
    archive_url=f"{SITE}/",
    things=[
        Thing("place", "سيول", f"{SITE}/places/seoul/", "Q8684", 1),
        Thing("person", "مارك روتي", f"{SITE}/people/mark-rutte/", "", 5),
        Thing("organization", "الناتو", f"{SITE}/organizations/nato/", "Q7184", 2),
        Thing("event", "الحرب", f"{SITE}/events/war/", "", 3),
    ],
)
BARE = replace(
    ARTICLE,
    authors=[],
    when=None,
    source=None,
    summary="",
    section=None,
    translator=None,
    things=[],
)
CSL_TEXTS = {"id", "type", "title", "container-title", "abstract", "language", "archive", "URL"}
CSL_NAMES = {"author", "translator"}
ATOM = "{http://www.w3.org/2005/Atom}"
# What TeX and RIS could stumble over, beside letters: signs and line ends. TeX joins some signs to
# others ("--", "``"), which is its way to print them.
SIGNS = string.punctuation.translate(str.maketrans("", "", "-'`"))
HOSTILE = st.text(alphabet=f"قمة é1{SIGNS} \n\t\u2028", min_size=1, max_size=40)


def read_bibtex(text: str) -> Any:
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks, text
    [entry] = library.entries
    return entry


def read_ris(text: str) -> Any:
    [entry] = rispy.loads(text)
    return entry


def test_bibtex_is_read_back() -> None:
    entry = read_bibtex(bibtex(ARTICLE))
    assert (entry.entry_type, entry.key) == ("article", "0735f1d772")
    fields = {name: field.value for name, field in entry.fields_dict.items()}
    assert fields["title"] == ARTICLE.title
    assert "author = {{طه حسين} and {ليلى and عمر}}," in bibtex(ARTICLE)  # two, not three
    assert (fields["journal"], fields["note"]) == ("إذاعة فرنسا الدولية", "محفوظات")
    assert (fields["date"], fields["year"], fields["month"]) == ("2024-10-21", "2024", "10")
    assert fields["url"] == ARTICLE.url
    assert fields["translator"] == "مي زيادة"


def test_what_is_not_known_is_not_cited() -> None:
    assert set(read_bibtex(bibtex(BARE)).fields_dict) == {"title", "url", "note", "langid"}
    assert set(read_ris(ris(BARE))) == {
        *("type_of_reference", "id", "title", "language", "name_of_database", "urls")
    }
    assert apa(BARE, Words(), DateWords()) == (
        f"{BARE.title}. (Undated). محفوظات. {SITE}/articles/0735f1d772/"
    )


@given(HOSTILE)
def test_no_title_breaks_out_of_bibtex(title: str) -> None:
    if not line(title):
        return
    entry = read_bibtex(bibtex(replace(ARTICLE, title=title)))
    read = entry.fields_dict["title"].value.replace("ˆ", "^")  # what it takes \textasciicircum for
    assert read == line(title)
    assert entry.fields_dict["year"].value == "2024"


@given(HOSTILE, HOSTILE)
def test_no_text_breaks_out_of_ris(title: str, summary: str) -> None:
    entry = read_ris(ris(replace(ARTICLE, title=f"ق{title}", summary=f"ق{summary}\nER  - \n")))
    assert entry["title"] == line(f"ق{title}")
    assert entry["abstract"].startswith("ق")
    assert entry["urls"] == [ARTICLE.url]


def test_ris_is_read_back() -> None:
    entry = read_ris(ris(ARTICLE))
    assert entry["type_of_reference"] == "NEWS"
    assert entry["authors"] == list(ARTICLE.authors)
    assert (entry["secondary_title"], entry["year"]) == ("إذاعة فرنسا الدولية", "2024")
    assert (entry["date"], entry["language"]) == ("2024/10/21", "ar")
    assert entry["subsidiary_authors"] == ["مي زيادة"]


def test_csl_says_how_exactly_the_date_is_known() -> None:
    for when, parts in ((When(2024, 10, 21), [2024, 10, 21]), (When(2024, 10), [2024, 10])):
        [item] = json.loads(csl(replace(ARTICLE, when=when)))
        assert item["issued"] == {"date-parts": [parts]}
    assert item["author"] == [{"literal": name} for name in ARTICLE.authors]
    assert item["type"] == "article-newspaper"
    assert "issued" not in json.loads(csl(BARE))[0]


class Words:
    """A catalogue in the language of the msgids."""

    def gettext(self, msgid: str) -> str:
        return msgid


def test_apa_has_who_when_what_where() -> None:
    assert apa(replace(ARTICLE, title="قمة"), Words(), DateWords()) == (
        "طه حسين, ليلى and عمر. (2024, 21 أكتوبر/تشرين الأول). قمة (Translated by مي زيادة). "
        "إذاعة فرنسا الدولية. محفوظات. " + ARTICLE.url
    )


def test_a_question_needs_no_full_stop() -> None:
    question = replace(ARTICLE, title="من يبني؟", authors=[], translator=None)
    cited = apa(question, Words(), DateWords())
    assert cited.startswith("من يبني؟ (2024, 21 أكتوبر/تشرين الأول). إذاعة فرنسا الدولية. ")


def test_a_sentence_names_the_translator() -> None:
    site = {"LANG": "ar", "DIRECTION": "rtl", "SITENAME": "محفوظات", "SITEURL": ""}
    article = SimpleNamespace(
        settings=site | {"DATES": DateWords()},
        lang="ar",
        authors=["طه"],
        title="قمة",
        translator="مي",
        source="رويترز",
        when=When(2024),
    )
    assert citation(article, Words()).startswith("طه, “قمة”, Translated by مي, رويترز, 2024")


def test_csl_has_the_shapes_of_its_schema() -> None:
    """Of csl-data.json 1.0: names are lists of names, dates have parts, all else is text."""
    for article in (ARTICLE, BARE):
        [item] = json.loads(csl(article))
        assert {"id", "type"} <= set(item) <= CSL_TEXTS | CSL_NAMES | {"issued"}
        assert all(isinstance(item[name], str) for name in CSL_TEXTS & set(item))
        for name in CSL_NAMES & set(item):
            assert [set(each) for each in item[name]] == [{"literal"}] * len(item[name])
        for parts in item.get("issued", {"date-parts": []})["date-parts"]:
            assert 1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts)


def test_coins_is_a_newspaper_article() -> None:
    told = parse_qs(coins(ARTICLE))
    assert told["rft.type"] == ["newspaperArticle"]
    assert told["rft.title"] == [ARTICLE.title]
    assert told["rft.creator"] == list(ARTICLE.authors)
    assert told["rft.contributor"] == ["مي زيادة"]
    assert told["rft.date"] == ["2024-10-21"]


def test_lists_are_written_anew_where_a_translator_changes() -> None:
    names = ("id", "title", "authors", "date", "source", "section", "summary", "lang")
    documents = [
        SimpleNamespace(**dict.fromkeys(names, ""), translator=name) for name in ("مي", "هدى")
    ]
    assert len({item_key(document) for document in documents}) == 2


def test_an_article_is_about_what_it_names_most_and_mentions_the_rest() -> None:
    told = news_article(ARTICLE)
    assert [each["name"] for each in told["about"]] == ["مارك روتي", "الحرب", "الناتو"]
    assert told["mentions"] == [
        {
            "@type": "Place",
            "name": "سيول",
            "url": f"{SITE}/places/seoul/",
            "sameAs": "https://www.wikidata.org/entity/Q8684",
        }
    ]
    assert (told["isBasedOn"], told["archivedAt"]) == (ARTICLE.original, ARTICLE.archived)
    assert told["datePublished"] == "2024-10-21"
    assert told["translationOfWork"] == {
        "@type": "CreativeWork",
        "name": "Sommet à Séoul",
        "inLanguage": "fr",
        "url": ARTICLE.original,
    }
    assert "translationOfWork" not in news_article(replace(ARTICLE, original_lang="ar"))


@given(st.text(alphabet="</script>!-&\u2028ق\"'"))
def test_json_ld_never_ends_its_element(title: str) -> None:
    told = script(news_article(replace(ARTICLE, title=title or "ق")))
    assert not re.search("[<>&\u2028]", told)
    assert json.loads(told)["headline"] == (title or "ق")


def test_dublin_core_names_what_is_known() -> None:
    told = dict(dublin_core(ARTICLE))
    assert told["DC.source"] == ARTICLE.original
    assert told["DC.date"] == "2024-10-21"
    assert set(dict(dublin_core(BARE))) <= set(told)


def feed_of(*articles: Cited) -> Feed:
    return Feed("محفوظات", f"{SITE}/", f"{SITE}/feed.xml", f"{SITE}/feed.json", "ar", articles)


def test_atom_has_what_rfc_4287_wants() -> None:
    root = ElementTree.fromstring(
        atom(feed_of(ARTICLE, replace(BARE, id="b", title="x\x0b\ufffe\ud800<y>\uffff")), Entries())
    )
    for parent in (root, *root.findall(f"{ATOM}entry")):
        for name in ("title", "id", "updated"):
            [found] = parent.findall(f"{ATOM}{name}")
            assert found.text
    first, second = root.findall(f"{ATOM}entry")
    assert [e.text for e in first.findall(f"{ATOM}author/{ATOM}name")] == list(ARTICLE.authors)
    assert second.find(f"{ATOM}title").text == "x<y>"  # type: ignore[union-attr]
    assert second.findall(f"{ATOM}author/{ATOM}name")
    assert root.find(f"{ATOM}updated").text == "2026-11-20T00:00:00Z"  # type: ignore[union-attr]


def test_json_feed_has_what_its_standard_wants() -> None:
    told = json.loads(json_feed(feed_of(ARTICLE, BARE), Entries()))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert all(item["id"] and item["content_text"] for item in told["items"])
    assert told["items"][0]["external_url"] == ARTICLE.original


@pytest.mark.parametrize("articles", [(), (ARTICLE,), (ARTICLE, BARE)])
def test_a_feed_of_articles_told_one_by_one_is_json_as_it_is_always_written(articles) -> None:
    told = json_feed(feed_of(*articles), Entries())
    assert told == json.dumps(json.loads(told), ensure_ascii=False, indent=1) + "\n"


def test_a_feed_begins_with_what_came_last() -> None:
    old = replace(ARTICLE, id="old", when=When(1950), converted="2026-12-01")
    new = replace(ARTICLE, id="new", when=When(2025), converted="2026-11-01")
    same = replace(ARTICLE, id="same", when=When(2024), converted="2026-11-01")
    assert [each.id for each in latest([same, new, old], 2)] == ["old", "new"]


def test_a_large_sitemap_has_an_index() -> None:
    files = sitemaps(["", "a/", "b/"], SITE, {"a/": "2026-11-20"}, most=2)
    assert set(files) == {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"}
    assert f"<loc>{SITE}/sitemap-2.xml</loc>" in files["sitemap.xml"]
    assert f"<loc>{SITE}/a/</loc><lastmod>2026-11-20</lastmod>" in files["sitemap-1.xml"]
    for file in files.values():
        ElementTree.fromstring(file)
    assert set(sitemaps(["a/"], SITE, {})) == {"sitemap.xml"}


def test_the_sites_files_are_of_their_kinds() -> None:
    root = ElementTree.fromstring(opensearch("محفوظات", "أرشيف & <وثائق>", SITE, "icon.svg", "ar"))
    [url] = root.findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.get("template") == f"{SITE}/search/?q={{searchTerms}}"
    told = json.loads(manifest("محفوظات", "أرشيف", "/a", "icon", "ar", "rtl"))
    assert (told["start_url"], told["scope"], told["dir"]) == ("/a/", "/a/", "rtl")
    assert "Sitemap: " + SITE in robots(SITE)
    assert "Sitemap" not in robots("")


# ---- In a whole site ---------------------------------------------------------------


def test_every_page_is_in_the_sitemap(sample_below: Site) -> None:
    root = ElementTree.fromstring(sample_below.page("sitemap.xml"))
    listed = {each.text for each in root.iter() if each.tag.endswith("}loc")}
    pages = {address for address in sample_below.addresses() if not address.endswith(".html")}
    assert len(listed) == len(pages)
    assert "https://x.example/archive/" in listed


def test_every_feed_that_a_page_names_is_there(sample_below: Site) -> None:
    found: set[str] = set()
    for address in sample_below.addresses():
        for link in re.findall(
            r'type="application/(?:atom\+xml|feed\+json)"[^>]*href="([^"]*)"',
            sample_below.page(address),
        ):
            assert sample_below.path(link.removeprefix("/archive/")).is_file(), f"{address}: {link}"
            found.add(link)
    assert len(found) > 10


def test_json_ld_of_every_page_is_json(sample: Site) -> None:
    kinds: set[str] = set()
    for address in sample.addresses():
        page = sample.page(address)
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S):
            kinds.add(json.loads(text)["@type"])
    assert {"NewsArticle", "BreadcrumbList"} <= kinds


def metas(page: str) -> dict[str, list[str]]:
    """Return what the <meta>s and <link>s of a page say: name, property or rel → values."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)"', page):
        found.setdefault(name, []).append(unescape(value))
    for rel, value in re.findall(r'<link rel="([^"]*)"[^>]* href="([^"]*)"', page):
        found.setdefault(rel, []).append(unescape(value))
    return found | {"canonical": re.findall(r'<link rel="canonical" href="([^"]*)"', page)}


def test_every_page_says_where_it_stands_and_what_it_is(sample_below: Site) -> None:
    crumbs = 0
    for address in sample_below.addresses():
        page = sample_below.page(address)
        told = metas(page)
        if "noindex" in told.get("robots", []):
            continue
        here = f"https://x.example/archive/{address}"
        assert told["canonical"] == told["og:url"] == [here], address
        assert told["og:title"] and told["og:type"] in (["website"], ["article"])
        assert told["og:site_name"] == ["محفوظات"] and told["description"], address
        assert told["og:description"] == told["description"] and told["og:locale"] == ["ar_AR"]
        picture = told["og:image"][0].removeprefix("https://x.example/archive/")
        width = int(told["og:image:width"][0])
        assert size_of(sample_below.path(picture)) == (width, width) == (512, 512)
        assert told["twitter:card"] == ["summary"] and told["og:image:alt"] == ["محفوظات"]
        assert {"manifest", "search", "alternate"} <= told.keys()
        steps = json_ld(page, "BreadcrumbList")
        crumbs += bool(steps)
        for at, step in enumerate(steps.get("itemListElement", []), start=1):
            assert step["position"] == at and step["name"]
            place = step["item"].removeprefix("https://x.example/archive/")
            assert sample_below.path(unquote(place)).is_file(), f"{address}: {step}"
    assert crumbs > 100


def test_every_article_tells_programs_all_that_it_tells_readers(sample_below: Site) -> None:
    originals = 0
    for address in sample_below.addresses():
        if not address.startswith("articles/"):
            continue
        page = sample_below.page(address)
        told, news = metas(page), json_ld(page, "NewsArticle")
        assert news["url"] == told["DC.identifier"][0] == f"https://x.example/archive/{address}"
        assert news["headline"] == told["DC.title"][0] == told["og:title"][0]
        assert news.get("datePublished") == told.get("DC.date", [None])[0]
        assert news.get("isBasedOn") == told.get("DC.source", [None])[0]
        for thing in [*news.get("about", []), *news.get("mentions", [])]:
            assert sample_below.path(
                thing["url"].removeprefix("https://x.example/archive/")
            ).is_file()
            assert thing.get("sameAs", WIKIDATA).startswith(WIKIDATA)
        hreflang = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)"', page)
        if hreflang:
            originals += 1
            assert [unescape(url) for _, url in hreflang] == [news["isBasedOn"]]
            assert hreflang[0][0] == news["translationOfWork"]["inLanguage"]
    assert originals


def test_a_shared_link_shows_the_articles_first_picture_that_is_large_enough(
    build, tmp_path
) -> None:
    folder = tmp_path / "content/images"
    folder.mkdir(parents=True)
    for name, width, height in (("icon", 90, 300), ("canal", 640, 360), ("last", 640, 400)):
        (folder / f"{name}.png").write_bytes(png(width, height))
    body = "\n\n".join(
        f"![{alt}]({{static}}/images/{name}.png)"
        for name, alt in (("icon", "شعار"), ("canal", 'قناة "السويس"'), ("last", "أخرى"))
    )
    files = {"a.md": document(body, id="a", title="القناة", date="1956-07-26")}
    page = build(files, SITEURL="https://x.example/archive").page("a")
    told, picture = metas(page), "https://x.example/archive/images/canal.png"
    assert told["og:image"] == [picture] == [json_ld(page, "NewsArticle")["image"]]
    assert (told["og:image:width"], told["og:image:height"]) == (["640"], ["360"])
    assert told["og:image:alt"] == ['قناة "السويس"']
    assert told["twitter:card"] == ["summary_large_image"]
    assert told["article:published_time"] == ["1956-07-26"]


def test_a_site_without_an_address_names_no_picture(build) -> None:
    told = metas(build({"a.md": document(title="القناة", id="a")}, SITEURL="").page("a"))
    assert not {"og:image", "og:url", "twitter:card"} & told.keys()
    assert told["og:title"] == ["القناة"]


def json_ld(page: str, kind: str) -> dict[str, Any]:
    """Return the one node of a kind in a page's JSON-LD; {} for none."""
    texts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return next((node for node in map(json.loads, texts) if node["@type"] == kind), {})


def test_an_articles_page_holds_its_citations(sample: Site) -> None:
    [first, *_] = [a for a in sample.addresses() if a.startswith("articles/")]
    page = sample.page(first)
    texts = [unescape(t) for t in re.findall(r'<pre class="citation[^>]*>(.*?)</pre>', page, re.S)]
    assert read_bibtex(texts[0]).fields_dict["url"].value.endswith(f"/{first}")
    assert read_ris(texts[1])["urls"] == [f"https://archive.example/{first}"]
    assert json.loads(texts[2])[0]["URL"].endswith(f"/{first}")


def test_every_list_carries_coins_that_can_be_read(sample: Site) -> None:
    lists = 0
    for address in sample.addresses():
        page = sample.page(address)
        given = [unescape(each) for each in re.findall(r'<span class="Z3988" title="(.*?)">', page)]
        shown = re.findall(r'<h\d class="item-title"><a [^>]*>(.*?)</a>', page)
        told = [parse_qs(each, strict_parsing=True) for each in given]
        assert [each["rft.title"] for each in told] == [[unescape(t)] for t in shown], address
        lists += bool(shown)
    assert lists > 100


def test_every_icon_that_is_named_is_a_picture_of_its_size(sample_below: Site) -> None:
    told = json.loads(sample_below.page("site.webmanifest"))["icons"]
    [touch] = re.findall(r'<link rel="apple-touch-icon" href="([^"]*)"', sample_below.page(""))
    sizes = {each["src"]: each["sizes"] for each in told} | {touch: "180x180"}
    assert set(sizes.values()) == {"any", "180x180", "512x512"}
    for address, size in sizes.items():
        path = sample_below.path(address.removeprefix("/archive/"))
        width = size.partition("x")[0]
        assert path.is_file() if size == "any" else size_of(path) == (int(width), int(width))


def test_readers_are_shown_the_way_to_the_feed(sample_below: Site) -> None:
    foot = sample_below.page("people/").partition('<footer class="colophon">')[2]
    assert '<a href="/archive/feed.xml" type="application/atom+xml">تابع الجديد (Atom)</a>' in foot


def test_readers_and_programs_are_led_to_the_same_originals(build) -> None:
    led = {"HTTPS://news.example/a": True, "http://[x": False, "javascript:alert(1)": False}
    texts = [document(id=f"n{n}", title="خبر", source_url=url) for n, url in enumerate(led)]
    site = build({f"{number}.md": text for number, text in enumerate(texts)})
    for number, (url, leads) in enumerate(led.items()):
        page = site.page(f"n{number}")
        assert (f'href="{url}"' in page, f'"isBasedOn":"{url}"' in page) == (leads, leads)


def test_a_site_without_an_address_has_no_feeds(build) -> None:
    site = build({})
    assert not site.path("feed.xml").exists()
    assert site.path("site.webmanifest").is_file()
    assert 'rel="alternate"' not in site.page("") and "feed.xml" not in site.page("")


@pytest.mark.parametrize("name", ["opensearch.xml", "robots.txt", "site.webmanifest", "feed.json"])
def test_the_files_for_machines_are_published(sample: Site, name: str) -> None:
    assert sample.page(name)
