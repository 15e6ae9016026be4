"""Which of several entities a shared name means in one article; none where it does not say."""

from collections.abc import Collection, Iterable, Sequence

from plugins.arabic.fold import fold
from plugins.arabic.stem import light_stem
from plugins.arabic.stopwords import stopwords
from plugins.arabic.words import words
from plugins.entities.entity import Entity
from plugins.entities.tokens import Tokens

LEAST_LETTERS = 3  # of a word of a description that tells something


def decide(
    entities: Sequence[Entity], sure: Collection[str], named: Iterable[Entity], tokens: Tokens
) -> Entity | None:
    """Return the one that the article means, or None.

    entities  two or more that share the name
    sure      ids of those that the article names without doubt, or its keeper does
    named     what it names without doubt: «اللبناني» tells of a town in لبنان
    tokens    of the article: the words of a description may stand in it
    """
    own = [entity for entity in entities if entity.id in sure]
    if own:
        return own[0] if len(own) == 1 else None
    text = {light_stem(fold(word.folded)) for word in tokens.words}
    text.update(*(_stems(entity.name) for entity in named))
    told = [len(_words_of(entity) & text) for entity in entities]
    most = max(told)
    return entities[told.index(most)] if told.count(most) == 1 else None


def _words_of(entity: Entity) -> set[str]:
    """Return the words of what an entity's row says of it, as stems."""
    return _stems(" ".join((entity.description, *entity.names)))


def _stems(text: str) -> set[str]:
    found = (fold(word.text) for word in words(text))
    return {light_stem(w) for w in found if len(w) >= LEAST_LETTERS and w not in stopwords()}
