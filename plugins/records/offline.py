"""What a reader's device needs to hold the whole archive: lists of all files, for save.js.

`offline.json` is light however large the archive is: it names the state of the whole, and how many
lists of files there are: `offline/1.json` and on. Only who saves the archive fetches these.
"""

import hashlib
import json
import os
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from plugins.files import content_hash

WORKER = "offline.js"  # at the site's own path: a service worker rules what is below it
WHOLE, PARTS = "offline.json", "offline/"
FILES = 500  # in a list: some 35 KB
NAMED_BY_CONTENT = ".bin"
NOTHING: Mapping[str, tuple[str, int]] = {}
KEPT = (
    ".html",
    ".css",
    ".js",
    ".woff2",
    ".svg",
    ".bin",
    ".json",
    ".webmanifest",
    ".png",
    ".jpg",
    ".webp",
)


def lists(
    there: Mapping[str, str],
    theme: str,
    unlisted: Container[str],
    known: Mapping[str, tuple[str, int]] = NOTHING,
) -> dict[str, str]:
    """Return offline.json and the lists: name → text. A list has path, hash and size of each file.

    there  path → its file as it stands now, of all files of the site
    theme  the folder of the theme's version of today; the last one's, beside it, is not wanted
    known  hashes and sizes of files that need not be read again
    `build` names this state of the whole; each file is fetched again only where its hash changed.
    """
    paths = sorted(_wanted(there, theme, unlisted), key=lambda path: path.replace("/", "\0"))
    files = [(path, *(known.get(path) or _told(there[path]))) for path in paths]
    told = [_json(files[at : at + FILES]) for at in range(0, len(files), FILES)]
    state = hashlib.sha256()
    for text in told:
        state.update(text.encode("utf-8"))
    head = {
        "build": state.hexdigest()[:10],
        "bytes": sum(size for _, _, size in files),
        "lists": len(told),
    }
    named = {f"{PARTS}{number}.json": f"{text}\n" for number, text in enumerate(told, start=1)}
    return {WHOLE: f"{_json(head)}\n"} | named


def _wanted(there: Iterable[str], theme: str, unlisted: Container[str]) -> Iterator[str]:
    """Yield the paths of the files that readers may see."""
    beside = f"{theme.rpartition('/')[0]}/"
    for path in filter(_is_read, there):
        ours = path.startswith(f"{theme}/") or not path.startswith(beside)
        if ours and path.removesuffix("index.html") not in unlisted:
            yield path


def _is_read(path: str) -> bool:
    """Tell whether a file of the site is for readers; the single sheets are in the one."""
    folder, _, name = path.rpartition("/")
    own = name in (WORKER, WHOLE) or folder.rpartition("/")[2] == "css"
    return name.endswith(KEPT) and not own


def _told(file: str) -> tuple[str, int]:
    """Return a file's hash and size; a shard of the index has its hash as its name."""
    name, suffix = os.path.splitext(os.path.basename(file))  # noqa: PTH119, PTH122 - of thousands
    if suffix == NAMED_BY_CONTENT:
        return name, os.path.getsize(file)  # noqa: PTH202
    content = Path(file).read_bytes()
    return content_hash(content), len(content)


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
