"""Which of several entities a shared name means in one article; none where it does not say.

And whether a name that is a word too (`common`) is the name where it stands.
"""

from collections.abc import Collection, Sequence

from plugins.arabic.fold import fold
from plugins.arabic.stem import light_stem
from plugins.arabic.stopwords import stopwords
from plugins.arabic.words import words
from plugins.entities.clitics import bare_forms
from plugins.entities.cues import strong_cues
from plugins.entities.entity import Entity
from plugins.entities.tokens import Tokens

LEAST_LETTERS = 3  # of a word of a description that tells something
OPEN, CLOSE = "«\"“'‘", "»\"”'’"


def decide(entities: Sequence[Entity], sure: Collection[str], tokens: Tokens) -> Entity | None:
    """Return the one that the article means, or None.

    entities  that share the name
    sure      ids of those that the article names without doubt, or its keeper does
    tokens    of the article: the words of a description may stand in it
    """
    named = [entity for entity in entities if entity.id in sure]
    if named:
        return named[0] if len(named) == 1 else None
    text = {light_stem(fold(word.folded)) for word in tokens.words}
    own = [len(_telling(entity, entities) & text) for entity in entities]
    most = max(own)
    return entities[own.index(most)] if most and own.count(most) == 1 else None


def _telling(entity: Entity, entities: Sequence[Entity]) -> set[str]:
    """Return the words that tell `entity` from the others, as stems: of what its row says of it."""
    others = (_words_of(other) for other in entities if other.id != entity.id)
    return _words_of(entity).difference(*others)


def _words_of(entity: Entity) -> set[str]:
    told = " ".join((entity.description, entity.name, *entity.aliases))
    found = (fold(word.text) for word in words(told))
    return {light_stem(w) for w in found if len(w) >= LEAST_LETTERS and w not in stopwords()}


def is_confirmed(tokens: Tokens, at: int, kind: str) -> bool:
    """Tell whether what stands around word `at` says that it names something of that kind."""
    start, end = tokens.span(at)
    before, after = tokens.text[:start].rstrip(" ")[-1:], tokens.text[end:].lstrip(" ")[:1]
    if before and after and before in OPEN and after in CLOSE:
        return True
    if at == 0 or not tokens.joined(at - 1):
        return False
    cue = tokens.words[at - 1].folded
    return any(strong_cues().get(rest) == kind for _, rest in bare_forms(cue))
