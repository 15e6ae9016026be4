"""Short forms: only after the full one, only where one candidate fits."""

import pytest

from plugins.entities.entity import Entity
from plugins.entities.find import read
from plugins.entities.match import Mention
from plugins.entities.shorten import Shorts
from tests.entity_rows import ALL, names, organization, person, place

BEN_GURION = person("ben-gurion", "ديفيد بن غوريون")
PASHAS = (
    person("muhammad-ali", "محمد علي باشا"),
    person("zaghloul", "سعد زغلول", aliases=("سعد زغلول باشا",)),
    person("enver", "أنور باشا"),
)
ALL_NAMES = names(*ALL, BEN_GURION, *PASHAS)


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
    ("مارك روتي هنا. روتي قال. عاد مارك روتي", [("روتي", "mark-rutte")]),
    ("مارك روتي وزخاروفا. روتي قال", [("روتي", "mark-rutte")]),
    ("قال مارك روتي ذلك. سمع روتي، زخاروفا سمعت", [("روتي", "mark-rutte")]),
    ("قال مارك روتي ذلك. سمع روتي وزخاروفا", [("روتي", "mark-rutte")]),
    ("خطب ديفيد بن غوريون. رد شاريت وبن غوريون", [("وبن غوريون", "ben-gurion")]),
    ("حكم محمد علي باشا. قاد إبراهيم باشا جيش محمد علي", [("محمد علي", "muhammad-ali")]),
    ("قال سعد زغلول باشا. رد ياسين باشا على زغلول", [("زغلول", "zaghloul")]),
    ("انسحب أنور باشا. ثم طلعت باشا", []),
    ("خطب ديفيد بن غوريون. والرأي لبن غوريون", [("لبن غوريون", "ben-gurion")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_short_form_names_whom_the_article_named_before(text, expected) -> None:
    assert shorts(text) == expected


def test_two_of_one_family_name_share_no_short_form() -> None:
    both = names(person("f", "فرانكلين روزفلت"), person("e", "إليانور روزفلت"))
    assert shorts("فرانكلين روزفلت وإليانور روزفلت. قال روزفلت", both) == []


def test_who_was_called_so_before_another_of_that_name_came_is_meant_afterwards() -> None:
    both = names(person("f", "فرانكلين روزفلت"), person("e", "إليانور روزفلت"))
    text = "فرانكلين روزفلت رئيس. قال روزفلت. ثم إليانور روزفلت. وعاد روزفلت"
    assert shorts(text, both) == [("روزفلت", "f"), ("روزفلت", "f")]


def test_no_head_noun_is_short_for_one_of_two_organizations_wherever_they_are_named() -> None:
    both = names(organization("nato", "حلف شمال الأطلسي"), organization("warsaw", "حلف وارسو"))
    assert shorts("حلف شمال الأطلسي قديم. وقال الحلف. ثم حلف وارسو", both) == []


def test_of_short_forms_that_begin_alike_the_longest_counts() -> None:
    both = names(person("m", "محمود سراج"), person("s", "إسماعيل سراج الدين"))
    text = "محمود سراج وإسماعيل سراج الدين. قال سراج الدين"
    assert shorts(text, both) == [("سراج الدين", "s")]


def test_two_agencies_share_no_short_form_though_one_is_named_by_its_letters() -> None:
    both = names(
        organization("nasa", "ناسا", aliases=("وكالة الفضاء الأمريكية",)),
        organization("esa", "وكالة الفضاء الأوروبية"),
    )
    assert shorts("وكالة الفضاء الأوروبية وناسا. وقالت الوكالة", both) == []


SURE, WEAK = False, True
CALLED = [
    ("مارك روتي", {"روتي": SURE}),
    ("روتي", {}),
    ("كيم جونغ سون", {"سون": SURE, "كيم": WEAK}),
    ("كوان لي", {}),  # two letters
    ("يو جونغ كوان", {"كوان": SURE}),
    ("محمد بن سلمان", {"بن سلمان": SURE, "محمد": WEAK}),
    ("بن سلمان", {}),
    ("عبد الله غول", {"غول": SURE}),
    ("سراج الدين", {}),
    ("حسن سراج الدين", {"سراج الدين": SURE, "حسن": WEAK}),
    ("فيصل الثاني", {}),
    ("يوحنا بولس الثاني", {"بولس": SURE}),
    ("الثاني", {}),
    ("الملك", {}),
    ("الملك فهد", {}),
    ("الملك فهد بن خالد", {"الملك فهد": SURE, "بن خالد": SURE, "فهد": WEAK}),
    ("الملك عبد الله بن طلال", {"الملك عبد الله": SURE, "بن طلال": SURE}),
    ("محمد غير", {}),  # no name whoever bears it
]


@pytest.mark.parametrize(("name", "expected"), CALLED)
def test_what_a_person_may_be_called_for_short(name, expected) -> None:
    each = Mention(person("p", name), 0, len(name), name, "name")
    assert {" ".join(short): weak for short, weak in Shorts().of(each)} == expected


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        (organization("x", "مجلس العموم", aliases=("وكالة", "لجنة النواب")), ["المجلس", "اللجنه"]),
        (organization("x", "المجلس الوطني", aliases=("مجلس وطني",)), ["المجلس"]),
        (organization("x", "فرقة الصاعقة"), []),
        (Entity("x", "ميثاق باريس", "event"), ["الميثاق"]),
        (place("x", "جامعة القاهرة"), []),
    ],
)
def test_a_head_noun_stands_for_an_organization_or_an_event(entity, expected) -> None:
    each = Mention(entity, 0, 0, entity.name, "name")
    assert [short for short, weak in Shorts().of(each)] == [(head,) for head in expected]
    assert not Shorts().of(each._replace(rule="nisba"))


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
    title = read("روتي يلتقي زخاروفا", ALL_NAMES, known=article)
    assert [(m.form, m.entity.id, m.rule) for m in title.mentions] == [
        ("روتي", "mark-rutte", "short")
    ]


def test_the_last_word_of_a_title_stands_before_none() -> None:
    one = names(person("s", "علي عبد الله صالح"))
    article = read("علي عبد الله صالح", one).mentions
    assert not read("لصالح العام السيد", one, known=article).mentions


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
