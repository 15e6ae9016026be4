"""The spellings of one native name: عبد الله and عبدالله, بور سعيد and بورسعيد, علي and على.

Only what orthography makes equal. Foreign names written by ear are the keeper's to join
(`python -m plugins.entities variants`).
"""

from collections.abc import Iterator
from functools import lru_cache

from plugins.arabic.fold import fold_name
from plugins.arabic.letters import ALEF_MAKSURA
from plugins.arabic.words import WORD

YA = "ي"
DOTTED_OR_NOT = (YA, ALEF_MAKSURA)
# First parts of compound names, which texts write together with the next word or apart from it.
JOINED = frozenset(("عبد", "ابو", "بو", "بور", "ام"))
SPLIT = ("عبد", "ابو", "بور")  # those that are cut off again; shorter ones begin too many names
# Words that an alef maksura makes of a name: «على» is hardly ever علي written without dots.
PARTICLES = frozenset(("على", "الى", "حتى", "لدى", "متى", "سوى", "مدى"))
LEAST_REST = 3  # letters after the first part


@lru_cache(maxsize=1 << 16)
def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a name as the matcher sees them; each name is asked for again."""
    return tuple(map(fold_name, WORD.findall(text)))


def spellings(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the folded words of a name, then the same name as others spell it."""
    seen = dict.fromkeys((name, *_together(name), *_apart(name)))
    if any(word.endswith(DOTTED_OR_NOT) for word in name):
        for each in list(seen):
            seen.setdefault(_dots_dropped(each))
            seen.setdefault(_dots_added(each))
    yield from seen


def _together(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at in range(len(name) - 1):
        if name[at] in JOINED:
            yield (*name[:at], name[at] + name[at + 1], *name[at + 2 :])


def _apart(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at, word in enumerate(name):
        for part in SPLIT:
            if word.startswith(part) and len(word) >= len(part) + LEAST_REST:
                yield (*name[:at], part, word.removeprefix(part), *name[at + 1 :])


def _dots_dropped(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name as Egyptian texts write it, every final ya without its dots: المصرى."""
    bare = (w[:-1] + ALEF_MAKSURA if w.endswith(YA) else w for w in name)
    return tuple(w if other in PARTICLES else other for w, other in zip(name, bare, strict=True))


def _dots_added(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name whose every final alef maksura has the dots of a ya: مصطفي."""
    return tuple(w[:-1] + YA if w.endswith(ALEF_MAKSURA) else w for w in name)
