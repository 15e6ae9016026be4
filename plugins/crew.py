"""The processes among which a build shares its work. Results come in the order of the jobs.

Processes begin as new ones, where the system can do it from one that has loaded our code already;
so it is the same everywhere: a function is one of a module, its jobs and results are plain values.
What is worked out does not depend on who works it out.
"""

import ctypes
import gc
import logging
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import wait as waited
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import chain
from multiprocessing import forkserver
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import Any, Generic, Protocol, TypeVar

Result = TypeVar("Result")
Outcome_co = TypeVar("Outcome_co", covariant=True)
CHUNK = 32  # jobs sent at a time
SELDOM = (200_000, 20, 100)  # thresholds of gc: objects made before it looks for cycles of them
ROOM = 200  # jobs that may wait for a process
SMALL = 4  # documents read, or pages rendered, are as much work as one other job
LONGEST_PATH = 70  # bytes of a folder for a socket, whose own path has some 35 more, of 108
PATIENCE = 1  # seconds after which a process that is waited for is looked after
LOST = (
    "another process of the build ended before its work, perhaps for want of memory; "
    "this one does the rest"
)
WORTH = 256  # jobs that are worth starting processes for: one costs as much as 100 small jobs


class Outcome(Protocol[Outcome_co]):
    """What was asked for: `result` waits for it, and raises what it raised.

    `cancel` takes it back, and tells whether it could: nobody has begun it.
    """

    def result(self) -> Outcome_co: ...
    def done(self) -> bool: ...
    def cancel(self) -> bool: ...


class Crew:
    """Up to `size` processes, this one among them; others start with the first work worth it.

    worth   how many jobs are
    loaded  modules whose functions they will be asked for

    Where another ends before its work does (a system without memory chooses one), this one does it.
    """

    def __init__(self, size: int, worth: int = WORTH, loaded: Sequence[str] = ()) -> None:
        self.size, self.worth, self._loaded = size, worth, list(loaded)
        self._pool: ProcessPoolExecutor | None = None
        self._asked: set[Future[Any]] = set()  # by `submit`, and not done

    @property
    def is_idle(self) -> bool:
        """Tell whether another process has nothing to do."""
        return self.at_work and len(self._asked) < self.size - 1

    @property
    def has_room(self) -> bool:
        """Tell whether another job may wait for others: what waits is held in memory."""
        return self.at_work and len(self._asked) < ROOM * (self.size - 1)

    @property
    def at_work(self) -> bool:
        """Tell whether processes have been started: then another job costs no start."""
        return self._pool is not None

    def prepare(self, jobs: int) -> None:
        """Have code loaded for the processes that so many jobs may be worth, and wait for nothing:
        it takes as long as a build takes to learn what there is to do.
        """
        if self._is_worth(jobs) and _context(self._loaded).get_start_method() == "forkserver":
            forkserver.ensure_running()

    def begin(self, jobs: int) -> bool:
        """Start the processes, where so many jobs are worth it; tell whether they are at work."""
        if self._is_worth(jobs):
            self._started()
        return self.at_work

    def map(
        self, function: Callable[..., Result], jobs: Sequence[tuple[Any, ...]], small: int = 1
    ) -> Iterator[Result]:
        """Yield function(*job) for each job, in their order; this process does its share.

        small  how many are as much work as one job that is worth a process
        """
        if not self.begin(len(jobs) // small):
            return (function(*job) for job in jobs)
        chunks = [jobs[at : at + CHUNK] for at in range(0, len(jobs), CHUNK)]
        waiting = [self._ask(_each, function, chunk) for chunk in chunks]
        return chain.from_iterable(_results(function, chunks, waiting))

    def submit(self, function: Callable[..., Result], *job: Any) -> Outcome[Result]:
        """Begin function(*job) in a process; without processes, do it here and now."""
        asked = self._ask(function, *job)
        if not asked.done():
            self._asked.add(asked.future)
            asked.future.add_done_callback(self._asked.discard)
        return asked

    def close(self) -> None:
        """End the processes; work that nobody waits for is dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def lost(self) -> bool:
        """Tell whether a process ended before its work: from then on none is asked."""
        if self._pool is not None:
            try:
                self._pool.submit(os.getpid)
            except BrokenProcessPool:
                self._leave_it()
        return self._pool is None

    def _leave_it(self) -> None:
        """Ask no process any more.

        Python 3.11 may leave a thread that waits for somebody to read what it sends, and would
        wait for it at the end (gh-107219).
        """
        logging.getLogger(__name__).warning(LOST)
        sender = getattr(self._pool, "_call_queue", None)
        if sender is not None:
            sender.cancel_join_thread()
        self._asked.clear()
        self._pool, self.size = None, 1

    def _ask(self, function: Callable[..., Result], *job: Any) -> "Asked[Result]":
        """Begin function(*job) in a process; without processes, do it here and now."""
        if self._pool is not None:
            try:
                return Asked(self, self._pool.submit(function, *job), function, job)
            except BrokenProcessPool:
                self._leave_it()
        done: Future[Result] = Future()
        done.set_result(function(*job))
        return Asked(self, done, function, job)

    def _is_worth(self, jobs: int) -> bool:
        return not self.at_work and self.size > 1 and jobs >= self.worth

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.size - 1, mp_context=_context(self._loaded), initializer=_begin
            )
        return self._pool


class Asked(Generic[Result]):
    """function(*job), asked for in a process of `crew`."""

    def __init__(
        self,
        crew: Crew,
        future: Future[Result],
        function: Callable[..., Result],
        job: tuple[Any, ...],
    ) -> None:
        self.future, self._crew, self._function, self._job = future, crew, function, job

    def done(self) -> bool:
        return self.future.done()

    def cancel(self) -> bool:
        return self.future.cancel()

    def result(self) -> Result:
        """Wait for what comes of it; where the process ended before, do it here.

        It is asked for that now and then, since Python 3.11 may never tell of it (gh-107219).
        """
        while not waited([self.future], PATIENCE).done:
            if self._crew.lost():
                return self._function(*self._job)
        try:
            return self.future.result()
        except BrokenProcessPool:
            self._crew.lost()
            return self._function(*self._job)


def giving_back(function: Callable[..., Result], *job: Any) -> Result:
    """Return function(*job), and to the system the memory that it took: glibc would keep it."""
    try:
        return function(*job)
    finally:
        with suppress(OSError, TypeError, AttributeError):  # other systems have no such function
            ctypes.CDLL(None).malloc_trim(0)


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context(loaded: list[str]) -> BaseContext:
    """Return how processes begin: as copies of one that only loads code, else each loads it.

    None is a copy of the build itself, whose threads may hold a lock at that moment. Where the
    temporary files' folder has a long path, no socket can lie there to ask for copies by.
    """
    far = len(os.fsencode(tempfile.gettempdir())) > LONGEST_PATH
    if far or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(loaded)
    return context


def _each(function: Callable[..., Result], jobs: Iterable[tuple[Any, ...]]) -> list[Result]:
    return [function(*job) for job in jobs]


def _results(
    function: Callable[..., Result],
    chunks: Sequence[Sequence[tuple[Any, ...]]],
    waiting: list[Asked[list[Result]]],
) -> Iterator[list[Result]]:
    """Yield what comes of each chunk; until the next is there, do here what nobody has begun."""
    own: dict[int, list[Result]] = {}
    begun = 0  # chunks before it have been, here or elsewhere
    for at in range(len(chunks)):
        begun = max(begun, at)
        while at not in own and begun < len(chunks) and not waiting[at].done():
            if waiting[begun].cancel():
                own[begun] = _each(function, chunks[begun])
            begun += 1
        yield own.pop(at) if at in own else waiting[at].result()
        waiting[at].future = Future()  # what was taken is not held


def _begin() -> None:
    """End this process with the one that started it, even where that one was killed.

    Ctrl-C is for that one to hear: it tells of it once.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*SELDOM)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
