"""Fixtures for all tests. What a test needs beyond them stands in the test."""

import difflib
import fcntl
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import hypothesis
import pytest

from tests.rig import ROOT, Site, build_site, lay_out, lay_out_sample

GOLDEN = ROOT / "tests/golden"
FLOORS = ROOT / "tests/quality/floors.json"

# The same run gives the same result: chance is for `make soak`. A busy machine is no failure.
hypothesis.settings.register_profile("test", deadline=None, derandomize=True)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=3000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite tests/golden/")
    parser.addoption("--soak", action="store_true", help="run the seeded tests for long")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("soak" if config.getoption("--soak") else "test")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what uses a browser; leave out what this run was told to leave out."""
    left_out = pytest.mark.skip(reason="BROWSER=no: Chromium is left out")
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            if os.environ.get("MAHFUZAT_BROWSER") == "no":
                item.add_marker(left_out)
        if item.get_closest_marker("soak") and not config.getoption("--soak"):
            item.add_marker(pytest.mark.skip(reason="only in make soak"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the measured figures beside their floors."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
    figures = [
        value
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "floor" and report.when == "call"
    ]
    if figures:
        terminalreporter.section("quality")
        for name, value, floor in sorted(figures):
            terminalreporter.write_line(f"{name:<48} {value:8.4f}   floor {floor:.4f}")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The developers' corpora and seeds beside the repository; a keeper's machine has none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared: the developers' corpora are not on this machine")
    return folder


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Site]:
    """Builds a site of files, with the repository's own theme, plugins and settings.

    `build({"visit.md": document(title="زيارة")}, SITEURL="https://x.example/a")` gives a Site;
    `build(files, fails=True)` wants the build refused, and gives what it said in `.errors`.
    """

    def build(files: Mapping[str, str], *, fails: bool = False, **settings: str) -> Site:
        lay_out(files, tmp_path)
        site = build_site(tmp_path, settings)
        assert (site.status != 0) == fails, site.errors or "the build did not fail"
        return site

    return build


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Builds as `build` does, the same files and settings once a module. For reading only."""
    sites: dict[tuple[frozenset[tuple[str, str]], ...], Site] = {}

    def built(files: Mapping[str, str], **settings: str) -> Site:
        key = frozenset(files.items()), frozenset(settings.items())
        if key not in sites:
            folder = tmp_path_factory.mktemp("built")
            lay_out(files, folder)
            sites[key] = build_site(folder, settings)
            assert sites[key].status == 0, sites[key].errors
        return sites[key]

    return built


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of tests/data/sample, at a server's root. For reading only: tests share it."""
    return build_sample_once(tmp_path_factory, "root", SITEURL="https://archive.example")


@pytest.fixture(scope="session")
def sample_below(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same site below a path: /archive."""
    return build_sample_once(tmp_path_factory, "below", SITEURL="https://x.example/archive")


def build_sample_once(factory: pytest.TempPathFactory, name: str, **settings: str) -> Site:
    """Build the sample, or take what another worker of this run has built."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"sample-{name}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "output").is_dir():
            return Site(folder, 0, "")
        lay_out_sample(folder)
        site = build_site(folder, settings)
    assert site.status == 0, site.errors
    return site


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with tests/golden/<name>; `make golden` writes it there instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
            return
        if not path.is_file():
            pytest.fail(f"{path} is missing; make golden writes it", pytrace=False)
        old = path.read_text("utf-8")
        if old != text:
            lines = old.splitlines(), text.splitlines()
            diff = "\n".join(difflib.unified_diff(*lines, str(path), "now", lineterm=""))
            pytest.fail(f"{diff}\n\nif this is meant: make golden", pytrace=False)

    return compare


@pytest.fixture
def floor(request: pytest.FixtureRequest) -> Callable[[str, float], None]:
    """Fails where a measured value is below its floor in tests/quality/floors.json."""

    def check(name: str, value: float) -> None:
        floors = json.loads(FLOORS.read_text("utf-8"))
        if name not in floors:
            pytest.fail(f"{FLOORS} has no floor {name!r}; measured {value:.4f}", pytrace=False)
        request.node.user_properties.append(("floor", (name, value, floors[name])))
        if value < floors[name]:
            below = f"{name} is {value:.4f}, below its floor {floors[name]:.4f}"
            pytest.fail(below, pytrace=False)

    return check


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """How many rounds a seeded test runs; `rounds(100, 5000)` is 5000 in `make soak`."""
    return lambda short, long: long if request.config.getoption("--soak") else short
