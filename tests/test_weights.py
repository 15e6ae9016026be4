"""No page is heavy: `make bench` tells the figures, this holds them."""

import pytest

from plugins.paging import PER_PAGE
from tests.bench.weights import ARTICLE, LIST, PAGES, SCRIPTS, address_like, weight
from tests.rig import Site, build_site, document, lay_out

LISTS = ("year", "dates", "entity", "A to Z", "stories")


def test_an_article_is_light(sample: Site) -> None:
    for address in sample.addresses():
        if address.startswith("articles/"):
            own = weight(sample, address)
            assert own.whole <= ARTICLE, f"{address}: {own}"
            assert own.scripts <= SCRIPTS, f"{address}: {own}"


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_light(kind: str, sample: Site) -> None:
    address = address_like(sample, PAGES[kind])
    own = weight(sample, address)
    assert own.whole <= LIST, f"{address}: {own}"


def test_a_full_page_of_a_list_is_light(tmp_path) -> None:
    """Articles with long titles and summaries, and more pages before them."""
    summary = " ".join(f"خبر {number} عن لقاء الوفود في المدينة" for number in range(9))
    files = {
        f"a{number}.md": document(
            "نص.",
            title=f"الوفد رقم {number} يصل إلى المدينة ويلتقي من سبقه إليها",
            date=f"2024-{1 + number % 12:02d}-{1 + number % 28:02d}",
            source=f"صحيفة {number % 7}",
            section="سياسة",
            summary=f"{number} {summary}",
        )
        for number in range(40)
    }
    lay_out(files, tmp_path)
    site = build_site(tmp_path, {"SITEURL": "https://archive.example"})
    own = weight(site, "sections/سياسة/")
    assert site.page("sections/سياسة/page/2/").count('class="item"') == PER_PAGE
    assert weight(site, "sections/سياسة/page/2/").whole <= LIST
    assert own.whole <= LIST
