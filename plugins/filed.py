"""A text that lies in the store until it is wanted: a build reads few of an archive's texts."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Any

SIZE = 16  # bytes of a digest


class Filed:
    """A text known by its `digest`; `str` of it is the text, which `read` gives.

    held  the text, where it is at hand
    """

    __slots__ = ("_held", "_read", "digest")

    def __init__(self, digest: str, read: Callable[[], str], held: str | None = None) -> None:
        self.digest, self._read, self._held = digest, read, held

    def __str__(self) -> str:
        return self._read() if self._held is None else self._held

    def __repr__(self) -> str:
        return f"Filed({self.digest})"

    def __reduce__(self) -> tuple[type["Filed"], tuple[Any, ...]]:
        """Let another process have it: without the text, where that one can read it itself."""
        return Filed, (self.digest, self._read, self._held)


def digest_of(text: "str | Filed") -> str:
    """Return a text's digest, in hexadecimal digits: of a filed one without reading it."""
    if isinstance(text, Filed):
        return text.digest
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE).hexdigest()
