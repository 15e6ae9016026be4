"""Links between the notes of a vault, [[note]], [[folder/note#heading|words]]: who they lead to.

Notes are known by their files' names, documents by their ids, and the ids of a run's documents when
all but those with such links are settled.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from plugins.explicit import without_code

# As Obsidian writes it: an embedded note has a sign before it, a bar in a table is escaped.
LINK = re.compile(
    r"!?(?<!\\)\[\[(?P<target>[^\[\]|\n<>\\]*)(?:(?P<bar>\\?\|)(?P<words>[^\[\]\n<>]*))?\]\]"
)
PLACE = re.compile(r"[#^].*", re.DOTALL)  # a heading, or a block, in the note
# A comment, a block's name, a box before a task, the head of a callout, marked words.
OWN_SIGNS = re.compile(
    r"%%[\s\S]*?%%|(?:^|[ \t])\^[A-Za-z0-9-]+$"
    r"|^(?P<item>[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[(?P<box>[ xX])\](?=[ \t])"
    r"|^(?P<quoted>>[> \t]*)\[!\w[\w-]*\][+-]?(?P<head>.*)$"
    r"|==(?=[^\s=])(?P<marked>[^=\n]+)(?<!\s)==",
    re.MULTILINE,
)
NOTE = ".md"
COMMENTS = "its comments, %%…%%, are left out; take the signs away, if all may read them"
ASTRAY = (
    "links [[…]] to notes that are not among the sources: {}; "
    "write the notes, or the links into the document: they stay as words"
)


class Named(NamedTuple):
    """A document that may be meant: the name of its source, its id."""

    source: str
    id: str


def is_astray(warning: str) -> bool:
    """Tell whether a warning says ASTRAY of a number of links."""
    return warning.startswith(ASTRAY.partition("{")[0])


def has_links(body: str) -> bool:
    return "[[" in body and LINK.search(without_code(body)) is not None


def targets(body: str) -> Iterator[str]:
    """Yield the keys of the notes that a text links, as `keys` has them."""
    for found in LINK.finditer(without_code(body)):
        yield _key(_note(found))


def keys(source: str) -> Iterator[str]:
    """Yield under which names the document of a source may be meant: a note's has no suffix."""
    whole = _key(source)
    yield whole
    if whole.endswith(NOTE):
        yield whole.removesuffix(NOTE)


def meant(target: str, named: Iterable[Named], beside: str) -> str | None:
    """Return the id of the document that a note means by `target`, None for none.

    named   the documents of that name; beside  the note's own source: of several the nearest counts
    """
    asked = _plain(target).removesuffix(NOTE)
    parts = PurePosixPath(_plain(beside)).parts

    def near(each: Named) -> tuple[bool, int, str]:
        path = _plain(each.source)
        exact = path.removesuffix(NOTE).endswith(f"/{asked}")
        shared = sum(1 for a, b in zip(parts, PurePosixPath(path).parts, strict=False) if a == b)
        return not exact, -shared, path

    return next((each.id for each in sorted(named, key=near)), None)


def linked(body: str, find: Callable[[str], str | None]) -> tuple[str, int]:
    """Return a note's Markdown with its links, and how many lead nowhere: these are words now.

    find  takes a target without the place in it, gives a document's id or None
    """
    parts: list[str] = []
    at = astray = 0
    for found in LINK.finditer(without_code(body)):
        note = _note(found)
        words = (found["words"] or "").strip() or _shown(found["target"])
        id = find(note) if note else None
        astray += bool(note) and id is None
        link = f"[[{id}{found['bar'] or '|'}{words}]]" if id else words
        parts += [body[at : found.start()], found[0] if id == found["target"] else link]
        at = found.end()
    return "".join([*parts, body[at:]]), astray


def plain(text: str) -> str:
    """Return Markdown with the words alone of its links between notes."""
    return LINK.sub(lambda found: (found["words"] or "").strip() or _shown(found["target"]), text)


def as_shown(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a note in Markdown that any reader shows about as Obsidian does, and what was lost.

    Without what nobody is shown: %%comments%%, names of blocks (^abc). Marked words are strong.
    """
    parts: list[str] = []
    at, told = 0, False
    for found in OWN_SIGNS.finditer(without_code(text)):
        parts += [text[at : found.start()], _instead(found)]
        at, told = found.end(), told or found[0].startswith("%%")
    return "".join([*parts, text[at:]]), (COMMENTS,) * told


def _instead(found: re.Match[str]) -> str:
    """Return what any Markdown has in the place of a sign of Obsidian's own."""
    if found["box"]:
        return f"{found['item']}{'☐' if found['box'] == ' ' else '☑'}"
    if found["quoted"]:
        return found["quoted"] + (f"**{found['head'].strip()}**" if found["head"].strip() else "")
    return f"**{found['marked']}**" if found["marked"] else ""


def in_vault(path: Path | None) -> bool:
    """Tell whether a file lies in a vault of Obsidian's."""
    return path is not None and any((each / ".obsidian").is_dir() for each in path.parents)


def _note(found: re.Match[str]) -> str:
    return PLACE.sub("", found["target"]).strip()


def _shown(target: str) -> str:
    """Return what stands for a link without words of its own: the note, else the place in this."""
    name = PurePosixPath(PLACE.sub("", target).strip()).name or target.strip(" #^")
    return name.removesuffix(NOTE)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().strip()


def _key(name: str) -> str:
    return PurePosixPath(_plain(name)).name
