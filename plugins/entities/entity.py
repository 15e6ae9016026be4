"""An entity: a person, place, organization or event that the archive names."""

import re
from dataclasses import dataclass

from plugins.kinds import FOLDERS

COLUMNS = (
    "id",
    "name",
    "aliases",
    "kind",
    "description",
    "wikidata",
    "lat",
    "lon",
    "adjective",
    "never",
    "always",
    "sometimes",
    "same_as_never",
    "was",
)
LISTS = ("aliases", "adjective", "never", "always", "sometimes", "same_as_never", "was")
WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True)
class Entity:
    """One row of an authority file; docs/keeping.md tells what each column means.

    adjective      nisba forms, masculine singular
    never          strings that look like one of its names and are not
    always         names that mean it wherever they stand, though they are words of the language
    sometimes      words of the language that are its names where something there says so
    same_as_never  ids of others that may share a name with it and are not the same
    was            ids that it had, or that were merged into it: "old-id", "places/old-id"
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    wikidata: str = ""
    lat: float | None = None
    lon: float | None = None
    adjective: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    sometimes: tuple[str, ...] = ()
    same_as_never: tuple[str, ...] = ()
    was: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, then all others that its row has, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.always, *self.sometimes)))

    @property
    def url(self) -> str:
        """The address of its page below the site."""
        return f"{FOLDERS[self.kind]}/{self.id}/"

    @property
    def former_urls(self) -> tuple[str, ...]:
        """The addresses that its page had."""
        return tuple(
            (old if "/" in old else f"{FOLDERS[self.kind]}/{old}") + "/" for old in self.was
        )
