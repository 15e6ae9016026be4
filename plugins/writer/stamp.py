"""What the last build was made from, so that a build with nothing to do does nothing."""

import fcntl
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pelican

from plugins.files import files_below, state_of, write_atomic

CACHE = ".cache"  # beside the output folder; safe to delete


def inputs_of(settings: dict[str, Any], configuration: Path) -> str:
    """Return a fingerprint of all that a site is made from: files by size and time of change."""
    digest = hashlib.sha256()
    given = settings.get("GIVEN", {})  # by -e and the like
    versions = (
        sys.version,
        pelican.__version__,
        settings["SITEURL"].rstrip("/"),
        sorted(given.items()),
    )
    digest.update(repr(versions).encode("utf-8"))
    for root in (settings["PATH"], settings["THEME"], Path(__file__).parent.parent, configuration):
        for path in sorted(input_files(str(root))):
            digest.update(repr(state_of(path)).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def is_fresh(output: Path, inputs: str) -> bool:
    """Tell whether the site published in `output` is what a build of `inputs` would make now.

    A file that somebody took away, or put there, is seen by how many there are.
    """
    stamp = read_stamp(output)
    if not output.is_dir() or stamp.get("inputs") != inputs:
        return False
    return stamp.get("files") == sum(1 for _ in files_below(str(output)))


def read_stamp(output: Path) -> dict[str, Any]:
    """Return what the last build into `output` noted; empty where there is none, or not ours."""
    try:
        stamp = json.loads(cache_file(output, "json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(output: Path, inputs: str, siteurl: str, files: int) -> None:
    """Note what the site published in `output` was made from, for which address; its files."""
    stamp = {"inputs": inputs, "siteurl": siteurl, "files": files}
    write_atomic(cache_file(output, "json"), json.dumps(stamp))


def forget_stamp(output: Path) -> None:
    """Forget the last build, for its site is about to change: the next one will look anew."""
    cache_file(output, "json").unlink(missing_ok=True)


@contextmanager
def only_build(output: Path) -> Iterator[None]:
    """Hold the one place for a build into `output`: a second one waits until the first is done."""
    lock = cache_file(output, "lock")
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def cache_file(output: Path, suffix: str) -> Path:
    """Return the file of the cache that is kept for the site in `output`."""
    return output.parent / CACHE / f"{output.name}.{suffix}"


def input_files(root: str) -> Iterator[str]:
    """Yield a root that is a file, or the files below it, and links, but for hidden ones."""
    if os.path.isfile(root):  # noqa: PTH113 - as in state_of
        yield root
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__" and name[0] != "."]
        links = (name for name in folders if os.path.islink(f"{folder}/{name}"))  # noqa: PTH114
        yield from (f"{folder}/{name}" for name in (*names, *links) if name[0] != ".")
