"""What a run holds in memory does not grow with the number of its sources."""

import gc
import tracemalloc

import pytest

from plugins import frontmatter
from plugins.arabic import dates
from plugins.convert.conversion import Options
from plugins.convert.run import convert
from plugins.convert.sources import Source, find_sources
from tests.test_convert_keeper import Archive

FILES, WARM = 80, 30
A_FILE = (
    800  # bytes that one may leave held; its objects would be over 2,000, cursors are up to 400
)
CACHES = (dates._folded, frontmatter._scalar)  # each has a bound of its own


class Held:
    """Notes the memory that Python holds when so many sources are done."""

    def __init__(self) -> None:
        """None is done."""
        self.done, self.at = 0, dict[int, int]()

    def __call__(self, source: Source) -> None:
        self.done += 1
        if self.done in (WARM, FILES):
            for each in CACHES:
                each.cache_clear()
            gc.collect()
            self.at[self.done] = tracemalloc.get_traced_memory()[0]

    def a_file(self) -> float:
        return (self.at[FILES] - self.at[WARM]) / (FILES - WARM)


def test_what_is_held_does_not_grow_with_the_sources(tmp_path):
    """Of three runs the least counts: what another thread takes meanwhile is not the run's."""
    grown: list[float] = []
    for run in range(3):
        folder = tmp_path / str(run)
        folder.mkdir()
        archive = Archive(folder)
        for number in range(FILES):
            archive.put(f"{number}.txt", f"خبر\n\nنص {number}.\n")
        grown.append(max(held_by_a_file(archive, what) for what in ("made", "unchanged")))
        if grown[-1] < A_FILE:
            return
    pytest.fail(f"a file leaves held: {grown}")


def held_by_a_file(archive: Archive, outcome: str) -> float:
    held = Held()
    tracemalloc.start()
    sources = find_sources([archive.sources])
    results = convert(sources, archive.into, held, Options(workers=0))
    tracemalloc.stop()
    assert {result.outcome for result in results} == {outcome}
    return held.a_file()
