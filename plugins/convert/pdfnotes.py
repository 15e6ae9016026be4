"""Footnotes of a PDF: small lines at a page's foot, each begun by a number that is a sign above."""

import re
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from plugins.convert.pdflines import RAISED
from plugins.convert.runs import NOTE_END, NOTE_START, Run, tidy

SMALLER = 0.93  # times the size of most text
DIGIT = {raised: digit for digit, raised in RAISED.items()}
SIGN = re.compile(f"[{''.join(DIGIT)}]{{1,3}}")
BEGINNING = re.compile(rf"(?:(\d{{1,3}})|({SIGN.pattern}))[.)]?\s+(?=\S)")


class Row(Protocol):
    """A line as read."""

    @property
    def runs(self) -> tuple[Run, ...]: ...

    @property
    def text(self) -> str: ...


R = TypeVar("R", bound=Row)


def notes_of(
    page: Sequence[R], is_small: Callable[[R], bool]
) -> tuple[list[R], dict[str, list[R]]]:
    """Return a page's rows above its notes, and the notes by their number, as written there."""
    foot = len(page)
    while foot and is_small(page[foot - 1]):
        foot -= 1
    above = "".join(row.text for row in page[:foot])
    notes: dict[str, list[R]] = {}
    for row in page[foot:]:
        number = number_of(row.text)
        if number and number not in notes:
            notes[number] = [row]
        elif notes:
            notes[next(reversed(notes))].append(row)
        else:
            return list(page), {}
    signs = {plain_number(sign) for sign in SIGN.findall(above)}
    return (list(page[:foot]), notes) if notes and set(notes) <= signs else (list(page), {})


def number_of(text: str) -> str:
    """Return the number that a note begins with, "" for none."""
    found = BEGINNING.match(text)
    return plain_number(found[1] or found[2]) if found else ""


def plain_number(sign: str) -> str:
    return "".join(DIGIT.get(c, c) for c in sign)


def without_number(runs: Sequence[Run]) -> int:
    """Return how many letters the number of a note takes at its beginning."""
    found = BEGINNING.match("".join(run.text for run in tidy(runs)))
    return found.end() if found else 0


def referred(runs: Sequence[Run], numbers: dict[str, int]) -> tuple[Run, ...]:
    """Return runs with the signs of notes as references.

    numbers  a note's number on paper → in the document
    """

    def reference(sign: re.Match[str]) -> str:
        number = numbers.get(plain_number(sign[0]))
        return sign[0] if number is None else f"{NOTE_START}{number}{NOTE_END}"

    return tuple(run._replace(text=SIGN.sub(reference, run.text)) for run in runs)
