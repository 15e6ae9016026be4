r"""What an RTF file says of its pictures: LibreOffice drops it, reading one.

A picture has `{\sp{\sn NAME}{\sv VALUE}}` in its group `{\pict …}`, or after that (Word 2007
Rich Text Format Specification 1.9.1, "Pictures" and "Shape Properties").
"""

import codecs
import io
import re
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from plugins.convert.limits import Limits
from plugins.convert.unzip import member, open_zip
from plugins.convert.xmlparse import parse_xml

TEXT = "word/document.xml"
FOUND = re.compile(
    rb"(?P<again>\\nonshppict\s*\{\\pict)"  # the same picture, for readers of the first days
    rb"|(?P<picture>\{\\pict(?![a-z]))"
    rb"|\{\\sn wz(?P<name>Description|Name)\}\s*\{\\sv ?(?P<value>(?:\\[^\r\n]|[^\\{}])*)\}"
)
SAID = re.compile(
    r"\\u(-?\d{1,6}) ?(?:\\'[\da-fA-F]{2}|\?)?"  # a letter, and what stands for it elsewhere
    r"|\\'([\da-fA-F]{2})|\\([\\{}])|\\[a-z]+-?\d* ?|[\r\n]"
)
CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
OWN_NAME = re.compile(r".*(?:\d|\.\w{3,4})")  # «Picture 3», «a.jpg»: no description


def descriptions(rtf: bytes) -> list[str]:
    """Return what is said of each picture, in their order; "" where nothing is."""
    page = CODE_PAGE.search(rtf[:1000])
    encoding = _known(f"cp{page[1].decode()}" if page else "")
    found: list[str] = []
    again = False
    for each in FOUND.finditer(rtf):
        if each["again"] or each["picture"]:
            again = bool(each["again"])
            found += [] if again else [""]
        elif found and not again:
            text = _said(each["value"].decode("latin-1"), encoding)
            if each["name"] == b"Description" or not (found[-1] or OWN_NAME.fullmatch(text)):
                found[-1] = text or found[-1]
    return found


def _said(value: str, encoding: str) -> str:
    def letter(match: re.Match[str]) -> str:
        code, byte, sign = match.groups()
        if code:
            return chr(int(code) % 0x10000)
        return bytes.fromhex(byte).decode(encoding, "replace") if byte else sign or ""

    halves = SAID.sub(letter, value).encode("utf-16-le", "surrogatepass")  # of letters past U+FFFF
    return " ".join(halves.decode("utf-16-le", "replace").split())


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"


def described(docx: bytes, said: list[str], name: str, limits: Limits) -> bytes:
    """Return a .docx whose pictures are described, where it has as many as are spoken of."""
    if not any(said):
        return docx
    out = io.BytesIO()
    with open_zip(docx, name, limits) as archive, ZipFile(out, "w", ZIP_DEFLATED) as changed:
        tree = parse_xml(member(archive, TEXT, name), name)
        pictures = list(_pictures(tree))
        if len(pictures) != len(said):
            return docx
        for picture, text in zip(pictures, said, strict=True):
            picture.set("descr", text or picture.get("descr", ""))
        for info in archive.infolist():
            own = member(archive, info.filename, name)
            changed.writestr(info.filename, etree.tostring(tree) if info.filename == TEXT else own)
    return out.getvalue()


def _pictures(tree: etree._Element) -> Iterator[etree._Element]:
    for each in tree.iter("{*}docPr"):
        around = each.getparent()
        if around is not None and around.find(".//{*}blip") is not None:
            yield each
