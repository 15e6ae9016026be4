"""Work on several machines: a function over many items, through a Dask cluster.

Whoever names no scheduler never loads Dask. Only for machines and a network of the keeper's own: a
scheduler does whatever it is told. What a function takes and gives must pickle, and the function be
one of a module that the workers can import: start scheduler and workers in this repository.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from plugins.errors import ArchiveError

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Answer = TypeVar("Answer")

WAIT = 30  # seconds for a scheduler, and for the first of its workers
AHEAD = 4  # items under way for each core: workers never wait, and answers never pile up here
MISSING = "Dask is not installed; .venv/bin/python -m pip install distributed"
ALONE = (
    "its workers may start no processes; start them with DASK_DISTRIBUTED__WORKER__DAEMON=False, "
    "as docs/keeping.md says"
)


@dataclass(frozen=True)
class Cluster:
    """A scheduler that has workers."""

    address: str
    cores: int
    client: "Client"

    def map(self, function: Callable[[Item], Answer], items: Iterable[Item]) -> Iterator[Answer]:
        """Yield `function` of every item, in order; few of them are under way at a time.

        What a worker had when it was lost is done again by another, so `function` must bear to be
        called twice. What it raises is raised here. Raises ArchiveError where the scheduler is
        lost, and where one item has cost several workers.
        """
        waiting: deque[Future] = deque()
        try:
            for item in items:
                waiting.append(self.client.submit(function, item, pure=False))
                if len(waiting) >= AHEAD * self.cores:
                    yield self._answer(waiting.popleft())
            while waiting:
                yield self._answer(waiting.popleft())
        finally:
            self.client.cancel(list(waiting))

    def begin(self, function: Callable[[Item], Answer], item: Item) -> "Begun":
        """Begin `function` of an item, as `map` does."""
        future = self.client.submit(function, item, pure=False)
        return Begun(partial(self._answer, future), future.done)

    def everywhere(self, function: Callable[..., Answer], *given: Any) -> dict[str, Answer]:
        """Return what each worker that there is now makes of it, by the worker's address."""
        return dict(self.client.run(function, *given))

    def _answer(self, future: "Future") -> Any:
        from distributed import KilledWorker  # noqa: PLC0415 - it is loaded by now

        try:
            return future.result()
        except KilledWorker as problem:
            raise ArchiveError(
                f"{self.address}: several workers ended at the same item: {problem}; see their logs"
            ) from problem
        except Exception as problem:
            if not future.cancelled() and future.status != "lost":
                raise
            raise ArchiveError(
                f"{self.address}: the scheduler is gone; start it, and run the same command again"
            ) from problem


class Begun(NamedTuple):
    """An item under way: `answer` waits for what `function` makes of it, `done` does not wait."""

    answer: Callable[[], Any]
    done: Callable[[], bool]


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """Give the cluster whose scheduler is at `address`; raises ArchiveError, saying what to do."""
    try:
        from distributed import Client  # noqa: PLC0415 - most archives need one machine
    except ImportError as problem:
        raise ArchiveError(f"--scheduler {address}: {MISSING}") from problem
    try:
        client = Client(address, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise ArchiveError(
            f"--scheduler {address}: no scheduler answers there ({problem}); see docs/keeping.md"
        ) from problem
    with client:
        yield Cluster(address, _cores(client, address), client)


def _cores(client: "Client", address: str) -> int:
    """Return how many items the workers do at a time, when there is a worker."""
    try:
        client.wait_for_workers(1, timeout=WAIT)
    except TimeoutError as problem:
        raise ArchiveError(
            f"--scheduler {address}: it has no workers; start some, as docs/keeping.md says"
        ) from problem
    return max(1, sum(map(int, client.nthreads().values())))
