"""Entities on the pages of a whole site."""

import re

import pytest

from plugins.entities.network_pages import DATA
from plugins.errors import ArchiveError
from plugins.host import with_files
from tests.rig import Site, authority, document

PEOPLE = {
    "authority/people.csv": authority(
        "mark-rutte,مارك روتي,مارك روته,,سياسي هولندي.,Q57792",
        "nobody,زيد المنسي",
    ),
    "authority/places.csv": authority(
        "lebanon,لبنان,,,,,33.9,35.9,لبناني", "beirut,بيروت", "russia,روسيا,,,,,,,روسي"
    ),
}
VISIT = document(
    "قال مارك روتي في بيروت إن لبنان كبير.\n\nوعاد روتي من لبنان. `لبنان`",
    title="زيارة لبنانية",
    date="2024-10-21",
    entities_add="[russia]",
)
LATER = document("بيروت مدينة.", title="مدينة", date="2024-11-02", entities_never="[beirut]")
ARCHIVE = PEOPLE | {"visit.md": VISIT, "later.md": LATER}


def a(kind: str, path: str, form: str) -> str:
    id = path.split("/")[1]
    return f'<a class="mention" data-kind="{kind}" data-entity="{id}" href="/{path}">{form}</a>'


def test_a_page_links_whom_and_what_it_names_once_a_section(built) -> None:
    page = built(ARCHIVE).page("visit")
    rutte = a("person", "people/mark-rutte/", "مارك روتي")
    beirut, lebanon = (
        a("place", "places/beirut/", "بيروت"),
        a("place", "places/lebanon/", "لبنان"),
    )
    assert f"<p>قال {rutte} في {beirut} إن {lebanon} كبير.</p>" in page
    assert (
        '<p>وعاد <span class="named" data-entity="mark-rutte">روتي</span> من '
        '<span class="named" data-entity="lebanon">لبنان</span>. <code>لبنان</code></p>'
    ) in page


def test_a_keeper_whose_articles_name_nobody_known_is_told_of_proposals(build) -> None:
    files = PEOPLE | {"visit.md": VISIT, "later.md": LATER}
    assert "make names" not in build(files).errors
    strangers = {f"{n}.md": document("جاء زيد.", title="خبر", date="2020-01-02") for n in "abc"}
    said = " ".join(build(files | strangers).errors.split())
    assert "4 of 5 articles name nobody whom the authority files know" in said
    assert "make names proposes whom they may lack" in said


def test_only_named_entities_have_pages_and_are_listed(built) -> None:
    site = built(ARCHIVE)
    own = [path for path in site.addresses() if path.startswith(("people/", "places/", "org"))]
    assert own == [
        "organizations/",
        "people/",
        "people/mark-rutte/",
        "places/",
        "places/beirut/",
        "places/lebanon/",
        "places/russia/",
    ]
    assert "زيد" not in site.page("people/")
    assert '<li><a href="/places/lebanon/"><bdi>لبنان</bdi></a></li>' in site.page("places/")


def test_names_that_need_a_sign_are_names_on_the_page_in_links_and_in_exports(build) -> None:
    towns = "id,name,aliases,sometimes\ntyre,مدينة صور,Tyre,صور\n"
    text = "زار [[صور|البلدة]]، أي [[صور]]، [[tyre]]."
    visit = document(text, title="زيارة", date="2024-10-21")
    site = build({"authority/places.csv": towns, "visit.md": visit})
    town, bare, whole = (a("place", "places/tyre/", n) for n in ("البلدة", "صور", "مدينة صور"))
    assert f"<p>زار {town}، أي {bare}، {whole}.</p>" in site.page("visit")
    page = site.page("places/tyre/")
    assert "<bdi>Tyre</bdi>، <bdi>صور</bdi></p>" in page
    assert '"alternateName":["Tyre", "صور"]' in page
    assert "tyre,place,مدينة صور,Tyre|صور," in (site.output / "data/entities.csv").read_text()


def test_an_entitys_page_tells_who_it_is_and_where_it_is_named(built) -> None:
    page = built(ARCHIVE).page("people/mark-rutte/")
    assert "<h1>مارك روتي</h1>" in page
    assert '<p class="lead">سياسي هولندي.</p>' in page
    assert 'href="https://www.wikidata.org/wiki/Q57792"' in page
    sentence = "قال <mark>مارك روتي</mark> في بيروت إن لبنان كبير."
    assert f'<blockquote class="sentence">{sentence}</blockquote>' in page


def test_what_the_keeper_rules_out_is_not_named(build) -> None:
    site = build(PEOPLE | {"later.md": LATER})
    assert "<p>بيروت مدينة.</p>" in site.page("later")
    assert not site.path("places/beirut/").exists()


def test_links_keep_to_a_path_below_the_server(build) -> None:
    site = build(PEOPLE | {"later.md": VISIT}, SITEURL="https://x.example/archive")
    assert 'href="/archive/people/mark-rutte/">مارك روتي</a>' in site.page("later")


def test_a_bad_authority_row_stops_the_build_and_keeps_the_last_site(build) -> None:
    site = build(PEOPLE | {"visit.md": VISIT})
    broken = {"authority/events.csv": "id,name\nBad Id,حدث\n"}
    refused = build(broken, fails=True)
    assert "authority/events.csv:2: the id «Bad Id» is not of a-z, 0-9 and hyphens" in (
        refused.errors
    )
    assert site.path("visit").exists()


def test_front_matter_that_names_no_entity_stops_the_build(build) -> None:
    wrong = {"visit.md": document(title="زيارة", entities_add="[nowhere, mark-ruten, مارك روتّي]")}
    errors = build(PEOPLE | wrong, fails=True).errors
    nobody = "visit.md:3: entities_add: no entity «{}» in the authority files; {}add it there or "
    meant = "write mark-rutte, if that is meant, else "
    for id, cure in (("nowhere", ""), ("mark-ruten", meant), ("مارك روتّي", meant)):
        assert nobody.format(id, cure) in errors


def test_a_former_address_leads_to_the_entitys_page(build) -> None:
    people = "id,name,was\nmark-rutte,مارك روتي,rutte|places/rutte\n"
    site = build(PEOPLE | {"authority/people.csv": people, "visit.md": VISIT})
    for former in ("people/rutte/", "places/rutte/"):
        page = site.page(former)
        assert '<meta http-equiv="refresh" content="0; url=/people/mark-rutte/">' in page
        assert '<p><a href="/people/mark-rutte/">مارك روتي</a></p>' in page


def test_the_old_id_still_works_in_front_matter(build) -> None:
    people = "id,name,was\nmark-rutte,مارك روتي,rutte\n"
    visit = document("نص.", title="زيارة", entities_add="[rutte]")
    site = build(PEOPLE | {"authority/people.csv": people, "visit.md": visit})
    assert 'href="/people/mark-rutte/"' in site.page("visit")


def test_the_network_has_its_page_and_the_data_go_out(build) -> None:
    site = build(PEOPLE | {"visit.md": VISIT, "again.md": VISIT.replace("زيارة", "عودة")})
    page = site.page("network/")
    assert '<a href="/people/mark-rutte/" class="dot-person"><title>مارك روتي: ' in page
    assert 'href="/data/network.gexf" download' in page
    told = (site.output / "data/entities.csv").read_text("utf-8")
    assert "mark-rutte,person,مارك روتي,مارك روته,سياسي هولندي.,Q57792,,,2," in told
    assert "visit,2024-10-21,mark-rutte,person,مارك روتي,name,4,13" in (
        (site.output / "data/mentions.csv").read_text("utf-8")
    )


def test_places_with_coordinates_are_on_the_map_and_on_their_pages(built) -> None:
    site = built(ARCHIVE)
    page = site.page("map/")
    assert page.partition('<figure class="map"')[2].count("<circle") == 1
    assert '<a href="/places/lebanon/"><title>لبنان: مقالة واحدة</title><circle cx="' in page
    assert '<path class="land" d="M' in page
    assert '<a href="/map/"><svg viewBox="0 0 2000 ' in site.page("places/lebanon/")
    assert "<svg viewBox" not in site.page("places/beirut/").partition('<aside class="together"')[2]
    for leads in ("", "places/"):
        assert 'href="/map/"' in site.page(leads)
    for leads in ("", "people/", "people/mark-rutte/"):
        assert 'href="/network/"' in site.page(leads)


def test_an_archive_without_coordinates_has_an_empty_map(build) -> None:
    site = build(PEOPLE | {"later.md": document("نص.", title="مدينة")})
    assert "لم تُعرف إحداثيات أي مكان بعد." in site.page("map/")


def test_dates_of_any_exactness_and_addresses_of_any_form_build(build) -> None:
    days = ["2020", "2020-03", "2020-03-04", "2021"]
    bodies = {
        f"{n}.md": document("مارك روتي [ا](http://[ا]/).", title="ا", id=f"d{n}", date=day)
        for n, day in enumerate(days)
    }
    source = "http://[ب]/x"
    odd = {"odd.md": document("مارك روتي.", title="ب", source_url=source, archived_url=source)}
    site = build(PEOPLE | bodies | odd, SITEURL="https://x.example")
    assert ",2020,2021,https://x.example/people/mark-rutte/" in site.page("data/entities.csv")
    assert f'<bdi dir="ltr">{source}</bdi>' in site.page("odd")


def test_an_entity_may_have_a_text_of_its_own(build) -> None:
    text = "عن **روتي**. ![ر]({static}/images/r.png)\n"
    files = PEOPLE | {"visit.md": VISIT, "authority/mark-rutte.md": text, "images/r.png": ""}
    site = build(files, SITEURL="https://x.example/archive")
    shown = '<img alt="ر" src="/archive/images/r.png">'
    own = f'<div class="prose"><p>عن <strong>روتي</strong>. {shown}</p></div>'
    assert own in site.page("people/mark-rutte/").replace("\n", "")


def test_a_text_of_ones_own_links_whom_the_archive_names_and_its_articles(build) -> None:
    text = "لا [[nobody|هذا]]، بل [[لبنان]] و[[beirut|العاصمة]]: [[visit]].\n"
    site = build(PEOPLE | {"visit.md": VISIT, "authority/mark-rutte.md": text})
    lebanon, capital = (
        a("place", "places/lebanon/", "لبنان"),
        a("place", "places/beirut/", "العاصمة"),
    )
    visit = '<a class="crosslink" href="/articles/visit/">زيارة لبنانية</a>'
    own = f'<div class="prose"><p>لا هذا، بل {lebanon} و{capital}: {visit}.</p></div>'
    assert own in site.page("people/mark-rutte/").replace("\n", "")


def test_a_link_of_such_a_text_that_leads_nowhere_stops_the_build(build) -> None:
    text = "عنه.\n\nانظر [[غائب]].\n"
    files = PEOPLE | {"visit.md": VISIT, "authority/mark-rutte.md": text}
    errors = build(files, fails=True).errors
    assert "authority/mark-rutte.md:3: [[غائب]]: no article has that id or that title" in errors


def test_only_documents_may_have_pelicans_links(build, tmp_path) -> None:
    text = "عنه.\n\n[هذا]({filename}visit.md).\n"
    files = PEOPLE | {"visit.md": VISIT, "authority/mark-rutte.md": text}
    found = ":3: «{filename}visit.md» leads nowhere from this text; write the address"
    assert f"authority/mark-rutte.md{found}" in build(files, fails=True).errors
    path = tmp_path / "a.md"
    for link in ("{attach}a&amp;b.pdf", "{static}r.png", "|tag|x"):
        path.write_text(link, "utf-8")
        with pytest.raises(ArchiveError, match=r":1: «[{|]"):
            with_files(f'<p>نص <a rel="x" href="{link}">ا</a></p>', "", path)


def test_a_text_of_nobody_stops_the_build(build) -> None:
    errors = build(PEOPLE | {"visit.md": VISIT, "authority/rutte.md": "نص"}, fails=True).errors
    assert "authority/rutte.md:1: no entity has the id «rutte»; name the file as" in errors


def test_data_to_take_away_says_what_it_is(sample: Site) -> None:
    page = sample.page("network/")
    for name in DATA:
        said = re.search(rf'<bdi dir="ltr">{re.escape(name)}</bdi></a> ([^<]+)</li>', page)
        assert said and said[1].strip(), name
