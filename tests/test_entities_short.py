"""Short forms: only after the full one, only where one candidate fits."""

import pytest

from plugins.entities.find import find_mentions, read
from tests.entity_rows import names, organization, person

ALL_NAMES = names()


def shorts(text, entities=ALL_NAMES):
    return [(m.form, m.entity.id) for m in find_mentions(text, entities) if m.rule == "short"]


FOUND = [
    ("قال مارك روتي ذلك. وقال روتي إن", [("روتي", "mark-rutte")]),
    ("قال مارك روتي ذلك. وأشار السيد روتي إلى", [("روتي", "mark-rutte")]),
    ("قال مارك روتي ذلك، ولروتي رأي", [("ولروتي", "mark-rutte")]),
    ("حلف شمال الأطلسي كبير. وقال الحلف", [("الحلف", "nato")]),
    ("في حلف شمال الأطلسي. للحلف رأي", [("للحلف", "nato")]),
    ("الناتو كبير. وقال الحلف", [("الحلف", "nato")]),
    ("خطب جمال عبد الناصر. ثم عاد عبد الناصر", [("عبد الناصر", "gamal-abdel-nasser")]),
    ("خطب جمال عبد الناصر. ثم عاد الناصر", []),
    ("وصل كيم جونغ أون. وقال كيم إنه", [("كيم", "kim-jong-un")]),
    ("وقال روتي. ثم جاء مارك روتي", []),
    ("قال مارك روتي ذلك. وقالت إليانور روتي", []),
    ("كيم جونغ أون وكيم هونغ كيون. وقال كيم", []),
    ("قال مارك روتي ذلك. ثم مارك", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_short_form_names_whom_the_article_named_before(text, expected) -> None:
    assert shorts(text) == expected


def test_two_of_one_family_name_share_no_short_form() -> None:
    both = names(person("f", "فرانكلين روزفلت"), person("e", "إليانور روزفلت"))
    assert shorts("فرانكلين روزفلت وإليانور روزفلت. قال روزفلت", both) == []


def test_two_agencies_share_no_short_form_though_one_is_named_by_its_letters() -> None:
    both = names(
        organization("nasa", "ناسا", aliases=("وكالة الفضاء الأمريكية",)),
        organization("esa", "وكالة الفضاء الأوروبية"),
    )
    assert shorts("وكالة الفضاء الأوروبية وناسا. وقالت الوكالة", both) == []


def test_a_family_name_of_two_words_is_short_as_a_whole() -> None:
    one = names(person("s", "إسماعيل سراج الدين"))
    assert shorts("إسماعيل سراج الدين مدير. علم الدين، ثم سراج الدين", one) == [("سراج الدين", "s")]


def test_a_family_name_that_is_a_word_of_the_language_stands_alone_or_after_a_title() -> None:
    one = names(person("s", "علي عبد الله صالح"))
    text = "علي عبد الله صالح رئيس. وهو صالح. هذا لصالح البلد، والسيد صالح وصالح"
    assert shorts(text, one) == [("صالح", "s"), ("صالح", "s"), ("وصالح", "s")]


def test_a_title_may_use_the_short_form_of_its_article() -> None:
    article = find_mentions("قال مارك روتي ذلك", ALL_NAMES)
    title = read("روتي يحذر", ALL_NAMES, known=article)
    assert [(m.form, m.entity.id, m.rule) for m in title.mentions] == [
        ("روتي", "mark-rutte", "short")
    ]
