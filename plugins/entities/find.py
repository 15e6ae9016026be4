"""The way of one text through the matcher: names, homonyms, then short forms."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from plugins.entities.doubt import meant_by
from plugins.entities.entity import Entity
from plugins.entities.homonym import decide
from plugins.entities.match import Found, Mention, find_names, mention
from plugins.entities.names import Names, name_forms
from plugins.entities.resolve import find_short_forms
from plugins.entities.shorten import Shorts, given_names
from plugins.entities.tokens import Tokens, tokens_of


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a document names, and how often."""

    entity: Entity
    count: int


@dataclass(frozen=True)
class Undecided:
    """What may name these entities and is left unlinked: text[start:end], a homonym or a word."""

    start: int
    end: int
    form: str
    entities: Sequence[Entity]


@dataclass(frozen=True)
class Reading:
    """What the matcher found in a text: mentions in order, none overlapping; what is left open.

    undecided  homonyms
    doubted    names that are words too, where nothing says that they are the name
    """

    mentions: Sequence[Mention] = ()
    undecided: Sequence[Undecided] = field(default=())
    doubted: Sequence[Undecided] = field(default=())


class KnownNames(Names):
    """The forms of the authority's entities, the short ones too, ready for `read`.

    given  words that names of persons begin with
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        every = list(entities)
        super().__init__(name_forms(every))
        self.shorts = Shorts()
        self.given = given_names(every)


def names_of(entities: Iterable[Entity]) -> KnownNames:
    """Return the forms of the authority's entities, ready for `read`."""
    return KnownNames(entities)


def read(
    text: str,
    names: KnownNames,
    *,
    never: Iterable[str] = (),
    add: Iterable[str] = (),
    known: Sequence[Mention] | None = None,
) -> Reading:
    """Return the mentions in `text`, in order, none overlapping, and the homonyms it leaves open.

    never  ids that this document's keeper ruled out
    add    ids that the keeper says it is about: they decide homonyms
    known  mentions of the article that the text belongs to, for a title: it comes before the names
    """
    return read_tokens(tokens_of(text, names), names, never=never, add=add, known=known)


def read_tokens(
    tokens: Tokens,
    names: KnownNames,
    *,
    never: Iterable[str] = (),
    add: Iterable[str] = (),
    known: Sequence[Mention] | None = None,
) -> Reading:
    """Return what `read` does, of a text whose words are known already."""
    found = find_names(tokens)
    reading = _decided(tokens, found, set(never), set(add), known or (), names.given)
    full = [*(_before_all(known) if known else ()), *reading.mentions]
    open_ = {each.start for each in reading.doubted}  # a short form of another may stand there
    spans = (tokens.span(each.at, each.length) for each in found)
    taken = [span for span in spans if span[0] not in open_]
    shorts = find_short_forms(tokens, full, taken, names.shorts)
    return replace(reading, mentions=sorted([*reading.mentions, *shorts], key=lambda m: m.start))


def _decided(
    tokens: Tokens,
    found: Sequence[Found],
    never: set[str],
    add: set[str],
    known: Sequence[Mention],
    given: frozenset[str],
) -> Reading:
    """Return a mention for each form found, or what leaves it open; ruled-out entities are gone."""
    left = [(each, [e for e in each.form.entities if e.id not in never]) for each in found]
    named = {e.id: e for each, of in left for e in of if len(of) == 1 and not each.form.doubted}
    named |= {each.entity.id: each.entity for each in known}
    sure = named.keys() | add
    mentions: list[Mention] = []
    undecided: list[Undecided] = []
    doubted: list[Undecided] = []
    for n, (each, entities) in enumerate(left):
        meant = entities
        if each.form.doubted:
            meant = meant_by(tokens, found, n, entities, sure, given)
        chosen = meant[0] if len(meant) == 1 else None
        if len(meant) > 1:
            chosen = decide(meant, sure, named.values(), tokens)
        if chosen:
            rule = each.form.rule if len(entities) == 1 else "context"
            mentions.append(mention(tokens, each.at, each.length, chosen, rule))
        elif entities:
            start, end = tokens.span(each.at, each.length)
            open_ = Undecided(start, end, tokens.text[start:end], tuple(meant or entities))
            (undecided if meant else doubted).append(open_)
    return Reading(mentions, undecided, doubted)


def _before_all(known: Sequence[Mention]) -> list[Mention]:
    return [Mention(m.entity, 0, 0, m.form, m.rule) for m in known]


def count_named(mentions: Iterable[Mention]) -> list[Named]:
    """Return the entities mentioned, most often first, those named alike in order of appearance."""
    counts: Counter[str] = Counter()
    entities: dict[str, Entity] = {}
    for each in mentions:
        counts[each.entity.id] += 1
        entities[each.entity.id] = each.entity
    return [Named(entities[id], count) for id, count in counts.most_common()]
