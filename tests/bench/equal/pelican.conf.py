"""The settings of an archive of plain pages: the product's own, with the reader and the writer."""

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
globals().update(
    {
        name: value
        for name, value in runpy.run_path(str(ROOT / "pelican.conf.py")).items()
        if name.isupper()
    }
)
from plugins import reader, writer  # noqa: E402
from tests.bench import equal  # noqa: E402

PLUGINS = [reader, equal, writer]
SITENAME = "x"
THEME = str(Path(__file__).parent)
