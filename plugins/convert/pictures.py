"""Pictures carried along from a source, named by their hash."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urljoin

from plugins.convert.draft import Picture
from plugins.convert.ledger import sha256

HASH = 16  # hex digits of a picture's hash in its name
LARGEST = 20_000_000  # bytes of one picture
SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"BM": ".bmp",
}
DATA = re.compile(r"data:image/[\w.+-]+(;base64)?,(.*)", re.DOTALL | re.IGNORECASE)

Fetch = Callable[[str], bytes | None]  # a picture's address in its source → its bytes, or None


def names_of(sha256: str) -> list[str]:
    """Return the names under which a picture of that hash may be carried along."""
    return [sha256[:HASH] + suffix for suffix in (*SIGNATURES.values(), ".webp")]


def suffix_of(data: bytes) -> str:
    """Return the suffix for a picture that browsers show, by its first bytes; "" for all else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    return next((suffix for sign, suffix in SIGNATURES.items() if data.startswith(sign)), "")


@dataclass
class Album:
    """The pictures of one document, each once."""

    fetch: Fetch
    taken: dict[str, Picture] = field(default_factory=dict)

    def take(self, address: str) -> str:
        """Return the name under which a picture is carried along; "" where it is not."""
        data = data_address(address) if address[:5].lower() == "data:" else self.fetch(address)
        return self.add(data or b"")

    def add(self, data: bytes) -> str:
        """Return the name of a picture that is carried along; "" where it is none."""
        suffix = suffix_of(data)
        if not suffix or len(data) > LARGEST:
            return ""
        name = sha256(data)[:HASH] + suffix
        self.taken[name] = Picture(name, data)
        return name


def data_address(address: str) -> bytes | None:
    """Return the bytes of a picture that stands in its own address."""
    found = DATA.match(address)
    if not found or len(address) > 2 * LARGEST:
        return None
    try:
        return (
            base64.b64decode(found[2], validate=False) if found[1] else unquote_to_bytes(found[2])
        )
    except (binascii.Error, ValueError):
        return None


def beside(page: Path) -> Fetch:
    """Return a fetch for pictures that a browser saved beside a page, in its folder or below."""
    folder = page.parent.resolve()

    def fetch(address: str) -> bytes | None:
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", address):
            return None
        try:
            path = (folder / unquote(re.split(r"[?#]", address)[0])).resolve()
            inside = path.is_relative_to(folder) and path.is_file()
            return path.read_bytes() if inside and path.stat().st_size <= LARGEST else None
        except (OSError, ValueError):
            return None

    return fetch


def came_with(pictures: Mapping[str, bytes], page: str) -> Fetch:
    """Return a fetch for pictures that came with a page: address → bytes. page  its own address"""

    def fetch(address: str) -> bytes | None:
        try:
            return pictures.get(urljoin(page, address))
        except ValueError:  # «http://[»
            return None

    return fetch


def nowhere(address: str) -> bytes | None:
    """Fetch nothing: for sources that hold no pictures."""
    return None
