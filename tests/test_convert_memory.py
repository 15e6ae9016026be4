"""What a run holds in memory does not grow with the number of its sources."""

import gc
import tracemalloc

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
    archive = Archive(tmp_path)
    for number in range(FILES):
        archive.put(f"{number}.txt", f"خبر\n\nنص {number}.\n")
    for what in ("made", "unchanged"):
        held = Held()
        tracemalloc.start()
        sources = find_sources([archive.sources])
        results = convert(sources, archive.into, held, Options(workers=0))
        tracemalloc.stop()
        assert {result.outcome for result in results} == {what}
        assert held.a_file() < A_FILE
