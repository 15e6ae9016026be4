"""Every form under which an entity is named, as the matcher looks for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from plugins.arabic.fold import fold_name
from plugins.arabic.words import words
from plugins.entities.authority import Entity
from plugins.entities.nisba import nisba_forms

Rule = Literal["name", "alias", "nisba", "never", "short"]


@dataclass(frozen=True)
class Form:
    """One form: its words, folded. No entity for what must not be matched (`never`)."""

    words: tuple[str, ...]
    entity: Entity | None
    rule: Rule


Forms = Mapping[str, list[Form]]  # first word → forms, longest first


def name_forms(entities: Iterable[Entity]) -> Forms:
    """Return the forms of all entities by their first word, longest first.

    A form that two entities claim is the first one's; names come before adjectives.
    """
    claimed: dict[tuple[str, ...], Form] = {}
    for form in sorted(_all_forms(entities), key=_strength):
        claimed.setdefault(form.words, form)
    by_first: dict[str, list[Form]] = defaultdict(list)
    for form in sorted(claimed.values(), key=lambda form: -len(form.words)):
        by_first[form.words[0]].append(form)
    return dict(by_first)


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of `text` as the matcher sees them."""
    return tuple(fold_name(word.text) for word in words(text))


def _strength(form: Form) -> int:
    return ("name", "alias", "nisba", "never").index(form.rule)


def _all_forms(entities: Iterable[Entity]) -> Iterator[Form]:
    for entity in entities:
        yield Form(folded_words(entity.name), entity, "name")
        yield from (Form(folded_words(alias), entity, "alias") for alias in entity.aliases)
        for adjective in entity.adjective:
            yield from (
                Form(folded_words(form), entity, "nisba") for form in nisba_forms(adjective)
            )
        yield from (Form(folded_words(never), None, "never") for never in entity.never)
