"""A model of names that learns from the keeper's own: what it learns, and when it does not."""

import sys
from itertools import product

import pytest

from plugins.entities.__main__ import main
from plugins.entities.find import names_of
from plugins.entities.model import labels_of, learn, sentences
from plugins.entities.suggest import suggest_in
from plugins.entities.tokens import tokens_of
from plugins.errors import ArchiveError
from tests.entity_rows import person
from tests.rig import document

KNOWN = [
    person(f"p{n}", f"{first} {last}")
    for n, (first, last) in enumerate(
        product(("سامي", "نادر", "هاني", "وليد"), ("شرف", "خطاب", "منصور", "زهران"))
    )
]
NAMES = names_of(KNOWN)
FRAMES = (
    "وصرح المهندس {} بأن العمل بدأ صباح اليوم.",
    "ثم أضاف المهندس {} أن البناء مستمر في المدينة.",
    "كتب الناس عن الطريق الجديد وعن ثمن الخبز.",
)
TEXTS = ["\n".join(frame.format(entity.name) for frame in FRAMES) for entity in KNOWN * 4]
UNKNOWN = "وصرح المهندس فريد طوق بأن العمل بدأ صباح اليوم."  # words of the language both


@pytest.fixture(scope="module")
def learnt():
    pytest.importorskip("pycrfsuite", reason="python-crfsuite is not installed")
    texts = [tokens_of(text, NAMES) for text in [*TEXTS, UNKNOWN]]
    return texts, *learn(texts, NAMES)


def test_a_name_is_known_by_what_stands_around_it(learnt) -> None:
    texts, guesses, _ = learnt
    (guess,) = guesses[-1]
    start, end = texts[-1].span(guess.start, guess.end - guess.start)
    assert (texts[-1].text[start:end], guess.kind) == ("فريد طوق", "person")
    assert guess.certainty > 0.5
    own = [{(g.start, g.end): (g.kind, g.certainty) for g in found} for found in guesses]
    assert [s.name for s in suggest_in(texts, KNOWN, guesses=own)] == ["فريد طوق"]
    assert suggest_in(texts, KNOWN) == []


def test_its_precision_is_of_articles_that_it_never_saw(learnt) -> None:
    # Two names in each article, and the one that the files have not.
    assert learnt[2] == (2 * len(TEXTS), 2 * len(TEXTS) + 1)


def test_labels_are_what_the_matcher_marks() -> None:
    tokens = tokens_of("قال سامي شرف. وعاد شرف", NAMES)
    assert labels_of(tokens, NAMES) == ["O", "B-person", "I-person", "O", "B-person"]
    assert list(sentences(tokens)) == [(0, 3), (3, 5)]


def test_too_little_to_learn_from_is_said() -> None:
    with pytest.raises(ArchiveError, match="have 2 mentions of names"):
        learn([tokens_of(TEXTS[0], NAMES)], NAMES)


def test_a_missing_package_is_named_with_its_cure(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pycrfsuite", None)
    with pytest.raises(ArchiveError, match="pip install python-crfsuite"):
        learn([tokens_of(text, NAMES) for text in TEXTS], NAMES)


def test_one_command_trains_and_applies_and_tells_the_precision(tmp_path, capsys) -> None:
    pytest.importorskip("pycrfsuite", reason="python-crfsuite is not installed")
    rows = "".join(f"{entity.id},{entity.name}\n" for entity in KNOWN)
    (tmp_path / "authority").mkdir()
    (tmp_path / "authority/people.csv").write_text(f"id,name\n{rows}", "utf-8")
    (tmp_path / "articles").mkdir()
    for number, text in enumerate([*TEXTS, UNKNOWN]):
        path = tmp_path / f"articles/{number:03}.md"
        path.write_text(document(text, title="عنوان", id=f"a{number}"), "utf-8")
    assert main(["--content", str(tmp_path), "suggest", "--model"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("The model: of 129 names that it marks in articles held back from")
    assert "99% are in the authority files" in told[0]
    assert "فريد طوق,person" in (tmp_path / "suggestions.csv").read_text("utf-8")
