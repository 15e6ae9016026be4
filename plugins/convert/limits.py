"""How much one source may cost. The defaults suit a machine of 4 GB; --limit changes them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on what a source of unknown origin may take."""

    megabytes: int = 200  # of a source, and of all that a container unpacks to
    members: int = 20_000  # files in a container
    nesting: int = 3  # containers in containers
    seconds: int = 120  # for a document; a batch of office files has as much for each
    memory: int = 2_000  # megabytes of a reader's process

    @property
    def bytes(self) -> int:
        return self.megabytes * 1_000_000
