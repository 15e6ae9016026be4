"""What a reader hands on: the structure of one source, before its fields are worked out."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Block(NamedTuple):
    """A piece of the text, plain; a paragraph may have several lines."""

    kind: Literal["paragraph", "heading"]
    text: str
    level: int = 2  # of a heading


@dataclass(frozen=True)
class Draft:
    """A source as read. Absent parts are empty."""

    title: str
    blocks: tuple[Block, ...]
    source: str = ""
    address: str = ""
    warnings: tuple[str, ...] = field(default=())
