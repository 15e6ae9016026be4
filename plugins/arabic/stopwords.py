"""Words that say nothing about a document, read from stopwords.txt."""

from functools import cache
from pathlib import Path

from plugins.arabic.fold import fold


@cache
def stopwords() -> frozenset[str]:
    """Return the folded words of stopwords.txt."""
    lines = Path(__file__).with_name("stopwords.txt").read_text("utf-8").splitlines()
    return frozenset(fold(line.strip()) for line in lines if line.strip() and line[0] != "#")
