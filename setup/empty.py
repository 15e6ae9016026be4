"""Sets the sample archive aside, so that a keeper can begin an archive of their own: `make empty`.

Moves what was imported so far (content/imports.jsonl lists it: the sources, the documents made of
them and the originals beside these) and the authority files' rows into sample-aside/, laid out as
here. Deletes nothing, and leaves alone what was not imported: your own documents, and sources that
were not converted yet. The general names (content/authority/world-*.csv) stay: who is not named in
your documents has no page.

.venv/bin/python -m setup.empty [--yes] [ARCHIVE]
"""

import argparse
import shutil
import sys
from pathlib import Path

from plugins.convert.ledger import NAME, read_ledger
from plugins.convert.sources import find_sources
from plugins.entities.authority import GENERAL
from plugins.errors import ArchiveError
from plugins.folders import visible

AUTHORITY = "content/authority"
ORIGINALS = "content/originals"
ASIDE = "sample-aside"


def main() -> int:
    """Say what moves, ask, move it; return 0, or 1 where nothing was moved."""
    given = _parser().parse_args()
    root: Path = given.archive
    try:
        moves = imported(root) + authority_files(root)
    except ArchiveError as error:
        print(f"✗ {error}", file=sys.stderr)
        return 1
    if not moves:
        print(
            "Nothing was imported and the authority files are empty: there is nothing to set aside."
        )
        return 0
    aside = free_folder(root)
    print(f"These move into {aside.name}/, laid out as here:")
    print(*(f"  {path}" for path in moves), sep="\n")
    if not given.yes and not agreed(len(moves), aside.name):
        print("Nothing was moved.")
        return 1
    set_aside(root, moves, aside)
    print(f"Set aside: {len(moves)} files, in {aside.name}/. Nothing was deleted.")
    print(f"The general names stay, in {AUTHORITY}/{GENERAL}*.csv: countries, cities, and so on.")
    print("Put your own files into sources/ and run make.")
    print(f"To have them back as they were: cp -R {aside.name}/. .")
    return 0


def imported(root: Path) -> list[Path]:
    """Return what the ledger knows, where it is still there, and the ledger; paths below `root`."""
    ledger = root / "content" / NAME
    imports = list(read_ledger(ledger))
    known = {entry.source for entry in imports}
    folder = root / "sources"
    sources = [
        found.path
        for found in find_sources([folder] if folder.is_dir() else [])
        if found.name in known
    ]
    documents = [root / "content" / entry.path for entry in imports]
    originals = [path for entry in imports for path in (root / ORIGINALS).glob(f"{entry.id}.*.md")]
    ours = [path for path in [*sources, *sorted(documents + originals)] if path.is_file()]
    return [path.relative_to(root) for path in ours + ([ledger] if ledger.exists() else [])]


def authority_files(root: Path) -> list[Path]:
    """Return the authority files that have rows, without general ones; paths below `root`."""
    files = visible(root / AUTHORITY, ".csv")
    own = [path for path in files if not path.name.startswith(GENERAL)]
    return [path.relative_to(root) for path in own if path.read_bytes().strip().count(b"\n")]


def free_folder(root: Path) -> Path:
    """Return sample-aside, or sample-aside-2 and so on: the first that has nothing in it."""
    number = 1
    while (path := root / (ASIDE if number == 1 else f"{ASIDE}-{number}")).exists():
        number += 1
    return path


def set_aside(root: Path, moves: list[Path], aside: Path) -> None:
    """Move every file of `moves` below `aside`; leave authority files with their header alone."""
    for path in moves:
        (aside / path).parent.mkdir(parents=True, exist_ok=True)
        if path.is_relative_to(AUTHORITY):
            shutil.copy2(root / path, aside / path)
            (root / path).write_bytes((root / path).read_bytes().splitlines(keepends=True)[0])
        else:
            shutil.move(root / path, aside / path)
            remove_empty_folders((root / path).parent, root)
    for folder in ("sources", "content/articles"):  # git keeps no empty folder
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / ".gitkeep").touch()


def remove_empty_folders(folder: Path, root: Path) -> None:
    """Remove `folder` and the folders above it, up to `root`, as long as they hold nothing."""
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def agreed(count: int, name: str) -> bool:
    """Ask at the terminal; no answer (no terminal) is a no."""
    try:
        return input(f"Move these {count} files into {name}/? [y/N] ").strip().lower() in (
            "y",
            "yes",
        )
    except EOFError:
        print("\nNo one answered; make empty YES=1 does not ask.")
        return False


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make empty", description=__doc__)
    parser.add_argument("archive", nargs="?", type=Path, default=Path(), help="its folder")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    return parser


if __name__ == "__main__":
    sys.exit(main())
