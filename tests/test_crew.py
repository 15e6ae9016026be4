"""The processes of a build: they end with it, and begin wherever it may keep files."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from plugins.crew import LOST, Crew
from tests.rig import ROOT

PATIENCE = 60  # seconds
BUILD = """
import sys, time
from tests.test_crew import pause
from plugins.crew import LOST, Crew
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


LOSING = """
import os, sys
from tests.test_crew import fallen
from plugins.crew import LOST, Crew
if __name__ == "__main__":
    crew = Crew(2, worth=1)
    jobs = [(str(os.getpid()), number, "ن" * LARGE) for number in range(60)]
    if "map" in sys.argv:
        found = list(crew.map(fallen, jobs))
    else:
        crew.begin(1)
        asked = [crew.submit(fallen, *job) for job in jobs]
        taken_back = [asked.pop() for _ in range(20)]
        print(all(each.cancel() for each in taken_back))
        found = [each.result() for each in asked] + [number for _, number, _ in jobs[40:]]
    print(found == list(range(60)), crew.at_work, crew.has_room)
    print(crew.submit(fallen, *jobs[5]).result(), list(crew.map(fallen, jobs[:3])))
    crew.close()
"""


def fallen(build: str, number: int, _load: str) -> int:
    """Return the number; a process that is not the build's ends before."""
    if os.getpid() != int(build):
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("way", ["map", "submit"])
def test_what_a_lost_process_was_to_do_is_done_by_the_build(tmp_path, way):
    script = tmp_path / "build.py"
    script.write_text(LOSING.replace("LARGE", "200_000"), "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), way],
        check=False,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        timeout=PATIENCE,
        capture_output=True,
        text=True,
    )
    told = "True False False\n5 [0, 1, 2]\n"
    assert (done.returncode, done.stdout) == (0, told if way == "map" else f"True\n{told}")
    assert LOST in done.stderr
