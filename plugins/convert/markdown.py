"""Plain text to Markdown that renders as exactly that text.

The law, held by a test: the text of the rendered Markdown is the text that came in.
"""

import re

ANYWHERE = re.compile(r"[\\`*_\[\]<>|]|&(?!\s)")
A_SIGN = re.compile(r"[\\`*_\[\]<>|&]")  # any of them: one look is quicker than the whole pattern
REFERENCES = {"<": "&lt;", ">": "&gt;", "|": "&#124;", "&": "&amp;"}  # no backslash helps these
# What begins a list, a heading, a quotation or a rule: digits of a list are any that Python counts.
LINE_START = re.compile(r"^([^\S\n]*)([#+\-=~:]|\d+(?=[.)]))", re.MULTILINE)
CLOSING_SIGNS = re.compile(r"(?<!#)#+$")  # of a heading: Markdown drops them


def escape(text: str) -> str:
    """Return `text` as it must be written inside a line of Markdown."""
    if not A_SIGN.search(text):
        return text
    return ANYWHERE.sub(lambda found: REFERENCES.get(found[0], "\\" + found[0]), text)


def guard(written: str) -> str:
    """Return Markdown whose lines begin nothing but a paragraph."""
    return LINE_START.sub(_guarded, written)


def paragraph(text: str) -> str:
    """Return one paragraph of Markdown; its line ends stay line ends."""
    return guard(escape(text)).replace("\n", "  \n")


def heading(text: str, level: int = 2) -> str:
    """Return a heading of Markdown."""
    return mark_heading(guard(escape(text)), level)


def mark_heading(written: str, level: int) -> str:
    """Return Markdown of a line as a heading; signs # at its end stay part of it."""
    line = written.replace("\n", " ")
    return "#" * level + " " + CLOSING_SIGNS.sub(lambda found: "\\#" * len(found[0]), line)


def _guarded(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign[0].isdecimal() else f"{space}&#{ord(sign)};"
