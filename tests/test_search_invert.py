"""Words with their postings, worked out for a whole word at once, against a slow, obvious twin."""

from collections import defaultdict
from random import Random

from plugins.search.analysis import Analysed, Forms
from plugins.search.codec.numbers import SHORT
from plugins.search.codec.positions import positions_in
from plugins.search.invert import Gathered, Inverter
from plugins.search.record import Record
from plugins.search.schema import TITLE_WEIGHT, coarser, impact, norm

LEMMAS = {
    form: form.removeprefix("ال") for form in ("كتاب", "الكتاب", "قلم", "القلم", "نهر", "بحر")
}
AVERAGE = 300.0


def test_postings_are_those_of_an_obvious_twin() -> None:
    chance = Random(6)
    lengths = [(0, 0), (3, 0), (0, 254), (1, 254), (2, 254), (0, 700), (5, 900), (2, SHORT)]
    documents = [(_some(chance, title), _some(chance, text)) for title, text in lengths * 3]
    gathered = Gathered(Analysed(_record(*each), Forms()) for each in documents)
    counts = gathered.counts()
    assert counts == {form: sum((t + x).count(form) for t, x in documents) for form in LEMMAS}
    inverter = Inverter(gathered, AVERAGE)
    for lemma in {*LEMMAS.values()}:
        forms = sorted(form for form in LEMMAS if LEMMAS[form] == lemma)
        term, stream = inverter.posted(lemma, forms)
        places = _places(documents, forms)
        titled = {n: _count(title, forms) for n, (title, _) in enumerate(documents)}
        weights = [len(own) + (TITLE_WEIGHT - 1) * titled[n] for n, own in places.items()]
        norms = [norm(len(documents[n][0] + documents[n][1]), AVERAGE) for n in places]
        impacts = bytes(map(impact, weights, norms))
        assert term.documents == list(places)
        assert term.titles == [at for at, n in enumerate(places) if titled[n]]
        assert term.impacts == coarser(impacts, len(documents))
        assert positions_in(stream, len(places)) == list(places.values())
        assert [(each.text, list(each.places)) for each in term.forms] == [
            (form, [at for at, n in enumerate(places) if n in _places(documents, [form])])
            for form in forms
        ]


def _some(chance: Random, count: int) -> list[str]:
    rare = ["نهر" if chance.random() < 0.01 else "بحر" for _ in range(count)]
    return [chance.choice([*LEMMAS][:4]) if chance.random() < 0.2 else each for each in rare]


def _record(title: list[str], text: list[str]) -> Record:
    return Record("a", "a/", " ".join(title), "", " ".join(text))


def _places(documents: list[tuple[list[str], list[str]]], forms: list[str]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, (title, text) in enumerate(documents):
        for place, form in enumerate([*title, "", *text]):
            if form in forms:
                found[number].append(place)
    return dict(found)


def _count(words: list[str], forms: list[str]) -> int:
    return sum(word in forms for word in words)
