"""Words that tell what kind of name comes after them: titles, heads such as وزارة, prepositions."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from plugins.arabic.fold import fold_name
from plugins.arabic.letters import ARTICLE

TITLE = "title"
WEAK = "preposition"  # says too little to settle what a word is
PART = "part"  # of what a place or an organization has: it settles what a name means, finds none


@cache
def cues() -> Mapping[str, str]:
    """Return folded cue word → the kind of what follows it."""
    return {word: kind for word, (kind, why) in _rows().items() if why != PART}


@cache
def strong_cues() -> Mapping[str, str]:
    """Return the cues that are no prepositions."""
    return {word: kind for word, (kind, why) in _rows().items() if why not in (WEAK, PART)}


@cache
def titles() -> frozenset[str]:
    """Return the titles with the article: after one even a word is a name (السيد صالح)."""
    found = (word for word, (_, why) in _rows().items() if why == TITLE)
    return frozenset(word for word in found if word.startswith(ARTICLE))


@cache
def confirming_cues() -> Mapping[str, str]:
    """Return the strong cues, and what a place or an organization has: سكان، ميناء، مقاتلو."""
    return {word: kind for word, (kind, why) in _rows().items() if why != WEAK}


@cache
def _rows() -> Mapping[str, tuple[str, str]]:
    with Path(__file__).with_name("cues.csv").open(encoding="utf-8", newline="") as file:
        return {fold_name(r["word"]): (r["says"], r["why"]) for r in csv.DictReader(file)}
