"""Every form under which an entity is named, kept so that a text's words lead to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from plugins.arabic.fold import fold, fold_name
from plugins.arabic.words import REMEMBERED, folded
from plugins.entities.clitics import LEAST_AFTER, LEAST_BEFORE_MORE, bare_forms
from plugins.entities.common import is_common
from plugins.entities.entity import Entity
from plugins.entities.language import is_function_word, lemma
from plugins.entities.nisba import country_adjectives, is_territory, nisba_forms
from plugins.entities.spelling import folded_words, spellings

Rule = Literal["name", "alias", "nisba", "never", "short", "context", "link"]
# The keeper's own spelling, another spelling of it, an adjective, what is forbidden.
OWN, SPELT, NISBA, NEVER = range(4)
NOBODY: frozenset[str] = frozenset()


class Form(NamedTuple):
    """One form: its words, folded, and whose it is.

    entities  none for what must not be matched (`never`), several for a homonym
    doubted   ids of those whose name is a word of the language too: see `common`
    """

    words: tuple[str, ...]
    entities: tuple[Entity, ...]
    rule: Rule
    doubted: frozenset[str] = frozenset()


@dataclass(slots=True)
class Node:
    """A place in the tree of forms: what ends here, and which words lead on."""

    form: Form | None = None
    next: dict[str, "Node"] = field(default_factory=dict)


class Start(NamedTuple):
    """A way to read a word as the beginning of a name.

    alone  whether that word by itself may be the name
    """

    node: Node
    alone: bool


class Word(NamedTuple):
    """What is known of a word: its form, the names that may begin with it, its form in the index.

    They are asked for together: to find a word among very many takes longer than to use it.
    """

    folded: str
    starts: tuple[Start, ...]
    indexed: str


class Names(dict[str, Word]):
    """The forms of all entities. `names[word]`, as written, says what may begin there.

    The answer is kept: a text costs a look-up a word, however many names there are. When REMEMBERED
    are kept all are forgotten.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        """Lay out the forms of `name_forms`."""
        super().__init__()
        self.tree = Node()
        for form in forms:
            node = self.tree
            for word in form.words:
                node = node.next.setdefault(word, Node())
            node.form = form

    def __missing__(self, written: str) -> Word:
        form = fold_name(written)
        found = tuple(
            Start(self.tree.next[rest], not clitic or _is_alone(form, rest))
            for clitic, rest in bare_forms(form, LEAST_BEFORE_MORE)
            if rest in self.tree.next and (not clitic or _begins(form, rest))
        )
        if len(self) >= REMEMBERED:
            self.clear()
        self[written] = known = Word(form, found, folded(written))
        return known


def _begins(whole: str, rest: str) -> bool:
    """Tell whether `whole` may be a clitic and `rest`, a name's first word: بأن is no ب + آن."""
    return len(rest) >= LEAST_AFTER or not is_function_word(whole)


def _is_alone(whole: str, rest: str) -> bool:
    """Tell whether `whole` may be a clitic and the name `rest`, of one word."""
    return len(rest) >= LEAST_AFTER and not is_other_word(whole, rest)


def is_other_word(whole: str, rest: str) -> bool:
    """Tell whether `whole` is a word of its own (كبيرا) and not clitic + name (بروما).

    A name that is its own lemma is likelier than an inflected form of another word.
    """
    found = lemma(whole)
    return found is not None and not (lemma(rest) == fold(rest) and found != fold(whole))


def name_forms(entities: Iterable[Entity]) -> list[Form]:
    """Return the forms of all entities, each words once.

    A name or an alias is stronger than another spelling of one, that than an adjective, and that
    than what `never` forbids. Forms that several entities have with equal right are homonyms.
    """
    claims: dict[tuple[str, ...], dict[str, Claim]] = defaultdict(dict)
    for claim in _claims(entities):
        claims[claim.words].setdefault(claim.entity.id, claim)
    return [_strongest(list(of.values())) for words_, of in claims.items() if not is_plain(words_)]


def is_plain(words_: tuple[str, ...]) -> bool:
    """Tell whether a form is no name whoever bears it: nothing, a letter, a number, «غير»."""
    return len(words_) < 2 and (
        not words_ or len(words_[0]) < 2 or words_[0].isdigit() or is_function_word(words_[0])
    )


class Claim(NamedTuple):
    """What an entity's row says of a form, and how strongly; `doubted` is a word too."""

    words: tuple[str, ...]
    entity: Entity
    strength: int
    rule: Rule
    doubted: bool = False


def _strongest(claims: list[Claim]) -> Form:
    own, best = claims, claims[0].strength
    if len(claims) > 1:
        best = min(claim.strength for claim in claims)
        own = [claim for claim in claims if claim.strength == best]
    entities = () if best == NEVER else tuple(claim.entity for claim in own)
    doubted = frozenset(claim.entity.id for claim in own if claim.doubted) or NOBODY
    return Form(own[0].words, entities, own[0].rule, doubted)


def _claims(entities: Iterable[Entity]) -> Iterator[Claim]:
    """Yield every claim; what an entity's own `never` forbids comes before its adjectives."""
    for entity in entities:
        always = set(map(folded_words, entity.always))
        sometimes = set(map(folded_words, entity.sometimes))
        for name, rule in _names(entity):
            own, *others = spellings(folded_words(name))
            for words_, strength in ((own, OWN), *((other, SPELT) for other in others)):
                common = len(words_) == 1 and is_common(*words_, entity.kind)
                doubted = own in sometimes or (common and own not in always)
                yield Claim(words_, entity, strength, rule, doubted)
        for never in entity.never:
            yield Claim(folded_words(never), entity, NEVER, "never")
        for adjective in adjectives(entity):
            for form in nisba_forms(adjective):
                yield Claim(folded_words(form), entity, NISBA, "nisba")


def _names(entity: Entity) -> Iterator[tuple[str, Rule]]:
    yield entity.name, "name"
    yield from ((alias, "alias") for alias in entity.names[1:])


def is_country(entity: Entity) -> bool:
    """Tell whether an entity is a place that the CLDR has among the countries and continents."""
    return entity.kind == "place" and any(map(is_territory, entity.names))


def adjectives(entity: Entity) -> tuple[str, ...]:
    """Return the keeper's adjectives of an entity, or those that its countries' names give."""
    if entity.adjective or entity.kind != "place":
        return entity.adjective
    return tuple(dict.fromkeys(each for name in entity.names for each in country_adjectives(name)))
