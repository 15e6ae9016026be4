"""The processes of a build: they end with it, and begin wherever it may keep files."""

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from plugins.crew import Crew
from tests.rig import ROOT

PATIENCE = 60  # seconds
BUILD = """
import sys, time
from tests.test_crew import pause
from plugins.crew import Crew
if __name__ == "__main__":
    list(Crew(2, worth=1).map(pause, [(sys.argv[1],), (sys.argv[1],)]))
"""


def pause(folder: str) -> None:
    """Say which process this is, and work for longer than the test lasts."""
    with Path("/proc/self/stat").open() as stat:
        Path(folder, stat.read().split()[0]).touch()
    time.sleep(PATIENCE * 2)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc")
def test_processes_end_with_the_build_that_was_killed(tmp_path):
    script = tmp_path / "build.py"
    script.write_text(BUILD, "utf-8")
    noted = tmp_path / "noted"
    noted.mkdir()
    command = [sys.executable, str(script), str(noted)]
    with subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}) as building:
        wait_for(lambda: any(noted.iterdir()))
        building.send_signal(signal.SIGKILL)
    working = [Path("/proc", path.name) for path in noted.iterdir()]
    wait_for(lambda: not any(map(is_working, working)))


def is_working(process: Path) -> bool:
    """Tell whether a process runs; one that ended may wait to be asked for its end."""
    try:
        return process.joinpath("stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(true) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)


def test_a_crew_that_was_closed_may_work_again():
    crew = Crew(2, worth=1)
    try:
        assert list(crew.map(len, [("ab",)])) == [2]
        crew.close()
        assert list(crew.map(len, [("abc",)])) == [3]
    finally:
        crew.close()


def test_a_long_path_to_temporary_files_stops_no_work(tmp_path, monkeypatch):
    far = tmp_path / ("x" * 100)
    far.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(far))
    crew = Crew(2, worth=1)
    try:
        assert list(crew.map(len, [("ab",)])) == [2]
        assert crew.at_work
    finally:
        crew.close()
