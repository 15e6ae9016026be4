"""Saved web pages: .html and .htm, with the pictures that the browser saved beside them."""

from collections.abc import Iterator

from plugins.convert.decode import decode_page
from plugins.convert.draft import Draft
from plugins.convert.page import draft_of_page
from plugins.convert.raw import Raw
from plugins.convert.whole import whole


def read(raw: Raw) -> Iterator[Draft]:
    """Yield the page's article."""
    text = decode_page(raw.data, raw.name)
    yield whole(draft_of_page(text.text, raw.name, raw.fetch), raw, text.warnings)
