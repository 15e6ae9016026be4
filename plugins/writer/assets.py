"""The theme's files as they are published: one style sheet, a folder named by what is in it."""

import hashlib
import re
import shutil
from pathlib import Path

from plugins.errors import ArchiveError
from plugins.files import read_text, write_atomic

THEMES = "theme"  # of the site: holds a folder for this version, one for the last, and NOW
NOW = "now"  # the file that names this version's folder
FIRST = ("tokens", "base")  # what the others build on
LAST = ("print",)  # overrules them
NO_MATTER = re.compile(  # strings stay; comments, and spaces that say nothing, go
    r"""("[^"]*"|'[^']*')|/\*.*?\*/|\s*([{};,])\s*|(:)\s+|(\s)\s*""", re.DOTALL
)
# A comment, a string, a brace: those in the first two are none.
BRACES = re.compile(r"""/\*.*?(?:\*/|\Z)|"[^"\n]*"|'[^'\n]*'|[{}]""", re.DOTALL)


def bundle(folder: Path) -> str:
    """Return the style sheets in `folder` as one: tokens, base, the blocks from A to Z, print.

    Raises ArchiveError, with the line, for a brace too many or too few: all after it would be lost.
    """
    sheets = {path: read_text(path) for path in sorted(folder.glob("*.css"), key=_order)}
    for path, css in sheets.items():
        if (line := unbalanced(css)) is not None:
            raise ArchiveError(f"{path}:{line}: a brace that has no other; write or remove one")
    return packed("\n".join(sheets.values()))


def unbalanced(css: str) -> int | None:
    """Return the line of a brace that closes nothing or is not closed; None where all do."""
    open_on: list[int] = []
    for found in BRACES.finditer(css):
        line = css.count("\n", 0, found.start()) + 1
        if found[0] == "{":
            open_on.append(line)
        elif found[0] == "}":
            if not open_on:
                return line
            open_on.pop()
    return open_on[0] if open_on else None


def packed(css: str) -> str:
    """Return a style sheet without comments and without the spaces that only people need."""
    for _ in range(2):  # a comment between two spaces leaves both
        css = NO_MATTER.sub(_kept, css)
    return css.replace(";}", "}").strip() + "\n"


def _kept(match: re.Match[str]) -> str:
    said, sign, colon, space = match.groups()
    return said or sign or colon or (" " if space else "")


def version(sheet: Path, static: Path, scripts: str) -> str:
    """Return a name for what the theme publishes: the style sheet and all files in `static`.

    scripts  what else makes the scripts what they are
    """
    digest = hashlib.sha256(sheet.read_bytes() + scripts.encode("utf-8"))
    for path in sorted(path for path in static.rglob("*") if path.is_file()):
        digest.update(path.relative_to(static).as_posix().encode("utf-8") + path.read_bytes())
    return digest.hexdigest()[:10]


def keep_last(published: Path, themes: Path, name: str) -> None:
    """Keep the folder of the theme's last version beside the new one, `name`, in `themes`.

    A page that a browser or a host still holds for some minutes asks for the old one.
    """
    now = published / NOW
    last = now.read_text("utf-8") if now.is_file() else name
    if last != name and (published / last).is_dir():
        shutil.copytree(published / last, themes / last)
    write_atomic(themes / NOW, name)


def _order(path: Path) -> tuple[int, str]:
    if path.stem in FIRST:
        return FIRST.index(path.stem), path.stem
    return len(FIRST) + (path.stem in LAST), path.stem
