"""Plain text to Markdown that renders as exactly that text.

The law, held by a test: the text of the rendered Markdown is the text that came in.
"""

import re

ANYWHERE = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)")
# What begins a list, a heading, a quotation or a rule: digits of a list are any that Python counts.
LINE_START = re.compile(r"^(\s*)([#+\-=~:|]|\d+(?=[.)]))", re.MULTILINE)


def paragraph(text: str) -> str:
    """Return one paragraph of Markdown; its line ends stay line ends."""
    escaped = ANYWHERE.sub(
        lambda found: "\\" + found.group() if found.group() != "&" else "&amp;", text
    )
    escaped = escaped.replace("\\<", "&lt;").replace("\\>", "&gt;").replace("|", "&#124;")
    return LINE_START.sub(_guarded, escaped).replace("\n", "  \n")


def heading(text: str, level: int = 2) -> str:
    """Return a heading of Markdown."""
    return "#" * level + " " + paragraph(text.replace("\n", " ")).rstrip("#")


def _guarded(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign[0].isdecimal() else f"{space}&#{ord(sign)};"
