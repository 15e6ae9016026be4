"""A site is built in a folder of its own, and takes the published one's place when it is whole.

So a build that fails, or is killed, leaves the last good site as it was.
"""

import shutil
from pathlib import Path

from plugins.files import refused


def begin(published: Path) -> Path:
    """Return an empty folder beside `published` to build in, in place of a killed build's."""
    _recover(published)
    staging = _beside(published, "new")
    try:
        _remove(staging)
        staging.mkdir(parents=True)
    except OSError as problem:
        raise refused(staging, problem) from problem
    return staging


def publish(staging: Path, published: Path) -> None:
    """Put the whole site in `staging` into the place of `published`."""
    old = _beside(published, "old")
    try:
        _remove(old)
        if published.exists():
            published.rename(old)
        staging.rename(published)
        _remove(old)
    except OSError as problem:
        _recover(published)
        raise refused(published, problem) from problem


def _recover(published: Path) -> None:
    """Bring back the site that a kill between the two renames of `publish` left aside."""
    old = _beside(published, "old")
    if old.exists() and not published.exists():
        old.rename(published)


def _beside(published: Path, name: str) -> Path:
    return published.with_name(f"{published.name}.{name}")


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
