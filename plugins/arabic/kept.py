"""Tables of words that take long to work out, kept in .cache until what they rest on changes.

A file has the words, a line each, and after PARTING what stands for them, in the same order: so
it is read in half the time of JSON.
"""

import contextlib
import hashlib
import tempfile
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache"  # safe to delete
PARTING = "\0"
PACKAGES = ("simplemma", "babel")  # whose data our tables are made of


def kept(name: str, work_out: Callable[[], dict[str, str]]) -> dict[str, str]:
    """Return the table `name`: the one kept, if the packages and this folder are as they were.

    work_out  gives it; its words hold no line ends
    Where the cache cannot be written, working out costs time again, and no more.
    """
    path = CACHE / f"{name}-{_fingerprint()}.txt"
    try:
        words, told = (part.split("\n") for part in path.read_text("utf-8").split(PARTING))
        return dict(zip(words, told, strict=True))
    except (OSError, ValueError):
        table = work_out()
        with contextlib.suppress(OSError):
            _write(path, table)
            _forget(name, path)
        return table


def _fingerprint() -> str:
    digest = hashlib.sha256(" ".join(map(version, PACKAGES)).encode())
    for path in sorted(Path(__file__).parent.glob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _forget(name: str, path: Path) -> None:
    """Remove what earlier versions kept."""
    for old in CACHE.glob(f"{name}-*"):
        if old != path:
            old.unlink(missing_ok=True)


def _write(path: Path, table: Mapping[str, str]) -> None:
    """Write at once or not at all: builds that run together may all want to."""
    text = PARTING.join("\n".join(part) for part in (table.keys(), table.values()))
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        try:
            file.write(text)
            file.flush()
            Path(file.name).replace(path)
        except OSError:  # no room: half a table would lie there for ever
            Path(file.name).unlink()
            raise
