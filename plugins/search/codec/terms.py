"""Postings: for each word (lemma) the documents that have it, and which of its forms they have."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from plugins.search.codec.files import NAME_BYTES, Files
from plugins.search.codec.numbers import VARINTS, Cursor, added, rising, string
from plugins.search.codec.tables import Shard, write_shards

SHARD_BYTES = 1536  # before compression; about half of it after
LONG = 256  # numbers; a longer list is a file of its own, which is fetched when it is needed


class Form(NamedTuple):
    """A form of a word, and where in the word's `documents` it stands: places in that list."""

    text: str
    places: Sequence[int]


class Term(NamedTuple):
    """A word: the documents that have it (rising), how much it weighs in each, its forms.

    `titles` are the places in `documents` of those that have it in their title.
    """

    text: str
    documents: list[int]
    impacts: bytes
    forms: list[Form]
    titles: list[int]


def write_terms(terms: Iterable[Term], documents: int, files: Files) -> Iterator[Shard]:
    """Write `terms` (in the order of their UTF-8) of so many documents and yield the shards."""
    parts = ((term.text.encode(), _weight(term), term) for term in terms)
    return write_shards(parts, SHARD_BYTES, lambda run: encode_terms(run, documents, files), files)


def encode_terms(run: list[Term], documents: int, files: Files) -> bytes:
    """Return one shard: the heads of all terms, then all their lists, each kind together."""
    heads = VARINTS[len(run)]
    before = b""
    for term in run:
        text = term.text.encode()
        heads += added(before, text) + VARINTS[len(term.documents)] + VARINTS[len(term.titles)]
        heads += VARINTS[len(term.forms)]
        for form in term.forms:
            heads += string(form.text.encode()) + VARINTS[len(form.places)]
        before = text
    return b"".join(
        (
            heads,
            *(_stored(term.documents, documents, files, term.impacts) for term in run),
            *(_places(places, term, files) for term in run for places in _lists(term)),
            *(term.impacts for term in run if len(term.documents) <= LONG),
        )
    )


def decode_terms(data: bytes, of: int, read: Callable[[bytes], bytes]) -> Iterator[Term]:
    """Yield the terms of one shard of `of` documents; `read` gives the file of a name."""
    cursor = Cursor(data)
    heads, text = [], b""
    for _ in range(cursor.varint()):
        text = cursor.added(text)
        counts = cursor.varint(), cursor.varint()
        forms = [(cursor.string().decode(), cursor.varint()) for _ in range(cursor.varint())]
        heads.append((text.decode(), counts, forms))
    documents = [_read(cursor, count, of, read) for _, (count, _), _ in heads]
    lists = []
    for _, (count, titles), forms in heads:
        found = [Form(form, _read_places(cursor, number, count, read)) for form, number in forms]
        lists.append((found, _read_places(cursor, titles, count, read)))
    for (word, (count, _), _), (own, more), (found, title) in zip(
        heads, documents, lists, strict=True
    ):
        yield Term(word, own, more or cursor.take(count), found, title)


def _lists(term: Term) -> Iterator[Sequence[int]]:
    for form in term.forms:
        yield form.places
    yield term.titles


def _places(places: Sequence[int], term: Term, files: Files) -> bytes:
    if len(places) == len(term.documents):
        return b""  # all of them: nothing to say
    return _stored(places, len(term.documents), files)


def _stored(numbers: Sequence[int], of: int, files: Files, more: bytes = b"") -> bytes:
    """Return `numbers`; of a long list the name of the file where it stands, followed by `more`."""
    stored = rising(numbers, of)
    return stored if len(numbers) <= LONG else files.put(stored + more)


def _read(
    cursor: Cursor, count: int, of: int, read: Callable[[bytes], bytes]
) -> tuple[list[int], bytes]:
    if count <= LONG:
        return cursor.rising(count, of), b""
    apart = Cursor(read(cursor.take(NAME_BYTES)))
    return apart.rising(count, of), apart.data[apart.at :]


def _read_places(cursor: Cursor, count: int, of: int, read: Callable[[bytes], bytes]) -> list[int]:
    return list(range(of)) if count == of else _read(cursor, count, of, read)[0]


def _weight(term: Term) -> int:
    """Return about how many bytes `term` takes in its shard."""
    forms = sum(len(f.text) * 2 + 2 + _size(f.places, len(term.documents)) for f in term.forms)
    return 8 + len(term.text) * 2 + 2 * _size(term.documents, 0) + forms + _size(term.titles, 0)


def _size(numbers: Sequence[int], of: int) -> int:
    return 0 if len(numbers) == of else len(numbers) if len(numbers) <= LONG else NAME_BYTES
