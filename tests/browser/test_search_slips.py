"""«هل تقصد» on news: slips of a typing hand are put right, and words of other news left alone."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page

from plugins.arabic.fold import fold
from plugins.arabic.words import words
from plugins.search.index import build
from plugins.search.record import Record
from plugins.search.searching import Archive
from tests.browser.test_search_parity import ask, lay_out
from tests.search_index import opened

NEWS, OTHER, ASKED = 500, 500, 1500  # articles of the archive, of others; slips, and words
KEYS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ذءورزظ")  # an Arabic keyboard's rows
SOUNDS = ("تط", "دض", "سص", "ذز", "زظ", "ضظ", "قك", "غج", "سث")
PLAIN = re.compile("[ء-ي]{4,}")
MEANT = """async ([forms]) => {
  const { open } = await import("/theme/js/search.js")
  const { nearest } = await import("/theme/js/nearest.js")
  const { arabic, segments: [segment] } = await open("/search/")
  const meant = []
  for (const form of forms) {
    meant.push(nearest(form, (await segment.lexicon(arabic.skeleton(form))).keys()) ?? null)
  }
  return meant
}"""


def test_slips_are_put_right_and_other_words_left_alone(
    page: Page,
    site_server: Callable[..., str],
    tmp_path: Path,
    shared: Path,
    floor: Callable[[str, float], None],
) -> None:
    news = read(shared / "corpora/ant.jsonl.gz", NEWS + OTHER)
    folder = lay_out(tmp_path) / "search"
    build([Record(each["id"], each["id"], "", "", each["text"]) for each in news[:NEWS]], folder)
    archive, chance = opened(folder), Random(5)
    own = words_of(news[:NEWS])
    slips = made_slips(sorted(form for form in own if own[form] > 1), archive, chance)
    others = sorted(form for form in words_of(news[NEWS:]) if not known(form, archive))
    others = chance.sample(others, ASKED)
    meant = ask(page, site_server(tmp_path), MEANT, [*slips, *others])
    offered = [(form, word) for form, word in zip(slips, meant, strict=False) if word]
    right = sum(archive.lemma(word) == archive.lemma(slips[form]) for form, word in offered)
    floor("search: slips, put right", right / len(slips))
    floor("search: slips, right of what is offered", right / len(offered))
    floor("search: words without a slip, left alone", meant[len(slips) :].count(None) / ASKED)


def read(path: Path, count: int) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        every = [each for each in map(json.loads, lines) if each["text"]]
    return Random(2).sample(every, count)


def words_of(articles: Iterable[dict[str, Any]]) -> Counter[str]:
    forms = (fold(word.text) for each in articles for word in words(each["text"]))
    return Counter(form for form in forms if PLAIN.fullmatch(form))


def known(form: str, archive: Archive) -> bool:
    return archive.segments[0].term(archive.lemma(form)) is not None


def made_slips(forms: Sequence[str], archive: Archive, chance: Random) -> dict[str, str]:
    """Return slip → the word that was meant; none of them is a word of the archive's."""
    made: dict[str, str] = {}
    while len(made) < ASKED:
        form = chance.choice(forms)
        slip = fold(chance.choice(SLIPS)(form, chance.randrange(len(form)), chance))
        if slip != form and PLAIN.fullmatch(slip) and not known(slip, archive):
            made[slip] = form
    return made


def _other(form: str, at: int, groups: Iterable[str], chance: Random) -> str:
    pairs = [pair for group in groups for pair in pairwise(group)]
    near = [b for a, b in pairs if a == form[at]] + [a for a, b in pairs if b == form[at]]
    return form[:at] + chance.choice(near) + form[at + 1 :] if near else form


def _without_vowel(form: str, at: int, chance: Random) -> str:
    places = [place for place in range(1, len(form)) if form[place] in "اوي"]
    place = chance.choice(places) if places else at
    return form[:place] + form[place + 1 :]


SLIPS: tuple[Callable[[str, int, Random], str], ...] = (
    lambda form, at, chance: form[:at] + form[at + 1 :],
    lambda form, at, chance: form[:at] + form[at] + form[at:],
    lambda form, at, chance: form[:at] + form[at : at + 2][::-1] + form[at + 2 :],
    lambda form, at, chance: _other(form, at, KEYS, chance),
    lambda form, at, chance: _other(form, at, SOUNDS, chance),
    _without_vowel,
)
