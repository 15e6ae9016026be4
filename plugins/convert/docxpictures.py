"""Pictures that a Word document links to and does not hold: those beside it are put into it.

`r:link` of a picture, or `r:id` of an old one, names a relationship whose target is external
(ECMA-376, part 1, 20.1.8.13; part 4, 19.1.2.11).
"""

import posixpath
import re

from lxml import etree

from plugins.convert.ledger import sha256
from plugins.convert.pictures import Fetch, suffix_of

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATIONS = re.compile(r"word/_rels/(?:document|footnotes|endnotes)\.xml\.rels")
OF_A_NET = re.compile(r"(?!file:)\w{2,}:|//", re.IGNORECASE)  # «C:\a.png» is a file


def embed_linked(tree: etree._Element) -> None:
    """Let each picture that is linked be asked for like one that the document holds."""
    for blip in tree.iter("{*}blip"):
        link = blip.get(f"{R}link")
        if link and not blip.get(f"{R}embed"):
            blip.set(f"{R}embed", link)


def linked(relations: etree._Element, fetch: Fetch) -> dict[str, bytes]:
    """Return name in the document → picture, of those found; `relations` then lead to them."""
    found: dict[str, bytes] = {}
    for each in relations.iter("{*}Relationship"):
        external = each.get("TargetMode") == "External" and each.get("Type", "").endswith("/image")
        data = _beside(each.get("Target", ""), fetch) if external else None
        if data and suffix_of(data):
            name = f"media/{sha256(data)}{suffix_of(data)}"
            found[f"word/{name}"] = data
            each.set("Target", name)
            del each.attrib["TargetMode"]
    return found


def _beside(target: str, fetch: Fetch) -> bytes | None:
    """Return a picture below the document's folder; one of another folder may lie beside it now."""
    if OF_A_NET.match(target):
        return None
    path = re.sub(r"^file:/*", "", target, flags=re.IGNORECASE).replace("\\", "/")
    return fetch(path) or fetch(posixpath.basename(path))
