"""The tags of a PDF: its structure, where its maker wrote it down (ISO 32000-2, 14.7 and 14.8).

Browsers, LibreOffice and Word write which glyphs are a heading, an item, a cell. Glyphs belong to
numbered contents of a page; the tree says what these are.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

DEEPEST = 60
MOST_NODES = 200_000


class Content(NamedTuple):
    """A numbered content of a page, as the tree names both."""

    page: int
    number: int


@dataclass(frozen=True)
class Tag:
    """An element of the structure. `role` is one of the standard's: P, H1, L, Table, …"""

    role: str
    inner: tuple["Tag | Content", ...]
    alt: str = ""  # of a figure

    def contents(self) -> list[Content]:
        """Return all that is in it, in the order of the text."""
        return [
            content
            for each in self.inner
            for content in ([each] if isinstance(each, Content) else each.contents())
        ]


def tree_of(document: PDFDocument) -> Tag | None:
    """Return what a document says of its structure; None where it says nothing, or nonsense."""
    try:
        root = resolve1(document.catalog.get("StructTreeRoot"))
        if not isinstance(root, dict):
            return None
        roles = resolve1(root.get("RoleMap"))
        return _Reader(roles if isinstance(roles, dict) else {}).tag(root, 0, 0)
    except (PSException, TypeError, ValueError, KeyError, RecursionError):
        return None


class _Reader:
    """Reads one tree, which may be made to have no end."""

    def __init__(self, roles: dict[str, Any]) -> None:
        """Roles  of the maker's own → of the standard"""
        self.roles = roles
        self.left = MOST_NODES

    def tag(self, element: dict[str, Any], page: int, depth: int) -> Tag:
        self.left -= 1
        if depth > DEEPEST or self.left < 0:
            raise ValueError("a tree without end")
        page = _page(element, page)
        kids = resolve1(element.get("K"))
        inner = (self._inner(kid, page, depth) for kid in _listed(kids))
        alt = resolve1(element.get("Alt"))
        return Tag(
            self._role(element),
            tuple(each for each in inner if each is not None),
            decode_text(alt) if isinstance(alt, bytes) else "",
        )

    def _inner(self, kid: Any, page: int, depth: int) -> "Tag | Content | None":
        kid = resolve1(kid)
        if isinstance(kid, int):
            return Content(page, kid)
        if not isinstance(kid, dict):
            return None
        kind = _name(kid.get("Type"))
        if kind == "MCR":
            number = resolve1(kid.get("MCID"))
            return Content(_page(kid, page), number) if isinstance(number, int) else None
        return None if kind == "OBJR" else self.tag(dict_value(kid), page, depth + 1)

    def _role(self, element: dict[str, Any]) -> str:
        role = _name(element.get("S"))
        for _ in range(DEEPEST):
            other = _name(self.roles.get(role))
            if not other or other == role:
                break
            role = other
        return role


def _page(element: dict[str, Any], page: int) -> int:
    own = element.get("Pg")
    return int(own.objid) if isinstance(own, PDFObjRef) else page


def _name(value: Any) -> str:
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else ""


def _listed(kids: Any) -> list[Any]:
    return kids if isinstance(kids, list) else [] if kids is None else [kids]
