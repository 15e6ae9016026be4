"""How much a text is like Arabic writing, by which letter follows which.

letterpairs.txt has a line for each letter: the letter, then those that follow it, commonest first,
until 97 of 100 cases are told. It was counted on the sample archive's own texts.
"""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

ARABIC = re.compile(r"[\u0621-\u064a\u0671-\u06d3]")
MARK = re.compile(r"[\u064b-\u0652\u0670\u0640]")
PLAIN = re.compile(
    r"[\x00-\x7f\u060c\u061b\u061f\u0660-\u066c\u00ab\u00bb\u00a0\u2010-\u2026\ufeff]"
)
INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e]")
A_SAMPLE = 20_000  # characters


def likeness(text: str) -> float:
    """Return how much `text` reads like Arabic, or like Latin with accents: -1 to 1.

    The mean over all pairs of neighbours of which one is not plain ASCII; 0 where there are none.
    """
    sample = INVISIBLE.sub("", MARK.sub("", text[:A_SAMPLE]))
    scores = [_score(a, b) for a, b in pairwise(sample) if b > "\x7f" or a > "\x7f"]
    told = [score for score in scores if score is not None]
    return sum(told) / len(told) if told else 0.0


def _score(a: str, b: str) -> float | None:
    """Return the score of two neighbours; None where they say nothing."""
    kinds = {_kind(a), _kind(b)}
    if kinds == {"arabic"}:
        return 1.0 if b in _followers().get(a, "") else -1.0
    if "odd" in kinds or kinds == {"accented"} or ("arabic" in kinds and "plain" not in kinds):
        return -1.0
    return 0.5 if kinds == {"latin", "accented"} else None


def _kind(c: str) -> str:
    if ARABIC.match(c):
        return "arabic"
    if PLAIN.match(c):
        return "latin" if c.isalpha() else "plain"
    if c.isalpha() and c < "\u0250":
        return "accented"
    return "odd"


@cache
def _followers() -> dict[str, str]:
    lines = Path(__file__).with_name("letterpairs.txt").read_text("utf-8").splitlines()
    return {line[0]: line[1:] for line in lines if line}
