"""A text's words as the index takes them. The browser does the same: theme/static/js/arabic.js."""

from collections import Counter
from collections.abc import Iterable, Sequence

from plugins.arabic.fold import fold
from plugins.arabic.words import WORD
from plugins.search.record import Record


class Forms:
    """Folded words of texts. Remembers what it folded: an archive repeats itself."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}

    def of(self, text: str) -> list[str]:
        """Return the folded words of `text`, in order."""
        known = self._folded
        found = []
        for word in WORD.findall(text):
            form = known.get(word)
            if form is None:
                form = known[word] = fold(word)
            found.append(form)
        return found


class Analysed:
    """A record's words: of its title and of its text."""

    __slots__ = ("text", "title")

    def __init__(self, record: Record, forms: Forms) -> None:
        self.title = forms.of(record.title)
        self.text = forms.of(record.text)


def counted(documents: Iterable[Analysed]) -> Counter[str]:
    """Return how often each form stands in `documents`."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(document.title)
        counts.update(document.text)
    return counts


def name_forms(records: Sequence[Record], forms: Forms) -> set[str]:
    """Return the words of the entities' names, which are never taken apart."""
    names = {entity.name for record in records for entity in record.entities}
    return {form for name in names for form in forms.of(name)}
