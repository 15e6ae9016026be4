"""Values of which a build sends very many to other processes."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any


class Sent:
    """A dataclass that is sent with all its fields at once.

    Pickled as dataclasses with slots are, each field would be looked for, and set, by itself.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[type["Sent"], tuple[Any, ...]]:
        return type(self), values_of(self)


def values_of(value: Any) -> tuple[Any, ...]:
    """Return the values of a dataclass's fields, in their order."""
    kind: Any = type(value)
    return _taken(kind)(value)


@cache
def _taken(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes all values of a dataclass at once."""
    names = tuple(each.name for each in fields(kind))
    taken: Callable[[Any], Any] = attrgetter(*names)
    return taken if len(names) > 1 else lambda value: (taken(value),)
