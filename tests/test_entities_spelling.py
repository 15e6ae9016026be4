"""Spellings that orthography makes equal: a name is found under each, and under no other."""

import pytest

from plugins.entities.spelling import folded_words, spellings

SPELT = [
    ("عبد الله", "عبدالله", True),
    ("عبدالله", "عبد الله", True),
    ("جمال عبد الناصر حسين", "جمال عبدالناصر حسين", True),
    ("جمال عبدالناصر حسين", "جمال عبد الناصر حسين", True),
    ("أبو ظبي", "أبوظبي", True),
    ("أبوظبي", "أبو ظبي", True),
    ("بور سعيد", "بورسعيد", True),
    ("محمد بو عزيزي", "محمد بوعزيزي", True),
    ("أم كلثوم", "أمكلثوم", True),
    ("بوعزيزي", "بو عزيزي", False),  # too many names begin so
    ("عبدون", "عبد ون", False),
    ("بورما", "بور ما", False),
    ("سعيد بور", "سعيدبور", False),
    ("حسن علاء", "حسنعلاء", False),
    ("المصري", "المصرى", True),
    ("مصطفى", "مصطفي", True),
    ("يحيى المصري", "يحيي المصري", True),
    ("يحيى المصري", "يحيى المصرى", True),
    ("عبد الهادي", "عبدالهادى", True),
    ("علي", "على", False),
    ("علي المصري", "علي المصرى", True),
    ("على", "علي", True),
    *((f"{word[:-1]}ي", word, False) for word in ("إلى", "حتى", "لدى", "متى", "سوى", "مدى")),
    ("حسن", "حسى", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "other", "equal"), SPELT)
def test_a_name_has_the_spellings_that_orthography_gives_it(name, other, equal) -> None:
    first, *others = spellings(folded_words(name))
    assert first == folded_words(name)
    assert (folded_words(other) in others) == equal


def test_a_name_is_spelt_in_no_other_way() -> None:
    assert list(spellings(("سليمان", "علاء"))) == [("سليمان", "علاء")]
    assert list(spellings(("عبد", "الحي"))) == [
        ("عبد", "الحي"),
        ("عبدالحي",),
        ("عبد", "الحى"),
        ("عبدالحى",),
    ]
