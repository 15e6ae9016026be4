"""The addresses of the site's pages, below the site; and which others may be links."""

import hashlib
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from plugins.arabic.dates import When
from plugins.arabic.letters import TATWEEL, dropped_marks
from plugins.arabic.words import words

UNDATED = "dates/undated/"  # the list of the articles without a date
LONGEST_SLUG = 80  # bytes of UTF-8: file systems allow 255 a name


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return `name` as a part of an address: its words, Arabic ones too, between hyphens.

    Names that differ only in case, marks or punctuation share a slug: they are one name.
    """
    text = unicodedata.normalize("NFC", name).lower().translate(dropped_marks())
    text = "-".join(word.text for word in words(text.replace(TATWEEL, "")))
    if text and len(text.encode("utf-8")) <= LONGEST_SLUG:
        return text
    digest = hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
    return "-".join(part for part in (_cut(text), digest) if part)


def article(id: str) -> str:
    return f"articles/{id}/"


def source(name: str) -> str:
    return f"sources/{slug(name)}/"


def section(name: str) -> str:
    return f"sections/{slug(name)}/"


def author(name: str) -> str:
    return f"authors/{slug(name)}/"


def day_of_year(month: int, day: int) -> str:
    """Return the address of the list of what is dated on a day of any year."""
    return f"days/{month:02d}/{day:02d}/"


def day(date: When) -> str:
    """Return the address of a year's, month's or day's list."""
    return "dates/" + "".join(part + "/" for part in date.iso.split("-"))


def decade(year: int) -> str:
    """Return the address of the ten years from `year`."""
    return f"dates/{year}s/"


def story(id: str) -> str:
    """Return a story's address; `id` is that of its first article."""
    return f"stories/{id}/"


def list_page(path: str, number: int, total: int) -> str:
    """Return the address of page `number` of a list at `path`, pages counted from the oldest.

    The newest page is the list's own address; the others never change theirs as the list grows.
    """
    return path if number == total else f"{path}page/{number}/"


def is_web(address: str | None) -> bool:
    """Tell whether an address may be a link: a document could give one that runs (javascript:)."""
    try:
        return address is not None and urlsplit(address).scheme in ("http", "https")
    except ValueError:  # http://[name]/, which is taken for a wrong address of IPv6
        return False


def _cut(text: str) -> str:
    short = text.encode("utf-8")[: LONGEST_SLUG - 9].decode("utf-8", "ignore")
    return short.rpartition("-")[0] or short
