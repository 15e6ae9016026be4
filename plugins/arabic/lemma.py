"""The word that a form belongs to: سفراء → سفير, وبالكتاب → كتاب; names stay whole."""

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from babel import Locale
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from plugins.arabic.fold import fold
from plugins.arabic.stem import light_stem, readings
from plugins.arabic.words import words

CACHE = Path(__file__).parents[2] / ".cache"  # safe to delete


class Lemmas:
    """Lemmas of folded words.

    known   folded form → folded lemma; a name is its own lemma
    counts  how often the archive has each folded form: a word that no list knows counts as known
            when the archive has it more often than the form with the affix
    fixed   forms settled by an index that is already published; they stay as they are
    """

    def __init__(
        self,
        known: Mapping[str, str],
        counts: Mapping[str, int],
        fixed: Mapping[str, str] | None = None,
    ) -> None:
        self._known = known
        self._counts = counts
        self._found: dict[str, str] = dict(fixed or {})

    def of(self, form: str) -> str:
        """Return the lemma of the folded word `form`: of its own letters when nothing is known."""
        lemma = self._found.get(form)
        if lemma is None:
            lemma = self._found[form] = self._find(form)
        return lemma

    def _find(self, form: str) -> str:
        if form in self._known:
            return self._known[form]
        if not form.isascii():
            for reading in readings(form):
                if reading in self._known:
                    return self._known[reading]
            count = self._counts.get(form, 0)
            for reading in readings(form):
                if len(reading) > 2 and self._counts.get(reading, 0) > count:
                    return self.of(reading)  # shorter than form: this ends
            return light_stem(form)
        return form


@cache
def dictionary() -> Mapping[str, str]:
    """Return folded form → folded lemma of simplemma's Arabic list, with the world's countries.

    Where folding makes two forms one, a form that is its own lemma wins, then the one that
    folding left as it was: تونس is the country before it is تؤنس.
    Worked out once (a second and a half) and kept in .cache, as JSON, until anything it rests on
    changes.
    """
    kept = CACHE / f"lemmas-{_fingerprint()}.json"
    try:
        found: dict[str, str] = json.loads(kept.read_text("utf-8"))
    except (OSError, ValueError):
        found = _work_out()
        with contextlib.suppress(OSError):  # a folder that cannot be written costs time, no more
            _keep(kept, json.dumps(found, ensure_ascii=False))
    return found


def _fingerprint() -> str:
    """Return a hash of what the list rests on: the packages' versions and our rules."""
    digest = hashlib.sha256(f"{version('simplemma')} {version('babel')}".encode())
    for name in ("lemma.py", "fold.py", "letters.py", "letters.csv", "words.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:16]


def _keep(path: Path, text: str) -> None:
    """Write atomically: builds that run at once may all want to."""
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)


def _work_out() -> dict[str, str]:
    raw = DefaultDictionaryFactory().get_dictionary("ar")
    chosen: dict[str, tuple[int, str]] = {}
    for form in raw:
        lemma, folded = fold(raw[form]), fold(form)
        rank = 0 if lemma == folded else 1 if folded == form else 2
        if folded not in chosen or rank < chosen[folded][0]:
            chosen[folded] = (rank, lemma)
    found = {form: lemma for form, (_, lemma) in chosen.items()}
    found.update({name: name for name in country_words()})
    return {form: _settled(form, found) for form in found}


def country_words() -> set[str]:
    """Return the folded words of the CLDR's one-word names of countries."""
    names = Locale("ar").territories.values()
    return {fold(name) for name in names if len(list(words(name))) == 1}


def _settled(form: str, found: Mapping[str, str]) -> str:
    """Follow lemmas to one that is its own lemma."""
    for _ in range(4):
        lemma = found.get(form, form)
        if lemma == form:
            break
        form = lemma
    return form
