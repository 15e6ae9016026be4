"""The ids by which documents speak of entities: today's, former ones, and wrong ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from plugins.document import line_of
from plugins.entities.entity import Entity
from plugins.entities.spelling import folded_words
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.folders import visible

LIKENESS = 0.8  # of an id that is none to one that is
FIELDS = ("entities_add", "entities_never")


def by_id(authority: Iterable[Entity]) -> dict[str, Entity]:
    """Return id → entity, former ids included: a merge or a new id breaks no document."""
    entities = list(authority)
    former = {old.rpartition("/")[2]: entity for entity in entities for old in entity.was}
    return former | {entity.id: entity for entity in entities}


def by_name(authority: Iterable[Entity]) -> dict[str, Entity]:
    """Return name, as `name_key` has it → entity, for the names that one entity alone bears."""
    holders: dict[str, dict[str, Entity]] = defaultdict(dict)
    for entity in authority:
        for name in entity.names:
            holders[name_key(name)][entity.id] = entity
    return {key: next(iter(of.values())) for key, of in holders.items() if len(of) == 1}


def name_key(name: str) -> str:
    """Return what spellings of one name share."""
    return " ".join(folded_words(name))


def own_ids(ids: Iterable[str], known: Mapping[str, Entity]) -> list[str]:
    """Return the ids of today of entities that a document speaks of by any id."""
    return [known[id].id for id in ids]


def unknown_ids(
    documents: Iterable[tuple[str | Path, Any]], known: Mapping[str, Entity]
) -> list[ArchiveError]:
    """Return an error for each id in a document's `entities_add` and `entities_never` that is none.

    documents  pairs of a path and what has those two attributes
    """
    return [
        ArchiveError(
            f"{path}:{line_of(Path(path), field)}: {field}: "
            f"no entity «{id}» in the authority files; {_likely(id, known)}add it there or take it "
            "out here"
        )
        for path, document in documents
        for field in FIELDS
        for id in getattr(document, field)
        if id not in known
    ]


def _likely(id: str, known: Mapping[str, Entity]) -> str:
    """Return a cure where an id is an entity's name, or nearly an id; "" where it is neither."""
    named = by_name(known.values()).get(name_key(id))
    near = [named.id] if named else get_close_matches(id, known, 1, LIKENESS)
    return f"write {near[0]}, if that is meant, else " if near else ""


def own_texts(folder: Path, known: Mapping[str, Entity]) -> dict[str, Path]:
    """Return id → the entity's own text, `folder`/<id>.md.

    Raises ArchiveErrors for a text whose name is no id of today.
    """
    found = {path.stem: path for path in visible(folder, ".md")}
    errors = [
        ArchiveError(
            f"{path}:1: no entity has the id «{id}»; name the file as an entity's id, or remove it"
        )
        for id, path in found.items()
        if id not in known or known[id].id != id
    ]
    if errors:
        raise ArchiveErrors(errors)
    return found
