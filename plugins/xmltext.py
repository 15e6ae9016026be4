"""Text for XML 1.0, which has no way to write some characters: a file with one cannot be read."""

import re

UNWRITTEN = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # tab and line end stay


def xml_text(text: str) -> str:
    """Return `text` without what XML cannot hold, not even escaped."""
    return UNWRITTEN.sub("", text)
