"""The plain text of a page's HTML, and the way back from a place in the text to the HTML.

Matching and indexing see the text, one block a line; links are put into the HTML. And how much of a
text is shown where there is little room.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from html import unescape

BLOCK_NAMES = """
    address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5
    h6 header hr li ol p pre section table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(BLOCK_NAMES.split())
# A footnote's number in the text, and its way back: no words, nor part of the word before them.
MARK = r"<sup id=\"fnref[^>]*><a [^>]*>[^<]*</a></sup>|<a class=\"footnote-backref\"[^>]*>[^<]*</a>"
PIECE = re.compile(
    rf"<!--.*?-->|{MARK}|</?([a-zA-Z][a-zA-Z0-9]*)\b[^>]*>|&[#\w]+;|[^<&]+|.", re.DOTALL
)
PASSED_OVER = "<!--", '<sup id="fnref', '<a class="footnote-backref"'

FIRST, BETWEEN, LAST = "<p>", "</p>\n<p>", "</p>"  # of paragraphs, as Markdown writes them


@dataclass(frozen=True)
class Run:
    """A stretch of text and its place in the HTML. A character reference is a run of its own."""

    start: int  # in the text, code points
    html_start: int
    html_end: int
    inside: tuple[str, ...]  # the names of the elements open around it, each once, the outer first


@dataclass(frozen=True)
class PlainText:
    """The text of some HTML. Blocks are separated by single line ends."""

    text: str
    html: str
    runs: tuple[Run, ...]

    def html_span(self, start: int, end: int) -> tuple[int, int, tuple[str, ...]] | None:
        """Return where text[start:end] stands in the HTML, and the elements around it.

        None where a tag lies between: that stretch cannot be wrapped in one element.
        """
        first, last = (self._run(at) for at in (start, end - 1))
        begin, finish = self._html_at(first, start), self._html_at(last, end - 1, after=True)
        return None if "<" in self.html[begin:finish] else (begin, finish, first.inside)

    def _run(self, at: int) -> Run:
        return self.runs[bisect_right(self._starts, at) - 1]

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run in self.runs]

    def _html_at(self, run: Run, at: int, after: bool = False) -> int:
        if self.html[run.html_start] == "&":
            return run.html_end if after else run.html_start
        return run.html_start + at - run.start + after


def plain_text(html: str) -> PlainText:
    """Return the text of `html`, which is well-formed: Markdown's, cleaned."""
    return _of_paragraphs(html) or _of_any(html)


def _of_paragraphs(html: str) -> PlainText | None:
    """Return the text of HTML that is nothing but paragraphs, as most articles are; else None."""
    parts = html[len(FIRST) : -len(LAST)].split(BETWEEN)
    tags = html.count("<") == 2 * len(parts) and html.startswith(FIRST) and html.endswith(LAST)
    if not tags or "&" in html or not all(part and not part[0].isspace() for part in parts):
        return None
    runs = []
    start = 0
    for at, part in enumerate(parts):
        begin = start + len(FIRST) + at * (len(BETWEEN) - 1)  # of the ends of lines, one stays
        runs.append(Run(start, begin, begin + len(part), ("p",)))
        start += len(part) + 1
    text = "\n".join(part.replace("\n", " ") for part in parts)
    return PlainText(text.rstrip(), html, tuple(runs))


def _of_any(html: str) -> PlainText:
    parts: list[str] = []
    runs: list[Run] = []
    inside: list[str] = []
    around: Counter[str] = Counter()  # by name: texts may nest tags in tags by the thousand
    length, fresh = 0, True  # fresh: at the beginning of a block
    for piece in PIECE.finditer(html):
        tag = (piece.group(1) or "").lower()
        if tag:
            _enter_or_leave(inside, around, tag, piece.group())
            if tag in BLOCKS and not fresh:
                parts.append("\n")
                length, fresh = length + 1, True
        elif not piece.group().startswith(PASSED_OVER):
            text = unescape(piece.group()).replace("\n", " ")
            if fresh and not text.strip():
                continue
            skipped = len(text) - len(text.lstrip()) if fresh else 0
            runs.append(Run(length, piece.start() + skipped, piece.end(), tuple(around)))
            parts.append(text[skipped:])
            length, fresh = length + len(text) - skipped, False
    return PlainText("".join(parts).rstrip(), html, tuple(runs))


def _enter_or_leave(inside: list[str], around: Counter[str], tag: str, written: str) -> None:
    if written.startswith("</"):
        _leave(inside, around, tag)
    elif tag not in ("br", "hr", "img", "wbr"):
        inside.append(tag)
        around[tag] += 1


def _leave(inside: list[str], around: Counter[str], tag: str) -> None:
    """Close the last element of that name, and those in it, which have no end of their own."""
    while tag in around:
        left = inside.pop()
        around[left] -= 1
        if not around[left]:
            del around[left]
        if left == tag:
            return


def shortened(text: str, most: int) -> str:
    """Return `text`, or as many of its first whole words as that many letters hold, and "…"."""
    if len(text) <= most:
        return text
    words = text[: most + 1].rpartition(" ")[0] or text[:most]
    return words.rstrip("،,؛:.") + "…"
