"""Who published a document, as far as its address tells."""

import csv
import re
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from babel import Locale

CUT_OFF = re.compile(r"(?:\.\.\.|…)$")
LANGUAGE = re.compile(r"[a-z]{2}")
SHORTEST = 3  # letters of a name that is looked for in an address


def publisher(address: str) -> str:
    """Return the publisher's name: from publishers.csv, else the host itself; "" without a host."""
    host = _host(address)
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if name := _publishers().get(".".join(labels[start:])):
            return name
    return host.removeprefix("www.")


def is_known(name: str) -> bool:
    """Tell whether publishers.csv has a publisher of this name."""
    return name in _publishers().values()


def is_named_in(name: str, address: str) -> bool:
    """Tell whether an address is that of a name in Latin letters: Jawhara FM, www.jawharafm.net."""
    plain = "".join(filter(str.isalnum, name.lower()))
    return len(plain) >= SHORTEST and plain in _host(address).replace("-", "").split(".")


def is_cut_off(address: str) -> bool:
    """Tell whether the address ends in dots: shortened where it was copied, it leads nowhere."""
    return CUT_OFF.search(address) is not None


def language_of(address: str) -> str:
    """Return the language code that the address names (rfi.fr/fr/…, ar.unesco.org), or ""."""
    first_folder = _parts(address).path.strip("/").split("/")[0]
    first_label = _host(address).split(".")[0]
    for code in (first_folder.lower(), first_label):
        if LANGUAGE.fullmatch(code) and code in Locale.parse("ar").languages:
            return code
    return ""


def _host(address: str) -> str:
    return (_parts(address).hostname or "").lower()


def _parts(address: str) -> SplitResult:
    """Return the parts of an address, as of the web where it names no scheme."""
    try:
        return urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:  # «http://[» and the like
        return urlsplit("")


@cache
def _publishers() -> dict[str, str]:
    with Path(__file__).with_name("publishers.csv").open(encoding="utf-8", newline="") as rows:
        return {row["host"]: row["name"] for row in csv.DictReader(rows)}
