"""Keeps the site that is being shown as its archive is: builds when something changes.

In the process that serves it, so that nothing has to be loaded again. An article that was edited is
shown at once, by itself; the build that follows makes all else, and a change that comes meanwhile
is shown without waiting for it. A build that fails is told, and the last good site is shown.
"""

import gc
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console
from watchfiles import watch
from watchfiles.main import FileChange

from plugins.errors import ArchiveError
from plugins.host import forget_texts
from plugins.writer.building import Told, build, settings_of
from plugins.writer.preview import Preview

QUIET = 100  # milliseconds without a change before a build begins: editors write in steps
LOOK = 1000  # milliseconds between two looks at the settings' file
LAST = "The last good site is shown."


class Live:
    """The builds of a site that is shown.

    early          pages that are newer than the site: name below it → HTML
    configuration  the settings' file, beside which `sources` lies; `overrides` come before it
    """

    def __init__(self, configuration: Path, overrides: Mapping[str, Any], console: Console) -> None:
        self.early: dict[str, bytes] = {}
        self._configuration, self._overrides = configuration.resolve(), dict(overrides)
        self._console = console
        settings = settings_of(configuration, overrides)
        self._content = Path(settings["PATH"])
        self._sources = self._configuration.parent / "sources"
        self._watched = [self._content, Path(settings["THEME"]), self._sources]
        self._configured = self._configuration.stat().st_mtime_ns
        self._preview: Preview | None = None
        self._changed, self._to_convert = threading.Event(), threading.Event()
        self._ended = threading.Event()

    def follow(self) -> None:
        """Show and build each change, until `end` is called. Runs in a thread of its own."""
        building = threading.Thread(target=self._build_always)
        building.start()
        for changes in self._looks():
            changed = [Path(path) for _, path in changes]
            changed += [self._configuration] if self._is_configured_anew() else []
            if changed:
                self._take(changed)
        self._changed.set()
        building.join()

    def _looks(self) -> Iterator[set[FileChange]]:
        """Yield what changed since the look before, maybe nothing."""
        there = [path for path in self._watched if path.exists()]
        looks = partial(
            watch,
            *there,
            debounce=QUIET,
            stop_event=self._ended,
            rust_timeout=LOOK,
            yield_on_timeout=True,
        )
        try:
            yield from looks()
        except OSError:  # more folders than the system tells one of
            yield from looks(force_polling=True)

    def end(self) -> None:
        self._ended.set()

    def _is_configured_anew(self) -> bool:
        """Tell whether the settings changed since it was asked.

        A file by itself cannot be watched: editors put another in its place.
        """
        try:
            now = self._configuration.stat().st_mtime_ns
        except FileNotFoundError:  # just being replaced
            return False
        before, self._configured = self._configured, now
        return now != before

    def _take(self, changed: Iterable[Path]) -> None:
        for path in changed:
            shown = self._shown(path)
            if shown:
                self.early[shown[0]] = shown[1]
            if path.is_relative_to(self._sources):
                self._to_convert.set()
        self._changed.set()

    def _shown(self, path: Path) -> tuple[str, bytes] | None:
        if self._preview is None or not path.is_file():
            return None
        try:
            return self._preview.page(path)
        except Exception:  # the build that comes tells, and what is edited next is followed
            return None

    def _build_always(self) -> None:
        """Gather all in memory, then build whenever something changed."""
        self._build()
        while self._changed.wait() and not self._ended.is_set():
            self._build()

    def _build(self) -> None:
        self._changed.clear()
        early = dict(self.early)
        try:
            if self._to_convert.is_set():
                self._to_convert.clear()
                self._convert()
            gather = self._preview is None
            built = build(self._configuration, self._overrides, self._console, gather=gather)
            self._preview = Preview(built) if "GENERATORS" in built else self._preview
        except ArchiveError as error:
            self._console.print(str(error), style="bold red", markup=False, soft_wrap=True)
        except Told:
            self._console.print(LAST)
        except Exception:  # a fault of ours; what is edited next may not meet it
            self._console.print_exception()
            self._console.print(LAST)
        else:
            self._forget(early)
        forget_texts()
        gc.collect()  # the archive of the build before, whose articles know each other

    def _forget(self, early: Mapping[str, bytes]) -> None:
        """Show the site's pages again, but for those that changed since the build began."""
        for name, page in early.items():
            if self.early.get(name) is page:
                del self.early[name]

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
