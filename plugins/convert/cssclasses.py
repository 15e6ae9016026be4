"""What a style sheet says of classes, made elements: word processors write books that way."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from lxml import html

RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I)
SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*pt", re.I)
LARGER = 1.15  # times the size of most text: a heading
LONGEST_HEADING = 200


class Style(NamedTuple):
    """What a class makes of its text. `size` in points, 0 where it leaves it."""

    bold: bool = False
    italic: bool = False
    size: float = 0.0


def styles_in(sheet: str) -> dict[str, Style]:
    """Return class → style of the simple rules of a style sheet; all others are left."""
    found = {}
    for name, rules in RULE.findall(sheet):
        size = SIZE.search(rules)
        found[name] = Style(
            bool(BOLD.search(rules)), bool(ITALIC.search(rules)), float(size[1]) if size else 0.0
        )
    return found


def apply_styles(tree: html.HtmlElement, styles: dict[str, Style]) -> None:
    """Rename spans that are bold or italic, and paragraphs that are all of a larger size.

    A tree that has headings of its own keeps to those.
    """
    for span in list(tree.iter("span")):
        style = styles.get(span.get("class") or "", Style())
        span.tag = "strong" if style.bold else "em" if style.italic else span.tag
    if all(tree.find(f".//h{level}") is None for level in range(1, 7)):
        _head_larger({p: size for p in tree.iter("p") if (size := _size(p, styles))})


def _head_larger(sizes: Mapping[html.HtmlElement, float]) -> None:
    """Make headings of short paragraphs that are larger than most text. sizes  of paragraphs"""
    lengths: Counter[float] = Counter()
    for paragraph, size in sizes.items():
        lengths[size] += len(paragraph.text_content())
    if not lengths:
        return
    body = lengths.most_common(1)[0][0]
    larger = sorted({size for size in sizes.values() if size >= LARGER * body}, reverse=True)
    for paragraph, size in sizes.items():
        if size in larger and len(paragraph.text_content()) <= LONGEST_HEADING:
            paragraph.tag = f"h{min(6, 1 + larger.index(size))}"


def _size(paragraph: html.HtmlElement, styles: dict[str, Style]) -> float:
    """Return the one size of a paragraph's text; 0 where it has several, or none is said."""
    spans = [span for span in paragraph.iter("span", "strong", "em") if span.text_content().strip()]
    sizes = {styles.get(span.get("class") or "", Style()).size for span in spans} - {0.0}
    return sizes.pop() if len(sizes) == 1 else 0.0
