"""Articles tied to each other on the pages of a whole site."""

from tests.rig import authority, document

PEOPLE = {
    "authority/people.csv": authority("mark-rutte,مارك روتي", "kim,كيم جونغ أون"),
    "authority/organizations.csv": authority("nato,حلف شمال الأطلسي,الناتو"),
}
BODY = "قال مارك روتي إن حلف شمال الأطلسي يراقب كيم جونغ أون."
OTHERS = {f"o{n}.md": document(f"نص عن {n}.", title=f"شيء {n}", date="1999") for n in range(6)}


def story(**more: str) -> dict[str, str]:
    """Return three articles on one matter, `more` text in their bodies, among others."""
    own = {
        f"{id}.md": document(f"{BODY} {more.get(id, '')}", title=title, date=date, **fields)
        for id, title, date, fields in (
            ("warning", "تحذير", "2024-10-21", {}),
            ("answer", "رد", "2024-11-02", {"source_url": "https://nato.example/answer"}),
            ("summit", "قمة", "2024-12-07", {}),
        )
    }
    return PEOPLE | OTHERS | own


def test_a_story_has_its_page_and_each_article_its_place_in_it(build) -> None:
    site = build(story())
    assert "stories/warning/" in site.addresses()
    page = site.page("answer")
    assert '<a href="/articles/warning/" rel="prev">تحذير</a>' in page
    assert '<a href="/articles/summit/" rel="next">قمة</a>' in page
    assert '<p class="reason">تشتركان في: ' in page


def test_articles_link_to_each_other_and_to_entities_by_id_and_name(build) -> None:
    more = "انظر [[answer]] و[[قمة|ما تلا]] و[[nato|الحلف الكبير]] و[[كيم جونغ أون]]."
    about = "اقرأ [[رد]] عن [[الناتو]] و[[taha|عميد الأدب]]."
    files = story(warning=more) | {
        "pages/about.md": document(about, title="عن"),
        "authority/people.csv": PEOPLE["authority/people.csv"] + "taha,طه حسين\n",
    }
    site = build(files)
    page = site.page("warning")
    mention = 'class="mention" data-kind="organization" data-entity="nato"'
    assert '<a class="crosslink" href="/articles/answer/">رد</a>' in page
    assert '<a class="crosslink" href="/articles/summit/">ما تلا</a>' in page
    assert f'<a {mention} href="/organizations/nato/">الحلف الكبير</a>' in page
    assert 'data-entity="kim" href="/people/kim/">كيم جونغ أون</a>' in page
    linked = site.page("answer").partition('id="linked-from"')[2]
    assert '<a href="/articles/warning/">تحذير</a>' in linked
    assert 'id="linked-from"' not in site.page("warning")
    assert (
        'اقرأ <a class="crosslink" href="/articles/answer/">رد</a> عن '
        f'<a {mention} href="/organizations/nato/">الناتو</a> وعميد الأدب.'
    ) in site.page("about/"), "no article names Taha: he has no page"


def test_an_address_that_an_article_came_from_leads_to_it(build) -> None:
    site = build(story(summit="كما في https://www.nato.example/answer/."))
    assert (
        '<a class="crosslink" href="/articles/answer/" title="رد">'
        "https://www.nato.example/answer/</a>"
    ) in site.page("summit")


def test_a_broken_link_stops_the_build_with_file_and_line(build) -> None:
    hidden = document("[[nobody]]", title="مخفية", status="hidden")
    files = story(answer="\n\nانظر [[nowhere|هنا]].") | {"hidden.md": hidden}
    errors = build(files, fails=True).errors
    assert "answer.md:9: [[nowhere]]: no article has that id or that title alone," in errors
    assert "hidden.md:6: [[nobody]]: no article" in errors
