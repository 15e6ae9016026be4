"""Times the way of a document: `python -m tests.bench.documents 1000`.

CPU seconds are those of all processes of a stage; documents a second are per CPU second, so that a
busy machine does not change them much.
"""

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.made_up import write_sources
from tests.rig import ROOT, SAMPLE, run


def main(count: int) -> None:
    """Make `count` sources up and time each stage on them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sources(SAMPLE, folder / "sources", count)
        shutil.copytree(SAMPLE / "authority", folder / "content/authority")
        articles = folder / "content/articles"
        where = ("--content", folder / "content", "--output", folder / "output")
        build = ("--settings", ROOT / "pelican.conf.py", *where)
        print(f"{count} made-up documents\n{'':24}{'CPU s':>8}{'wall s':>8}{'documents/CPU s':>17}")
        stage("convert", count, "plugins.convert", folder / "sources", "--into", articles)
        stage("build", count, "plugins.writer", *build)
        stage("build again", count, "plugins.writer", *build)
        add_a_word(next(articles.rglob("*.md")))
        stage("build, one changed", count, "plugins.writer", *build)
        report_size(folder / "output")


def stage(label: str, count: int, module: str, *arguments: str | Path) -> None:
    """Run a module of ours as make does, and print what it took."""
    began, used = time.perf_counter(), cpu_seconds()
    done = run(module, *arguments)
    if done.returncode:
        sys.exit(f"{label} failed:\n{done.stderr}")
    cpu, wall = cpu_seconds() - used, time.perf_counter() - began
    print(f"{label:24}{cpu:8.1f}{wall:8.1f}{count / cpu:17.0f}", flush=True)


def cpu_seconds() -> float:
    """CPU time of all ended child processes and theirs, user and system."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def add_a_word(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "\nكلمة أضيفت.\n", "utf-8")


def report_size(output: Path) -> None:
    sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
    search = sum(path.stat().st_size for path in (output / "search").rglob("*") if path.is_file())
    print(f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB, of which search/ {search / 1e6:.1f} MB")
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # bytes on macOS
    print(f"largest process: {kilobytes / (1e6 if sys.platform == 'darwin' else 1e3):.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
