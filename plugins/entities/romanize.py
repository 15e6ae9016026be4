"""An id for a name: its letters in Latin ones, as newspapers would, without vowels nobody wrote."""

import unicodedata
from collections.abc import Collection

from plugins.arabic.fold import fold
from plugins.arabic.sort import ALPHABET
from plugins.arabic.words import words

LATIN = "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y"  # in ALPHABET's order
LONGEST = 60
NOTHING = "entity"


def id_for(name: str, taken: Collection[str]) -> str:
    """Return an id of a-z, 0-9 and hyphens for `name` that is not among `taken`."""
    parts = ("".join(map(_latin, fold(word.text))) for word in words(name))
    base = "-".join(part for part in parts if part)[:LONGEST].strip("-") or NOTHING
    if base not in taken:
        return base
    return next(f"{base}-{n}" for n in range(2, len(taken) + 3) if f"{base}-{n}" not in taken)


def _latin(letter: str) -> str:
    at = ALPHABET.find(letter)
    if at >= 0:
        return LATIN.split()[at]
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode().lower()
    return plain if plain.isalnum() else ""
