"""«المصدر: رويترز https://…»: the line that tells where a clipping comes from."""

import re

from plugins.convert.publisher import is_known

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>«»\"]+", re.IGNORECASE)
LABEL = r"(?:(?:ال)?مصدر(?:\s+(?:الخبر|المقال|الأصلي))?|نقلا\s+عن|نقلاً\s+عن|source)"
SOURCE_LINE = re.compile(
    rf"{LABEL}(?P<sign>\s*[:：\-–|/]\s*|\s*\n\s*|\s+|$)(?P<rest>.*)", re.I | re.S
)
LONGEST_NAME = 60  # characters
LAST_PARTS = 4  # the source line stands among them
EDGES = ' \n:-–،.()[]|/«»"'


def without_source(parts: list[str]) -> tuple[list[str], str, str]:
    """Return the parts before the source line, the source's name and its address, "" if absent."""
    for at in range(len(parts) - 1, max(-1, len(parts) - 1 - LAST_PARTS), -1):
        line = SOURCE_LINE.fullmatch(parts[at])
        if line and (found := _source(line, parts[at + 1 :])):
            return parts[:at], *found
    if parts and ADDRESS.fullmatch(parts[-1]):
        return parts[:-1], "", parts[-1]
    return parts, "", ""


def _source(line: re.Match[str], following: list[str]) -> tuple[str, str] | None:
    """Return name and address, or None where the line or what follows it is text."""
    rest = "\n".join([line["rest"], *following])
    addresses = ADDRESS.findall(rest)
    name = " ".join(ADDRESS.sub(" ", rest).split()).strip(EDGES)
    if len(addresses) > 1 or len(name) > LONGEST_NAME or not (name or addresses):
        return None
    alone = line["sign"].strip() or "\n" in line["sign"] or not line["rest"] or addresses
    if not alone and not is_known(name):  # «مصدر مسؤول ينفي الخبر» is text
        return None
    return name, addresses[0] if addresses else ""
