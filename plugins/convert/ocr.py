"""Pictures of pages to text, through Tesseract and its Arabic model, where they are installed."""

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from plugins.convert.draft import Draft
from plugins.convert.programs import need, run_program
from plugins.convert.raw import Raw
from plugins.convert.readers.text import clipping
from plugins.errors import ArchiveError

MODELS = ("Arabic", "script/Arabic", "ara")  # the script's reads better than the language's
MISSING = "tesseract has no Arabic model; apt-get install tesseract-ocr-script-arab"
RESOLUTION = 300  # dots an inch
MOST_PAGES = 500
READ_BY_MACHINE = "read from pictures by machine; read it through once"


def of_picture(raw: Raw, suffix: str) -> Draft:
    """Return the text of a picture as a draft; raises ArchiveError."""
    with tempfile.TemporaryDirectory(prefix="mahfuzat-") as folder:
        path = Path(folder, f"page{suffix}")
        path.write_bytes(raw.data)
        return _draft(_read([path], raw), raw)


def of_pdf(raw: Raw) -> Draft:
    """Return the text of a PDF whose pages are pictures."""
    need("tesseract", raw.name)
    program = need("pdftoppm", raw.name)
    with tempfile.TemporaryDirectory(prefix="mahfuzat-") as folder:
        path = Path(folder, "source.pdf")
        path.write_bytes(raw.data)
        command = [program, "-r", str(RESOLUTION), "-gray", "-l", str(MOST_PAGES), "-png"]
        _run([*command, str(path), f"{folder}/page"], raw)
        drawn = sorted(Path(folder).glob("page*.png"))
        if not drawn:
            raise ArchiveError(f"{raw.name}: its pages cannot be drawn; print it to a new PDF")
        return _draft(_read(drawn, raw), raw)


def _read(paths: Sequence[Path], raw: Raw) -> str:
    program = need("tesseract", raw.name)
    model = _model(program, raw)
    options = ["-l", model, "--psm", "3"]
    return "\n\n".join(_run([program, str(path), "stdout", *options], raw) for path in paths)


def _draft(text: str, raw: Raw) -> Draft:
    joined = re.sub(r"(?<=\S)\n(?=\S)", " ", text.replace("\f", "\n\n"))
    draft = clipping(joined, raw.name)
    return replace(draft, warnings=(*draft.warnings, READ_BY_MACHINE))


def _model(program: str, raw: Raw) -> str:
    known = _run([program, "--list-langs"], raw).split()
    found = next((model for model in MODELS if model in known), None)
    if found is None:
        raise ArchiveError(f"{raw.name}: {MISSING}, then convert again")
    return found


def _run(command: list[str], raw: Raw) -> str:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # sources are read side by side already
    try:
        done = run_program(command, raw.limits.seconds, environment)
    except subprocess.TimeoutExpired as problem:
        raise ArchiveError(
            f"{raw.name}: {Path(command[0]).name} took longer than {raw.limits.seconds} s; split it"
        ) from problem
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1][:200]
        raise ArchiveError(
            f"{raw.name}: {Path(command[0]).name} cannot read it ({said}); get an unbroken copy"
        )
    return done.stdout.decode("utf-8", "replace")
