"""The lines below a headline that only tell where a text is from: its address, who published it."""

import re
from typing import NamedTuple

from plugins.convert.byline import is_byline
from plugins.convert.dating import is_a_date
from plugins.convert.publisher import is_known, is_named_in
from plugins.convert.sourceline import ADDRESS, LONGEST_NAME

MOST = 6  # lines
SENTENCE_END = re.compile(r"[.؟?!…]$")


class Opening(NamedTuple):
    """What the first lines say of a text, and which of them say nothing else."""

    address: str = ""
    source: str = ""
    lines: frozenset[int] = frozenset()  # numbers of those that are only an address, a source
    length: int = 0  # lines before the text: dates, a byline, and those


def opening(lines: list[str], address: str = "") -> Opening:
    """Return what the first lines below a headline tell, if one of them is surely none of the text.

    address  of the text, where it is known already; another is not taken
    """
    first = _above_the_text(lines)
    if not first:
        return Opening()
    found = [line for line in first if ADDRESS.fullmatch(line) and address in ("", line)]
    address = address or next(iter(found), "")
    names = [line for line in first if is_known(line) or is_named_in(line, address)]
    said = {*found[:1], *names[:1]}
    taken = frozenset(at for at, line in enumerate(first) if line in said)
    untold = [line for line in first if line not in said and not is_told(line)]
    return Opening(address, next(iter(names), ""), taken, len(first) if len(untold) <= 1 else 0)


def is_told(line: str) -> bool:
    """Tell whether a line only says when, by whom or where a text was published."""
    return is_a_date(line) or is_byline(line) or bool(ADDRESS.fullmatch(line))


def _above_the_text(lines: list[str]) -> list[str]:
    """Return the lines to the last that is told, before the first that is a sentence, or long."""
    first = lines[:MOST]
    ends = (at for at, line in enumerate(first) if not (is_told(line) or _is_short(line)))
    first = first[: next(ends, len(first))]
    while first and not is_told(first[-1]):
        first.pop()
    return first


def _is_short(line: str) -> bool:
    return len(line) <= LONGEST_NAME and not SENTENCE_END.search(line)
