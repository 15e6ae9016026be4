"""Markdown to HTML, cleaned: whatever a document holds, nothing of it runs in the page."""

from functools import cache

import nh3
from markdown import Markdown

EXTENSIONS = ("tables", "footnotes", "sane_lists")
# What Markdown and its extensions write beyond nh3's defaults: footnotes and their way back.
ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "li": {"id"},
    "sup": {"id"},
    "a": {"href", "hreflang", "title", "class"},
    "div": {"class"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "*": {"lang", "dir"},
}
SCHEMES = {"http", "https", "mailto"}


def render(markdown: str) -> str:
    """Return the HTML of a document's Markdown, safe to put into a page."""
    return nh3.clean(
        _markdown().reset().convert(markdown),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )


@cache
def _markdown() -> Markdown:
    """The one instance of this process: making one costs more than rendering an article."""
    return Markdown(extensions=list(EXTENSIONS), output_format="html")
