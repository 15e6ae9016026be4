"""What can be taken off an Arabic word by rule, without knowing the word: affixes.csv."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

LEAST = 2  # letters that must remain of a word; with one, و of وفي would stand on its own
LEAST_BETWEEN = 3  # between a prefix and an ending: with two, كاس is found in بيكاسو
LEAST_OF_UNKNOWN = 3  # and of a word that no list knows
SKELETON = 3  # letters that a skeleton keeps


class Affix(NamedTuple):
    """One row of affixes.csv: `affix` at its end of the word gives way to `becomes`."""

    affix: str
    becomes: str


class Affixes(NamedTuple):
    """The table, in its own order, which is the order in which readings are tried."""

    articles: tuple[Affix, ...]
    particles: tuple[Affix, ...]
    suffixes: tuple[Affix, ...]


@cache
def affixes() -> Affixes:
    """Return affixes.csv."""
    with Path(__file__).with_name("affixes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def of(kind: str) -> tuple[Affix, ...]:
        return tuple(Affix(r["affix"], r["becomes"]) for r in rows if r["kind"] == kind)

    return Affixes(of("article"), of("particle"), of("suffix"))


def readings(form: str) -> Iterator[str]:
    """Yield what `form` may be a form of, likeliest first; `form` itself is not among them.

    form  a folded word. Prefix alone, then ending alone, then both. Some come twice. Particles come
          before articles: what و leaves of والتزام is a word, what وال leaves is none.
    """
    heads = list(_without_prefix(form))
    yield from heads
    yield from _without_suffix(form, LEAST)
    for head in heads:
        yield from _without_suffix(head, LEAST_BETWEEN)


def light_stem(form: str) -> str:
    """Return `form` without an article and what stands before it: for words no list knows."""
    for article in affixes().articles:
        if form.startswith(article.affix) and len(form) - len(article.affix) >= LEAST_OF_UNKNOWN:
            return form[len(article.affix) :]
    return form


def skeleton(form: str) -> str:
    """Return the part of `form` that taking affixes off hardly ever touches.

    Words of one skeleton lie together in the index, so that a word and its prefixed and suffixed
    forms are found in one place by somebody who knows no more than the letters.
    """
    start, end = 0, len(form)
    while end - start > SKELETON and form[end - 1] in _ends():
        end -= 1
    while end - start > SKELETON and form[start] in _beginnings():
        start += 1
    return form[start:end]


def _without_prefix(form: str) -> Iterator[str]:
    for prefix in _prefixes().get(form[:1], ()):
        if form.startswith(prefix.affix) and len(form) - len(prefix.affix) >= LEAST:
            yield form[len(prefix.affix) :]


def _without_suffix(form: str, least: int) -> Iterator[str]:
    for suffix in _suffixes().get(form[-1:], ()):
        rest = len(form) - len(suffix.affix)
        if form.endswith(suffix.affix) and rest >= least:
            yield form[:rest] + suffix.becomes


@cache
def _prefixes() -> dict[str, list[Affix]]:
    """Return first letter → the prefixes with it, in their order: few are looked at for a word."""
    found: dict[str, list[Affix]] = {}
    for prefix in (*affixes().particles, *affixes().articles):
        found.setdefault(prefix.affix[0], []).append(prefix)
    return found


@cache
def _suffixes() -> dict[str, list[Affix]]:
    """Return last letter → the suffixes with it, in their order."""
    found: dict[str, list[Affix]] = {}
    for suffix in affixes().suffixes:
        found.setdefault(suffix.affix[-1], []).append(suffix)
    return found


@cache
def _beginnings() -> frozenset[str]:
    table = affixes()
    return frozenset("".join(prefix.affix for prefix in (*table.articles, *table.particles)))


@cache
def _ends() -> frozenset[str]:
    return frozenset("".join(suffix.affix for suffix in affixes().suffixes))
