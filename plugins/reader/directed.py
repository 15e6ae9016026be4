"""Paragraphs that run the other way: an English one in an Arabic text, with its full stop.

In a page from right to left its stop would be drawn at its beginning.
"""

import re

# Hebrew .. Arabic Extended-A, and their presentation forms.
RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
FROM_RIGHT = re.compile(f"[{RIGHT}]")
PARAGRAPH = re.compile(rf"<p>((?:[^{RIGHT}<]|<(?!/p>))*+</p>)")
TAG = re.compile(r"<[^>]*>")
LETTER = re.compile(r"[^\W\d_]")
SENTENCE = 3  # words: fewer are a name or an address, which stands where the others begin


def directed(html: str) -> str:
    """Return HTML in which such paragraphs say their direction, where any text runs from right."""
    if FROM_RIGHT.search(html) is None:
        return html
    return PARAGRAPH.sub(_directed, html)


def _directed(found: re.Match[str]) -> str:
    words = [word for word in TAG.sub("", found[1]).split() if LETTER.search(word)]
    return found[0] if len(words) < SENTENCE else f'<p dir="ltr">{found[1]}'
