"""What entities and links add to a build: `python -m tests.bench.ties 10000 20000`.

Builds made-up articles once, in one process, and prints the CPU seconds of what finds names, ties
articles, and writes their pages and files, beside those of all the rest. The archive is that which
builds are timed with, 300 to 600 words and 3 to 8 names an article; where the authority has more
names than the sample's (the second number, else 20,000; 0: no more), articles name them by Zipf's
law, and a name stands up to three times, as in news.
"""

import sys
import tempfile
from pathlib import Path

from plugins import crosslinks, entities
from plugins.crosslinks.pages import StoryPages
from plugins.entities.map_pages import MapPages
from plugins.entities.network_pages import NetworkPages
from plugins.entities.pages import EntityPages
from plugins.writer.__main__ import main as build
from tests.bench.archive import write_archive
from tests.bench.stages import Timer
from tests.rig import ROOT, SAMPLE

KNOWN = 20_000  # names in the authority where none is said
REST = "all the rest"
AGAIN = 2  # times at most that a name stands once more in its article
TIMED = (
    (crosslinks, "resolve"),
    (entities, "find_names"),
    (crosslinks, "tie"),
    (EntityPages, "generate_output"),
    (NetworkPages, "generate_output"),
    (MapPages, "generate_output"),
    (StoryPages, "generate_output"),
)


def main(count: int, known: int) -> int:
    """Build `count` made-up documents and print the shares. known  names in the authority"""
    labels = {each: f"{each[0].__name__.removeprefix('plugins.')}.{each[1]}" for each in TIMED}
    timer = Timer([*labels.values(), REST])
    for (owner, name), label in labels.items():
        setattr(owner, name, timer.timed(getattr(owner, name), label))
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        write_archive(SAMPLE, content, count, again=AGAIN if known else 0, known=known)
        where = ["--content", str(content), "--output", str(Path(folder, "output"))]
        settings = ["--settings", str(ROOT / "pelican.conf.py"), "--force", "-e", "WORKERS=1"]
        timer.timed(build, REST)([*settings, *where])
    rest = timer.spent.pop(REST)
    for label, seconds in sorted(timer.spent.items(), key=lambda pair: -pair[1]):
        print(f"{label:32}{seconds:8.1f} CPU s")
    print(f"{REST:32}{rest:8.1f} CPU s")
    print(f"entities and links add {sum(timer.spent.values()) / rest:.0%} to the rest")
    return 0


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*given, *(1000, KNOWN)[len(given) :]))
