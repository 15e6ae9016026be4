"""The links that keepers write into texts: [[target]] or [[target|words]].

A target is the id or the title of an article, or the id or a name of an entity. Two plugins resolve
them, so the syntax stands here. In code and in other links the brackets are only brackets.
"""

import re
from collections.abc import Callable
from html import unescape

from plugins.files import line_in

LINK = re.compile(r"(?<!\\)\[\[([^\[\]|\n<>]+)(?:\|([^\[\]\n<>]+))?\]\]")
CODE = re.compile(  # of Markdown
    r"^(```|~~~).*?^\1[^\n]*$|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL
)
# Code, a link, any other tag: group 3 is a link.
PIECE = re.compile(r"(<(code|pre)\b.*?</\2>)|(<a\b[^>]*>.*?</a>)|(<[^>]*>)", re.DOTALL)


def title_key(title: str) -> str:
    """Return what spellings of one title share."""
    return " ".join(title.split())


def without_code(markdown: str) -> str:
    """Return Markdown without its fenced and inline code, every letter in its place."""
    return CODE.sub(blank, markdown)


def blank(found: re.Match[str]) -> str:
    """Return as many blanks and line ends as what was found has letters and line ends."""
    return re.sub(r"[^\n]", " ", found.group())


def resolved(html: str, resolve: Callable[[str, str], str | None]) -> str:
    """Return `html` with each [[target|words]] replaced by what `resolve` makes of it.

    resolve  takes the target, as text, and the words, as HTML ("" for none); None leaves it
    """
    if "[[" not in html:
        return html

    def replaced(match: re.Match[str]) -> str:
        made = resolve(unescape(match[1]).strip(), (match[2] or "").strip())
        return match[0] if made is None else made

    return mapped(html, lambda text: LINK.sub(replaced, text))


def unresolved(html: str) -> list[str]:
    """Return the targets of the [[…]] that `html` still has, in order."""
    left: list[str] = []
    resolved(html, lambda target, words: left.append(target))
    return left


def broken(path: object, text: str, name: str) -> str:
    """Return what is said of a [[name]] that leads nowhere, in the text of the file `path`."""
    line = line_in(text, f"[[{name}")
    return (
        f"{path}:{line}: [[{name}]]: no article has that id or that title alone, and no entity that"
        " id or name; correct it, or write it between `backquotes`"
    )


def mapped(
    html: str, text: Callable[[str], str], anchor: Callable[[str], str] = lambda anchor: anchor
) -> str:
    """Return `html`, `text` applied to what stands in no tag, link or code, `anchor` to links."""
    parts: list[str] = []
    at = 0
    for piece in PIECE.finditer(html):
        parts.append(text(html[at : piece.start()]))
        parts.append(anchor(piece[3]) if piece[3] else piece[0])
        at = piece.end()
    return "".join([*parts, text(html[at:])])
