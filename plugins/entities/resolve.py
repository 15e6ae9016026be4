"""Short forms, which name an entity only inside an article that named it in full before.

روتي after مارك روتي، الحلف after حلف شمال الأطلسي. Only where one candidate fits.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plugins.arabic.fold import fold, fold_name
from plugins.arabic.letters import ARTICLE
from plugins.entities.clitics import (
    CONJUNCTIONS,
    LEAST_AFTER,
    LEAST_BEFORE_MORE,
    with_proclitics,
)
from plugins.entities.cues import titles
from plugins.entities.entity import Entity
from plugins.entities.language import is_function_word, is_inflected, is_strange, lemma
from plugins.entities.match import FOLDED, Mention, mention
from plugins.entities.shorten import Short, Shorts
from plugins.entities.spelling import folded_words
from plugins.entities.tokens import Tokens

CONJUNCTION = "و"
WORLDWIDE = frozenset(map(fold_name, ("الأممية", "الدولية", "العالمية")))  # المنظمة الأممية


class Known(NamedTuple):
    """A short form of an entity that the article names in full first before `start`.

    weak  it is a given name more often than a family's: the first of three words
    """

    short: Short
    entity: Entity
    start: int
    weak: bool


def find_short_forms(
    tokens: Tokens, full: Sequence[Mention], taken: Sequence[tuple[int, int]], shorts: Shorts
) -> list[Mention]:
    """Return the mentions by short form, in order.

    full   the article's mentions by name; a short form counts only after one
    taken  spans of the text where nothing more is looked for, in order
    """
    bearers = _bearers(full, shorts)
    if not bearers:
        return []
    words = [*map(FOLDED, tokens.words)]
    written = _as_written(bearers, set(words))
    if not written:
        return []
    meant: dict[Short, Known] = {}  # as the article used it before
    extra: list[Mention] = []
    free = 0
    likely = tokens.places(map(written.__contains__, words))
    for at in _outside(tokens, likely, taken):
        for short in written[words[at]] if at >= free else ():
            known = meant.get(short) or _only_one(bearers[short], tokens.span(at)[0])
            if known and _stands(tokens, at, known):
                extra.append(mention(tokens, at, len(short), known.entity, "short"))
                free = at + len(short)
                meant[short] = known
                break
    return extra


def _bearers(full: Sequence[Mention], shorts: Shorts) -> dict[Short, list[Known]]:
    """Return short form → those that bear it, each from where the article names it first."""
    found: dict[Short, dict[str, Known]] = defaultdict(dict)
    for each in full:
        for short, weak in shorts.of(each):
            if each.entity.id not in found[short]:
                found[short][each.entity.id] = Known(short, each.entity, each.end, weak)
    return {short: list(of.values()) for short, of in found.items()}


def _only_one(bearers: list[Known], at: int) -> Known | None:
    """Return the one bearer that the article has named before place `at`, if there is one only.

    An organization's head noun is anybody's: there nobody named later may bear it either.
    """
    before = [known for known in bearers if known.start <= at]
    if len(before) != 1 or (len(bearers) > 1 and before[0].entity.kind != "person"):
        return None
    return before[0]


def _as_written(shorts: Iterable[Short], words: set[str]) -> dict[str, list[Short]]:
    """Return first word of a short form, as `words` have it → the forms, the longest first."""
    written: dict[str, list[Short]] = defaultdict(list)
    for short in sorted(shorts, key=len, reverse=True):
        least = LEAST_AFTER if len(short) == 1 else LEAST_BEFORE_MORE  # وبن غوريون، ودي كليرك
        for form in words.intersection(with_proclitics(short[0], least)):
            written[form].append(short)
    return written


def _stands(tokens: Tokens, at: int, known: Known) -> bool:
    """Tell whether the short form stands at word `at` and nothing speaks against it."""
    length = len(known.short)
    if tuple(word.folded for word in tokens.words[at + 1 : at + length]) != known.short[1:]:
        return False
    written = tokens.words[at].folded
    if known.entity.kind != "person":
        own = written == known.short[0] or lemma(written) is None
        return own and not _begins_another(tokens, at, known.entity)
    if at and tokens.joined(at - 1) and tokens.words[at - 1].folded in titles():
        return True
    if length == 1 and _is_word(written, known):
        return False
    return not _beside_a_name(tokens, at, known)


def _is_word(written: str, known: Known) -> bool:
    """Tell whether a person's one-word short form is likelier a word here: لصالح, محمد.

    After a preposition every word of the language is one; a given name has to be like none.
    """
    short = known.short[0]
    if short.startswith(ARTICLE):
        return False
    if known.weak:
        return is_inflected(short) or lemma(short) == fold(short)
    bare = written == short or (written[:1] in CONJUNCTIONS and written[1:] == short)
    return not bare and (is_inflected(short) or lemma(written) is not None)


def _beside_a_name(tokens: Tokens, at: int, known: Known) -> bool:
    """Tell whether a word that is like none stands beside: then it is another's family name.

    A conjunction or a preposition before either of the two parts them.
    """
    last = at + len(known.short) - 1
    before = tokens.words[at].folded == known.short[0] and at > 0 and tokens.joined(at - 1)
    if before and is_strange(tokens.words[at - 1].folded):
        return True
    after = last + 1 < len(tokens.words) and tokens.joined(last)
    return after and _begins_strange(tokens.words[last + 1].folded)


def _begins_another(tokens: Tokens, at: int, entity: Entity) -> bool:
    """Tell whether the noun at word `at` begins another's name: النادي الإفريقي، المجلس الأعلى.

    An adjective comes after it that the entity's own names do not have there.
    """
    if at + 1 >= len(tokens.words) or not tokens.joined(at):
        return False
    after = tokens.words[at + 1].folded
    if not after.startswith(ARTICLE) or after in WORLDWIDE or is_function_word(after):
        return False
    return not any(after in folded_words(name)[1:2] for name in entity.names)


def _begins_strange(word: str) -> bool:
    return is_strange(word) and not word.startswith(CONJUNCTION)


def _outside(
    tokens: Tokens, likely: Iterable[int], taken: Sequence[tuple[int, int]]
) -> Iterator[int]:
    """Yield those of the numbers of words that lie outside of the spans; all are in order."""
    spans = iter([*taken, (len(tokens.text) + 1, len(tokens.text) + 2)])
    start, end = next(spans)
    for at in likely:
        begin = tokens.span(at)[0]
        while begin >= end:
            start, end = next(spans)
        if begin < start:
            yield at
