"""Short forms, which name an entity only inside an article that named it in full before.

روتي after مارك روتي، الحلف after حلف شمال الأطلسي. Only where one candidate fits.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.arabic.fold import fold_name
from plugins.entities.authority import Entity
from plugins.entities.clitics import ARTICLE, CONJUNCTIONS, bare_forms, with_proclitics
from plugins.entities.language import is_inflected, is_strange, lemma
from plugins.entities.match import Mention, Tokens, mention
from plugins.entities.names import folded_words

Short = tuple[str, ...]
LEAST_LETTERS = 3  # of a family name
LEAST_WORDS = 3  # of a name whose first word may be the family's: كيم جونغ أون
FIRST_PARTS = """
    عبد أبو أبي ابن بن بنت آل دي دو دا دوس فون فان لو سان ماك
"""
SECOND_PARTS = "الدين الله الإسلام"
BEFORE = frozenset(map(fold_name, FIRST_PARTS.split()))  # belongs to the next word: بن سلمان
AFTER = frozenset(map(fold_name, SECOND_PARTS.split()))  # to the one before: سراج الدين
# The noun that begins an organization's or a treaty's name, and stands for it with the article.
HEAD_NOUNS = """
    حلف اتحاد منظمة مجلس وكالة لجنة محكمة جامعة بنك صندوق معهد حزب وزارة شركة مؤسسة هيئة جمعية رابطة
    معاهدة اتفاقية اتفاق ميثاق بروتوكول إعلان مؤتمر قمة برنامج مكتبة متحف حركة صحيفة قناة إدارة
"""
HEADS = frozenset(map(fold_name, HEAD_NOUNS.split()))
# Before a family name: then even a word of the language is one (السيد صالح).
TITLE_NOUNS = """
    السيد السيدة الرئيس الرئيسة الوزير الوزيرة الملك الملكة الأمير الأميرة الشيخ الدكتور الدكتورة
    الجنرال السفير السفيرة المستشار المستشارة البابا القس الإمام السلطان المهندس الأستاذ السير
"""
TITLES = frozenset(map(fold_name, TITLE_NOUNS.split()))


@dataclass(frozen=True)
class Known:
    """A short form that one entity of the article has; it holds from `start` on.

    weak  it is a given name more often than a family's: the first of three words
    """

    short: Short
    entity: Entity
    start: int
    weak: bool = False


def find_short_forms(
    tokens: Tokens, full: Sequence[Mention], taken: Sequence[tuple[int, int]]
) -> list[Mention]:
    """Return the mentions by short form, in order.

    full   the article's mentions by name; a short form counts only after one
    taken  spans of the text where nothing more is looked for, in order
    """
    written = _as_written(_known(full))
    if not written:
        return []
    extra: list[Mention] = []
    free = 0
    for at in _outside(tokens, taken):
        for known in written.get(tokens.words[at].folded, ()) if at >= free else ():
            if _stands(tokens, at, known):
                extra.append(mention(tokens, at, len(known.short), known.entity, "short"))
                free = at + len(known.short)
                break
    return extra


def _known(full: Sequence[Mention]) -> list[Known]:
    """Return the short forms that only one entity of the article has, longest first."""
    holders: dict[Short, dict[str, Known]] = defaultdict(dict)
    for each in full:
        for short, weak in _shorts_of(each):
            known = Known(short, each.entity, each.end, weak)
            holders[short].setdefault(each.entity.id, known)
    alone = [next(iter(of.values())) for of in holders.values() if len(of) == 1]
    return sorted(alone, key=lambda known: -len(known.short))


def _as_written(known: list[Known]) -> dict[str, list[Known]]:
    """Return first word of a short form, as texts write it → what it may stand for."""
    written: dict[str, list[Known]] = defaultdict(list)
    for each in known:
        for form in with_proclitics(each.short[0]):
            written[form].append(each)
    return written


def _shorts_of(each: Mention) -> Iterator[tuple[Short, bool]]:
    entity = each.entity
    if each.rule == "nisba":
        return
    if entity.kind == "person":
        for name in dict.fromkeys((folded_words(each.form), folded_words(entity.name))):
            yield from _of_person(name)
    elif entity.kind in ("organization", "event"):
        yield from (((ARTICLE + head,), False) for head in sorted(set(_heads(each))))


def _heads(each: Mention) -> Iterator[str]:
    """Yield the head nouns of an organization's names, the one written and all others."""
    for name in (each.form, each.entity.name, *each.entity.aliases):
        first, *rest = folded_words(name)
        yield from (head for _, head in bare_forms(first) if rest and head in HEADS)


def _of_person(name: Short) -> Iterator[tuple[Short, bool]]:
    """Yield the family name, with its particles, and the first of three words: كيم، صدام."""
    at = len(name) - 1 - (len(name) > 1 and name[-1] in AFTER)
    while at > 0 and name[at - 1] in BEFORE:
        at -= 1
    if at > 0 and len("".join(name[at:])) >= LEAST_LETTERS:
        yield name[at:], False
    if len(name) >= LEAST_WORDS and name[0] not in BEFORE and len(name[0]) >= LEAST_LETTERS:
        yield name[:1], True


def _stands(tokens: Tokens, at: int, known: Known) -> bool:
    """Tell whether the short form stands at word `at` and nothing speaks against it."""
    length = len(known.short)
    if tokens.spans[at][0] < known.start or at + length > len(tokens.words):
        return False
    if tuple(word.folded for word in tokens.words[at + 1 : at + length]) != known.short[1:]:
        return False
    written = tokens.words[at].folded
    if known.entity.kind != "person":
        return written == known.short[0] or lemma(written) is None
    if at and tokens.joined(at - 1) and tokens.words[at - 1].folded in TITLES:
        return True
    if length == 1 and _is_word(written, known):
        return False
    return not _beside_a_name(tokens, at, length)


def _is_word(written: str, known: Known) -> bool:
    """Tell whether a person's one-word short form is likelier a word here: لصالح, محمد.

    After a preposition every word of the language is one; a given name has to be like none.
    """
    short = known.short[0]
    if short.startswith(ARTICLE):
        return False
    if known.weak:
        return lemma(short) is not None
    bare = written == short or (written[:1] in CONJUNCTIONS and written[1:] == short)
    return not bare and (is_inflected(short) or lemma(written) is not None)


def _beside_a_name(tokens: Tokens, at: int, length: int) -> bool:
    """Tell whether a word that is like none stands beside: then it is another's family name."""
    last = at + length - 1
    return (at > 0 and tokens.joined(at - 1) and is_strange(tokens.words[at - 1].folded)) or (
        last + 1 < len(tokens.words)
        and tokens.joined(last)
        and is_strange(tokens.words[last + 1].folded)
    )


def _outside(tokens: Tokens, taken: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Yield the numbers of the words outside of the spans."""
    spans = iter([*taken, (len(tokens.text) + 1, len(tokens.text) + 2)])
    start, end = next(spans)
    for at, (begin, _) in enumerate(tokens.spans):
        while begin >= end:
            start, end = next(spans)
        if begin < start:
            yield at
