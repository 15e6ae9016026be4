"""Reads a published segment back: what a client does, in Python."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from plugins.arabic.stem import skeleton
from plugins.search.codec.files import NAME_BYTES, Files
from plugins.search.codec.lexicon import decode_lexicon
from plugins.search.codec.positions import decode_positions, positions_in
from plugins.search.codec.root import Rest, decode_rest, decode_root
from plugins.search.codec.rows import IDENTITY, read_row, row_files, unpack_days
from plugins.search.codec.tables import Table
from plugins.search.codec.terms import Term, decode_terms
from plugins.search.codec.values import Value, decode_values

TABLES = ("lexicon", "terms", "positions", "values", "names")


class Segment:
    """One segment of a published index. Shards are read when asked for, and kept."""

    def __init__(self, root: str, deleted: Iterable[int], files: Files) -> None:
        self.root = root
        self.deleted = frozenset(deleted)
        self._files = files
        self._root = decode_root(files.get(root))
        self.documents = self._root.documents
        self._shards: dict[bytes, dict[str, Any]] = {}

    def lemma(self, form: str) -> str | None:
        """Return the lemma of a form or lemma of this segment, None for another word."""
        found: str | None = self._shard("lexicon", skeleton(form).encode()).get(form)
        return found

    def forms(self) -> Iterator[tuple[str, str]]:
        """Yield every form of the segment with its lemma."""
        for name in self._tables["lexicon"].start(b""):
            yield from decode_lexicon(self._files.get(name))

    def term(self, lemma: str) -> Term | None:
        """Return the postings of a lemma."""
        found: Term | None = self._shard("terms", lemma.encode()).get(lemma)
        return found

    def terms_from(self, lemma: str) -> Iterator[Term]:
        """Yield the terms from `lemma` on, in their order."""
        for name in self._tables["terms"].start(lemma.encode()):
            yield from (term for term in self._loaded("terms", name).values() if term.text >= lemma)

    def positions(self, term: Term) -> list[list[int]]:
        """Return where `term` stands in each of its documents."""
        stream: bytes = self._shard("positions", term.text.encode())[term.text]
        return positions_in(stream, len(term.documents))

    def value(self, field: str, key: str) -> Value | None:
        """Return one value of a facet."""
        name = f"{field}={key}"
        found: Value | None = self._shard("values", name.encode()).get(name)
        return found

    def values(self, field: str) -> Iterator[Value]:
        """Yield the values of a facet, in the order of their ids."""
        start = f"{field}=".encode()
        for name in self._tables["values"].start(start):
            for value in self._loaded("values", name).values():
                if value.field == field:
                    yield value
                elif value.key > start:
                    return

    def identities(self) -> list[bytes]:
        """Return what `identity` made of each document's record when it was indexed."""
        return _cut(self._files.get(self._rest.identities), IDENTITY)

    @property
    def average(self) -> float:
        """The length that the segment's impacts measure by."""
        return self._rest.average

    def files(self) -> Iterator[str]:
        """Yield the name of every file of the segment."""
        yield from (self.root, self._root.rest.hex(), self._rest.files.hex())
        listed = _cut(self._files.get(self._rest.files), NAME_BYTES)
        yield from (name.hex() for name in listed)
        yield from row_files(self.documents, self._rows)

    def row(self, number: int) -> dict[str, str]:
        """Return what is shown of a document."""
        return read_row(number, self._rows, self._files)

    @cached_property
    def days(self) -> list[int]:
        """The day of each document, yyyymmdd; 00 for what is not known, 0 for an undated one."""
        return unpack_days(self._files.get(self._rest.days))

    def on_day(self, day: str) -> list[int]:
        """Return the documents of a day given as eight digits."""
        return self._by_day.get(day, [])

    @cached_property
    def _by_day(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, day in enumerate(self.days):
            found.setdefault(f"{day:08}", []).append(number)
        return found

    @cached_property
    def _rest(self) -> Rest:
        return decode_rest(self._files.get(self._root.rest))

    @cached_property
    def _rows(self) -> list[bytes]:
        return _cut(self._files.get(self._root.rows), NAME_BYTES)

    def _shard(self, table: str, key: bytes) -> dict[str, Any]:
        name = self._tables[table].find(key)
        return self._loaded(table, name) if name else {}

    @cached_property
    def _tables(self) -> dict[str, Table]:
        root, rest = self._root, self._rest
        groups = (root.lexicon, root.terms, rest.positions, rest.values, rest.names)
        return {n: Table(g, self._files) for n, g in zip(TABLES, groups, strict=True)}

    def _loaded(self, table: str, name: bytes) -> dict[str, Any]:
        if name not in self._shards:
            self._shards[name] = self._decoded(table, self._files.get(name))
        return self._shards[name]

    def _decoded(self, table: str, data: bytes) -> dict[str, Any]:
        if table == "lexicon":
            return dict(decode_lexicon(data))
        if table == "positions":
            return dict(decode_positions(data))
        if table == "terms":
            terms = decode_terms(data, self.documents, self._files.get)
            return {term.text: term for term in terms}
        return {value.key.decode(): value for value in decode_values(data)}


def _cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]
