"""Programs that some formats need, and the command that installs them where they are missing."""

import resource
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from plugins.errors import ArchiveError

# What we call it → the commands that it may be, and what to install.
PROGRAMS = {
    "libreoffice": (("soffice", "libreoffice"), "libreoffice-writer-nogui"),
    "tesseract": (("tesseract",), "tesseract-ocr tesseract-ocr-script-arab tesseract-ocr-ara"),
    "pdftoppm": (("pdftoppm",), "poppler-utils"),
}


def need(name: str, source: str) -> str:
    """Return the path of a program; raises ArchiveError with the command that installs it."""
    commands, package = PROGRAMS[name]
    found = next(filter(None, map(shutil.which, commands)), None)
    if found is None:
        raise ArchiveError(
            f"{source}: {name} is needed for this format and is not installed; "
            f"apt-get install {package} (macOS: brew install {name}), then convert again"
        )
    return found


def run_program(
    command: Sequence[str], seconds: int, environment: Mapping[str, str], folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end; raises TimeoutExpired. Its memory is not its reader's."""
    return subprocess.run(
        command,
        env=dict(environment),
        timeout=seconds,
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        cwd=folder,
        preexec_fn=_unbound,
    )


def _unbound() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError, OSError):  # as in pool: macOS knows no such bound
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
