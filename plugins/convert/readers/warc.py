"""Web archives (WARC): every page that answered well, the last copy of an address."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from plugins.convert.decode import decode_page
from plugins.convert.draft import Draft
from plugins.convert.item import Failure
from plugins.convert.ledger import sha256
from plugins.convert.page import draft_of_page
from plugins.convert.pictures import came_with, suffix_of
from plugins.convert.raw import Raw
from plugins.convert.whole import whole
from plugins.errors import ArchiveError

# What warcio raises over a broken file; the last two where a header is missing.
BROKEN = (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, TypeError)
CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.I)
Pages = dict[str, tuple[bytes, str]]  # address → what stood there, and its encoding as told


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield the pages; raises ArchiveError where there is none."""
    pages, pictures, problem = _records(raw)
    if problem and not pages:
        raise ArchiveError(f"{raw.name}: a broken WARC ({problem}); get it again")
    if not pages:
        raise ArchiveError(f"{raw.name}: no web pages in it; see that it is the right file")
    for address, (data, charset) in pages.items():
        try:
            text = decode_page(data, f"{raw.name}/{address}", charset)
            fetch = came_with(pictures, address)
            draft = draft_of_page(text.text, f"{raw.name}/{address}", fetch, address)
            yield replace(whole(draft, raw, text.warnings), key=address, sha256=sha256(data))
        except ArchiveError as error:
            yield Failure(address, str(error))
    if problem:
        told = f"broken after the first {len(pages)} pages ({problem}); get it again"
        yield Failure("", f"{raw.name}: {told}")


def _records(raw: Raw) -> tuple[Pages, dict[str, bytes], str]:
    """Return pages and pictures by address, and why there are no more, "" where all were read."""
    pages: Pages = {}
    pictures: dict[str, bytes] = {}
    size = 0
    try:
        for record in ArchiveIterator(io.BytesIO(raw.data)):
            if record.rec_type not in ("response", "resource"):
                continue
            data = record.content_stream().read(raw.limits.bytes + 1 - size)
            size += len(data)
            if size > raw.limits.bytes:
                raise ArchiveError(
                    f"{raw.name}: unpacks to more than {raw.limits.megabytes} MB; split it"
                )
            _sort(record, data, pages, pictures)
    except BROKEN as problem:
        return pages, pictures, str(problem) or type(problem).__name__
    return pages, pictures, ""


def _sort(record: object, data: bytes, pages: Pages, pictures: dict[str, bytes]) -> None:
    headers, http = record.rec_headers, record.http_headers  # type: ignore[attr-defined]
    address = headers.get_header("WARC-Target-URI") or ""
    if http and http.get_statuscode() != "200":
        return
    kind = (http.get_header("Content-Type") if http else headers.get_header("Content-Type")) or ""
    if suffix_of(data):
        pictures[address] = data
    elif "html" in kind and data.strip():
        found = CHARSET.search(kind)
        pages[address] = (data, found[1] if found else "")
