"""Which of several entities a shared name means in one article; none where it does not say."""

from collections.abc import Collection, Sequence

from plugins.arabic.fold import fold
from plugins.arabic.stem import light_stem
from plugins.arabic.stopwords import stopwords
from plugins.arabic.words import words
from plugins.entities.entity import Entity
from plugins.entities.tokens import Tokens

LEAST_LETTERS = 3  # of a word of a description that tells something


def decide(entities: Sequence[Entity], sure: Collection[str], tokens: Tokens) -> Entity | None:
    """Return the one that the article means, or None.

    entities  two or more that share the name
    sure      ids of those that the article names without doubt, or its keeper does
    tokens    of the article: the words of a description may stand in it
    """
    named = [entity for entity in entities if entity.id in sure]
    if named:
        return named[0] if len(named) == 1 else None
    text = {light_stem(fold(word.folded)) for word in tokens.words}
    own = [len(_words_of(entity) & text) for entity in entities]
    most = max(own)
    return entities[own.index(most)] if own.count(most) == 1 else None


def _words_of(entity: Entity) -> set[str]:
    """Return the words of what an entity's row says of it, as stems."""
    told = " ".join((entity.description, *entity.names))
    found = (fold(word.text) for word in words(told))
    return {light_stem(w) for w in found if len(w) >= LEAST_LETTERS and w not in stopwords()}
