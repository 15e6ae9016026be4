"""Names that the authority files do not have yet: proposed to the keeper, never published.

A word that is like no word of the language may be a name; cue words before it (titles, verbs of
saying, heads such as وزارة) say of which kind, and how often it comes says how likely.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.arabic.calendar import months
from plugins.arabic.fold import fold, fold_name
from plugins.arabic.letters import ARTICLE
from plugins.entities.clitics import LEAST_AFTER, LEAST_BEFORE_MORE, bare_forms
from plugins.entities.cues import cues, titles
from plugins.entities.entity import Entity
from plugins.entities.find import KnownNames
from plugins.entities.language import is_function_word, is_name_like, is_uninflected
from plugins.entities.match import find_names
from plugins.entities.sound import Sound
from plugins.entities.spelling import folded_words
from plugins.entities.tokens import Tokens, tokens_of

LONGEST = 4  # words of a proposed name
CONTEXTS = 3
AROUND = 60  # characters of context on each side
LEAST_LETTERS = 3  # of a word that may be a name by itself
JOINING = frozenset(map(fold_name, ("بن", "ابن", "آل", "أبو", "عبد", "دي", "فون", "فان", "أم")))
HEADS_OF = ("organization", "event")
# What a cue of each kind is worth: a preposition before a word says less than a title.
WEIGHTS = {"person": 1.0, "organization": 0.5, "event": 0.5, "place": 0.4}
LOUD, LOUDEST = 0.4, 1.5
FEMININE = "يه"  # with the article an adjective: الجهوية
OFTENER = 20  # times that a name stands without the article, for one with it
AND = "و"
BY_MODEL = 2.0  # what it is worth whether a model is sure
UNSURE = 0.5
GIVEN, FAMILY = 2.0, 1.0  # how far behind parts of names go
Place = tuple[int, int, str]  # first word of what may be a name, word after, kind
Guesses = Mapping[tuple[int, int], tuple[str, float]]  # first word, word after → kind, certainty


@dataclass
class Suggestion:
    """A name that may be missing. `kinds` are the votes of its cues; `score` orders, best first."""

    words: tuple[str, ...]
    spellings: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    contexts: list[str] = field(default_factory=list)
    sound: float = 0.0  # how much more its words sound like names than like words
    partial: float = 0.0  # how far behind it goes, for it stands in longer names: سمير, البريكي
    certainty: float = UNSURE  # of a model, on the average; where none is asked it says nothing

    @property
    def name(self) -> str:
        return self.spellings.most_common(1)[0][0]

    @property
    def count(self) -> int:
        return self.spellings.total()

    @property
    def kind(self) -> str:
        """The kind most voted for; "" without a vote."""
        return self.kinds.most_common(1)[0][0] if self.kinds else ""

    @property
    def score(self) -> float:
        """How likely it is a name: how often it comes, of how many words it is, with which cues."""
        cued = sum(WEIGHTS[kind] * votes for kind, votes in self.kinds.items()) / self.count
        article = 0.6 if len(self.words) == 1 and self.words[0].startswith(ARTICLE) else 0.0
        return (
            math.log(self.count)
            + cued
            + 1.2 * (len(self.words) > 1)
            - article
            + 1.7 * self.sound
            + BY_MODEL * (self.certainty - UNSURE)
        )


def suggest(
    texts: Iterable[str], names: KnownNames, entities: Sequence[Entity], least: float = 0.0
) -> list[Suggestion]:
    """Return the names that `texts` have and `names` do not, best first, equals by name.

    least  score below which nothing is proposed
    """
    return suggest_in([tokens_of(text, names) for text in texts], entities, least)


def suggest_in(
    texts: Sequence[Tokens],
    entities: Sequence[Entity],
    least: float = 0.0,
    guesses: Sequence[Guesses] = (),
) -> list[Suggestion]:
    """Return what `suggest` does. guesses  of a model, for each text."""
    archive = _Archive(texts, entities)
    found: dict[tuple[str, ...], Suggestion] = {}
    marked: Sequence[Guesses] = guesses or [{}] * len(texts)
    likely = [
        list(_candidates(tokens, archive, own)) for tokens, own in zip(texts, marked, strict=True)
    ]
    archive.count_names(texts, likely)
    for tokens, own, places in zip(texts, marked, likely, strict=True):
        for start, end, kind in places:
            written = archive.bare(tokens, start, end)
            words = folded_words(written)
            each = found.get(words)
            if each is None:
                each = found[words] = Suggestion(words, sound=archive.sound_of(words))
            guessed, certainty = own.get((start, end), ("", 0.0))
            each.spellings[written] += 1
            each.kinds.update([k for k in (archive.kind_of(words, kind or guessed),) if k])
            if guesses:
                each.certainty += (certainty - each.certainty) / each.count
            if len(each.contexts) < CONTEXTS:
                each.contexts.append(_context(tokens, start, end))
    proposed = [each for each in found.values() if each.score >= least]
    for each in proposed:
        each.partial = archive.partial(each.words)
    return sorted(proposed, key=lambda each: (each.partial - each.score, each.name))


class _Archive:
    """What the archive's texts and authority files tell of words."""

    def __init__(self, tokenised: Sequence[Tokens], entities: Sequence[Entity]) -> None:
        self.counts = Counter(word.folded for tokens in tokenised for word in tokens.words)
        self.parts = {
            word
            for entity in entities
            if entity.kind == "person"
            for word in folded_words(entity.name)
            if len(word) >= LEAST_LETTERS and not is_function_word(word)
        }
        persons = (folded_words(entity.name) for entity in entities if entity.kind == "person")
        self._begun = _beginnings(persons)
        self._given = {words[0] for words in self._begun if len(words) == 1}
        self._ended: Counter[tuple[str, ...]] = Counter()
        self._names: Counter[tuple[str, ...]] = Counter()
        self._likely: dict[str, bool] = {}
        self._sound = Sound(e.name for e in entities if e.kind in ("person", "place"))

    def _may_be_no_noun(self, word: str) -> bool:
        """Tell whether the list has hardly a form of a word, and texts none with ال: ترامب."""
        return is_uninflected(word) and self.counts[ARTICLE + word] * OFTENER <= self.counts[word]

    def count_names(self, texts: Sequence[Tokens], likely: Sequence[Sequence[Place]]) -> None:
        """Note how often texts have each likely name of several words, as it is written there."""
        self._names = Counter(
            _words(tokens, start, end)
            for tokens, places in zip(texts, likely, strict=True)
            for start, end, _ in places
            if end - start > 1
        )
        whole = [words for words in self._names if words[0] not in cues()]
        self._begun += _beginnings(whole)
        self._ended += Counter(words[-1:] for words in whole)

    def kind_of(self, words: tuple[str, ...], told: str) -> str:
        """Return the kind that is told of a name; one that begins as persons' names is a person."""
        person = len(words) > 1 and words[0] in self._given
        return "person" if person and told in ("", "place") else told

    def partial(self, words: tuple[str, ...]) -> float:
        """Return how far words go behind that stand in longer names: عبد الكريم, البريكي."""
        if self._begun[words] > 1:
            return GIVEN
        return FAMILY if self._ended[words] else 0.0

    def sound_of(self, words: Sequence[str]) -> float:
        """Return how the words sound, bounded so that no sound outweighs everything."""
        if words[0] in cues():
            return 0.0
        mean = sum(map(self._sound.of, words)) / len(words)
        return max(-LOUDEST, min(LOUDEST, mean))

    def is_likely(self, word: str) -> bool:
        known = self._likely.get(word)
        if known is None:
            known = self._likely[word] = (
                len(word) >= LEAST_LETTERS
                and word.isalpha()
                and not word.isascii()
                and not is_function_word(word)
                and (fold(word),) not in months()
                and not (word.startswith(ARTICLE) and word.endswith(FEMININE))
                and (
                    is_name_like(word)
                    or (self._may_be_no_noun(word) and self._sound.of(word) > LOUD)
                )
            )
        return known

    def bare(self, tokens: Tokens, start: int, end: int) -> str:
        """Return words start..end as written, without a clitic that other texts leave off."""
        begin, finish = tokens.span(start, end - start)
        first, *others = _words(tokens, start, end)
        for clitic, rest in bare_forms(first, LEAST_BEFORE_MORE if others else LEAST_AFTER):
            if clitic and len(clitic) < 3 and self._stands(first, rest, others):
                return tokens.text[begin + len(clitic) : finish]
        return tokens.text[begin:finish]

    def _stands(self, first: str, rest: str, others: Sequence[str]) -> bool:
        """Tell whether texts have a name without its clitic: وكالة تونس, but never يونغ يانغ."""
        if others:
            return self._names[(rest, *others)] > 0
        return self.counts[rest] >= self.counts[first]


def _beginnings(names: Iterable[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """Return how many of the names begin with some words and go on."""
    return Counter(words[:end] for words in names for end in range(1, len(words)))


def _candidates(tokens: Tokens, archive: _Archive, guesses: Guesses) -> Iterator[Place]:
    """Yield what looks like an unknown name."""
    taken = {at for each in find_names(tokens) for at in range(each.at, each.at + each.length)}
    ends = {start: end for start, end in guesses if not taken.intersection(range(start, end))}
    at = 0
    while at < len(tokens.words):
        end = 0 if at in taken else ends.get(at) or _end_of_name(tokens, at, archive, taken)
        if end:
            yield at, end, _kind(tokens, at)
        at = end or at + 1


def _end_of_name(tokens: Tokens, at: int, archive: _Archive, taken: set[int]) -> int:
    """Return the word after the last of a name that begins at word `at`; 0 if none does."""
    if _heads(tokens, at):
        return _end_of_title(tokens, at, archive, taken)
    if tokens.words[at].folded in titles():
        return 0
    end, sure, parts = at, False, 0
    for step in _joined(tokens, at):
        word = tokens.words[step].folded
        likely = archive.is_likely(word)
        if step in taken or not (likely or word in archive.parts or word in JOINING):
            break
        if step > at and likely and word[:1] == AND and word[1:] in archive.counts:
            break  # a second name
        parts += word in archive.parts
        sure = sure or likely or parts > 1
        end = step + 1 if word not in JOINING else end
    return end if sure and end > at else 0


def _end_of_title(tokens: Tokens, at: int, archive: _Archive, taken: set[int]) -> int:
    """Return the end of what a head noun begins: حزب العمل، مجلس الحكم الانتقالي; 0 for nothing."""
    end = at + 1
    for step in _joined(tokens, at + 1):
        word = tokens.words[step].folded
        definite = word.startswith((ARTICLE, "لل")) and not is_function_word(word)
        if step in taken or not (definite or archive.is_likely(word) or word in archive.parts):
            break
        end = step + 1
    return end if end > at + 1 else 0


def _heads(tokens: Tokens, at: int) -> bool:
    """Tell whether word `at` is the head of an organization's or an event's name, without ال."""
    word = tokens.words[at].folded
    if at + 1 >= len(tokens.words) or not tokens.joined(at):
        return False
    return any(cues().get(rest) in HEADS_OF for _, rest in bare_forms(word))


def _joined(tokens: Tokens, at: int) -> Iterator[int]:
    """Yield the numbers of the words from `at` on that may belong to one name."""
    for step in range(at, min(at + LONGEST, len(tokens.words))):
        if step > at and not tokens.joined(step - 1):
            break
        yield step


def _kind(tokens: Tokens, at: int) -> str:
    """Return what the word before a name says of its kind, "" for nothing."""
    if _heads(tokens, at):
        return next(
            cues()[rest] for _, rest in bare_forms(tokens.words[at].folded) if rest in cues()
        )
    if at == 0 or not tokens.joined(at - 1):
        return ""
    before = tokens.words[at - 1].folded
    return next((cues()[rest] for _, rest in bare_forms(before) if rest in cues()), "")


def _words(tokens: Tokens, start: int, end: int) -> tuple[str, ...]:
    return tuple(word.folded for word in tokens.words[start:end])


def _context(tokens: Tokens, start: int, end: int) -> str:
    begin, finish = tokens.span(start, end - start)
    around = tokens.text[max(0, begin - AROUND) : finish + AROUND]
    return " ".join(around.split())
