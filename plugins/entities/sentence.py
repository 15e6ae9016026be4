"""The sentence around a mention, shortened where it is long."""

import re

from plugins.plaintext import shortened

# Begins with the letters that it may begin with, which are looked for three times as quickly.
SENTENCE_END = re.compile(r"[.؟?!…\n](?:(?<=\n)|[.؟?!…]*[»”\")\]]*(?=\s))")
MOST = 160  # characters on each side of the name
ELLIPSIS = "…"
LOOKED_AT = MOST + 8  # characters on each side; what lies further would be cut off anyway


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence of text[start:end] in three parts: before, the name itself, after."""
    begin = max(0, start - LOOKED_AT)
    for found in SENTENCE_END.finditer(text, begin, start):
        begin = found.end()
    after = SENTENCE_END.search(text, end, end + LOOKED_AT)
    finish = after.end() if after else end + LOOKED_AT
    told = shortened(text[end:finish].rstrip(), MOST)
    return _tail(text[begin:start].lstrip()), text[start:end], told


def _tail(text: str) -> str:
    return text if len(text) <= MOST else ELLIPSIS + text[-MOST:].partition(" ")[2]
