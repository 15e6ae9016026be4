"""Short forms, which name an entity only inside an article that named it in full before.

روتي after مارك روتي، الحلف after حلف شمال الأطلسي. Only where one candidate fits.
"""

from collections import defaultdict
from collections.abc import Callable

from plugins.arabic.fold import fold_name
from plugins.entities.match import Mention, Tokens, bare_forms, mention
from plugins.entities.names import folded_words

LEAST_LETTERS = 3  # of a family name
COMPOUND = frozenset(("عبد", "ابو", "ابن", "بن", "ال", "دي", "دو", "فون", "فان"))
# The noun that begins an organization's or a treaty's name, and stands for it with the article.
HEAD_NOUNS = """
    حلف اتحاد منظمة مجلس وكالة لجنة محكمة جامعة بنك صندوق معهد حزب وزارة شركة مؤسسة هيئة جمعية رابطة
    معاهدة اتفاقية اتفاق ميثاق بروتوكول إعلان مؤتمر قمة برنامج مكتبة متحف
"""
HEADS = frozenset(map(fold_name, HEAD_NOUNS.split()))
ARTICLE = "ال"


def find_short_forms(
    tokens: Tokens, found: list[Mention], is_word: Callable[[str], bool]
) -> list[Mention]:
    """Return the mentions by short form, in order, outside of what is `found` already."""
    shorts = _short_forms(found)
    covered = [(each.start, each.end) for each in found]
    extra = []
    for at, word in enumerate(tokens.words):
        inside = any(start <= word.start < end for start, end in covered)
        named = None if inside else _named(tokens.folded[at], word.start, shorts, is_word)
        if named:
            extra.append(mention(tokens, at, 1, named.entity, "short"))
    return extra


def _short_forms(found: list[Mention]) -> dict[str, Mention]:
    """Return short form → the first full mention, for the forms that only one entity has."""
    first: dict[str, dict[str, Mention]] = defaultdict(dict)
    for each in found:
        for short in _shorts_of(each):
            first[short].setdefault(each.entity.id, each)
    return {short: next(iter(of.values())) for short, of in first.items() if len(of) == 1}


def _shorts_of(each: Mention) -> list[str]:
    name = folded_words(each.form)
    if len(name) < 2 or each.rule == "nisba":
        return []
    if each.entity.kind == "person":
        return [name[-1]] if len(name[-1]) >= LEAST_LETTERS and name[-2] not in COMPOUND else []
    heads = [rest for _, rest in bare_forms(name[0]) if rest in HEADS]
    return [ARTICLE + heads[0]] if heads and each.entity.kind in ("organization", "event") else []


def _named(
    word: str, start: int, shorts: dict[str, Mention], is_word: Callable[[str], bool]
) -> Mention | None:
    """Return the full mention that `word` is short for, if it stands before."""
    for proclitic, rest in bare_forms(word):
        full = shorts.get(rest)
        if full and full.start < start and not (proclitic and is_word(word)):
            return full
    return None
