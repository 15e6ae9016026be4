"""Times the converter alone: each format, beside pandoc, and its memory as files grow in number.

python -m tests.bench.converting 10000
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.bench.made_up import write_sources
from tests.converting import PARTS, SOURCES, TITLE
from tests.rig import ROOT, SAMPLE

COPIES = 200  # of a format's source
OFFICE_COPIES = 24  # LibreOffice takes half a second for each
PANDOC_FILES = 500  # evenly out of all; its time for all is scaled from these
NAMES = ("a.txt", "a.md", "a.html", "a.docx", "a.epub", "a.eml", "a.csv", "a.xlsx", "a.jsonl",
         "feed.xml", "a.warc", "a.zip")  # fmt: skip


class Took(NamedTuple):
    """What a conversion took; `megabytes` is its largest process."""

    wall: float
    cpu: float
    megabytes: float


def main(count: int) -> None:
    """Print all three."""
    formats()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sources(SAMPLE, folder / "sources", count)
        took = convert(folder / "sources", folder / "content")
        beside_pandoc(sorted(folder.rglob("*.txt")), took)
        memory(folder, count, took)


def formats() -> None:
    """Print the documents a second of each format: one document a source, all cores."""
    print(f"documents a second, by wall time, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        for source, data, copies in sources(Path(name)):
            folder = Path(name, f"of {source}")
            (folder / "sources").mkdir(parents=True)
            for number in range(copies):
                (folder / f"sources/{number}{Path(source).suffix}").write_bytes(data)
            took = convert(folder / "sources", folder / "content")
            print(f"  {source:12}{copies / took.wall:8.0f}", flush=True)


def sources(folder: Path) -> list[tuple[str, bytes, int]]:
    """Return name, bytes and number of copies of each format that this machine can read."""
    found = [(name, SOURCES[name], COPIES) for name in NAMES]
    program = shutil.which("soffice")
    if program is None:
        print("  LibreOffice is not installed: no RTF, no PDF")
        return found
    (folder / "a.rtf").write_bytes(rtf())
    home = f"-env:UserInstallation=file://{folder}/profile"
    words: list[str | Path] = [
        program,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
    ]
    subprocess.run([*words, folder / "a.rtf"], capture_output=True, check=True)
    pdf = (folder / "a.pdf").read_bytes()
    return [*found, ("a.pdf", pdf, COPIES), ("a.rtf", rtf(), OFFICE_COPIES)]


def rtf() -> bytes:
    """Return the common text as RTF, whose letters are numbers."""
    lines = ("".join(f"\\u{ord(c)}?" for c in text) for text in (TITLE, *PARTS))
    return ("{\\rtf1\\ansi " + "\\par ".join(lines) + "}").encode("ascii")


def convert(folder: Path, content: Path) -> Took:
    """Convert what is in `folder`."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "plugins.convert", str(folder)]
    process = subprocess.Popen(
        [*command, "--into", str(content / "articles")], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    most = 0.0
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        most = max(most, peak(process.pid))
        time.sleep(0.05)
    if status:
        sys.exit(f"{folder}: the conversion failed")
    return Took(time.perf_counter() - began, used.ru_utime + used.ru_stime, most)


def peak(pid: int) -> float:
    """Return the most memory that a process or a child of it has had, in MB; 0 but on Linux.

    Not what wait4 tells: to it a process begins with all the memory of the one that started it.
    """
    own, found = Path(f"/proc/{pid}"), 0.0
    try:
        children = (own / f"task/{pid}/children").read_text().split()
        for each in (own, *(Path("/proc", child) for child in children)):
            line = next(x for x in (each / "status").read_text().split("\n") if "VmHWM" in x)
            found = max(found, int(line.split()[1]) / 1000)
    except (OSError, StopIteration):  # it has just ended
        pass
    return found


def beside_pandoc(paths: list[Path], ours: Took) -> None:
    """Print our time for `paths`, and pandoc's, a process each, scaled from a few of them."""
    speed = len(paths) / ours.wall
    print(
        f"{len(paths)} clippings: {ours.wall:.0f} s ({ours.cpu:.0f} s of CPU), {speed:.0f} a second"
    )
    program = shutil.which("pandoc")
    if program is None:
        print("pandoc is not installed: not compared")
        return
    some = paths[:: max(1, len(paths) // PANDOC_FILES)][:PANDOC_FILES]

    def one(path: Path) -> None:
        words: list[str | Path] = [
            program,
            "--from=markdown",
            "--to=gfm",
            f"--output={path}.md",
            path,
        ]
        subprocess.run(words, check=True)

    for workers in (1, os.cpu_count() or 1):
        began = time.perf_counter()
        with ThreadPoolExecutor(workers) as staff:
            list(staff.map(one, some))
        theirs = (time.perf_counter() - began) * len(paths) / len(some)
        print(
            f"pandoc, {workers} at a time: {theirs:.0f} s (scaled from {len(some)} files), "
            f"{theirs / ours.wall:.0f} times as long"
        )


def memory(folder: Path, count: int, whole: Took) -> None:
    """Print the largest process of a conversion of a tenth of the files, and of all."""
    part = folder / "part"
    for path in sorted((folder / "sources").rglob("*.txt"))[: count // 10]:
        target = part / path.relative_to(folder / "sources")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.hardlink_to(path)
    small = convert(part, folder / "content-part")
    print(
        f"largest process: {small.megabytes:.0f} MB for {count // 10} files, "
        f"{whole.megabytes:.0f} MB for {count}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
