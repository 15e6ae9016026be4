"""A build's work grows with the archive and no faster: counted in calls, which no load changes."""

import pstats
import subprocess
import sys
from pathlib import Path

from tests.bench.archive import write_archive
from tests.rig import ROOT, SAMPLE

# The command ends its process at once, before a profiler around it could write what it counted.
PROFILED = """
import cProfile, sys
from plugins.writer.__main__ import main
profile = cProfile.Profile()
status = profile.runcall(main, sys.argv[2:])
profile.dump_stats(sys.argv[1])
sys.exit(status)
"""
MOST = 1.1  # times what an article costs in an archive of a fourth of the size


def calls(folder: Path, count: int) -> int:
    """Return how many calls a clean build of `count` articles makes."""
    content, profile = folder / f"{count}/content", folder / f"{count}.profile"
    write_archive(SAMPLE, content, count)
    where = ["--content", str(content), "--output", str(folder / f"{count}/output")]
    settings = ["-e", "WORKERS=1", "-e", "SITEURL=https://x.example"]
    command = [sys.executable, "-c", PROFILED, str(profile)]
    done = subprocess.run(
        [*command, *where, *settings], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return int(pstats.Stats(str(profile)).total_calls)  # type: ignore[attr-defined]


def test_an_article_costs_no_more_in_a_larger_archive(tmp_path, rounds):
    least = rounds(30, 1000)
    small, middle, large = (calls(tmp_path, least * times) for times in (1, 2, 8))
    before, after = (middle - small) / least, (large - middle) / (6 * least)
    assert after <= before * MOST, f"{before:.0f} calls an article, then {after:.0f}"
