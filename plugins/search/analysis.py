"""A text's words as the index takes them. The browser does the same: theme/static/js/arabic.js."""

from collections.abc import Mapping, Sequence
from itertools import chain

from plugins.arabic.lemma import dictionary
from plugins.arabic.stem import light_stem, readings
from plugins.arabic.words import REMEMBERED, WORD, folded, from_text
from plugins.search.record import Record


class Forms(dict[str, tuple[str, ...]]):
    """What stands between two spaces → its folded words. Texts repeat it, so it is remembered.

    To cut a text at spaces takes a tenth of the time in which its words are found, and no word has
    a space in it. When REMEMBERED are kept all are forgotten.
    """

    def __missing__(self, stretch: str) -> tuple[str, ...]:
        if len(self) >= REMEMBERED:
            self.clear()
        self[stretch] = found = tuple(map(folded, WORD.findall(stretch)))
        return found

    def of(self, text: str) -> list[str]:
        """Return the folded words of `text`, in order."""
        return list(chain.from_iterable(map(self.__getitem__, text.split())))


class Analysed:
    """A record's words: of its title and of its text."""

    __slots__ = ("text", "title")

    def __init__(self, record: Record, forms: Forms) -> None:
        if record.words is None:
            self.title, self.text = forms.of(record.title), forms.of(record.text)
        else:
            self.title, self.text = map(list, from_text(str(record.words)))


def whole_names(
    records: Sequence[Record], forms: Forms, listed: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the words of the entities' names that stay whole, each as its own lemma.

    listed  form → lemma, the dictionary's when None

    A person's words and a place of one word come before the dictionary (سيول is Seoul, not
    floods); other words of names only where it has no reading of them. A word with the article
    is taken apart as anywhere: الحرب is حرب in «الحرب الباردة» too.
    """
    known = dictionary() if listed is None else listed
    names = {(entity.kind, entity.name) for record in records for entity in record.entities}
    found: set[str] = set()
    for kind, name in names:
        words = [form for form in forms.of(name) if light_stem(form) == form]
        if kind == "person" or (kind == "place" and len(forms.of(name)) == 1):
            found.update(words)
        else:
            found.update(w for w in words if w not in known and not _read(w, known))
    return {form: form for form in sorted(found)}


def _read(form: str, known: Mapping[str, str]) -> bool:
    return any(reading in known for reading in readings(form))
