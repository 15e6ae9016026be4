"""Programs that some formats need, and the command that installs them where they are missing."""

import shutil

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
