"""Pages that Safari saved as one file (.webarchive): a property list of the page and its parts."""

import plistlib
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.convert.decode import decode_page
from plugins.convert.draft import Draft
from plugins.convert.page import draft_of_page
from plugins.convert.pictures import Fetch, came_with
from plugins.convert.raw import Raw
from plugins.convert.whole import whole
from plugins.errors import ArchiveError


def read(raw: Raw) -> Iterator[Draft]:
    """Yield the page's article; raises ArchiveError where there is no page in the file."""
    try:
        parts = plistlib.loads(raw.data)
    except Exception as problem:  # plistlib's, and what broken files make of it
        raise ArchiveError(f"{raw.name}: a broken web archive; save the page again") from problem
    page = parts.get("WebMainResource") if isinstance(parts, dict) else None
    data, address = _data(page), _address(page)
    if not data:
        raise ArchiveError(f"{raw.name}: no page in it; save the page again")
    declared = str(page.get("WebResourceTextEncodingName") or "") if page else ""
    text = decode_page(data, raw.name, declared)
    draft = draft_of_page(text.text, raw.name, _pictures(parts, address), address)
    yield whole(draft, raw, text.warnings)


def _pictures(parts: Mapping[str, Any], address: str) -> Fetch:
    listed = parts.get("WebSubresources")
    others = listed if isinstance(listed, list) else []
    return came_with({_address(each): _data(each) for each in others}, address)


def _data(part: object) -> bytes:
    data = part.get("WebResourceData") if isinstance(part, dict) else b""
    return data if isinstance(data, bytes) else b""


def _address(part: object) -> str:
    found = part.get("WebResourceURL") if isinstance(part, dict) else ""
    return found if isinstance(found, str) and found.startswith("http") else ""
