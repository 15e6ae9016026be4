"""A source's bytes, or those of a file inside it, on their way to a reader."""

from dataclasses import dataclass
from pathlib import Path

from plugins.convert.limits import Limits
from plugins.convert.pictures import Fetch, beside, nowhere


@dataclass(frozen=True)
class Raw:
    """Bytes to be read.

    name   for messages: the source's path, and the name inside it
    path   of the file that the bytes are, for what stands beside it; None inside a container
    depth  how many containers it stands in
    """

    name: str
    data: bytes
    path: Path | None = None
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    depth: int = 0
    columns: tuple[tuple[str, str], ...] = ()  # of a table: its column's name → our field
    within: Fetch = nowhere  # finds the pictures of a file in a container

    def inner(self, name: str, data: bytes, within: Fetch = nowhere) -> "Raw":
        """Return a file inside this one."""
        depth = self.depth + 1
        return Raw(f"{self.name}/{name}", data, None, self.limits, depth, self.columns, within)

    @property
    def fetch(self) -> Fetch:
        """What finds the pictures that stand beside the file."""
        return beside(self.path) if self.path else self.within
