"""Text with marks, as runs, and their Markdown: what stands inside a paragraph.

Nested markup is flattened: each run knows all that holds for it. So no nesting of the source,
however broken, can become Markdown that reads otherwise.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from plugins.convert.clean import clean_letters
from plugins.convert.markdown import escape

NOTE_START, NOTE_END = "\ufdd0", "\ufdd1"  # noncharacters: no text has them
NOTE = re.compile(rf"{NOTE_START}(\d+){NOTE_END}")
A_BANG = re.compile(r"!(?=\[)(?!\[[^\]]*\]\(\{static\})")  # before a link or a note: no picture
UNSAFE = re.compile(r"[\s<>\"'`\\()\[\]{}|^\ufdd0\ufdd1]")


class Run(NamedTuple):
    """A stretch of text. A line end in it is a line end; other spaces are one."""

    text: str
    marks: frozenset[str] = frozenset()  # of strong, em, sup, sub, code
    href: str = ""
    picture: str = ""  # name of a picture; the text is then its description


def plain(runs: Iterable[Run]) -> str:
    """Return the text of runs, pictures and notes left out."""
    return NOTE.sub("", "".join(run.text for run in tidy(runs) if not run.picture)).strip()


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Return the runs cleaned, with single spaces, nothing at the ends, equal neighbours joined."""
    found: list[Run] = []
    for run in runs:
        text = re.sub(r"[^\S\n]+", " ", clean_letters(run.text))
        if run.picture:
            found.append(run._replace(text=" ".join(text.split())))
            continue
        before = found[-1] if found and not found[-1].picture else None
        if not found or (before and before.text.endswith((" ", "\n"))):
            text = text.lstrip(" ")
        text = re.sub(r" *\n *", "\n", text)
        if text.startswith("\n") and before:
            found[-1] = before._replace(text=before.text.rstrip(" "))
        if text:
            _add(found, run._replace(text=text))
    return _stripped(found)


def _add(found: list[Run], run: Run) -> None:
    if found and found[-1][1:] == run[1:] and not run.picture:
        found[-1] = run._replace(text=found[-1].text + run.text)
    else:
        found.append(run)


def _stripped(runs: list[Run]) -> list[Run]:
    while runs and not runs[0].picture and not runs[0].text.strip():
        runs.pop(0)
    while runs and not runs[-1].picture and not runs[-1].text.strip():
        runs.pop()
    if runs and not runs[0].picture:
        runs[0] = runs[0]._replace(text=runs[0].text.lstrip())
    if runs and not runs[-1].picture:
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    return runs


def written(runs: Iterable[Run]) -> str:
    """Return the Markdown of runs; line ends are bare, for `paragraph` or a table to make of."""
    out = ""
    for href, group in groupby(tidy(runs), key=lambda run: run.href):
        inside = _linked(list(group), out)
        out += _link(inside, href) if href else inside
    return A_BANG.sub("&#33;", out)


def _linked(runs: Sequence[Run], before: str) -> str:
    out = ""
    for at, run in enumerate(runs):
        following = runs[at + 1].text[:1] if at + 1 < len(runs) else ""
        out += _marked(run, (before + out)[-1:], following)
    return out


def _link(inside: str, href: str) -> str:
    text = inside.strip()
    if not text or "[^" in text:
        return inside
    lead = inside[: len(inside) - len(inside.lstrip())]
    trail = inside[len(inside.rstrip()) :]
    text = text.replace("\\]:", "&#93;:")  # `[…]:` begins a reference, whatever stands before it
    return f"{lead}[{text}]({address(href)}){trail}"


def address(href: str) -> str:
    """Return a web address with nothing in it that ends or begins Markdown."""
    return UNSAFE.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), href.strip())


def _marked(run: Run, before: str, following: str) -> str:
    if run.picture:
        return f"![{_described(run.text)}]({{static}}/images/{run.picture})"
    return "\n".join(
        _marked_line(line, run.marks, before, following) for line in run.text.split("\n")
    )


def _marked_line(line: str, marks: frozenset[str], before: str, following: str) -> str:
    """Return one line in its marks. Stars where they are sure to be read, tags elsewhere."""
    core = line.strip(" ")
    if not core or not marks or NOTE.fullmatch(core):
        return _escaped(line)
    inside = _escaped(core)
    for mark in ("code", "sub", "sup"):
        if mark in marks:
            inside = f"<{mark}>{inside}</{mark}>"
    lead = line[: len(line) - len(line.lstrip(" "))]
    trail = line[len(line.rstrip(" ")) :]
    stars = not (set(inside) & set("*<\\") or (before in "*\\" and before) or following == "*")
    return lead + _emphasised(inside, marks, stars) + trail


def _emphasised(inside: str, marks: frozenset[str], stars: bool) -> str:
    if {"strong", "em"} <= marks:
        return f"<strong><em>{inside}</em></strong>"
    for mark, sign in (("strong", "**"), ("em", "*")):
        if mark in marks:
            return f"{sign}{inside}{sign}" if stars else f"<{mark}>{inside}</{mark}>"
    return inside


def _escaped(text: str) -> str:
    return NOTE.sub(r"[^\1]", escape(text))


def _described(text: str) -> str:
    return escape(" ".join(text.split()).replace("[", "(").replace("]", ")"))
