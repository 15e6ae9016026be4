"""How work on many documents is done: what is kept is taken, the rest is shared among processes."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from plugins.crew import Crew
from plugins.filed import Filed
from plugins.store import Store, key_of


class Workshop:
    """A build's processes and what it keeps of its work."""

    def __init__(self, crew: Crew, store: Store) -> None:
        self.crew, self.store = crew, store

    def each(
        self,
        kind: str,
        function: Callable[..., Any],
        jobs: Sequence[tuple[Any, ...]],
        about: Sequence[Any] = (),
        filed: Sequence[int] = (),
    ) -> list[Any]:
        """Return function(*about, *job) for each job, in their order.

        function  one of a module. It gives the same JSON value for the same `about` and job, always
        kind      names the work; together with `about` and the job it says what is kept
        filed     where in a value, a list, texts stand: these are Filed in what is returned
        """
        keys = [key_of(kind, (*about, *job)) for job in jobs]
        found: list[Any] = self.store.get_all(keys)
        missing = [at for at, value in enumerate(found) if value is None]
        self.store.share()
        asked = partial(_with_texts, function)
        made = self.crew.map(asked, [(*about, *jobs[at]) for at in missing])
        for at, value in zip(missing, made, strict=True):
            for place in filed:
                value[place] = self.store.file(value[place])
            found[at] = value
            self.store.put(keys[at], value)
        for value, job in zip(found, jobs if filed else (), strict=False):
            for place in filed:
                again = Again(function, about, job, place)
                value[place] = self.store.filed(value[place], again)
        return found

    def one(self, kind: str, function: Callable[..., Any], job: Sequence[Any]) -> Any:
        """Return function(*job) as `each` does, worked out here where it is not kept."""
        key = key_of(kind, job)
        found = self.store.get(key)
        if found is None:
            found = function(*job)
            self.store.put(key, found)
        return found

    def close(self) -> None:
        self.crew.close()
        self.store.close()


def _with_texts(function: Callable[..., Any], *job: Any) -> Any:
    """Return function(*job), its texts read: by the process that works on them."""
    return function(*(str(each) if isinstance(each, Filed) else each for each in job))


class Again:
    """Works out a text that was lost: what stands at a place of what a function gives."""

    __slots__ = ("about", "function", "job", "place")

    def __init__(
        self, function: Callable[..., Any], about: Sequence[Any], job: Sequence[Any], place: int
    ) -> None:
        self.function, self.about, self.job, self.place = function, about, job, place

    def __call__(self) -> str:
        return str(_with_texts(self.function, *self.about, *self.job)[self.place])
