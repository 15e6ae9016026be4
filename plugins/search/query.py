"""The query language: what a reader types, as a plan. The browser reads it the same way.

Words; "phrase"; -word; prefix*; title:word; person:, place:, organization:, event:, author:,
source:, section:, year:, date:2016-01..2016-06 (or day:, month:), with Arabic names too; OR, AND,
NOT. What cannot be read so is searched as plain words, and the plan says it. The words and signs
are in language.csv.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plugins.arabic.fold import fold
from plugins.arabic.words import words
from plugins.search.schema import TITLE

MOST = 32  # parts of a query that are read; the rest of a pasted page is left aside
LEAST_PREFIX = 2  # letters before *; with one, half the archive is meant
DATE = "date"
QUOTES = '"“”„«»'
SIGNS = "-−–"
RANGE = ".."
YEAR = re.compile("[0-9]{4}")
YEARS = re.compile(f"([0-9]{{4}})[{SIGNS}]([0-9]{{4}})")
DAY = re.compile("[0-9]{4}(-[0-9]{1,2}){0,2}")


@dataclass(frozen=True)
class Word:
    """Documents with any form of a word."""

    form: str


@dataclass(frozen=True)
class Prefix:
    """Documents with a word that begins so."""

    start: str


@dataclass(frozen=True)
class Phrase:
    """Documents with these words, in any form, one after another."""

    forms: tuple[str, ...]


@dataclass(frozen=True)
class Titled:
    """Documents with all these words in the title."""

    forms: tuple[str, ...]


@dataclass(frozen=True)
class Filter:
    """Documents with a value of a facet: by its id, or by words of its name."""

    field: str
    text: str


@dataclass(frozen=True)
class Days:
    """Documents of the days `first` to `last`, both as yyyymmdd."""

    first: int
    last: int


@dataclass(frozen=True)
class AnyOf:
    """Documents that one of the parts finds."""

    parts: "tuple[Part, ...]"


Part = Word | Prefix | Phrase | Titled | Filter | Days | AnyOf


@dataclass(frozen=True)
class Plan:
    """What a query asks for.

    words     documents that have them all come first, then those that have any
    required  found in every hit; excluded in none
    plain     the query could not be read and was taken as plain words
    """

    words: tuple[Part, ...] = ()
    required: tuple[Part, ...] = ()
    excluded: tuple[Part, ...] = ()
    plain: bool = False


class Unreadable(Exception):
    """The query breaks the language's rules."""


@dataclass
class Piece:
    """A part as it was read: with its sign, and whether it stood as an operator."""

    part: Part | None
    negative: bool = False
    operator: str = ""  # or, and, not
    arabic: bool = False  # an operator that is also a common word


def parse(text: str) -> Plan:
    """Return the plan of a query; of any text at all."""
    try:
        return _planned(_joined(list(_pieces(text))[:MOST]))
    except Unreadable:
        forms = list(dict.fromkeys(fold(word.text) for word in words(text)))
        return Plan(words=tuple(map(Word, forms[:MOST])), plain=True)


@cache
def names() -> dict[str, tuple[str, str]]:
    """Return folded word of the language → (kind, meaning), from language.csv."""
    with Path(__file__).with_name("language.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {_plain(row["word"], row["kind"]): (row["kind"], row["means"]) for row in rows}


def _plain(word: str, kind: str) -> str:
    return fold(word) if kind == "field" or not word.isascii() else word


# One chunk: a sign, a field, then a quotation or what stands up to the next space.
CHUNK = re.compile(
    rf"(?P<sign>[{SIGNS}](?=\S))?"
    r"(?:(?P<field>\w+):\s*)?"
    rf"(?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?P<closed>[{QUOTES}])?|(?P<bare>[^\s{QUOTES}]+))?"
)


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    while at < len(text):
        match = CHUNK.match(text, at)
        if match is None or match.end() == at:
            at += 1
            continue
        at = match.end()
        yield from _read(match)


def _read(match: re.Match[str]) -> Iterator[Piece]:
    field = match["field"]
    kind, meaning = names().get(fold(field), ("", "")) if field else ("", "")
    if match["quoted"] is not None and match["closed"] is None:
        raise Unreadable
    if field and kind != "field":  # a colon within words: 10:30, قال:
        pieces = _words(field, bare=match["bare"] or "", quoted=match["quoted"])
    elif field:
        value = match["bare"] if match["quoted"] is None else match["quoted"]
        pieces = [Piece(_fielded(meaning, value or ""))]
    else:
        pieces = _words("", bare=match["bare"] or "", quoted=match["quoted"])
    for piece in pieces:
        piece.negative = bool(match["sign"])
        yield piece


def _words(before: str, bare: str, quoted: str | None) -> list[Piece]:
    pieces: list[Piece] = []
    if before:
        pieces += [Piece(Word(form)) for form in _forms(before)]
    if quoted is not None:
        forms = _forms(quoted)
        return [*pieces, Piece(Phrase(forms))] if forms else pieces
    kind, meaning = names().get(_plain(bare, ""), ("", ""))
    if not before and kind == "operator":
        return [Piece(None, operator=meaning, arabic=not bare.isascii())]
    forms = _forms(bare)
    if len(forms) == 1 and bare.endswith("*") and len(forms[0]) >= LEAST_PREFIX:
        return [*pieces, Piece(Prefix(forms[0]))]
    return pieces + [Piece(Word(form)) for form in forms]


def _fielded(field: str, value: str) -> Part:
    forms = _forms(value)
    if not forms:
        raise Unreadable
    if field == TITLE:
        return Titled(forms)
    if field == DATE or (field == "year" and not YEAR.fullmatch(fold(value))):
        return days(value)
    return Filter(field, value)


def days(value: str) -> Days:
    """Return the days of 2016, 2016-05, 2016-05-03 or a range of two of them (one may be missing).

    A day may be 3/5/2016 too, a range 2016-2018, and its later end may come first.
    Raises Unreadable for anything else.
    """
    value = fold(value)
    years = YEARS.fullmatch(value)
    first, found, last = (years[1], RANGE, years[2]) if years else value.partition(RANGE)
    if not found:
        last = first
    asked = Days(_day(first, "0") if first else 0, _day(last, "9") if last else 99999999)
    return asked if asked.first <= asked.last else Days(_day(last, "0"), _day(first, "9"))


def _day(text: str, missing: str) -> int:
    parts = re.split("[-/]", text)
    if len(parts[-1]) == 4:
        parts.reverse()
    if not DAY.fullmatch("-".join(parts)):
        raise Unreadable
    return int("".join(part.rjust(2, "0") for part in parts).ljust(8, missing))


def _forms(text: str) -> tuple[str, ...]:
    return tuple(fold(word.text) for word in words(text))


def _joined(pieces: list[Piece]) -> list[tuple[str, Piece]]:
    """Return (role, piece) without the operators: role is "", required or excluded."""
    found: list[tuple[str, Piece]] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        before = found[-1][1] if found else None
        if not piece.operator:
            found.append(("", piece))
        elif not _operates(piece, before, following):
            _refuse(piece)
        elif following is not None:
            _operate(piece.operator, found, following)
            at += 1
        at += 1
    return found


def _refuse(piece: Piece) -> None:
    if not piece.arabic:
        raise Unreadable  # OR at the beginning, AND at the end: not a word of Arabic


def _operates(piece: Piece, before: Piece | None, following: Piece | None) -> bool:
    if following is None or following.part is None or following.negative:
        return False
    if piece.operator == "not":
        return not piece.arabic or _marked(following)
    if before is None or before.part is None or before.negative:
        return False
    if piece.operator == "or" or not piece.arabic:
        return True
    return _marked(before) and _marked(following)


def _marked(piece: Piece) -> bool:
    """Return whether a part is plainly of the language: و between two words is only a word."""
    return not isinstance(piece.part, Word)


def _operate(operator: str, found: list[tuple[str, Piece]], following: Piece) -> None:
    assert following.part is not None
    if operator == "not":
        found.append(("", Piece(following.part, negative=True)))
        return
    role, before = found.pop()
    assert before.part is not None
    if operator == "and":
        found += [("required", before), ("required", following)]
        return
    parts = before.part.parts if isinstance(before.part, AnyOf) else (before.part,)
    found.append((role or "required", Piece(AnyOf((*parts, following.part)))))


def _planned(pieces: Sequence[tuple[str, Piece]]) -> Plan:
    found: dict[str, list[Part]] = {"words": [], "required": [], "excluded": []}
    for role, piece in pieces:
        part = piece.part
        if part is None:
            continue
        own = "words" if isinstance(part, Word | Prefix) else "required"
        parts = found["excluded" if piece.negative else role or own]
        if part not in parts:
            parts.append(part)
    return Plan(tuple(found["words"]), tuple(found["required"]), tuple(found["excluded"]))
