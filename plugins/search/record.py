"""What search knows of a document."""

from dataclasses import dataclass
from typing import Any, NamedTuple


class Name(NamedTuple):
    """An entity named in a document: `kind` is person, place, organization or event.

    aliases  its other names, which a reader may type though no text has them
    """

    kind: str
    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """A document as the index takes it. `date` is ISO, as exact as known (2024, 2024-10), or "".

    words  of its title and its text, as `as_text` gives them, or Filed; None: they are found there
    """

    id: str
    url: str
    title: str
    summary: str
    text: str
    date: str = ""
    source: str = ""
    section: str = ""
    lang: str = "ar"
    authors: tuple[str, ...] = ()
    entities: tuple[Name, ...] = ()
    words: Any = None
