"""A crew on a Dask cluster: the same functions as processes of this machine do, on several.

Workers read the content and write pages where this machine does: folders are shared among all.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from plugins.cluster import Begun, Cluster
from plugins.crew import CHUNK, ROOM, Crew, Outcome
from plugins.errors import ArchiveError
from plugins.store import code

Result = TypeVar("Result")


class Work(NamedTuple):
    """A function, and the jobs that it is asked for."""

    function: Callable[..., Any]
    jobs: Sequence[tuple[Any, ...]]


class Afar(Crew):
    """The workers of a cluster, always at work. folders  that all of them must see"""

    def __init__(self, cluster: Cluster, folders: Sequence[Path]) -> None:
        super().__init__(cluster.cores)
        self._cluster = cluster
        self._begun: list[Begun] = []
        for worker, (missing, own) in cluster.everywhere(known, list(map(str, folders))).items():
            if missing:
                raise ArchiveError(
                    f"{worker}: {missing[0]} is not there; share it with every worker"
                )
            if own != code():
                raise ArchiveError(f"{worker}: runs other code than this machine; start it again")

    @property
    def at_work(self) -> bool:
        return True

    @property
    def is_idle(self) -> bool:
        return False  # small work is not worth the way

    @property
    def has_room(self) -> bool:
        self._begun = [each for each in self._begun if not each.done()]
        return len(self._begun) < ROOM * self.size

    def map(
        self, function: Callable[..., Result], jobs: Sequence[tuple[Any, ...]], small: int = 1
    ) -> Iterator[Result]:
        chunks = (Work(function, jobs[at : at + CHUNK]) for at in range(0, len(jobs), CHUNK))
        for found in self._cluster.map(done, chunks):
            yield from found

    def submit(self, function: Callable[..., Result], *job: Any) -> Outcome[Result]:
        begun = self._cluster.begin(done, Work(function, [job]))
        self._begun.append(begun)
        return Waiting(begun)


class Waiting:
    """What a worker was asked for alone."""

    def __init__(self, begun: Begun) -> None:
        self._begun = begun

    def result(self) -> Any:
        return self._begun.answer()[0]

    def done(self) -> bool:
        return self._begun.done()

    def cancel(self) -> bool:
        return False


def done(work: Work) -> list[Any]:
    """Return what comes of each job: what a worker of the cluster does."""
    return [work.function(*job) for job in work.jobs]


def known(folders: Sequence[str]) -> tuple[list[str], str]:
    """Return those of `folders` that are not there, and the digest of this process's code."""
    return [folder for folder in folders if not Path(folder).is_dir()], code()
