"""Reads sources in processes of their own: on all cores, each bounded in time and memory.

A reader that hangs, runs out of memory or crashes takes its process along, not the conversion: the
source is named, a new process goes on with the next.
"""

import os
import resource
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from plugins.convert.item import Failure
from plugins.convert.limits import Limits
from plugins.convert.reading import Job, Told, items_of

READY = 4  # jobs that a worker has at hand, so that it never waits for us
OFTEN = 0.2  # seconds between what a worker tells: each telling wakes us
PLENTY = 16  # jobs for each worker; where fewer are left, none is bound to a worker beforehand

SLOW = "took longer than {} s: a damaged file, or a big one; split it, or raise --limit seconds=…"
DEAD = "its reader ended at once ({}): a damaged file, or more memory than {} MB; save it as text"


@dataclass
class Worker:
    """A process, and what it is at work on."""

    process: BaseProcess
    connection: Connection
    jobs: deque[Job] = field(default_factory=deque)  # the first is at work, others lie ready for it
    place: int = 0
    since: float = field(default_factory=time.monotonic)

    @property
    def job(self) -> Job | None:
        return self.jobs[0] if self.jobs else None

    def give(self, job: Job) -> None:
        if not self.jobs:
            self.place, self.since = 0, time.monotonic()
        self.jobs.append(job)
        with suppress(OSError):  # it is dead: the next look at it will tell
            self.connection.send(job)

    def stop(self) -> None:
        """End the process and every program that it started."""
        assert self.process.pid  # 0 would be all that runs with us
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()


def read_all(
    jobs: Iterable[Job], limits: Limits, workers: int, folder: Path | None = None
) -> Iterator[Told]:
    """Yield (number of a source, item) as they come, and (number, None) once a source is read.

    folder  where the sources' names begin, if not here
    """
    later, waiting = iter(jobs), deque[Job]()
    staff: list[Worker] = []
    try:
        while _topped_up(waiting, later, workers) or any(worker.job for worker in staff):
            _hand_out(waiting, staff, limits, workers, folder)
            yield from _listen(staff, waiting, limits)
    finally:
        for worker in staff:
            worker.stop()


def _topped_up(waiting: deque[Job], later: Iterator[Job], workers: int) -> deque[Job]:
    """Return the jobs that wait, as many of them as tell how many to hand out."""
    waiting.extend(islice(later, max(0, (PLENTY + READY) * workers + 1 - len(waiting))))
    return waiting


def _hand_out(
    waiting: deque[Job], staff: list[Worker], limits: Limits, workers: int, folder: Path | None
) -> None:
    while waiting and len(staff) < workers and all(worker.job for worker in staff):
        staff.append(_hire(limits, folder))
        staff[-1].give(waiting.popleft())
    for worker in staff:
        ahead = READY if len(waiting) > PLENTY * len(staff) else 1
        while waiting and len(worker.jobs) < ahead:
            worker.give(waiting.popleft())


def _hire(limits: Limits, folder: Path | None) -> Worker:
    context = get_context("spawn")  # a forked one would hold the progress bar's thread, and locks
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, limits, folder), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours)


def _listen(staff: list[Worker], waiting: deque[Job], limits: Limits) -> Iterator[Told]:
    """Yield what the workers have to say; replace those that are stuck or dead."""
    ready = set(wait([worker.connection for worker in staff if worker.job], timeout=1.0))
    for worker in list(staff):
        job = worker.job
        if job is None:
            continue
        if worker.connection in ready:
            try:
                yield from _told(worker)
            except (EOFError, OSError):
                worker.process.join(timeout=5)
                code = worker.process.exitcode
                yield from _give_up(worker, staff, waiting, DEAD.format(code, limits.memory))
        elif time.monotonic() - worker.since > job.seconds(limits) + 10:
            yield from _give_up(worker, staff, waiting, SLOW.format(limits.seconds))


def _told(worker: Worker) -> Iterator[Told]:
    """Yield all that a worker has said by now; raises EOFError or OSError where it is dead."""
    while worker.job and worker.connection.poll():
        job = worker.job
        many: list[Told] = worker.connection.recv()
        worker.since = time.monotonic()
        for place, found in many:
            worker.place = place + (found is None)
            yield job.numbers[place], found
        if worker.place == len(job.paths):
            worker.jobs.popleft()
            worker.place = 0


def _give_up(worker: Worker, staff: list[Worker], waiting: deque[Job], why: str) -> Iterator[Told]:
    """Yield the failure of the source that a worker was at; hand the rest of its job out again.

    A batch that failed as one is tried again one by one: the others in it are not to blame.
    """
    job = worker.job
    worker.stop()
    staff.remove(worker)
    if job is None:
        return
    worker.jobs.popleft()
    waiting.extendleft(reversed(worker.jobs))
    if len(job.paths) > 1:
        waiting.extendleft(reversed(job.alone(worker.place)))
        return
    yield job.numbers[0], Failure("", f"{job.paths[0]}: {why}")
    yield job.numbers[0], None


def work(connection: Connection, limits: Limits, folder: Path | None) -> None:
    """Read job after job until the other side is gone: what a worker process does."""
    os.setsid()
    if folder:
        os.chdir(folder)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound(limits)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            job: Job = connection.recv()
            _bound_time(job.seconds(limits))
            _tell(connection, items_of(job, limits))


def _tell(connection: Connection, found: Iterable[Told]) -> None:
    """Say what is found, at once where it comes slowly, together where it comes fast."""
    told: list[Told] = []
    last = time.monotonic()
    for place, item in found:
        told.append((place, item))
        if time.monotonic() - last > OFTEN:
            connection.send(told)
            told, last = [], time.monotonic()
    if told:
        connection.send(told)


def _bound(limits: Limits) -> None:
    """Bound this process's memory; programs that it starts may take more, see programs.run."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError, OSError):  # macOS knows no such bound
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory * 1_000_000, hard))


def _bound_time(seconds: int) -> None:
    """Bound the work of one job, for when nobody is left to stop this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 2 * seconds + 60
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
