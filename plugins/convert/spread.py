"""Reads sources on a cluster: each worker reads as one machine does, in bounded processes."""

import multiprocessing
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from plugins.cluster import ALONE, cluster
from plugins.convert.limits import Limits
from plugins.convert.pool import read_all
from plugins.convert.reading import Job, Told
from plugins.errors import ArchiveError

MOST = 50  # jobs that are sent as one: a process is started for each such batch
ROUNDS = 8  # batches that each core has at least, so that all end at about one time


class Batch(NamedTuple):
    """Sources for one worker. `folder` is where their names begin."""

    jobs: tuple[Job, ...]
    limits: Limits
    folder: Path


def read_afar(jobs: Iterable[Job], count: int, limits: Limits, scheduler: str) -> Iterator[Told]:
    """Yield as `read_all` does what the workers of a cluster read.

    count  of the sources in the jobs
    """
    with cluster(scheduler) as found:
        size = max(1, min(MOST, count // (ROUNDS * found.cores)))
        for told in found.map(read_batch, _batches(jobs, size, limits)):
            yield from told


def read_batch(batch: Batch) -> list[Told]:
    """Return what is in the sources of a batch: what a worker of the cluster does."""
    if multiprocessing.current_process().daemon:
        raise ArchiveError(ALONE)
    if not batch.folder.is_dir():
        raise ArchiveError(f"{batch.folder}: not there on a worker; share it with all of them")
    return list(read_all(batch.jobs, batch.limits, 1, batch.folder))


def _batches(jobs: Iterable[Job], size: int, limits: Limits) -> Iterator[Batch]:
    left = iter(jobs)
    while batch := tuple(islice(left, size)):
        yield Batch(batch, limits, Path.cwd())
