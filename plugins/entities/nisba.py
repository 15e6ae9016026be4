"""Nisba adjectives in gender and number: كوري شمالي gives الكورية الشمالية، كوريين شماليين."""

from collections.abc import Iterator

YA = "ي"
ARTICLE = "ال"
TA_MARBUTA = "ة"
# What follows the nisba's ya: masculine, feminine, sound plurals, duals, in every case.
ENDINGS = ("", TA_MARBUTA, "ون", "ين", "ان", "ات", "تان", "تين")


def nisba_forms(adjective: str) -> Iterator[str]:
    """Yield the forms of a nisba adjective given in the masculine singular, with and without ال.

    All its words agree: an article on each or on none, one ending. A word without the nisba's ya
    (the plural روس) has no endings.
    """
    words = adjective.split()
    endings = ENDINGS if all(word.endswith(YA) for word in words) else ("",)
    for ending in endings:
        yield " ".join(word + ending for word in words)
        yield " ".join(ARTICLE + word + ending for word in words)
