"""Tables that take long to work out, kept as JSON in .cache until what they rest on changes."""

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache"  # safe to delete
PACKAGES = ("simplemma", "babel")  # whose data our tables are made of


def kept(name: str, work_out: Callable[[], dict[str, str]]) -> dict[str, str]:
    """Return the table `name`: the one kept, if the packages and this folder are as they were.

    Where the cache cannot be written, working out costs time again, and no more.
    """
    path = CACHE / f"{name}-{_fingerprint()}.json"
    try:
        table: dict[str, str] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        table = work_out()
        with contextlib.suppress(OSError):
            _write(path, json.dumps(table, ensure_ascii=False))
    return table


def _fingerprint() -> str:
    digest = hashlib.sha256(" ".join(map(version, PACKAGES)).encode())
    for path in sorted(Path(__file__).parent.glob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _write(path: Path, text: str) -> None:
    """Write at once or not at all: builds that run together may all want to."""
    path.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)
