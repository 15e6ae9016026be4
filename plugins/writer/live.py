"""Keeps the site that is being shown as its archive is: builds when something changes.

In the process that serves it, so that nothing has to be loaded again. A build that fails is told,
and the last good site goes on being shown.
"""

import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican.settings import read_settings
from rich.console import Console
from watchfiles import watch

from plugins.errors import ArchiveError
from plugins.writer.building import build

QUIET = 100  # milliseconds without a change before a build begins: editors write in steps


class Live:
    """The builds of a site that is shown: `number` grows with each new site.

    configuration  the settings' file, beside which `sources` lies; `overrides` come before it
    """

    def __init__(self, configuration: Path, overrides: Mapping[str, Any], console: Console) -> None:
        self.number = 0
        self._configuration, self._overrides = configuration.resolve(), dict(overrides)
        self._console = console
        settings = read_settings(str(configuration), override=dict(overrides))
        self._content = Path(settings["PATH"])
        self._sources = self._configuration.parent / "sources"
        self._watched = [self._content, Path(settings["THEME"]), self._configuration, self._sources]
        self._ended = threading.Event()

    def follow(self) -> None:
        """Build after each change, until `end` is called. Runs in a thread of its own."""
        there = [path for path in self._watched if path.exists()]
        for changes in watch(*there, debounce=QUIET, stop_event=self._ended):
            self._apply(Path(path) for _, path in changes)

    def end(self) -> None:
        self._ended.set()

    def _apply(self, changed: Iterable[Path]) -> None:
        try:
            if any(path.is_relative_to(self._sources) for path in changed):
                self._convert()
            build(self._configuration, self._overrides, self._console)
            self.number += 1
        except ArchiveError as error:
            self._console.print(str(error), style="bold red", markup=False, soft_wrap=True)
        except RuntimeError:  # an error that Pelican has told
            self._console.print("The last good site is shown.")

    def _convert(self) -> None:
        """Convert the sources, as make does; what is wrong with them is told and builds nothing."""
        where = [str(self._sources), "--into", str(self._content / "articles")]
        done = subprocess.run(
            [sys.executable, "-m", "plugins.convert", *where],
            cwd=self._configuration.parent,
            check=False,
        )
        if done.returncode:
            raise ArchiveError("Not built: a source could not be converted")
