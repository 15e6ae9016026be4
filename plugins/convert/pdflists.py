"""Paragraphs of a PDF that begin with a bullet, or count on: the items of a list."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from plugins.convert.blocks import Items, Node, Paragraph, Table
from plugins.convert.runs import Run, tidy

BULLET = re.compile(
    r"(?:[•▪●○◦■□‣⁃\uf0b7\uf0a7\uf0d8\uf076\uf0fc]\s*|[–-]\s+|o\s+(?=[\u0620-\u06ff]))"
)
NUMBER = re.compile(r"[\d٠-٩]{1,3}[.)]\s*(?=[^\d\s])")
DIGITS = re.compile(r"[\d٠-٩]+")

Block = Paragraph | Table


def with_lists(nodes: Iterator[Block]) -> Iterator[Node]:
    """Yield paragraphs; those that begin with a bullet, or count on, as the items of a list."""
    for is_list, group in groupby(_counted(nodes), key=lambda each: each.list):
        if not is_list:
            yield from (each.node for each in group)
            continue
        members = list(group)
        if len(members) == 1 and members[0].number is not None:  # «1. » alone counts nothing
            yield members[0].node
            continue
        items = tuple(
            (Paragraph(cut(m.node.runs, m.mark)),) for m in members if isinstance(m.node, Paragraph)
        )
        yield Items(items, members[0].number)


class Member(NamedTuple):
    """A paragraph, and of which list it is an item: 0 for none."""

    node: Block
    list: int = 0
    number: int | None = None
    mark: int = 0  # letters of its bullet or number


def _counted(nodes: Iterator[Block]) -> Iterator[Member]:
    lists, bullets, due = 0, False, -1
    for node in nodes:
        text = node.text() if isinstance(node, Paragraph) and not node.level else ""
        bullet = BULLET.match(text) if len(text) > 2 else None
        number = NUMBER.match(text) if not bullet else None
        count = int(DIGITS.findall(number[0])[0]) if number else -1
        lists += bool((bullet and not bullets) or (number and count != due))
        bullets, due = bool(bullet), count + 1 if number else -1
        sign = bullet or number
        yield Member(node, lists, count if number else None, sign.end()) if sign else Member(node)


def cut(runs: tuple[Run, ...], letters: int) -> tuple[Run, ...]:
    """Return runs without their first letters."""
    left = []
    for run in tidy(runs):
        left.append(run._replace(text=run.text[letters:]))
        letters = max(0, letters - len(run.text))
    return tuple(run for run in left if run.text)
