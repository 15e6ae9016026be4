"""Removes from .venv the packages that its lock file no longer names.

.venv/bin/python setup/forget.py requirements.lock
"""

import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

TOOLS = {"pip", "setuptools"}  # come with a new .venv


def normal(name: str) -> str:
    """The one spelling of a package's name (PyPA: "Name normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: Path) -> set[str]:
    """The names of the packages that `lock` pins."""
    names = re.findall(r"^([\w.-]+)==", lock.read_text("utf-8"), re.MULTILINE)
    return {normal(name) for name in names}


def main(lock: Path) -> None:
    """Uninstall what is neither in `lock` nor part of every .venv."""
    installed = {normal(found.name) for found in distributions(path=sys.path[1:])}
    extra = sorted(installed - locked(lock) - TOOLS)
    if extra:
        print("• Removing what the lock no longer names:", *extra, file=sys.stderr)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "uninstall", "--yes", "--quiet", *extra], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
