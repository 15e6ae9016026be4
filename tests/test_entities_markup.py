"""Links in a page's HTML: once a section, never where a link does harm, the text unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.entities.annotation import opens_with
from plugins.entities.find import read
from plugins.entities.markup import in_prose, linked
from plugins.entities.sentence import sentence_around
from plugins.plaintext import plain_text
from tests.entity_rows import names

ALL_NAMES = names()


def link(html: str) -> str:
    plain = plain_text(html)
    found = in_prose(plain, read(plain.text, ALL_NAMES).mentions)
    return linked(plain, found, lambda entity: f"/{entity.url}")


def anchor(form: str, kind: str = "place", path: str = "places/lebanon/") -> str:
    id = path.split("/")[1]
    return f'<a class="mention" data-kind="{kind}" data-entity="{id}" href="/{path}">{form}</a>'


def named(form: str, id: str = "lebanon") -> str:
    return f'<span class="named" data-entity="{id}">{form}</span>'


def test_an_entity_is_linked_where_it_is_first_named_and_marked_after() -> None:
    assert link("<p>زار لبنان. عاد من لبنان.</p><p>بلبنان</p>") == (
        f"<p>زار {anchor('لبنان')}. عاد من {named('لبنان')}.</p><p>{named('بلبنان')}</p>"
    )


def test_each_section_links_again() -> None:
    assert link("<p>لبنان</p><h2>عنوان</h2><p>لبنان</p>") == (
        f"<p>{anchor('لبنان')}</p><h2>عنوان</h2><p>{anchor('لبنان')}</p>"
    )


def test_what_stands_in_a_link_a_heading_a_citation_or_code_is_left_as_it_is() -> None:
    for html in (
        '<p><a href="https://x.example/">لبنان</a></p>',
        '<h2 id="لبنان">لبنان</h2>',
        "<p><cite>لبنان</cite></p>",
        "<p><code>لبنان</code></p>",
        "<pre><code>لبنان</code></pre>",
    ):
        assert link(html) == html


def test_a_name_in_code_is_no_mention_at_all() -> None:
    plain = plain_text("<p>لبنان <code>روسيا</code></p>")
    found = in_prose(plain, read(plain.text, ALL_NAMES).mentions)
    assert [m.entity.id for m in found] == ["lebanon"]


def test_a_link_stays_inside_the_elements_around_it() -> None:
    assert link("<p><em>زار لبنان</em> و<strong>الأمم</strong> المتحدة</p>") == (
        f"<p><em>زار {anchor('لبنان')}</em> و<strong>الأمم</strong> المتحدة</p>"
    )


def test_a_name_with_a_character_reference_is_linked_whole() -> None:
    assert link("<p>«الأمم&nbsp;المتحدة» &amp; لبنان</p>") == (
        "<p>«"
        + anchor("الأمم&nbsp;المتحدة", "organization", "organizations/united-nations/")
        + f"» &amp; {anchor('لبنان')}</p>"
    )


PARTS = st.sampled_from(
    [
        "لبنان",
        "وبلبنان",
        "مارك روتي",
        "الأمم المتحدة",
        " ",
        " ",
        "، ",
        "&amp;",
        "<br>",
        "<em>",
        "نص",
    ]
)
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["p", "h2", "li", "blockquote", "pre"]),
        st.lists(PARTS, max_size=8),
    ),
    max_size=6,
).map(lambda blocks: "".join(block(tag, parts) for tag, parts in blocks))


def block(tag: str, parts: list[str]) -> str:
    """Return an element; every emphasis opened in it is closed."""
    return f"<{tag}>{''.join(parts)}{'</em>' * parts.count('<em>')}</{tag}>\n"


@given(BLOCKS)
def test_links_leave_the_text_of_the_page_as_it_was(html) -> None:
    assert plain_text(link(html)).text == plain_text(html).text


@pytest.mark.parametrize(
    ("text", "summary", "opens"),
    [
        ("أعلن الوزير.\nوقال", "أعلن الوزير.", True),
        ("بيت\nوبيت آخر\nقال", "بيت وبيت آخر", True),
        ("فقرة طويلة لا تنتهي هنا\nب", "فقرة طويلة…", True),
        ("فقرة\nب", "غيرها", False),
        ("فقرة", "", False),
        ("فقرة", "…", False),
    ],
)
def test_a_text_that_opens_with_its_summary_is_known(text: str, summary: str, opens: bool) -> None:
    assert opens_with(text, summary) == opens


def test_a_long_sentence_is_cut_at_a_word_and_after_no_comma() -> None:
    text = "زار الوفد سيول " + "المدينة، " * 30
    before, name, after = sentence_around(text, 10, 14)
    assert (before, name) == ("زار الوفد ", "سيول")
    assert after.endswith("المدينة…")
