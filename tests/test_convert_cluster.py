"""A conversion on a Dask cluster gives what one machine gives, whatever becomes of a worker."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from plugins.cluster import cluster
from plugins.convert.conversion import Options
from plugins.convert.limits import Limits
from plugins.convert.reading import Job
from plugins.convert.run import convert
from plugins.convert.settings import EMPTY
from plugins.convert.sources import find_sources
from plugins.convert.spread import Batch, read_batch
from plugins.errors import ArchiveError
from tests.converting import CLIPPING, SOURCES
from tests.rig import ROOT

PATIENCE = 60  # seconds


def dask(*words: str) -> subprocess.Popen[bytes]:
    """Start a scheduler or a worker that listens on loopback only."""
    command = [sys.executable, "-m", "dask", *words, "--host", "127.0.0.1", "--no-dashboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, **quiet)  # type: ignore[call-overload,no-any-return]


@contextmanager
def two_workers(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Give the address of a scheduler, and its two workers."""
    about = folder / "scheduler.json"
    started = [dask("scheduler", "--port", "0", "--scheduler-file", str(about))]
    try:
        address = written(about)
        alone = ("--no-nanny", "--nthreads", "1", "--local-directory", str(folder))
        started += [dask("worker", address, *alone) for _ in range(2)]
        yield address, started[1:]
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def written(about: Path) -> str:
    for _ in range(10 * PATIENCE):
        if about.exists() and about.stat().st_size:
            return str(json.loads(about.read_text("utf-8"))["address"])
        time.sleep(0.1)
    pytest.fail("no scheduler started")


def lay_out(folder: Path) -> Path:
    """Sources of every format that needs no other program; some cannot be read."""
    folder.mkdir(parents=True)
    for name, data in SOURCES.items():
        (folder / name).write_bytes(data)
    for number in range(200):
        (folder / f"{number}.txt").write_bytes(CLIPPING + f"\n\nرقم {number}.\n".encode())
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    return folder


def written_in(archive: Path) -> dict[str, bytes]:
    content = archive / "content"
    files = [path for path in content.rglob("*") if path.is_file()]
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in files}


def test_a_cluster_that_loses_a_worker_midway_gives_the_same(tmp_path, monkeypatch):
    told, documents = [], []
    with two_workers(tmp_path) as (address, workers):
        for scheduler in ("", address):
            archive = tmp_path / ("afar" if scheduler else "here")
            lay_out(archive / "sources")
            monkeypatch.chdir(archive)
            seen: list[object] = []

            def kill_one_midway(source: object, seen: list[object] = seen) -> None:
                seen.append(source)
                if len(seen) == 60:
                    workers[0].kill()

            options = Options(workers=2, scheduler=scheduler)
            done = kill_one_midway if scheduler else lambda source: None
            found = list(find_sources([Path("sources")]))
            told.append(list(convert(found, Path("content/articles"), done, options)))
            documents.append(written_in(archive))
        assert workers[0].wait() == -signal.SIGKILL
        assert workers[1].poll() is None
    assert told[0] == told[1]
    assert {result.outcome for result in told[0]} == {"made", "failed"}
    assert documents[0] == documents[1]
    assert len(documents[0]) > 230


def test_what_is_no_cluster_is_told_with_a_cure(tmp_path, monkeypatch):
    monkeypatch.setattr("plugins.cluster.WAIT", 0.5)
    with pytest.raises(ArchiveError, match=r"127\.0\.0\.1:9: no scheduler answers there"):  # noqa: SIM117
        with cluster("tcp://127.0.0.1:9"):
            pass
    elsewhere = Batch((Job((0,), (Path("a.txt"),), (EMPTY,)),), Limits(), tmp_path / "away")
    with pytest.raises(ArchiveError, match="away: not there on a worker; share it"):
        read_batch(elsewhere)


def test_without_a_scheduler_dask_is_never_loaded(tmp_path):
    (tmp_path / "a.txt").write_bytes(CLIPPING)
    program = (
        "import sys; from plugins.convert.__main__ import main\n"
        "status = main([sys.argv[1], '--into', sys.argv[2]])\n"
        "sys.exit(status or any(n in sys.modules for n in ('dask', 'distributed')))"
    )
    words = [sys.executable, "-c", program, str(tmp_path / "a.txt"), str(tmp_path / "c/articles")]
    done = subprocess.run(words, cwd=ROOT, check=False)
    assert done.returncode == 0
