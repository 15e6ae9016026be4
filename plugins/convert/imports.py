"""The imports of a run, found by place and by hash."""

from collections.abc import Iterable, Iterator

from plugins.convert.ledger import Import, Key


class Imports:
    """What the ledger holds, while a run changes it."""

    def __init__(self, entries: Iterable[Import]) -> None:
        """Entries  of a ledger"""
        self._whole: dict[str, Import] = {}  # of sources that are one document, as most are
        self._items: dict[str, dict[str, Import]] = {}
        self._hashes: dict[str, list[str]] = {}  # → places that had it, as they came
        self.ids: set[str] = set()
        for entry in entries:
            self.put(entry)

    def __iter__(self) -> Iterator[Import]:
        yield from self._whole.values()
        for items in self._items.values():
            yield from items.values()

    def get(self, place: str, item: str) -> Import | None:
        return self._items.get(place, {}).get(item) if item else self._whole.get(place)

    def of(self, place: str) -> list[Import]:
        """Return the imports of one source."""
        whole = self._whole.get(place)
        return ([whole] if whole else []) + list(self._items.get(place, {}).values())

    def same(self, sha256: str) -> list[Import]:
        """Return the imports of sources that are the same to the byte."""
        places = dict.fromkeys(self._hashes.get(sha256, ()))
        return [entry for place in places for entry in self.of(place) if entry.sha256 == sha256]

    def put(self, entry: Import) -> None:
        """Add an import, or set it in the place of an earlier one with its key."""
        place, item = entry.key
        if item:
            self._items.setdefault(place, {})[item] = entry
        else:
            self._whole[place] = entry
        places = self._hashes.setdefault(entry.sha256, [])
        if place not in places[-1:]:
            places.append(place)
        self.ids.add(entry.id)

    def drop(self, key: Key) -> None:
        """Forget an import, if it is there; its id stays taken."""
        place, item = key
        (self._items.get(place, {}) if item else self._whole).pop(item or place, None)
