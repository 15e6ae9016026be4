"""A model of names (CRF) that learns from the keeper's own: `suggest --model`. Never needed.

It learns from the articles as the matcher marks them, and what it proposes is the keeper's to tick.
Of a word it sees the shape, of those beside it the letters too: so it knows what stands around
names and how they are built, not which they are. A sentence with a word that looks like a name, and
is none that the files have, is not learnt from: it would teach that names are words. The model
lives for one command and is not kept.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plugins.arabic.calendar import months
from plugins.arabic.letters import ARTICLE
from plugins.entities.cues import cues
from plugins.entities.find import KnownNames, read_tokens
from plugins.entities.language import (
    is_function_word,
    is_inflected,
    is_name_like,
    is_uninflected,
    lemma,
)
from plugins.entities.tokens import Tokens
from plugins.errors import ArchiveError

SENTENCE_END = re.compile(r"[.؟?!…\n]")
OUTSIDE = "O"
PARTS = 4  # each part of the articles is marked by a model that learnt from the others
LEAST_MENTIONS = 50  # to learn anything from
TRAINING = {"c1": 0.1, "c2": 0.02, "max_iterations": 60, "feature.possible_transitions": True}

Labels = list[str]


class Guess(NamedTuple):
    """Words start..end of a text that the model takes for a name, and how sure it is (0..1)."""

    start: int
    end: int
    kind: str
    certainty: float


class Precision(NamedTuple):
    """Of `guessed` names in articles that the model never saw, `right` are in the files."""

    right: int
    guessed: int


class Model:
    """A trained model, as long as its temporary folder is there."""

    def __init__(self, texts: Sequence[Tokens], names: KnownNames, folder: Path) -> None:
        """Learn from `texts` as the matcher marks them."""
        crf = _crfsuite()
        trainer = crf.Trainer(verbose=False, params=TRAINING)
        for tokens in texts:
            labels = labels_of(tokens, names)
            for start, end in sentences(tokens):
                if _teaches(tokens, labels, start, end):
                    trainer.append(_features(tokens, start, end), labels[start:end])
        path = str(folder / "names.crfsuite")
        trainer.train(path)
        self._tagger = crf.Tagger()
        self._tagger.open(path)

    def guesses(self, tokens: Tokens) -> Iterator[Guess]:
        """Yield what the model takes for names, in order."""
        for start, end in sentences(tokens):
            tags = self._tagger.tag(_features(tokens, start, end))
            for first, after in _spans(tags):
                last = _end_of_name(tokens, start + first, start + after) - start
                if last > first:
                    sure = min(self._tagger.marginal(tags[at], at) for at in range(first, last))
                    yield Guess(start + first, start + last, tags[first][2:], sure)


def learn(texts: Sequence[Tokens], names: KnownNames) -> tuple[list[list[Guess]], Precision]:
    """Return a model's guesses in each text, which was held back from it, and their precision.

    Raises ArchiveError where python-crfsuite is not there, or too little to learn from.
    """
    mentions = sum(label[:1] == "B" for tokens in texts for label in labels_of(tokens, names))
    if mentions < LEAST_MENTIONS:
        raise ArchiveError(
            f"the articles have {mentions} mentions of names that the files know, too few for a "
            f"model to learn from ({LEAST_MENTIONS}); run suggest without --model and tick more"
        )
    guesses: list[list[Guess]] = [[] for _ in texts]
    with tempfile.TemporaryDirectory() as folder:
        for part in range(PARTS):
            others = [tokens for at, tokens in enumerate(texts) if at % PARTS != part]
            model = Model(others, names, Path(folder))
            for at in range(part, len(texts), PARTS):
                guesses[at] = list(model.guesses(texts[at]))
    return guesses, _precision(texts, names, guesses)


def _precision(
    texts: Sequence[Tokens], names: KnownNames, guesses: Sequence[Sequence[Guess]]
) -> Precision:
    right = guessed = 0
    for tokens, own in zip(texts, guesses, strict=True):
        found = {(guess.start, guess.end) for guess in own}
        right += len(found.intersection(_spans(labels_of(tokens, names))))
        guessed += len(found)
    return Precision(right, guessed)


def labels_of(tokens: Tokens, names: KnownNames) -> Labels:
    """Return a label for each word: B-kind and I-kind for the mentions by name, else O."""
    labels = [OUTSIDE] * len(tokens.words)
    starts = {tokens.span(at)[0]: at for at in range(len(tokens.words))}
    for each in read_tokens(tokens, names).mentions:
        if each.rule != "nisba":
            at = starts[each.start]
            labels[at] = f"B-{each.entity.kind}"
            at += 1
            while at < len(labels) and tokens.span(at)[0] < each.end:
                labels[at] = f"I-{each.entity.kind}"
                at += 1
    return labels


def sentences(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Yield the first word of each sentence, and the word after its last."""
    start = 0
    for at in range(1, len(tokens.words)):
        if SENTENCE_END.search(tokens.text, tokens.span(at - 1)[1], tokens.span(at)[0]):
            yield start, at
            start = at
    if tokens.words:
        yield start, len(tokens.words)


def _teaches(tokens: Tokens, labels: Labels, start: int, end: int) -> bool:
    return not any(
        labels[at] == OUTSIDE and is_name_like(tokens.words[at].folded) for at in range(start, end)
    )


def _spans(labels: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = -1
    for at, label in enumerate([*labels, OUTSIDE]):
        if start >= 0 and not label.startswith("I-"):
            yield start, at
            start = -1
        if label.startswith("B-"):
            start = at


def _end_of_name(tokens: Tokens, start: int, end: int) -> int:
    """Return where a guess ends, without what is parted from it; its start for a date."""
    if any((tokens.words[at].folded,) in months() for at in range(start, end)):
        return start
    parted = (at + 1 for at in range(start, end - 1) if not tokens.joined(at))
    last = next(parted, end)
    while last > start and is_function_word(tokens.words[last - 1].folded):
        last -= 1
    return last


def _features(tokens: Tokens, start: int, end: int) -> list[list[str]]:
    shapes = [_shape(tokens.words[at].folded) for at in range(start, end)]
    return [
        [
            *shapes[at],
            *(_beside(tokens, start + at - 1, "-1", shapes[at - 1]) if at else ["first"]),
            *(
                _beside(tokens, start + at + 1, "+1", shapes[at + 1])
                if start + at + 1 < end
                else ["last"]
            ),
        ]
        for at in range(end - start)
    ]


def _shape(word: str) -> list[str]:
    """Return what is seen of a word: how it begins and ends, and what the language knows of it."""
    found = lemma(word)
    return [
        f"begins={word[:2]}",
        f"ends={word[-2:]}",
        f"long={min(len(word), 8)}",
        f"article={word.startswith(ARTICLE)}",
        f"like a name={is_name_like(word)}",
        f"word={found is not None}",
        f"inflected={is_inflected(word)}",
        f"own lemma={is_uninflected(word)}",
        f"function={is_function_word(word)}",
        f"digits={word.isdigit()}",
        f"latin={word.isascii()}",
        f"cue={cues().get(word, '')}",
    ]


def _beside(tokens: Tokens, at: int, where: str, shape: Sequence[str]) -> list[str]:
    """Return what is seen of the next word on a side: the word itself, too."""
    joined = tokens.joined(min(at, at - 1) if where == "+1" else at)
    return [f"{where} is={tokens.words[at].folded}", f"{where} joined={joined}"] + [
        f"{where} {seen}" for seen in shape[3:]
    ]


def _crfsuite() -> Any:
    try:
        import pycrfsuite  # noqa: PLC0415 an extra: nobody needs it who does not ask for a model
    except ImportError as problem:
        raise ArchiveError(
            "--model needs the package python-crfsuite, which is not there; install it: "
            ".venv/bin/python -m pip install python-crfsuite"
        ) from problem
    return pycrfsuite
