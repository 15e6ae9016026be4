"""The way of one text through the matcher: names, homonyms, then short forms."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plugins.entities.authority import Entity
from plugins.entities.homonym import decide
from plugins.entities.match import Found, Mention, Tokens, find_names, mention, tokens_of
from plugins.entities.names import Names, name_forms
from plugins.entities.resolve import find_short_forms
from plugins.entities.shorten import Shorts


@dataclass(frozen=True)
class Named:
    """An entity that a document names, and how often."""

    entity: Entity
    count: int


@dataclass(frozen=True)
class Undecided:
    """A homonym that the article does not decide: text[start:end] is left unlinked."""

    start: int
    end: int
    form: str
    entities: Sequence[Entity]


@dataclass(frozen=True)
class Reading:
    """What the matcher found in a text: mentions in order, none overlapping; homonyms left."""

    mentions: Sequence[Mention] = ()
    undecided: Sequence[Undecided] = field(default=())


class KnownNames(Names):
    """The forms of the authority's entities, the short ones too, ready for `read`."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        super().__init__(name_forms(entities))
        self.shorts = Shorts()


def names_of(entities: Iterable[Entity]) -> KnownNames:
    """Return the forms of the authority's entities, ready for `read`."""
    return KnownNames(entities)


def find_mentions(text: str, names: KnownNames, never: Iterable[str] = ()) -> Sequence[Mention]:
    """Return every mention in `text`, in order, none overlapping. See `read`."""
    return read(text, names, never=never).mentions


def read(
    text: str,
    names: KnownNames,
    *,
    never: Iterable[str] = (),
    add: Iterable[str] = (),
    known: Sequence[Mention] | None = None,
) -> Reading:
    """Return the mentions in `text` and the homonyms that it leaves open.

    never  ids that this document's keeper ruled out
    add    ids that the keeper says it is about: they decide homonyms
    known  mentions of the article that the text belongs to, for a title: it comes before the names
    """
    tokens = tokens_of(text, names)
    found = find_names(tokens)
    mentions, undecided = _decided(tokens, found, set(never), set(add), known or ())
    full = [*(_before_all(known) if known else ()), *mentions]
    shorts = find_short_forms(
        tokens, full, [tokens.span(f.at, f.length) for f in found], names.shorts
    )
    return Reading(sorted([*mentions, *shorts], key=lambda m: m.start), undecided)


def _decided(
    tokens: Tokens,
    found: Sequence[Found],
    never: set[str],
    add: set[str],
    known: Sequence[Mention],
) -> tuple[list[Mention], list[Undecided]]:
    """Return a mention for each form found, or the homonym; ruled-out entities are gone."""
    left = [(each, [e for e in each.form.entities if e.id not in never]) for each in found]
    sure = {e.id for _, entities in left for e in entities if len(entities) == 1}
    sure |= add | {each.entity.id for each in known}
    mentions, undecided = [], []
    for each, entities in left:
        if len(entities) == 1:
            mentions.append(mention(tokens, each.at, each.length, entities[0], each.form.rule))
        elif entities:
            chosen = decide(entities, sure, tokens)
            start, end = tokens.span(each.at, each.length)
            if chosen:
                mentions.append(mention(tokens, each.at, each.length, chosen, "context"))
            else:
                undecided.append(Undecided(start, end, tokens.text[start:end], tuple(entities)))
    return mentions, undecided


def _before_all(known: Sequence[Mention]) -> list[Mention]:
    return [Mention(m.entity, 0, 0, m.form, m.rule) for m in known if m.rule != "short"]


def count_named(mentions: Iterable[Mention]) -> list[Named]:
    """Return the entities mentioned, most often first, those named alike in order of appearance."""
    counts: Counter[str] = Counter()
    entities: dict[str, Entity] = {}
    for each in mentions:
        counts[each.entity.id] += 1
        entities[each.entity.id] = each.entity
    return [Named(entities[id], count) for id, count in counts.most_common()]
