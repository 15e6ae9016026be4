"""What of Markdown is bounded, because reading it would take too long or too deep."""

import re
from collections.abc import Iterator
from pathlib import Path

from plugins.errors import ArchiveError
from plugins.files import lines_of

DEEPEST = 125  # lists in lists: Markdown is read by functions in functions, which Python bounds
DEEP = re.compile(rf"(?: {{4}}|\t){{{DEEPEST}}}")
# A link's or a picture's words. Without a bound, all of a line of «[» would be read from each.
WORDS_IN_BRACKETS = r"[^\]\n]{0,500}"
BRACKETED = rf"\[{WORDS_IN_BRACKETS}\]"
MOST_OPEN = 100  # brackets in brackets: for each, Markdown reads the paragraph to its end
BRACKETS = re.compile(r"\\.|[\[\]]|\n\s*\n")  # those that are escaped open nothing


def beyond_bounds(path: Path, text: str) -> Iterator[ArchiveError]:
    """Yield an error for the first line too deep, and the first bracket in too many, of a file."""
    yield from _too_deep(path, text)
    yield from _too_nested(path, text)


def _too_deep(path: Path, text: str) -> Iterator[ArchiveError]:
    """Yield an error for the first line that is indented further than Markdown can be read."""
    if "    " * DEEPEST in text or "\t" * DEEPEST in text:  # quickly told
        lines = enumerate(lines_of(text), start=1)
        if line := next((at for at, line in lines if DEEP.match(line)), 0):
            yield ArchiveError(f"{path}:{line}: begins with {DEEPEST} tabs or more; take some out")


def _too_nested(path: Path, text: str) -> Iterator[ArchiveError]:
    """Yield an error for the first bracket that is opened in more than Markdown reads in time."""
    if text.count("[") <= MOST_OPEN:  # quickly told
        return
    opened = 0
    for found in BRACKETS.finditer(text):
        if found[0] in "[]":
            opened = max(0, opened + (1 if found[0] == "[" else -1))
        elif found[0][0] == "\n":  # another paragraph
            opened = 0
        if opened > MOST_OPEN:
            line = text.count("\n", 0, found.start()) + 1
            told = f"more than {MOST_OPEN} brackets «[» are open"
            yield ArchiveError(f"{path}:{line}: {told}; close them, or write «\\[»")
            return
