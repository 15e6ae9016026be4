"""Links in texts: [[id]], [[title|words]], cited addresses."""

import pytest

from plugins.crosslinks.links import Target, Targets, address_key, link
from plugins.explicit import resolved, unresolved

TREATY = Target("treaty", "معاهدة «غامضة»", "/archive/articles/treaty/")
VISIT = Target("visit", "زيارة", "/archive/articles/visit/")
TARGETS = Targets(
    ids={"treaty": TREATY, "visit": VISIT},
    titles={TREATY.title: TREATY, VISIT.title: VISIT},
    addresses={"rfi.fr/ar/treaty": TREATY},
)


def a(words: str, target: Target = TREATY, cited: bool = False) -> str:
    title = f' title="{target.title}"' if cited else ""
    return f'<a class="crosslink" href="{target.href}"{title}>{words}</a>'


LINKS = [
    ("<p>انظر [[treaty]].</p>", f"<p>انظر {a(TREATY.title)}.</p>"),
    ("<p>[[treaty|النص]]</p>", f"<p>{a('النص')}</p>"),
    ("<p>[[معاهدة «غامضة»]]</p>", f"<p>{a(TREATY.title)}</p>"),
    ("<p>[[ visit | <em>زار</em> ]]</p>", "<p>[[ visit | <em>زار</em> ]]</p>"),
    ("<p>[[nothing]]</p>", "<p>[[nothing]]</p>"),
    ("<p><code>[[treaty]]</code></p>", "<p><code>[[treaty]]</code></p>"),
    (
        "<p>https://www.rfi.fr/ar/treaty/.</p>",
        f"<p>{a('https://www.rfi.fr/ar/treaty/', cited=True)}.</p>",
    ),
    (
        '<p><a href="http://rfi.fr/ar/treaty" rel="x">الأصل</a></p>',
        f"<p>{a('الأصل', cited=True)}</p>",
    ),
    ('<p><a href="https://rfi.fr/">ر</a></p>', '<p><a href="https://rfi.fr/">ر</a></p>'),
]


@pytest.mark.parametrize(("html", "expected"), LINKS)
def test_a_link_leads_to_the_article_that_it_names(html, expected) -> None:
    found = link(html, TARGETS, own="visit")
    assert found.html == expected
    assert found.ids == (["treaty"] if html != expected else [])


def test_an_article_is_not_among_those_that_it_links_to() -> None:
    found = link("<p>[[treaty]] https://rfi.fr/ar/treaty</p>", TARGETS, own="treaty")
    assert found.ids == []
    assert found.html == f"<p>{a(TREATY.title)} https://rfi.fr/ar/treaty</p>"


def test_what_nobody_resolves_is_named() -> None:
    html = "<p>[[nothing]] [[treaty]] <code>[[x]]</code> [[a &amp; b|c]]</p>"
    assert unresolved(link(html, TARGETS, own="visit").html) == ["nothing", "a & b"]


def test_words_stay_as_html_writes_them() -> None:
    made = resolved("<p>[[x|a &amp; b]]</p>", lambda target, words: f"<b>{words}</b>")
    assert made == "<p><b>a &amp; b</b></p>"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://www.Example.org/a/", "example.org/a"),
        ("http://example.org/a?id=1", "example.org/a?id=1"),
        ("https://example.org/", None),
        ("https://example.org/?p=7", "example.org?p=7"),
        ("http://[اسم]/a", None),
    ],
)
def test_spellings_of_an_address_are_one(address, key) -> None:
    assert address_key(address) == key
