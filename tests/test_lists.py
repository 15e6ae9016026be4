"""Addresses, and the pages of lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins import addresses
from plugins.arabic.dates import When
from plugins.paging import paged

NAMES = st.text(st.sampled_from("ابتثجحخ ةىأإ/\\.-_?#%&ًـABz9٣«»"), max_size=200)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("RFI", "rfi"),
        ("وكالة فرانس برس", "وكالة-فرانس-برس"),
        ("مُحـمّد / علي", "محمد-علي"),
        ("كأس", "كأس"),  # not كاس: Pelican's own slugs make one of the two
        ("كاس", "كاس"),
        ("../../etc", "etc"),
    ],
)
def test_a_slug_keeps_the_words(name, slug):
    assert addresses.slug(name) == slug


@given(NAMES)
def test_a_slug_is_one_safe_part_of_a_path(name):
    slug = addresses.slug(name)
    assert slug.replace("-", "").isalnum()
    assert len(slug.encode()) <= addresses.LONGEST_SLUG


def test_names_without_letters_keep_apart():
    assert addresses.slug("؟؟") != addresses.slug("!!")


def test_dates_have_addresses_as_exact_as_they_are_known():
    dates = (When(2024), When(2024, 10), When(2024, 10, 21))
    assert [addresses.day(date) for date in dates] == [
        "dates/2024/",
        "dates/2024/10/",
        "dates/2024/10/21/",
    ]


@given(st.integers(0, 60), st.integers(1, 7))
def test_the_pages_of_a_list_hold_it_whole_and_in_order(number, size):
    rows = list(range(number))
    pages = list(paged(rows, "people/", "/archive", size))
    assert [row for page in reversed(pages) for row in page.rows] == rows
    assert pages[-1].path == "people/"
    assert len({page.path for page in pages}) == len(pages)


@given(st.integers(1, 60), st.integers(1, 7))
def test_a_new_row_changes_only_the_newest_page(number, size):
    before = list(paged(list(range(number)), "people/", "", size))
    after = list(paged([-1, *range(number)], "people/", "", size))
    assert [page.rows for page in after[: len(before) - 1]] == [page.rows for page in before[:-1]]


def test_pages_lead_to_their_neighbours():
    old, middle, new = paged(list(range(6)), "people/", "/archive", 2)
    assert (old.pager.newer_url, old.pager.older_url) == ("/archive/people/page/2/", None)
    assert (middle.path, middle.pager.newer_url) == ("people/page/2/", "/archive/people/")
    assert (new.pager.newer_url, new.pager.older_url) == (None, "/archive/people/page/2/")
