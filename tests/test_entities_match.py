"""Names in texts: clitics, adjectives, the longest match, and what is left alone."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.arabic.fold import fold_name
from plugins.arabic.words import words
from plugins.entities.clitics import (
    LEAST_AFTER,
    LEAST_BEFORE_MORE,
    bare_forms,
    with_proclitics,
)
from plugins.entities.find import read
from plugins.entities.match import find_names
from plugins.entities.names import Names, is_other_word, name_forms
from plugins.entities.tokens import is_gap, tokens_of
from tests.entity_rows import ALL, KIM, RUTTE, names, organization, person, place

ALL_NAMES = names()

FOUND = [
    ("زار لبنان", "لبنان", "lebanon", "name"),
    ("مرّ بلبنان", "بلبنان", "lebanon", "name"),
    ("عاد وبلبنان شوق", "وبلبنان", "lebanon", "name"),
    ("فللبنان جبال", "فللبنان", "lebanon", "name"),
    ("ولبنانُ بلد", "ولبنانُ", "lebanon", "name"),
    ("تابع للأمم المتحدة", "للأمم المتحدة", "united-nations", "name"),
    ("وللأمم المتحدة", "وللأمم المتحدة", "united-nations", "name"),
    ("كالقاهرة", "كالقاهرة", "cairo", "name"),
    ("إلى القاهره", "القاهره", "cairo", "name"),
    ("والناتو", "والناتو", "nato", "alias"),
    ("في NATO", "NATO", "nato", "alias"),
    ("بالجمهورية اللبنانية", "بالجمهورية اللبنانية", "lebanon", "alias"),
    ("الوفد اللبناني", "اللبناني", "lebanon", "nisba"),
    ("لاعبات لبنانيات", "لبنانيات", "lebanon", "nisba"),
    ("وللبنانيين", "وللبنانيين", "lebanon", "nisba"),
    ("كورية شمالية", "كورية شمالية", "north-korea", "nisba"),
    ("الكوريون الشماليون", "الكوريون الشماليون", "north-korea", "nisba"),
    ("الجنود الروس", "الروس", "russia", "nisba"),
    ("للروس", "للروس", "russia", "nisba"),
    ("روسيا الاتحادية", "روسيا الاتحادية", "russia", "alias"),
    ("وميثاق الأمم المتحدة", "وميثاق الأمم المتحدة", "un-charter", "name"),
    ("كوريا الشمالية", "كوريا الشمالية", "north-korea", "name"),
    ("كوريا بلد", "كوريا", "korean-peninsula", "name"),
    ("جمال عبدالناصر", "جمال عبدالناصر", "gamal-abdel-nasser", "name"),
    ("بور سعيد", "بور سعيد", "port-said", "name"),
    ("الأمم-المتحدة", "الأمم-المتحدة", "united-nations", "name"),
    ("مدينة بيرا", "بيرا", "beira", "name"),
    ("إلى حيفا وتل أبيب", "وتل أبيب", "tel-aviv", "name"),
    ("نزل بتل أبيب", "بتل أبيب", "tel-aviv", "name"),
]

LEFT_ALONE = [
    ("تصعيدا كبيرا", "كبيرا is a word, not ك + بيرا"),
    ("روسيا البيضاء", "never, says the keeper"),
    ("لروسيا البيضاء", "never, with a clitic"),
    ("على حسن النية", "على is no علي without dots"),
    ("الأمم\nالمتحدة", "a name does not run from block to block"),
    ("الأمم، المتحدة", "nor over a comma"),
    ("زار الأمم. المتحدة", "nor over a full stop"),
    ("بيروت", "nothing inside a word"),
    ("ألبناني", "nor with a letter before it that is no clitic"),
    ("https://example.org/NATO/news", "an address names nothing"),
    ("روتي", "a short form alone names nobody"),
    ("قيل بأن هيدالغو تأتي", "بأن is a word, not ب + آن"),
    ("بتل", "two letters after a clitic are no name where nothing follows"),
]


@pytest.mark.parametrize(("text", "form", "entity", "rule"), FOUND)
def test_a_name_is_found_as_texts_write_it(text, form, entity, rule) -> None:
    found = [(m.form, m.entity.id, m.rule) for m in read(text, ALL_NAMES).mentions]
    assert found == [(form, entity, rule)]


@pytest.mark.parametrize(("text", "why"), LEFT_ALONE)
def test_what_only_looks_like_a_name_is_left_alone(text, why) -> None:
    assert not read(text, ALL_NAMES).mentions, why


def test_a_name_that_is_its_own_lemma_beats_an_inflected_word() -> None:
    found = read("سافر بروما", names(place("rome", "روما"))).mentions
    assert [m.form for m in found] == ["بروما"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("في باريس سان", [("باريس", "paris")]),  # a longer name began there and went no further
        ("كمال حسن هنا", [("كمال حسن", "kamal")]),  # the whole word before ك and مال
        ("كمال علي هنا", [("كمال علي", "mal-ali")]),  # but the longer name before both
    ],
)
def test_of_names_that_begin_at_one_word_the_longest_is_found(text, found) -> None:
    known = names(
        place("paris", "باريس"),
        organization("psg", "باريس سان جيرمان"),
        person("kamal", "كمال حسن", aliases=("كمال",)),
        person("mal", "مال حسن"),
        person("mal-ali", "مال علي"),
    )
    assert [(m.form, m.entity.id) for m in read(text, known).mentions] == found


def test_what_a_document_rules_out_is_not_found_in_it() -> None:
    found = read("لبنان وروسيا", ALL_NAMES, never=["russia"]).mentions
    assert [m.entity.id for m in found] == ["lebanon"]


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("بقم", []),
        ("بلجيكا", ["ب+لجيكا"]),
        ("لبنان", ["ل+بنان"]),
        ("ولبنان", ["و+لبنان", "ول+بنان"]),
        ("للجنه", ["ل+لجنه", "ل+الجنه", "ل+اللجنه"]),
        ("للام", ["ل+لام", "ل+الام", "ل+اللام"]),
    ],
)
def test_a_word_is_read_with_every_clitic_that_leaves_a_name(word, read) -> None:
    assert ["+".join(each) for each in bare_forms(word)] == [f"+{word}", *read]


def test_a_name_is_written_after_every_clitic_and_loses_its_alef_after_lam() -> None:
    assert {"والنادي", "للنادي", "فبالنادي"} < set(with_proclitics("النادي"))
    assert {"للجنه", "وللجنه"} < set(with_proclitics("اللجنه"))
    assert not {"لالنادي", "لللجنه"} & {*with_proclitics("النادي"), *with_proclitics("اللجنه")}
    assert with_proclitics("قم") == ("قم",)
    assert "وبن" in with_proclitics("بن", LEAST_BEFORE_MORE)


@pytest.mark.parametrize("word", ["الناصر", "اللجنه", "لبنان", "حلف"])
def test_every_written_form_is_read_back(word) -> None:
    for written in with_proclitics(word):
        assert word in [rest for _, rest in bare_forms(written)], written


# A shared name: which of its holders an article means.

CITY = place("washington", "واشنطن", description="عاصمة الولايات المتحدة", same_as_never=("gw",))
MAN = person("gw", "جورج واشنطن", aliases=("واشنطن",), description="أول رئيس حارب البريطانيين")
BOTH = names(CITY, MAN)


def test_a_homonym_is_whom_the_article_names_in_full() -> None:
    found = read("ولد جورج واشنطن عام 1732. وكان واشنطن قائدا", BOTH).mentions
    assert [(m.form, m.entity.id, m.rule) for m in found] == [
        ("جورج واشنطن", "gw", "name"),
        ("واشنطن", "gw", "context"),
    ]


def test_a_homonym_is_whom_the_words_of_its_description_tell() -> None:
    found = read("التقى في واشنطن، عاصمة البلاد", BOTH).mentions
    assert [(m.form, m.entity.id, m.rule) for m in found] == [("واشنطن", "washington", "context")]


def test_a_homonym_is_whom_what_else_the_article_names_tells() -> None:
    known = names(
        place("lebanon", "لبنان", adjective=("لبناني",)),
        place("tripoli", "طرابلس", description="مدينة في شمال لبنان", same_as_never=("capital",)),
        place("capital", "طرابلس الغرب", aliases=("طرابلس",), description="عاصمة ليبيا"),
    )
    found = read("انتشر الجيش اللبناني في طرابلس", known).mentions
    assert [(m.form, m.entity.id) for m in found] == [
        ("اللبناني", "lebanon"),
        ("طرابلس", "tripoli"),
    ]


def test_a_homonym_is_whom_the_keeper_adds_or_does_not_rule_out() -> None:
    for reading in (
        read("جاء إلى واشنطن", BOTH, add=["gw"]),
        read("جاء إلى واشنطن", BOTH, never=["washington"]),
    ):
        assert [m.entity.id for m in reading.mentions] == ["gw"]


def test_a_homonym_that_nothing_decides_is_left_and_reported() -> None:
    reading = read("جاء إلى واشنطن", BOTH)
    assert not reading.mentions
    assert [(u.form, [e.id for e in u.entities]) for u in reading.undecided] == [
        ("واشنطن", ["washington", "gw"])
    ]


SHARED = names(
    place("sw", "السويداء", description="مكان كبير في ولاية م", same_as_never=("sn",)),
    person("sn", "سالم السويداء", aliases=("السويداء",), description="شاعر كبير كان من على حدود"),
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("كان السويداء على حق", "common words tell nothing"),
        ("السويداء م", "nor do letters"),
        ("شاعر ولاية السويداء", "a word of each tells neither"),
        ("نهر كبير في السويداء", "nor does a word of both"),
    ],
)
def test_words_that_tell_no_homonym_leave_it_open(text, why) -> None:
    assert [u.form for u in read(text, SHARED).undecided] == ["السويداء"], why


def test_a_homonym_both_of_whose_bearers_are_sure_is_left_open() -> None:
    assert len(read("جاء إلى واشنطن", BOTH, add=["gw", "washington"]).undecided) == 1


def test_what_is_forbidden_is_no_place_for_a_short_form_either() -> None:
    rutte = person("mark-rutte", "مارك روتي", never=("شارع روتي",))
    found = read("مارك روتي في شارع روتي مع روتي", names(rutte))
    assert [(m.form, m.start) for m in found.mentions] == [("مارك روتي", 0), ("روتي", 26)]
    assert not found.doubted


def test_the_name_that_homonyms_share_decides_nothing() -> None:
    city = place("jeddah", "عروس البحر الأحمر", sometimes=("جدة",))
    village = place("jedda", "جدة", same_as_never=("jeddah",))
    reading = read("عاد سكان جدة", names(city, village))
    assert [[e.id for e in each.entities] for each in reading.undecided] == [["jeddah", "jedda"]]


# A name that is a word too: what says that it is the name.

HAYAT = organization("al-hayat", "الحياة", aliases=("الحياة اللندنية",))
MEDINA = place("medina", "المدينة", aliases=("المدينة المنورة",))
WORDS = names(HAYAT, MEDINA, person("ramadan", "رمضان"))

NAMED = [
    ("كتبت صحيفة الحياة", "a cue stands before it"),
    ("كتبت «الحياة»، ثم نفت", "it stands in quotes"),
    ("هذه مدينة. «الحياة» كتبت", "it stands in quotes, and what comes before is another sentence"),
    ("في الحياة اللندنية أن الحياة توقفت", "the article names it more fully"),
]
ONLY_WORDS = [
    "الحياة قصيرة",
    "وسط المدينة",
    "سكان المدينة",
    "في رمضان",
    "مدرسة الحياة",
    "قصة «الحياة والناس»",
    "«تلك الحياة» قال",
    "هي صحيفة: الحياة قصيرة",
    "هي صحيفة. الحياة قصيرة",
    "الحياة في صحيفة",
]


@pytest.mark.parametrize(("text", "why"), NAMED)
def test_a_name_that_is_a_word_is_found_where_something_says_so(text, why) -> None:
    assert {m.entity.id for m in read(text, WORDS).mentions} == {"al-hayat"}, why


@pytest.mark.parametrize("text", ONLY_WORDS)
def test_a_name_that_is_a_word_is_a_word_elsewhere(text) -> None:
    reading = read(text, WORDS)
    assert not reading.mentions
    assert len(reading.doubted) == 1


def test_the_keeper_may_say_that_a_word_is_always_the_name() -> None:
    paper = organization("al-hayat", "الحياة", always=("الحياة",))
    assert [m.form for m in read("وفي الحياة خبر", names(paper)).mentions] == ["الحياة"]
    assert [m.entity.id for m in read("وفي الحياة خبر", WORDS, add=["al-hayat"]).mentions]


TOWNS = names(
    place("tyre", "مدينة صور", sometimes=("صور",)),
    place("nabatieh", "النبطية"),
    place("beirut", "بيروت", adjective=("بيروتي",)),
    place("lebanon", "لبنان"),
    place("khobar", "مدينة الخبر", sometimes=("الخبر",)),
    place("jeddah", "جدة"),
    place("oujda", "مدينة وجدة", sometimes=("وجدة",)),
    place("medina", "المدينة المنورة"),
    place("anatolia", "الأناضول", same_as_never=("agency",)),
    organization("agency", "وكالة الأناضول", sometimes=("الأناضول",)),
    person("arafat", "ياسر عرفات", sometimes=("عرفات",)),
    person("qassem", "سمير القاسم"),
    organization("fatah", "حركة فتح", sometimes=("فتح",)),
    organization("jazeera", "قناة الجزيرة", sometimes=("الجزيرة",)),
    organization("hamas", "حماس", never=("حماس كبير", "بحماس")),
)
SOMETIMES = [
    ("قصف مدينة صور ثم عاد إلى صور", ["مدينة صور", "صور"], "named more fully elsewhere"),
    ("عاد سكان صور", ["صور"], "a place has what stands before it"),
    ("بلدياتنا: صور، والنبطية", ["صور", "والنبطية"], "و and a place after it"),
    ("في لبنان: صور والنبطية", ["لبنان", "صور", "والنبطية"], "it is not the first name"),
    ("في النبطية وصور", ["النبطية", "وصور"], "a place and و before it"),
    ("في بيروت وصور", ["بيروت", "وصور"], "a town is no country, though it has a nisba"),
    ("أفاد مراسل الجزيرة", ["الجزيرة"], "a correspondent is an organization's"),
    ("بين فتح وحماس", ["فتح", "وحماس"], "و and an organization after it"),
    ("قال عرفات ذلك", ["عرفات"], "a title or a verb of saying before a person"),
    ("قال عرفات. وسكت سمير عرفات", [], "somebody else bears it"),
    ("قرأ «عرفات»", [], "quotes make no person"),
    ("عرفات: نعود غدا", ["عرفات"], "a colon after the first words of a line"),
    ("عاد.\nعرفات: نعود غدا", ["عرفات"], "the same of another line"),
    ("صعدوا عرفات: وقفوا", [], "a colon in a line"),
    ("صور: هدوء حذر", [], "nor does a colon make a town"),
    ("حضر سمير كمال وقال عرفات", ["عرفات"], "a given name stands before another word"),
    ("عرفات جبل", [], "the first word of a line without a colon"),
    ("قال عرفات ذلك. ثم سكت عرفات", ["عرفات"] * 2, "no given name stands before the other"),
    ("قال عرفات ذلك. وجاء سمير، عرفات", ["عرفات"] * 2, "a given name, and a comma"),
    ("نشرت وكالة «الأناضول» خبرا", ["الأناضول"], "a sign, of one of two"),
    ("سافر إلى الأناضول", ["الأناضول"], "no doubt of the other of two"),
    ("نشرت صور الحفل", [], "nothing"),
    ("نشرت صور الحفل والنبطية", ["والنبطية"], "a word stands between"),
    ("نشرت صور. والنبطية بلدة", ["والنبطية"], "a sentence ends between"),
    ("نشرت صور والخبر", [], "both are words"),
    ("من لبنان وصور من الحفل", ["لبنان"], "a country and و say too little"),
    ("كتبت صحيفة «الخبر»", [], "quotes, and a word that tells another kind"),
    ("إلى المدينة المنورة وجدة والنبطية", ["المدينة المنورة", "والنبطية"], "و that may be its own"),
    ("لعبوا بحماس كبير وحماس كبير", [], "the keeper says that they are not it"),
]


@pytest.mark.parametrize(("text", "found", "why"), SOMETIMES)
def test_what_is_a_name_sometimes_needs_a_sign(text, found, why) -> None:
    assert [m.form for m in read(text, TOWNS).mentions] == found, why


def test_a_word_that_is_not_the_name_may_be_a_short_form() -> None:
    union = organization("au", "الاتحاد الأفريقي")
    both = names(union, organization("x", "الاتحاد"))
    found = read("قال الاتحاد الأفريقي إن الاتحاد", both).mentions
    assert [(m.form, m.entity.id) for m in found] == [("الاتحاد الأفريقي", "au"), ("الاتحاد", "au")]


def test_known_cities_and_foreign_words_are_names() -> None:
    both = names(place("cairo", "القاهرة"), organization("nato", "الناتو"))
    assert len(read("بين القاهرة والناتو", both).mentions) == 2


# Laws, on texts made of names, clitics and words that come near them.

PIECES = [
    *(form for entity in ALL for form in entity.names),
    *(
        "كبيرا",
        "الأمم",
        "روتي",
        "السيد",
        "كيم",
        "الحلف",
        "بيروت",
        "ميثاق",
        "واليوم",
        "شمالي",
    ),
    *(
        "روسيا البيضاء",
        "كوريين",
        "شماليين",
        "لبنانيه",
        "عبد",
        "الناصر",
        "مُحمّد",
        "http://a.b/c",
    ),
]
CLITICS = ["", "", "", "و", "ب", "لل", "ف", "وب", "كال"]
SPACES = [" ", " ", " ", " ", "، ", "\n", "-", ". "]
TEXTS = st.lists(
    st.tuples(st.sampled_from(CLITICS), st.sampled_from(PIECES), st.sampled_from(SPACES)),
    max_size=25,
).map(lambda parts: "".join(map("".join, parts)))


@given(TEXTS)
def test_mentions_stand_where_they_say_and_never_overlap(text) -> None:
    end = 0
    for each in read(text, ALL_NAMES).mentions:
        assert text[each.start : each.end] == each.form
        assert each.start >= end
        end = each.end


@given(TEXTS)
def test_mentions_are_whole_words(text) -> None:
    starts = {word.start for word in words(text)}
    ends = {word.end for word in words(text)}
    for each in read(text, ALL_NAMES).mentions:
        assert each.start in starts
        assert each.end in ends


def slow_matches(text: str, forms) -> list[tuple[int, int, tuple[str, ...]]]:
    """Find what `find_names` finds by asking every form at every word."""
    found, at = [], 0
    tokens = list(words(text))
    folded = [fold_name(word.text) for word in tokens]
    while at < len(tokens):
        best = None
        for clitic, rest in bare_forms(folded[at], LEAST_BEFORE_MORE):
            for form in forms:
                length = len(form.words)
                if clitic and len(rest) < LEAST_AFTER and length == 1:
                    continue
                if [rest, *folded[at + 1 : at + length]] != list(form.words):
                    continue
                if length == 1 and clitic and is_other_word(folded[at], rest):
                    continue
                joined = all(
                    is_gap(text[tokens[i].end : tokens[i + 1].start], folded[i])
                    for i in range(at, at + length - 1)
                )
                if joined and (best is None or length > len(best.words)):
                    best = form
        if best:
            found.append((at, len(best.words), best.words))
        at += len(best.words) if best else 1
    return found


@given(TEXTS.filter(lambda text: "http" not in text))
def test_the_tree_finds_what_asking_every_name_finds(text) -> None:
    forms = name_forms(ALL)
    fast = find_names(tokens_of(text, Names(forms)))
    assert [(f.at, f.length, f.form.words) for f in fast] == slow_matches(text, forms)


def test_a_text_costs_a_look_up_a_word_however_many_names_there_are() -> None:
    chance = random.Random(7)
    letters = "بتثجحخدذرزسش"
    many = [
        organization(f"e{n}", " ".join("".join(chance.choices(letters, k=5)) for _ in range(2)))
        for n in range(3000)
    ]
    text = "وصل مارك روتي إلى لبنان " * 20
    few, lots = names(RUTTE, KIM), names(RUTTE, KIM, *many)
    for each in (few, lots):
        read(text, each)
        assert len(each) == len({word.text for word in words(text)})
        assert all(len(word.starts) <= 1 for word in each.values())
