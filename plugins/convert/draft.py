"""What a reader hands on: the structure of one document, before its fields are worked out."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Block(NamedTuple):
    """A piece of the text, plain; a paragraph may have several lines.

    markdown  what stands in the document where `text` alone would lose structure: lists, tables,
              links; "" for plain text
    """

    kind: Literal["paragraph", "heading", "other"]
    text: str
    level: int = 2  # of a heading
    markdown: str = ""


class Given(NamedTuple):
    """What a format says of its document outside the text. Absent values are empty.

    date   as written there; `date_from` names the place: "JSON-LD datePublished"
    owned  `authors` names whom the file belongs to, who need not be its author
    """

    date: str = ""
    date_from: str = ""
    authors: tuple[str, ...] = ()
    translator: str = ""
    section: str = ""
    summary: str = ""
    lang: str = ""
    rights: str = ""
    tags: tuple[str, ...] = ()
    status: str = ""
    extra: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    owned: bool = False


class Picture(NamedTuple):
    """A picture that the document shows. `name` stands in its Markdown: the hash and a suffix."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Draft:
    """A document as read. Absent parts are empty."""

    title: str
    blocks: tuple[Block, ...]
    source: str = ""
    address: str = ""
    warnings: tuple[str, ...] = ()
    given: Given = field(default=Given())
    pictures: tuple[Picture, ...] = ()
    key: str = ""  # which of the source's documents; "" where the source is one
    sha256: str = ""  # of the bytes of this document alone; "" where those are the source
    id: str = ""  # that the source itself gives it
    file: str = ""  # the name of the file that is this document; "" for one of several in a file
