"""Postings: for each word (lemma) the documents that have it, and which of its forms they have."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plugins.search.codec.files import Files
from plugins.search.codec.numbers import Cursor, added, gaps, string, varint
from plugins.search.codec.tables import Shard

SHARD_BYTES = 2560  # before compression; about half of it after


class Form(NamedTuple):
    """A form of a word, and where in the word's `documents` it stands: places in that list."""

    text: str
    places: list[int]


class Term(NamedTuple):
    """A word: the documents that have it (rising), how much it weighs in each, its forms.

    `titles` are the places in `documents` of those that have it in their title.
    """

    text: str
    documents: list[int]
    impacts: bytes
    forms: list[Form]
    titles: list[int]


def write_terms(terms: Iterable[Term], files: Files) -> Iterator[Shard]:
    """Write `terms` (in the order of their UTF-8) and yield the shards."""
    run: list[Term] = []
    size = 0
    for term in terms:
        weight = _weight(term)
        if run and size + weight > SHARD_BYTES:
            yield Shard(run[0].text.encode(), files.put(encode_terms(run)))
            run, size = [], 0
        run.append(term)
        size += weight
    if run:
        yield Shard(run[0].text.encode(), files.put(encode_terms(run)))


def encode_terms(run: list[Term]) -> bytes:
    """Return one shard: the heads of all terms, then all their lists, each kind together."""
    heads = varint(len(run))
    before = b""
    for term in run:
        text = term.text.encode()
        heads += added(before, text) + varint(len(term.documents)) + varint(len(term.titles))
        heads += varint(len(term.forms))
        for form in term.forms:
            heads += string(form.text.encode()) + varint(len(form.places))
        before = text
    return b"".join(
        (
            heads,
            *(gaps(term.documents) for term in run),
            *(_places(places, term) for term in run for places in _lists(term)),
            *(term.impacts for term in run),
        )
    )


def decode_terms(data: bytes) -> Iterator[Term]:
    """Yield the terms of one shard."""
    cursor = Cursor(data)
    heads, text = [], b""
    for _ in range(cursor.varint()):
        text = cursor.added(text)
        counts = cursor.varint(), cursor.varint()
        forms = [(cursor.string().decode(), cursor.varint()) for _ in range(cursor.varint())]
        heads.append((text.decode(), counts, forms))
    documents = [cursor.gaps(count) for _, (count, _), _ in heads]
    lists = []
    for _, (count, titles), forms in heads:
        found = [Form(form, _read_places(cursor, number, count)) for form, number in forms]
        lists.append((found, _read_places(cursor, titles, count)))
    for (word, (count, _), _), own, (found, title) in zip(heads, documents, lists, strict=True):
        yield Term(word, own, cursor.take(count), found, title)


def _lists(term: Term) -> Iterator[list[int]]:
    for form in term.forms:
        yield form.places
    yield term.titles


def _places(places: list[int], term: Term) -> bytes:
    return (
        b"" if len(places) == len(term.documents) else gaps(places)
    )  # all of them: nothing to say


def _read_places(cursor: Cursor, count: int, of: int) -> list[int]:
    return list(range(of)) if count == of else cursor.gaps(count)


def _weight(term: Term) -> int:
    """Return about how many bytes `term` takes."""
    forms = sum(len(f.text) * 2 + 2 + len(f.places) % len(term.documents) for f in term.forms)
    return 8 + len(term.text) * 2 + 2 * len(term.documents) + forms + len(term.titles)
