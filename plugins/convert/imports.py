"""The imports of a run, found by place and by hash."""

from collections.abc import Iterable, Iterator

from plugins.convert.ledger import Import, Key


class Imports:
    """What the ledger holds, while a run changes it."""

    def __init__(self, entries: Iterable[Import]) -> None:
        """Entries  of a ledger"""
        self._places: dict[str, dict[str, Import]] = {}
        self._hashes: dict[str, dict[Key, None]] = {}  # in the order of their coming
        self.ids: set[str] = set()
        for entry in entries:
            self.put(entry)

    def __iter__(self) -> Iterator[Import]:
        for items in self._places.values():
            yield from items.values()

    def get(self, place: str, item: str) -> Import | None:
        return self._places.get(place, {}).get(item)

    def of(self, place: str) -> list[Import]:
        """Return the imports of one source."""
        return list(self._places.get(place, {}).values())

    def same(self, sha256: str) -> list[Import]:
        """Return the imports of sources that are the same to the byte."""
        found = (self.get(*key) for key in self._hashes.get(sha256, ()))
        return [entry for entry in found if entry]

    def put(self, entry: Import) -> None:
        """Add an import, or set it in the place of an earlier one with its key."""
        self.drop(entry.key)
        place, item = entry.key
        self._places.setdefault(place, {})[item] = entry
        self._hashes.setdefault(entry.sha256, {})[entry.key] = None
        self.ids.add(entry.id)

    def drop(self, key: Key) -> None:
        """Forget an import, if it is there; its id stays taken."""
        entry = self._places.get(key[0], {}).pop(key[1], None)
        if entry:
            self._hashes[entry.sha256].pop(key)
