"""«المصدر: رويترز https://…»: the line that tells where a clipping comes from."""

import re

from plugins.arabic.dates import dates_in, is_weekday
from plugins.convert.draft import Given
from plugins.convert.publisher import is_known

ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>«»\"]+", re.IGNORECASE)
LINK = r"(?:ال)?رابط(?:\s+(?:الخبر|المقال|المصدر))?"
LABEL = rf"(?:(?:ال)?مصدر(?:\s+(?:الخبر|المقال|الأصلي))?|نقلا\s+عن|نقلاً\s+عن|source|{LINK})"
LINK_LABEL = re.compile(rf"\b{LINK}\s*[:：]")
SOURCE_LINE = re.compile(
    rf"{LABEL}(?P<sign>\s*[:：\-–|/]\s*|\s*\n\s*|\s+|$)(?P<rest>.*)", re.I | re.S
)
LONGEST_NAME = 60  # characters
LAST_PARTS = 4  # the source line stands among them
DAY_CUES = ("في", "يوم", "بتاريخ", "تاريخ", "عدد", "العدد")
EDGES = ' \n:-–،.()[]|/«»"'


def without_source(parts: list[str]) -> tuple[list[str], str, str]:
    """Return the parts before the source line, the source's name and its address, "" if absent."""
    for at in range(len(parts) - 1, max(-1, len(parts) - 1 - LAST_PARTS), -1):
        line = SOURCE_LINE.fullmatch(parts[at])
        if line and (found := _source(line, parts[at + 1 :])):
            return _with_name(parts[:at], *found)
    if parts and ADDRESS.fullmatch(parts[-1]):
        return parts[:-1], "", parts[-1]
    return parts, "", ""


def _with_name(parts: list[str], name: str, address: str) -> tuple[list[str], str, str]:
    """Return what `without_source` does: a line with the address alone is named by one above it."""
    above = SOURCE_LINE.fullmatch(parts[-1]) if parts and not name else None
    found = _source(above, []) if above else None
    return (parts[:-1], found[0], address) if found and not found[1] else (parts, name, address)


def _source(line: re.Match[str], following: list[str]) -> tuple[str, str] | None:
    """Return name and address, or None where the line or what follows it is text."""
    rest = "\n".join([line["rest"], *following])
    addresses = ADDRESS.findall(rest)
    name = " ".join(LINK_LABEL.sub(" ", ADDRESS.sub(" ", rest)).split()).strip(EDGES)
    if len(addresses) > 1 or len(name) > LONGEST_NAME or not (name or addresses):
        return None
    alone = line["sign"].strip() or "\n" in line["sign"] or not line["rest"] or addresses
    if not alone and not is_known(name):  # «مصدر مسؤول ينفي الخبر» is text
        return None
    return name, addresses[0] if addresses else ""


def parted(source: str, given: Given) -> tuple[str, Given]:
    """Return the name in «النهار، 5 شباط 1975», and what is given with that day, if it has none."""
    days = [day for day in dates_in(source) if day.year]
    if len(days) != 1 or source[days[0].end :].strip(f"{EDGES}م"):
        return source, given
    words = source[: days[0].start].rstrip(EDGES).split()
    while words and (words[-1] in DAY_CUES or is_weekday(words[-1].strip(EDGES))):
        words.pop()
    if not given.date:
        day = source[days[0].start : days[0].end]
        given = given._replace(date=day, date_from="the source line")
    return " ".join(words).rstrip(EDGES), given


def without_address(parts: list[str]) -> tuple[list[str], str]:
    """Return the parts below an address that stands alone above a text, and that address."""
    first, *below = parts[0].split("\n", 1)
    rest = below + parts[1:]
    return (rest, first) if rest and ADDRESS.fullmatch(first) else (parts, "")
