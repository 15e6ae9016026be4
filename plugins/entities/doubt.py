"""Whether a name that is a word too, or many families', is the entity's where it stands.

Of one that `common` or the column `sometimes` doubts. Signs are the entity under a fuller name in
the article; a word before it that tells the kind (صحيفة، سكان، قال); quotes; a sure name of the
kind beside it (صور والنبطية); for a person, that it begins a line and a colon follows.
"""

from collections.abc import Collection, Sequence

from plugins.arabic.letters import ARTICLE
from plugins.entities.clitics import bare_forms
from plugins.entities.cues import confirming_cues, cues, strong_cues
from plugins.entities.entity import Entity
from plugins.entities.language import is_strange
from plugins.entities.match import Found
from plugins.entities.names import is_country
from plugins.entities.tokens import Tokens

PERSON = "person"
AND, SPACES = "و", (" ", "، ")
COLON, LINE = ":", "\n"
OPEN, CLOSE = tuple("«\"“'‘"), tuple("»\"”'’")


def meant_by(
    tokens: Tokens,
    found: Sequence[Found],
    n: int,
    entities: Sequence[Entity],
    sure: Collection[str],
    given: Collection[str],
) -> list[Entity]:
    """Return those of the entities of form `n` of those found that are not doubted, or named here.

    Where a sign tells the kind, nobody of another is meant: وكالة الأناضول is not that land.
    sure   ids of those that the article names without doubt
    given  given names
    """
    this, beside = found[n], _kinds_beside(tokens, found, n, sure)
    doubted = [entity for entity in entities if entity.id in this.form.doubted]
    others = [entity for entity in entities if entity not in doubted]
    told = [
        entity
        for entity in doubted
        if (entity.kind in beside or _is_told(tokens, this, entity.kind))
        and not (entity.kind == PERSON and _is_anothers(tokens, this, given))
    ]
    if told:
        return [*told, *(other for other in others if other.kind in {each.kind for each in told})]
    return [*others, *(entity for entity in doubted if entity.id in sure)]


def _kinds_beside(
    tokens: Tokens, found: Sequence[Found], n: int, sure: Collection[str]
) -> set[str]:
    """Return the kinds of the sure names that are linked to form `n`; a country says too little."""
    if found[n].form.words[0].startswith(AND):  # وجدة may be that town, or و and جدة
        return set()
    linked = [
        found[other]
        for other, first in ((n - 1, n - 1), (n + 1, n))
        if 0 <= first < len(found) - 1 and _are_linked(tokens, found[first], found[first + 1])
    ]
    return {
        entity.kind
        for each in linked
        for entity in each.form.entities
        if entity.id in sure and not is_country(entity)
    }


def _are_linked(tokens: Tokens, first: Found, second: Found) -> bool:
    """Tell whether و alone stands between two forms: صور والنبطية."""
    if first.at + first.length != second.at or tokens.pieces[2 * second.at] not in SPACES:
        return False
    return tokens.words[second.at].folded == AND + second.form.words[0]


def _is_told(tokens: Tokens, this: Found, kind: str) -> bool:
    """Tell whether what stands around a form says that it names something of that kind.

    A word before it that tells a kind comes before quotes: صحيفة «الخبر» is no town of that name.
    """
    at, gap = this.at, tokens.pieces[2 * this.at]
    before = gap.strip(" ")
    after = tokens.pieces[2 * (at + this.length)].strip(" ")
    if kind == PERSON and after[:1] == COLON and (not at or LINE in gap):
        return True
    quoted = before[-1:] in OPEN and after[:1] in CLOSE
    told = ""
    if at and (tokens.joined(at - 1) or (quoted and len(before) == 1)):
        told = _told_by(tokens.words[at - 1].folded, of=tokens.words[at].folded)
    return told == kind if told else quoted and kind != PERSON


def _told_by(cue: str, of: str) -> str:
    """Return the kind that the word before a name tells of it, or "".

    What a place has tells nothing of «المدينة», whichever it is: سكان المدينة.
    """
    known = strong_cues() if of.removeprefix(ARTICLE) in strong_cues() else confirming_cues()
    return next((known[rest] for _, rest in bare_forms(cue) if rest in known), "")


def _is_anothers(tokens: Tokens, this: Found, given: Collection[str]) -> bool:
    """Tell whether the article gives the name to somebody else: قال المرزوقي, of غسان المرزوقي."""
    first = this.form.words[0]
    return any(
        word.folded == first and at and tokens.joined(at - 1) and _is_given(tokens, at - 1, given)
        for at, word in enumerate(tokens.words)
    )


def _is_given(tokens: Tokens, at: int, given: Collection[str]) -> bool:
    word = tokens.words[at].folded
    return word not in cues() and (word in given or is_strange(word))
