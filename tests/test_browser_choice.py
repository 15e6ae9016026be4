"""setup/browser.sh takes the first browser that really starts, and says what to do without one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig import ROOT

TOOLS = ("sh", "dirname", "mktemp", "id", "rm", "grep", "timeout")  # all it needs; no apt-get
STARTS = "#!/bin/sh\necho '<html><body><p>ready</p></body></html>'\n"
ASKS_FOR_SNAP = "#!/bin/sh\necho 'requires the chromium snap to be installed'\nexit 1\n"


class Machine:
    """A folder of commands, which are all that is on PATH, and the script that looks there."""

    def __init__(self, folder: Path) -> None:
        self.commands = folder / "bin"
        self.commands.mkdir()
        for tool in TOOLS:
            (self.commands / tool).symlink_to(shutil.which(tool) or "/nowhere")
        (folder / "setup").mkdir()
        for name in ("browser.sh", "say.sh", "apt.sh"):
            shutil.copy(ROOT / "setup" / name, folder / "setup")
        self.script = str(folder / "setup/browser.sh")

    def add(self, name: str, program: str) -> str:
        path = self.commands / name
        path.write_text(program)
        path.chmod(0o755)
        return str(path)

    def find(self, *words: str, **environment: str) -> tuple[int, str, str]:
        path = {"PATH": str(self.commands)}
        done = subprocess.run(
            [self.script, *words],
            env=path | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout.strip(), done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_browser_that_does_not_start_is_passed_over(machine):
    machine.add("chromium-browser", ASKS_FOR_SNAP)
    chrome = machine.add("google-chrome", STARTS)
    assert machine.find() == (0, chrome, "")


def test_the_browser_that_was_named_is_taken_before_all_others(machine):
    machine.add("chromium", STARTS)
    named = machine.add("mine", STARTS)
    assert machine.find(MAHFUZAT_BROWSER=named) == (0, named, "")
    assert machine.find(MAHFUZAT_BROWSER="mine") == (0, named, "")


def test_a_named_browser_that_does_not_start_is_an_error(machine):
    machine.add("chromium", STARTS)
    status, found, said = machine.find(MAHFUZAT_BROWSER="/nowhere/chromium")
    assert (status, found) == (1, "")
    assert "MAHFUZAT_BROWSER=/nowhere/chromium does not start" in said


@pytest.mark.skipif(sys.platform == "darwin", reason="looks in /Applications, too")
def test_without_a_browser_the_way_round_is_named(machine):
    machine.add("chromium", ASKS_FOR_SNAP)
    assert machine.find("--find") == (0, "", "")
    status, found, said = machine.find()
    assert (status, found) == (1, "")
    assert "make test BROWSER=no" in said
