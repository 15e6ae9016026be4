"""Where an article comes from: its address at the source, and ways to find it again there."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from plugins.addresses import is_web

WAYBACK = "https://web.archive.org/web"
CUT = ".…"  # what stands at the end of an address that was cut off


@dataclass(frozen=True)
class Origin:
    """The original's address. A link where it is whole; else Wayback is asked how it goes on."""

    address: str | None
    link: str | None
    wayback: str | None
    whole: bool


def origin(article: Any) -> Origin:
    """Return what is known of the original of an article."""
    address = article.source_url
    whole = article.source_url_complete is not False and is_web(address)
    return Origin(address, address if whole else None, wayback(article, whole), whole)


def wayback(article: Any, whole: bool) -> str | None:
    """Return the Internet Archive's copy nearest to the article's date, or its list of addresses.

    An address that was cut off is a beginning: the Archive lists those that begin so.
    """
    address = (article.source_url or "").rstrip(CUT)
    if not is_web(address):
        return None
    if not whole:
        return f"{WAYBACK}/*/{quote_address(address)}*"
    day = article.when.iso.replace("-", "") if article.when else "0"  # 0: the first copy
    return f"{WAYBACK}/{day}/{quote_address(address)}"


def correction(repository: str, title: str, page: str) -> str | None:
    """Return the address of a new issue, begun for a mistake in an article; None without a place.

    repository  https://github.com/name/archive
    title       the issue's, `page` the article's address, for its text
    """
    if not is_web(repository):
        return None
    return f"{repository.rstrip('/')}/issues/new?" + urlencode(
        {"title": title, "body": f"{page}\n\n"}
    )


def quote_address(address: str) -> str:
    return quote(address, safe="/:?&=%#+,;@!$'()*~[]")
