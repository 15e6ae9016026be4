"""Books in EPUB: the chapters in their order, as one document."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree, html

from plugins.convert.clean import clean_line
from plugins.convert.cssclasses import Style, apply_styles, styles_in
from plugins.convert.decode import decode_page
from plugins.convert.draft import Draft, Given
from plugins.convert.htmlparse import cleaned, parse, serialized
from plugins.convert.page import blocks_of, without_title
from plugins.convert.pictures import Fetch
from plugins.convert.raw import Raw
from plugins.convert.unzip import member, open_zip, picture
from plugins.convert.whole import whole
from plugins.convert.xmlparse import parse_xml
from plugins.errors import ArchiveError

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
ENCRYPTED = "{http://www.w3.org/2001/04/xmlenc#}EncryptedData"
WAY = "{http://www.w3.org/2001/04/xmlenc#}EncryptionMethod"
# EPUB 3.3, 4.4 and Adobe's: fonts are masked so, and nothing that is read.
OF_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
MISSING = "chapters that are not in the book: {}; get a whole copy"
ROOTFILE = "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"


def read(raw: Raw) -> Iterator[Draft]:
    """Yield the book; raises ArchiveError for a broken or locked one."""
    with open_zip(raw.data, raw.name, raw.limits) as archive:
        if _is_locked(archive, raw.name):
            raise ArchiveError(f"{raw.name}: its text is encrypted (DRM); get a copy without")
        package = _package(archive, raw.name)
        book = parse_xml(member(archive, package, raw.name), raw.name)
        folder, there = posixpath.dirname(package), {*archive.namelist()}
        chapters = [posixpath.normpath(posixpath.join(folder, path)) for path in _spine(book)]
        missing = [posixpath.basename(path) for path in chapters if path not in there]
        told = (MISSING.format(", ".join(missing)),) if missing else ()
        pages = [(path, _page(archive, path, raw.name)) for path in chapters if path in there]
        if not pages:
            raise ArchiveError(f"{raw.name}: a book without chapters; get an unbroken copy")
        styles = _styles(archive, raw.name)
        for _, page in pages:
            apply_styles(page, styles)
        tree = cleaned("".join(serialized(_joined(page, path)) for path, page in pages))
        blocks, pictures, warnings = blocks_of(tree, _pictures(archive, raw.name), "")
        title = _one(book, "title")
        draft = Draft(
            title,
            without_title(blocks, title),
            source=_one(book, "publisher"),
            warnings=warnings,
            given=_given(book),
            pictures=pictures,
        )
        yield whole(draft, raw, told)


def _is_locked(archive: ZipFile, name: str) -> bool:
    """Tell whether more of the book is encrypted than its fonts."""
    path = "META-INF/encryption.xml"
    if path not in archive.namelist():
        return False
    parts = parse_xml(member(archive, path, name), name).iter(ENCRYPTED)
    ways = (part.find(WAY) for part in parts)
    return any(way is None or way.get("Algorithm") not in OF_FONTS for way in ways)


def _package(archive: ZipFile, name: str) -> str:
    container = parse_xml(member(archive, "META-INF/container.xml", name), name)
    rootfile = next(container.iter(ROOTFILE), None)
    if rootfile is None:
        raise ArchiveError(f"{name}: a book without a list of its parts; get an unbroken copy")
    return str(rootfile.get("full-path"))


def _spine(book: etree._Element) -> Iterator[str]:
    """Yield the paths of the chapters in reading order; the table of contents is none."""
    items = {item.get("id"): item for item in book.iter(f"{OPF}item")}
    for reference in book.iter(f"{OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and "nav" not in (item.get("properties") or "").split():
            yield unquote(item.get("href") or "")


def _styles(archive: ZipFile, name: str) -> dict[str, Style]:
    sheets = [path for path in archive.namelist() if path.endswith(".css")]
    found: dict[str, Style] = {}
    for path in sheets:
        found |= styles_in(member(archive, path, name).decode("utf-8", "replace"))
    return found


def _page(archive: ZipFile, path: str, name: str) -> html.HtmlElement:
    text = decode_page(member(archive, path, name), f"{name}/{path}").text
    return parse(text, f"{name}/{path}")


def _joined(page: html.HtmlElement, path: str) -> html.HtmlElement:
    """Return a chapter's body with names and links that hold in the whole book."""
    for element in page.iter(etree.Element):
        for kind in ("id", "name"):
            if element.get(kind):
                element.set(kind, f"{path}#{element.get(kind)}")
        href = element.get("href") or ""
        if element.tag == "a" and "#" in href and "://" not in href:
            file, _, place = href.partition("#")
            whole_path = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file)))
            element.set("href", f"#{whole_path if file else path}#{place}")
        if element.tag == "img" and element.get("src"):
            source = posixpath.join(posixpath.dirname(path), unquote(element.get("src") or ""))
            element.set("src", "cid:" + posixpath.normpath(source))
    body = page.find("body")
    whole_page = page if body is None else body
    whole_page.tag = "div"
    return whole_page


def _pictures(archive: ZipFile, name: str) -> Fetch:
    there = {*archive.namelist()}

    def fetch(address: str) -> bytes | None:
        path = unquote(address.removeprefix("cid:"))
        return picture(archive, path, name) if path in there else None

    return fetch


def _all(book: etree._Element, name: str) -> list[str]:
    return [text for e in book.iter(DC + name) if (text := clean_line(e.text or ""))]


def _one(book: etree._Element, name: str) -> str:
    return next(iter(_all(book, name)), "")


def _given(book: etree._Element) -> Given:
    return Given(
        date=_one(book, "date"),
        date_from="the book's dc:date",
        authors=tuple(_all(book, "creator")),
        summary=_one(book, "description"),
        lang=_one(book, "language"),
        rights=_one(book, "rights"),
        tags=tuple(_all(book, "subject")),
    )
