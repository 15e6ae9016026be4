"""The style sheet that pages link: all of the theme's, in one file."""

from pathlib import Path

from plugins.files import read_text, write_atomic

FIRST = ("tokens", "base")  # what the others build on


def bundle_styles(folder: Path, into: Path) -> None:
    """Write `into`/site.css from `folder`/*.css: tokens, base, then the blocks from A to Z.

    The single files are taken away again: pages link the one alone.
    """
    files = sorted(folder.glob("*.css"), key=_order)
    write_atomic(into / "site.css", "\n".join(read_text(path) for path in files))
    for path in files:
        (into / "css" / path.name).unlink(missing_ok=True)


def _order(path: Path) -> tuple[int, str]:
    return FIRST.index(path.stem) if path.stem in FIRST else len(FIRST), path.stem
