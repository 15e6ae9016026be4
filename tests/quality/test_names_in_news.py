"""The matcher on news that others annotated, with every name in it known.

What is measured is the matching: clitics, the longest match, words that look like names. Once with
the names of all of it known at once, and once in parts of 25,000 words, each with its own names.
Names that differ only in folding are one entity. Every sentence is an article: what a longer text
says of a name is not there.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from plugins.entities.authority import is_general, read_placed
from plugins.entities.entity import Entity
from plugins.entities.find import names_of, read
from plugins.entities.spelling import folded_words
from tests.quality.news import Name, Sentence, sentences, slices

WORDS = 25_000


def authority(news: Sequence[Sentence]) -> list[Entity]:
    kinds: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for sentence in news:
        for name in sentence.names:
            words = folded_words(" ".join(sentence.words[name.start : name.end]))
            kinds[words][name.kind] += 1
    return [
        Entity(f"e{number}", " ".join(words), kind.most_common(1)[0][0])
        for number, (words, kind) in enumerate(kinds.items())
        if words
    ]


def agreement(news: Sequence[Sentence]) -> tuple[int, int, int]:
    """Return how many names were found as tagged, how many found, how many tagged."""
    names = names_of(authority(news))
    right = found = tagged = 0
    for sentence in news:
        mentions = read(sentence.text, names).mentions
        places = {sentence.place(each.start, each.end) for each in mentions}
        gold = {(name.start, name.end) for name in sentence.names}
        right, found, tagged = right + len(gold & places), found + len(places), tagged + len(gold)
    return right, found, tagged


def test_known_names_are_found_in_news(shared: Path, floor: Callable[[str, float], None]):
    right, found, tagged = agreement(list(sentences(shared)))
    floor("entities in news, all names known: precision", right / found)
    floor("entities in news, all names known: recall", right / tagged)
    parts = [agreement(news) for news in slices(shared, WORDS)]
    right, found, tagged = (sum(column) for column in zip(*parts, strict=True))
    floor("entities in news, names of 25,000 words: precision", right / found)
    floor("entities in news, names of 25,000 words: recall", right / tagged)


def test_the_names_that_every_archive_begins_with(
    root: Path, shared: Path, floor: Callable[[str, float], None]
):
    """A mention is right that shares a word with a tagged name; of a nisba nothing is tagged."""
    placed = read_placed(root / "content/authority")
    names = names_of(each.entity for each in placed if is_general(each.path))
    right = found = 0
    covered: Counter[str] = Counter()
    tagged: Counter[str] = Counter()
    for sentence in sentences(shared):
        mentions = (m for m in read(sentence.text, names).mentions if m.rule != "nisba")
        places = [sentence.place(each.start, each.end) for each in mentions]
        found += len(places)
        right += sum(any(share(each, name) for name in sentence.names) for each in places)
        tagged.update(name.kind for name in sentence.names)
        covered.update(n.kind for n in sentence.names if any(share(each, n) for each in places))
    floor("general names in news: precision", right / max(found, 1))
    for kind in ("person", "place", "organization"):
        floor(f"general names in news: part of each {kind}", covered[kind] / tagged[kind])


def share(place: tuple[int, int], name: Name) -> bool:
    return place[0] < name.end and name.start < place[1]
