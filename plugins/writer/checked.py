"""The keeper's settings, looked at before a build: what is wrong with them is said at once."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pelican.settings import DEFAULT_CONFIG

from plugins.errors import ArchiveError, ArchiveErrors

ADDRESSES = {  # settings, and what one looks like
    "SITEURL": "https://name.github.io/archive",
    "REPOSITORY": "https://github.com/name/archive",
}
NEEDED = ("SITENAME", "SITESUBTITLE", "DEFAULT_LANG", "THEME", "PATH")
# The keeper's own, docs/keeping.md, "Settings". Pelican reports no name that it does not know.
OWN = (
    *("SITENAME", "SITESUBTITLE", "SITEURL", "DEFAULT_LANG", "TIMEZONE", "MONTHS", "DIGITS"),
    *("WORKERS", "REPOSITORY", "ENTITIES", "CROSSLINKS", "BROWSE", "SEARCH", "RECORDS"),
)
GUESSED = {"DESCRIPTION": "SITESUBTITLE", "LANGUAGE": "DEFAULT_LANG"}  # as others call them
LIKENESS = 0.8  # of a name that is none to one that is


def check(settings: dict[str, Any]) -> None:
    """Raise ArchiveErrors for names that are nearly a setting's, ArchiveError for a wrong value."""
    if errors := list(_misspelt(settings)):
        raise ArchiveErrors(errors)
    for name in NEEDED:
        if not settings.get(name) or (
            name == "SITENAME" and settings[name] == DEFAULT_CONFIG["SITENAME"]
        ):
            raise ArchiveError(f"pelican.conf.py: no {name}; add a line {name} = …")
        if not isinstance(settings[name], str):
            told = f"{name} {settings[name]!r} is no text"
            raise ArchiveError(f'pelican.conf.py: {told}; write it in quotes, {name} = "…"')
    for name, such_as in ADDRESSES.items():
        given = settings.get(name) or ""
        address = urlsplit(given)
        is_plain = not (address.query or address.fragment)
        if given and not (address.scheme in ("http", "https") and address.netloc and is_plain):
            raise ArchiveError(
                f"pelican.conf.py: {name} {given!r} is not an address; write {such_as}, or nothing"
            )
    try:
        ZoneInfo(settings["TIMEZONE"])
    except (KeyError, ValueError) as problem:
        raise ArchiveError(
            f"pelican.conf.py: TIMEZONE {settings['TIMEZONE']!r} is no time zone; "
            "write UTC, or one such as Asia/Beirut"
        ) from problem


def _misspelt(settings: dict[str, Any]) -> Iterator[ArchiveError]:
    meant = GUESSED | {name.replace("_", ""): name for name in OWN}
    for name in settings:
        if name in OWN or name in DEFAULT_CONFIG:
            continue
        for near in get_close_matches(name.replace("_", ""), meant, 1, LIKENESS):
            yield ArchiveError(
                f"pelican.conf.py: {name} is no setting; write {meant[near]}, if that is meant, "
                "else give it another name"
            )
