"""The way of one text through the matcher: names, then short forms."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.arabic.fold import fold
from plugins.arabic.lemma import dictionary
from plugins.entities.authority import Entity
from plugins.entities.match import Mention, find_names, tokens_of
from plugins.entities.names import Forms
from plugins.entities.resolve import find_short_forms


@dataclass(frozen=True)
class Named:
    """An entity that a document names, and how often."""

    entity: Entity
    count: int


def find_mentions(text: str, forms: Forms, never: Iterable[str] = ()) -> list[Mention]:
    """Return every mention in `text`, in order, none overlapping.

    forms  of `names.name_forms`
    never  ids that this document's keeper ruled out
    """
    tokens = tokens_of(text)
    full = find_names(tokens, forms, is_word)
    both = [*full, *find_short_forms(tokens, full, is_word)]
    ruled_out = set(never)
    return sorted((m for m in both if m.entity.id not in ruled_out), key=lambda m: m.start)


def count_named(mentions: Iterable[Mention]) -> list[Named]:
    """Return the entities mentioned, most often first, those named alike in order of appearance."""
    counts: Counter[str] = Counter()
    entities: dict[str, Entity] = {}
    for mention in mentions:
        counts[mention.entity.id] += 1
        entities[mention.entity.id] = mention.entity
    return [Named(entities[id], count) for id, count in counts.most_common()]


def is_word(folded: str) -> bool:
    """Tell whether the lemma list knows a folded word."""
    return fold(folded) in dictionary()
