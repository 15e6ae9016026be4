"""A build on a Dask cluster gives what one machine gives, whatever becomes of a worker."""

import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest
from rich.console import Console

from plugins.afar import Afar
from plugins.cluster import cluster
from plugins.errors import ArchiveError
from plugins.writer.building import build
from tests.bench.archive import write_archive
from tests.rig import SAMPLE, SETTINGS
from tests.test_convert_cluster import PATIENCE, two_workers
from tests.test_incremental import differing, files


def kill_at_work(worker: subprocess.Popen[bytes], pages: Path) -> None:
    """End a worker when the first page of an article is there."""
    until = time.monotonic() + PATIENCE
    while not any(pages.glob("*/index.html")) and time.monotonic() < until:
        time.sleep(0.005)
    worker.kill()


def test_a_cluster_that_loses_a_worker_midway_builds_the_same(tmp_path):
    write_archive(SAMPLE, tmp_path / "content", 150)
    sites = []
    with two_workers(tmp_path) as (address, workers):
        for scheduler in ("", address):
            output = tmp_path / ("afar" if scheduler else "here") / "output"
            output.parent.mkdir()
            if scheduler:
                where = (workers[0], output.with_name("output.new") / "articles")
                threading.Thread(target=kill_at_work, args=where).start()
            given = {"PATH": str(tmp_path / "content"), "OUTPUT_PATH": str(output)}
            settings = given | {"SITEURL": "https://x.example/a"}
            said = Console(quiet=True)
            build(SETTINGS, settings, said, scheduler=scheduler)
            sites.append(files(output))
        assert workers[0].wait() == -signal.SIGKILL
        assert workers[1].poll() is None
    assert len(sites[0]) > 300
    assert differing(*sites) == []
    assert {name for name in sites[0] if name.startswith("search/")} == {
        name for name in sites[1] if name.startswith("search/")
    }


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """A cluster whose workers stay."""
    with two_workers(tmp_path_factory.mktemp("cluster")) as (address, _), cluster(address) as found:
        yield found


def test_a_folder_that_a_worker_does_not_see_is_told(found, tmp_path):
    with pytest.raises(ArchiveError, match="none is not there; share it"):
        Afar(found, [tmp_path, tmp_path / "none"])
    crew = Afar(found, [tmp_path])
    assert list(crew.map(len, [("ab",), ("c",)])) == [2, 1]
    assert crew.submit(len, "abc").result() == 3


def test_a_cluster_is_asked_for_as_much_as_it_has_room_for(found, tmp_path, monkeypatch):
    monkeypatch.setattr("plugins.afar.ROOM", 1)
    crew = Afar(found, [tmp_path])
    asked = [crew.submit(time.sleep, 0.2) for _ in range(found.cores)]
    assert not crew.has_room
    assert [each.result() for each in asked] == [None] * found.cores
    assert crew.has_room
    assert all(each.done() for each in asked)
