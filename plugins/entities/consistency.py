"""What must hold between the rows of the authority files."""

from collections.abc import Iterable, Iterator

from plugins.entities.entity import Entity
from plugins.entities.spelling import folded_words
from plugins.errors import ArchiveError

Placed = tuple[str, Entity]  # "file:line" and the entity there
LEAST_LETTERS = 3  # of a name; shorter ones match too much
LEAST_ASCII = 2  # of one in Latin letters or digits: EU

ARABIC_FROM = "\u0600"


def inconsistencies(found: Iterable[Placed]) -> list[ArchiveError]:
    """Return all that is wrong between rows, each with file, line, finding and cure."""
    placed = list(found)
    return [
        *_repeated_ids(placed),
        *_unknown_ids(placed),
        *_former_ids(placed),
        *_shared_names(placed),
        *_short_names(placed),
    ]


def _repeated_ids(placed: list[Placed]) -> Iterator[ArchiveError]:
    first: dict[str, str] = {}
    for place, entity in placed:
        if first.setdefault(entity.id, place) != place:
            yield ArchiveError(
                f"{place}: the id «{entity.id}» stands at {first[entity.id]} too; change one"
            )


def _unknown_ids(placed: list[Placed]) -> Iterator[ArchiveError]:
    known = {entity.id for _, entity in placed}
    for place, entity in placed:
        for id in entity.same_as_never:
            if id not in known or id == entity.id:
                yield ArchiveError(
                    f"{place}: same_as_never: «{id}» is not the id of another entity; correct it"
                )


def _former_ids(placed: list[Placed]) -> Iterator[ArchiveError]:
    """An address leads to one page: so no former address is in use, and none has two heirs."""
    alive = {entity.url: place for place, entity in placed}
    heirs: dict[str, str] = {}
    for place, entity in placed:
        for url in entity.former_urls:
            if url in alive:
                yield ArchiveError(
                    f"{place}: was: {url} is the page of {alive[url]}; take it out of this cell"
                )
            elif heirs.setdefault(url, entity.id) != entity.id:
                yield ArchiveError(
                    f"{place}: was: {url} led to {heirs[url]} already; keep it in one row"
                )


def _shared_names(placed: list[Placed]) -> Iterator[ArchiveError]:
    """Two entities share a name only where the keeper says that they are not the same."""
    holders: dict[str, list[Placed]] = {}
    for place, entity in placed:
        for name in dict.fromkeys(entity.names):
            others = holders.setdefault(_folded(name), [])
            for there, other in others:
                if other.id != entity.id and not kept_apart(entity, other):
                    yield ArchiveError(
                        f"{place}: «{name}» of {entity.id} is a name of {other.id} too ({there}); "
                        "take it from one of them, or write the other's id into same_as_never "
                        "if both bear it: then each article decides"
                    )
            others.append((place, entity))


def kept_apart(one: Entity, other: Entity) -> bool:
    """Tell whether the keeper said that two entities are not the same."""
    return other.id in one.same_as_never or one.id in other.same_as_never


def _short_names(placed: list[Placed]) -> Iterator[ArchiveError]:
    for place, entity in placed:
        settled = entity.always + entity.sometimes
        for name in (each for each in entity.names if each not in settled):
            letters = _folded(name).replace(" ", "")
            least = LEAST_LETTERS if letters[:1] >= ARABIC_FROM else LEAST_ASCII
            if len(letters) < least:
                yield ArchiveError(
                    f"{place}: the name «{name}» of {entity.id} has fewer than {least} letters "
                    "and would match too much; write a longer one, or this into sometimes"
                )


def _folded(name: str) -> str:
    return " ".join(folded_words(name))
