"""RSS and Atom feeds, and WordPress exports (WXR), which are RSS with more in it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from html import unescape

from lxml import etree

from plugins.convert.clean import clean_line
from plugins.convert.decode import decode_page
from plugins.convert.draft import Draft, Given
from plugins.convert.htmlparse import without_declaration
from plugins.convert.item import Failure
from plugins.convert.ledger import sha256
from plugins.convert.page import draft_of_fragment
from plugins.convert.raw import Raw
from plugins.convert.whole import whole
from plugins.convert.xmlparse import parse_xml
from plugins.errors import ArchiveError

CONTENT = ("encoded", "content", "description", "summary")  # of RSS and Atom, the fullest first
DATES = ("post_date", "pubDate", "published", "issued", "date", "updated")
POSTS = ("post", "page")  # of WordPress; its menus, revisions and attachments are no documents
HIDDEN = ("draft", "private", "pending", "trash", "future", "auto-draft")
PARAGRAPHS = re.compile(r"<(?:p|div|br|table|ul|ol|h[1-6]|blockquote)\b", re.I)
TAG = re.compile(r"<[^<>]+>")
SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|audio|video)\b[^\]]{0,2000}\]")


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield every entry of the feed. What WordPress did not publish becomes a draft of ours."""
    text = decode_page(raw.data, raw.name)
    data = without_declaration(text.text).encode("utf-8")
    root = parse_xml(data, raw.name, recover=True)
    seen: set[str] = set()
    entries = [e for e in root.iter(etree.Element) if _name(e) in ("item", "entry")]
    if not entries:
        raise ArchiveError(f"{raw.name}: a feed without entries; get one that has some")
    site = _text(next((e for e in root.iter(etree.Element) if _name(e) == "title"), None))
    for entry in entries:
        parts = _parts(entry)
        if _first(parts, "post_type") not in ("", *POSTS):
            continue
        key = _key(parts, entry)
        key = key if key not in seen else f"{key}+{len(seen)}"
        seen.add(key)
        try:
            draft = _draft(parts, site)
            own = sha256(etree.tostring(entry, with_tail=False))
            yield replace(whole(draft, raw, text.warnings), key=key, sha256=own)
        except ArchiveError as error:
            yield Failure(key, str(error))


def _draft(parts: list[etree._Element], site: str) -> Draft:
    address = _address(parts)
    draft = draft_of_fragment(_markup(parts), base=address)
    excerpt = next((e for e in parts if _name(e) == "encoded" and "excerpt" in str(e.tag)), None)
    status = _first(parts, "status")
    return replace(
        draft,
        title=clean_line(unescape(TAG.sub("", _first(parts, "title")))),
        source=site,
        address=address,
        given=Given(
            date=_day(parts),
            date_from="the entry's date",
            authors=tuple(_authors(parts)),
            section=next(iter(_terms(parts, ("category",))), ""),
            summary=clean_line(TAG.sub(" ", unescape(_text(excerpt)))),
            tags=tuple(_terms(parts, ("post_tag", "tag"))),
            status="draft" if status in HIDDEN else "",
        ),
    )


def _markup(parts: list[etree._Element]) -> str:
    """Return the entry's HTML, the fullest that it has; WordPress parts paragraphs by lines."""
    found = [
        _inner(e) for name in CONTENT for e in parts
        if _name(e) == name and "excerpt" not in str(e.tag)
    ]  # fmt: skip
    markup = SHORTCODE.sub("", next((text for text in found if text.strip()), ""))
    typed = _first(parts, "post_type") and "<pre" not in markup
    if PARAGRAPHS.search(markup) and not typed:
        return markup
    return "".join(map(_paragraph, re.split(r"\n\s*\n", markup.strip())))


def _paragraph(block: str) -> str:
    return f"<p>{block if PARAGRAPHS.search(block) else block.replace(chr(10), '<br>')}</p>"


def _inner(element: etree._Element) -> str:
    """Return an element's HTML, written as text or, in Atom, as elements."""
    if element.get("type") == "xhtml" or len(element):
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    text = element.text or ""
    plain = element.get("type") == "text"
    return text.replace("&", "&amp;").replace("<", "&lt;") if plain else text


def _parts(entry: etree._Element) -> list[etree._Element]:
    return [child for child in entry if isinstance(child.tag, str)]


def _name(element: etree._Element) -> str:
    """Return its name without its namespace, nor a prefix that nobody declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _first(parts: list[etree._Element], *names: str) -> str:
    return next((t for name in names for e in parts if _name(e) == name and (t := _text(e))), "")


def _key(parts: list[etree._Element], entry: etree._Element) -> str:
    """Return the entry's own id, else its address, else its hash."""
    own = _first(parts, "guid", "id") or _address(parts)
    return " ".join(own.split())[:300] or sha256(etree.tostring(entry, with_tail=False))[:16]


def _address(parts: list[etree._Element]) -> str:
    for part in parts:
        if _name(part) == "link" and part.get("rel", "alternate") == "alternate":
            found = _text(part) or part.get("href") or ""
            if found.startswith("http"):
                return found
    return ""


def _authors(parts: list[etree._Element]) -> Iterator[str]:
    for part in parts:
        if _name(part) in ("creator", "author"):
            named = next((e for e in part if _name(e) == "name"), part)
            text = clean_line(_text(named))
            found = re.fullmatch(r"\S+@\S+\s*\((.+)\)", text)  # RSS: mail address (name)
            if text:
                yield found[1] if found else text


def _terms(parts: list[etree._Element], domains: tuple[str, ...]) -> Iterator[str]:
    """Yield categories of a WordPress domain; a plain feed's are all of the first kind."""
    for part in parts:
        if _name(part) == "category" and (part.get("domain") or "category") in domains:
            text = clean_line(_text(part) or part.get("term") or "")
            if text and text.lower() not in ("uncategorized", "غير مصنف"):
                yield text


def _day(parts: list[etree._Element]) -> str:
    for name in DATES:
        text = _first(parts, name)
        if not text or text.startswith("0000"):
            continue
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return text
    return ""
