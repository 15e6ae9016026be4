"""A translation and its original, side by side."""

import re
from dataclasses import dataclass
from typing import Any

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>")
VOID = ("br", "hr", "img", "wbr")
MOST_ROWS = 300  # as many as texts.css has room for


@dataclass(frozen=True)
class Beside:
    """An original beside its article's text; `language` and `own` name the two languages.

    aligned  whether each paragraph stands beside the one that it became
    """

    lang: str
    direction: str
    language: str
    own: str
    title: str
    content: str
    aligned: bool


def beside(text: Any, html: str, language: str, own: str) -> Beside | None:
    """Return what stands beside an article's own `html`; None where `text` is None.

    text  the original, as plugins/reader gives it
    """
    if text is None:
        return None
    rows = blocks(html)
    aligned = rows == blocks(text.content) and rows <= MOST_ROWS
    return Beside(text.lang, text.direction, language, own, text.title, text.content, aligned)


def blocks(html: str) -> int:
    """Return how many blocks (paragraphs, headings, lists, …) clean HTML has, one below another."""
    depth = found = 0
    for end, name, empty in TAG.findall(html):
        found += depth == 0 and not end
        if name not in VOID and not empty:
            depth += -1 if end else 1
    return found
