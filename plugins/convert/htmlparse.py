"""HTML of unknown origin to a tree that is safe to walk."""

import re
from collections.abc import Callable

import nh3
from lxml import etree, html

from plugins.errors import ArchiveError

DEEPEST = 150  # open elements; libxml2 drops text without a word past 255
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
TAG_OR_COMMENT = re.compile(rf"<!--|{TAG.pattern}")
ENDS = {None: "-->", "script": "</script", "style": "</style"}  # of what has no tags, but signs
DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # lxml refuses these
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"]
)
VOID |= {"source", "track", "wbr"}
SHUT_ALONE = VOID | {None, "p", "li", "tr", "td", "th", "option"}
_KEPT = """
    a abbr address article aside b bdi bdo big blockquote body br caption center cite code dd
    del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img
    ins kbd li main mark nav ol p picture pre q s samp section small span strong sub summary sup
    table tbody td tfoot th thead time tr tt u ul var
"""
KEPT = frozenset(_KEPT.split())
_INLINE = """
    a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strong sub sup
    time tt u var
"""
INLINE = frozenset(_INLINE.split())
# How much deeper than the element that they are parts of: none is taken apart.
PART_OF = {"td": 3, "th": 3, "tr": 2, "tbody": 1, "thead": 1, "tfoot": 1, "caption": 1}
PART_OF |= {"li": 1, "dt": 1, "dd": 1}
ATTRIBUTES = {"id", "class", "lang", "dir", "role", "itemprop"}
OWN_ATTRIBUTES = {
    "a": {"href", "name"},
    "img": {"src", "alt", "data-src"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
    "*": ATTRIBUTES,
}
# "cid" and "file-like" names lead to parts of the same source; "data" pictures are decoded there.
SCHEMES = {"http", "https", "mailto", "cid", "data"}
DROPPED = {"script", "style", "iframe", "object", "embed", "applet", "noscript", "template", "svg"}
DROPPED |= {"math", "select", "textarea", "button", "title", "canvas", "video", "audio"}


def parse(text: str, name: str) -> html.HtmlElement:
    """Return the tree of a page, its head and scripts included, for what metadata they hold.

    Raises ArchiveError where there is no HTML in the text.
    """
    if depth(text) > DEEPEST:
        raise ArchiveError(
            f"{name}: elements nested {depth(text)} deep, which no page needs; "
            "open it in a browser, copy the text and save that"
        )
    parser = html.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=True)
    try:
        tree = html.document_fromstring(without_declaration(text).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as problem:
        raise ArchiveError(f"{name}: no HTML in it; save the page again") from problem
    if not isinstance(tree, html.HtmlElement):
        raise ArchiveError(f"{name}: no HTML in it; save the page again")
    return tree


def cleaned(markup: str) -> html.HtmlElement:
    """Return a tree of `markup` with nothing that runs, hides or loads."""
    safe = nh3.clean(
        markup,
        tags=KEPT,
        clean_content_tags=DROPPED,
        attributes=OWN_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    safe = NO_XML.sub(" ", safe)
    tree = html.fragment_fromstring(_shallow(safe), create_parent="div")
    if not isinstance(tree, html.HtmlElement):
        raise TypeError(type(tree))
    return tree


def _shallow(markup: str) -> str:
    """Return clean markup without the tags that stand too deep for libxml2; their text stays.

    Mails that were answered for years nest so. Where a block began or ended, a line does.
    """
    if markup.count("</") < DEEPEST:
        return markup
    open_now = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal open_now
        closing, name = found[1], found[2]
        if name in VOID:
            return found[0]
        open_now += 0 if closing else 1
        at = open_now
        open_now -= 1 if closing else 0
        if at <= DEEPEST + PART_OF.get(name, 0):
            return found[0]
        return "" if name in INLINE else "<br>"

    return TAG.sub(kept, markup)


def serialized(tree: html.HtmlElement) -> str:
    return str(html.tostring(tree, encoding="unicode"))


def text_of(element: html.HtmlElement) -> str:
    """Return an element's text; a line ends where <br> ends one."""
    found = element.xpath("descendant::text() | descendant::br")
    return "".join(each if isinstance(each, str) else "\n" for each in found)


def depth(text: str) -> int:
    """Return how many elements stand open at once, at most; elements left open count on."""
    text, ends = text.lower(), {**ENDS}
    open_now, deepest, at = 0, 0, 0
    while found := TAG_OR_COMMENT.search(text, at):
        at = found.end()
        closing, name, empty = found.groups()
        if not closing and name in ends:
            end = text.find(ends[name], at)
            at = max(at, end)
            if end < 0:  # nor has any that follows
                del ends[name]
        if name in SHUT_ALONE or empty:
            continue
        open_now = max(0, open_now - 1) if closing else open_now + 1
        deepest = max(deepest, open_now)
    return deepest


def select(tree: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Return the elements that an XPath finds."""
    return [each for each in tree.xpath(path) if isinstance(each, html.HtmlElement)]


def remove(tree: html.HtmlElement, unwanted: Callable[[html.HtmlElement], bool]) -> None:
    """Remove every element that is unwanted, and what it holds; the text after it stays."""
    for element in [found for found in tree.iter(etree.Element) if unwanted(found)]:
        if element.getparent() is not None:
            element.drop_tree()


def without_declaration(text: str) -> str:
    """Return the text without «<?xml encoding=…?>», which speaks of bytes that are gone."""
    found = DECLARATION.match(text)
    return text[found.end() :] if found else text
