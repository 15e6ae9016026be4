"""Tells what each stage of a build takes: `python -m tests.bench.stages`, and a build's arguments.

Prints CPU seconds as JSON. One process does all, so that they are this one's. A stage's seconds
are its own: what another does within it is that other's.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins import browse, crosslinks, entities, reader, records, search, writer
from plugins.store import Store
from plugins.writer import building
from plugins.writer.__main__ import main as build
from tests.bench import equal

LOADING = "loading"
STAGES: dict[str, tuple[tuple[Any, str], ...]] = {
    LOADING: (),
    "reading": (
        (reader, "read_all"),
        (ArticlesGenerator, "generate_context"),
        (PagesGenerator, "generate_context"),
    ),
    "names": ((entities, "find_names"),),
    "ties": ((crosslinks, "resolve"), (crosslinks, "tie")),
    "what pages show": ((records, "describe"), (browse, "view"), (equal, "view")),
    "pages": (),
    "index": ((search, "begin"), (search, "finish")),
    "records": ((records, "finish"),),
    "publishing": (
        (writer, "prepare"),
        (writer, "finish"),
        (building, "inputs_of"),
        (building, "write_stamp"),
        (Store, "save"),
    ),
    "all else": (),
}


def main(arguments: list[str]) -> int:
    """Build, and print what each stage took."""
    timer = Timer(STAGES)
    timer.spent[LOADING] = time.process_time()
    for stage, functions in (*STAGES.items(), *generators()):
        for owner, name in functions:
            setattr(owner, name, timer.timed(getattr(owner, name), stage))
    status = timer.timed(build, "all else")([*arguments, "-e", "WORKERS=1"])
    print(json.dumps(timer.spent))
    return int(status)


def generators() -> Iterator[tuple[str, tuple[tuple[Any, str], ...]]]:
    """Yield who writes pages, the index's and the records' apart."""
    for kind in kinds(Generator):
        if "generate_output" in vars(kind):
            plugin = kind.__module__.split(".")[1]
            stage = {"search": "index", "records": "records"}.get(plugin, "pages")
            yield stage, ((kind, "generate_output"),)


def kinds(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


class Timer:
    """Adds up in `spent` what stages take, CPU seconds, each without what others take within it."""

    def __init__(self, stages: Iterable[str]) -> None:
        self.spent = dict.fromkeys(stages, 0.0)
        self._within = [0.0]

    def timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def measured(*given: Any, **named: Any) -> Any:
            began = time.process_time()
            self._within.append(0.0)
            try:
                return function(*given, **named)
            finally:
                took = time.process_time() - began
                self.spent[stage] += took - self._within.pop()
                self._within[-1] += took

        return measured


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
