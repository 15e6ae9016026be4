"""What an entity may be called once an article has named it: روتي، الحلف، كيم."""

from collections.abc import Iterable, Iterator

from plugins.arabic.fold import fold_name
from plugins.arabic.letters import ARTICLE
from plugins.entities.clitics import bare_forms
from plugins.entities.cues import titles
from plugins.entities.entity import Entity
from plugins.entities.match import Mention
from plugins.entities.names import is_plain
from plugins.entities.spelling import folded_words

Short = tuple[str, ...]
LEAST_LETTERS = 3  # of a family name
LEAST_WORDS = 3  # of a name whose first word may be the family's: كيم جونغ أون
FIRST_PARTS = """
    عبد أبو أبي ابن بن بنت آل دي دو دا دوس فون فان لو سان ماك
"""
SECOND_PARTS = "الدين الله الإسلام"
BEFORE = frozenset(map(fold_name, FIRST_PARTS.split()))  # belongs to the next word: بن سلمان
AFTER = frozenset(map(fold_name, SECOND_PARTS.split()))  # to the one before: سراج الدين
# After a name, and no name by itself: فيصل الثاني، جورج بوش الأب.
EPITHET_WORDS = """
    الأول الأولى الثاني الثانية الثالث الثالثة الرابع الرابعة الخامس السادس السابع الثامن التاسع
    العاشر الحادي عشر والعشرون والعشرين الأب الابن الأكبر الأصغر الكبير الصغير العظيم
"""
EPITHETS = frozenset(map(fold_name, EPITHET_WORDS.split()))
# After a name, and many people's: محمد علي باشا is محمد علي, and إبراهيم باشا somebody else.
HONORIFICS = frozenset(map(fold_name, ("باشا", "بك", "بيك", "بيه", "أفندي")))
# The noun that begins an organization's or a treaty's name, and stands for it with the article.
HEAD_NOUNS = """
    حلف اتحاد منظمة مجلس وكالة لجنة محكمة جامعة بنك صندوق معهد حزب وزارة شركة مؤسسة هيئة جمعية رابطة
    معاهدة اتفاقية اتفاقيات اتفاق ميثاق بروتوكول إعلان مؤتمر قمة برنامج مكتبة متحف حركة صحيفة قناة
    إدارة جهاز جائزة محاكمة تحالف جبهة نادي مشروع تجربة دورة بعثة شبكة
"""
HEADS = frozenset(map(fold_name, HEAD_NOUNS.split()))


def given_names(entities: Iterable[Entity]) -> frozenset[str]:
    """Return the words that names of persons begin with, without titles, «أبو» and «آن»."""
    names = (folded_words(name) for e in entities if e.kind == "person" for name in e.names)
    first = {words[0] for words in names if len(words) > 1} - titles() - BEFORE
    return frozenset(word for word in first if not is_plain((word,)))


class Shorts(dict[tuple[str, str], tuple[tuple[Short, bool], ...]]):
    """The short forms of entities by id and full form: worked out once, asked for often."""

    def of(self, each: Mention) -> tuple[tuple[Short, bool], ...]:
        """Return the short forms of a mention's entity, and whether each is weak.

        Weak is what is a given name more often than a family's: the first of three words.
        """
        if each.rule == "nisba":
            return ()
        key = (each.entity.id, each.form)
        found = self.get(key)
        if found is None:
            found = self[key] = tuple(_shorts_of(each))
        return found


def _shorts_of(each: Mention) -> Iterator[tuple[Short, bool]]:
    entity = each.entity
    if entity.kind == "person":
        for name in dict.fromkeys((folded_words(each.form), folded_words(entity.name))):
            yield from _of_person(name)
    elif entity.kind in ("organization", "event"):
        yield from (((ARTICLE + head,), False) for head in dict.fromkeys(_heads(each)))


def _heads(each: Mention) -> Iterator[str]:
    """Yield the head nouns of an organization's names, the one written and all others."""
    for name in (each.form, *each.entity.names):
        first, *rest = folded_words(name)
        heads = (head.removeprefix(ARTICLE) for _, head in bare_forms(first) if rest)
        yield from (head for head in heads if head in HEADS)


def _of_person(name: Short) -> Iterator[tuple[Short, bool]]:
    """Yield what stands for a name: its family name, with its particles; the first of three words
    (كيم، صدام); of a name with a title that and the given name (الملك فهد).
    """
    if name[-1] in HONORIFICS:
        if len(name) > 2:
            yield name[:-1], False
        return
    own = _without_epithets(name)
    given = own[1:3] if own[1:2] and own[1] in BEFORE else own[1:2]
    if own[0] in titles() and given:
        if len(given) + 1 < len(name):
            yield (own[0], *given), False
        own = own[1:]
    yield from _family(own)
    if len(own) >= LEAST_WORDS and own[0] not in BEFORE and len(own[0]) >= LEAST_LETTERS:
        yield own[:1], True


def _family(name: Short) -> Iterator[tuple[Short, bool]]:
    at = len(name) - 1 - (name[-1] in AFTER)
    while at > 0 and name[at - 1] in BEFORE:
        at -= 1
    if at > 0 and len("".join(name[at:])) >= LEAST_LETTERS and not is_plain(name[at:]):
        yield name[at:], False


def _without_epithets(name: Short) -> Short:
    end = len(name)
    while end > 1 and name[end - 1] in EPITHETS:
        end -= 1
    return name[:end]
