"""A build's work grows with the archive and no faster: counted in calls, which no load changes."""

import cProfile
import multiprocessing
import os
import pstats
from pathlib import Path

from plugins.writer.__main__ import main
from tests.bench.archive import write_archive
from tests.rig import LOADED, ROOT, SAMPLE

# Articles → how much of what one more costs there it may cost in an archive four times as large.
# In a small archive most words and names are met for the first time: later articles pay less.
MOST = {30: 0.65, 1000: 1.1}


def calls(folder: Path, count: int) -> int:
    """Return how many calls a clean build of `count` articles makes, our code once loaded."""
    content, profile = folder / f"{count}/content", folder / f"{count}.profile"
    write_archive(SAMPLE, content, count)
    where = ["--content", str(content), "--output", str(folder / f"{count}/output")]
    settings = ["-e", "WORKERS=1", "-e", "SITEURL=https://x.example"]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    process = context.Process(target=_profiled, args=([*where, *settings], profile))
    process.start()
    process.join()
    return int(pstats.Stats(str(profile)).total_calls)  # type: ignore[attr-defined]


def _profiled(words: list[str], into: Path) -> None:
    os.chdir(ROOT)
    profile = cProfile.Profile()
    assert profile.runcall(main, words) == 0
    profile.dump_stats(into)


def test_an_article_costs_no_more_in_a_larger_archive(tmp_path, rounds):
    least = rounds(*MOST)
    small, middle, large = (calls(tmp_path, least * times) for times in (1, 2, 8))
    before, after = (middle - small) / least, (large - middle) / (6 * least)
    assert after <= before * MOST[least], f"{before:.0f} calls an article, then {after:.0f}"
