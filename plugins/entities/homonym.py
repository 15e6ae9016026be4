"""Which of several entities a shared name means in one article; none where it does not say.

And whether a name that is a word too (`common`) is the name where it stands.
"""

from collections.abc import Collection, Sequence

from plugins.arabic.fold import fold
from plugins.arabic.letters import ARTICLE
from plugins.arabic.stem import light_stem
from plugins.arabic.stopwords import stopwords
from plugins.arabic.words import words
from plugins.entities.clitics import bare_forms
from plugins.entities.cues import confirming_cues, strong_cues
from plugins.entities.entity import Entity
from plugins.entities.match import Found
from plugins.entities.tokens import Tokens

LEAST_LETTERS = 3  # of a word of a description that tells something
AND, SPACES = "و", (" ", "، ")
OPEN, CLOSE = tuple("«\"“'‘"), tuple("»\"”'’")


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


def are_linked(tokens: Tokens, first: Found, second: Found) -> bool:
    """Tell whether و alone stands between two forms: صور والنبطية."""
    if first.at + first.length != second.at or tokens.pieces[2 * second.at] not in SPACES:
        return False
    return tokens.words[second.at].folded == AND + second.form.words[0]


def is_confirmed(tokens: Tokens, at: int, length: int, kind: str) -> bool:
    """Tell whether what stands around these words says that they name something of that kind.

    A word before them that tells a kind, or else quotes: صحيفة «الخبر» is no town of that name.
    """
    before = tokens.pieces[2 * at].strip(" ")
    after = tokens.pieces[2 * (at + length)].strip(" ")
    quoted = before[-1:] in OPEN and after[:1] in CLOSE
    told = ""
    if at and (tokens.joined(at - 1) or (quoted and len(before) == 1)):
        told = _told_by(tokens.words[at - 1].folded, of=tokens.words[at].folded)
    return told == kind if told else quoted


def _told_by(cue: str, of: str) -> str:
    """Return the kind that the word before a name tells of it, or "".

    What a place has tells nothing of «المدينة», whichever it is: سكان المدينة.
    """
    known = strong_cues() if of.removeprefix(ARTICLE) in strong_cues() else confirming_cues()
    return next((known[rest] for _, rest in bare_forms(cue) if rest in known), "")
