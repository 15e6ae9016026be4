"""The order of names."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.arabic.sort import ALPHABET, initial, sort_key

NAMES = st.text(st.sampled_from("ابتثأإآىيةهوؤئءلـ َّ«»٣3aB"), max_size=8)


def test_names_come_as_arabic_readers_look_for_them() -> None:
    order = [
        "أحمد",
        "الأردن",
        "آسيا",
        "إيران",
        "باريس",
        "تونس",
        "الجزائر",
        "القدس",
        "يون",
    ]
    assert sorted({*order}, key=sort_key) == order


def test_the_article_and_marks_do_not_count() -> None:
    assert initial("القُدس") == "ق"
    assert initial("«الأهرام»") == "ا"
    assert initial("آل") == "ا"
    assert initial("Reuters") == "#"


@given(NAMES)
def test_every_name_has_a_letter_or_the_sign_for_the_rest(name) -> None:
    assert initial(name) in (*ALPHABET, "#")


@given(st.lists(NAMES))
def test_names_of_one_letter_stand_together(found) -> None:
    letters = [initial(name) for name in sorted(found, key=sort_key) if initial(name) != "#"]
    assert letters == sorted(letters, key=ALPHABET.index)
