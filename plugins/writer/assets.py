"""The style sheet that pages link: all of the theme's, as one."""

from pathlib import Path

from plugins.files import read_text

FIRST = ("tokens", "base")  # what the others build on


def bundle(folder: Path) -> str:
    """Return the style sheets in `folder` as one: tokens, base, then the blocks from A to Z."""
    return "\n".join(read_text(path) for path in sorted(folder.glob("*.css"), key=_order))


def _order(path: Path) -> tuple[int, str]:
    return FIRST.index(path.stem) if path.stem in FIRST else len(FIRST), path.stem
