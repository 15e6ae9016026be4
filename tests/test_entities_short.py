"""Short forms: only after the full one, only where one candidate fits."""

import pytest

from plugins.entities.find import read
from tests.entity_rows import names, organization, person

ALL_NAMES = names()


def shorts(text, entities=ALL_NAMES):
    return [(m.form, m.entity.id) for m in read(text, entities).mentions if m.rule == "short"]


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


ANOTHER = [
    ("النادي الإفريقي", []),
    ("النادي الرياضي", ["النادي"]),
    ("النادي التونسي", []),
    ("النادي الذي", ["النادي"]),
    ("النادي، التونسي", ["النادي"]),
    ("النادي", ["النادي"]),
]


@pytest.mark.parametrize(("said", "expected"), ANOTHER)
def test_a_noun_with_an_adjective_of_its_own_names_another(said, expected) -> None:
    club = names(organization("club", "الترجي", aliases=("النادي الرياضي الصفاقسي",)))
    assert [form for form, _ in shorts(f"فاز الترجي. وقال رئيس {said}", club)] == expected


def test_a_family_name_of_two_words_is_short_as_a_whole() -> None:
    one = names(person("s", "إسماعيل سراج الدين"))
    assert shorts("إسماعيل سراج الدين مدير. علم الدين، ثم سراج الدين", one) == [("سراج الدين", "s")]


def test_a_family_name_that_is_a_word_of_the_language_stands_alone_or_after_a_title() -> None:
    one = names(person("s", "علي عبد الله صالح"))
    text = "علي عبد الله صالح رئيس. وهو صالح. هذا لصالح البلد، والسيد صالح وصالح"
    assert shorts(text, one) == [("صالح", "s"), ("صالح", "s"), ("وصالح", "s")]


def test_a_title_may_use_the_short_form_of_its_article() -> None:
    article = read("قال مارك روتي ذلك", ALL_NAMES).mentions
    title = read("روتي يحذر", ALL_NAMES, known=article)
    assert [(m.form, m.entity.id, m.rule) for m in title.mentions] == [
        ("روتي", "mark-rutte", "short")
    ]


NAMED_WITH_TITLES = [
    ("فيصل الثاني", "زار فيصل الثاني لندن. وفي اليوم الثاني عاد", []),
    ("محمد السادس", "محمد السادس ملك. وفي القرن السادس عشر", []),
    ("جورج بوش الأب", "جاء جورج بوش الأب. وقال الأب. وقال بوش", ["بوش"]),
    ("الملك رمسيس الثاني", "دُفن الملك رمسيس الثاني. للملك قبر، وللملك رمسيس", ["وللملك رمسيس"]),
    (
        "الأمير طلال بن عبد العزيز",
        "جاء الأمير طلال بن عبد العزيز. قال الأمير، وقال الأمير فهد. وقال الأمير طلال",
        ["الأمير طلال"],
    ),
    (
        "الملك عبد الله بن الحسين",
        "الملك عبد الله بن الحسين. عاد الملك عبد الله",
        ["الملك عبد الله"],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), NAMED_WITH_TITLES)
def test_neither_a_title_nor_an_epithet_is_a_name(name, text, expected) -> None:
    assert [form for form, _ in shorts(text, names(person("p", name)))] == expected
