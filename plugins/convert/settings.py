"""sources.yml: what a keeper says of the sources in a folder, for all of them or for some.

source: الأهرام            # for every source below that does not say itself
rights: …
columns: {نص الخبر: body}  # of tables: the column's name, our field
files:
  "1998/*.txt": {date: 1998}   # said of these files, whatever they say themselves
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from plugins.convert.columns import COLUMNS
from plugins.convert.fields import Worked
from plugins.convert.item import Reason
from plugins.document import Document, nearest_field, parse_document
from plugins.errors import ArchiveError
from plugins.files import read_text
from plugins.frontmatter import join

NAME = "sources.yml"
NOT_HERE = frozenset(["id", "file", "file_sha256", "converted", "body", "extra"])

Values = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class SourceSettings:
    """What holds for one source.

    defaults   field → value where the source does not say itself
    overrides  field → value whatever it says
    columns    of a table: name → our field
    """

    defaults: Values = ()
    overrides: Values = ()
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> str:
        """A hash that changes when they do; "" for none."""
        says = any(vars(self).values())
        return sha256(repr(self).encode("utf-8")).hexdigest()[:12] if says else ""


EMPTY = SourceSettings()


class Said(NamedTuple):
    """What the sources.yml of a folder says of all sources below it, and of some by their names."""

    folder: Path
    whole: SourceSettings
    files: tuple[tuple[str, Values], ...]


def said_in(folder: Path, root: Path) -> list[Said]:
    """Return what holds in `folder`: the sources.yml from `root` down to it; raises ArchiveError.

    Below the working folder those from there down count: a file that is named alone is told the
    same as with its whole folder.
    """
    here = _here(folder)
    top, folder = (root, folder) if here is None else (Path(), here)
    folders = [*(top / part for part in reversed(folder.relative_to(top).parents)), folder]
    return [
        Said(each, *_read(each / NAME, (each / NAME).stat().st_mtime_ns))
        for each in dict.fromkeys(folders)
        if (each / NAME).is_file()
    ]


def settings_for(path: Path, said: Sequence[Said]) -> SourceSettings:
    """Return what is said of the file `path`, the nearest sources.yml last: it wins."""
    found = EMPTY
    path = (_here(path) or path) if said else path
    for folder, whole, files in said:
        inner = path.relative_to(folder).as_posix()
        found = _over(found, whole)
        for pattern, values in files:
            if _fits(inner, pattern):
                found = replace(found, overrides=_merged(found.overrides, values))
    return found


def idle(path: Path, sources: Iterable[str]) -> Iterator[str]:
    """Yield a line for each pattern of the sources.yml at `path` that none of `sources` fits.

    sources  names of files, as seen from its folder
    """
    _, files = _read(path, path.stat().st_mtime_ns)
    left = {pattern: None for pattern, _ in files}
    for source in sources if left else ():
        left = {pattern: None for pattern in left if not _fits(source, pattern)}
    for pattern in left:
        line = _line(path, "files", pattern)
        yield f"{path}:{line}: files: no source has a name like «{pattern}»; correct it"


def _fits(inner: str, pattern: str) -> bool:
    """Tell whether a file's path, as its sources.yml sees it, or its name fits a pattern."""
    inner = _composed(inner)
    return fnmatch(inner, pattern) or fnmatch(inner.rpartition("/")[2], pattern)


def _composed(text: str) -> str:
    """Return a name, or a pattern, in NFC: macOS may write what is typed here in other letters."""
    return unicodedata.normalize("NFC", text)


def _here(path: Path) -> Path | None:
    """Return a path as seen from the working folder; None for one that is not below it."""
    inner = os.path.relpath(path)
    return None if inner.startswith("..") else Path(inner)


def with_settings(worked: Worked, settings: SourceSettings) -> Worked:
    """Return what was worked out, with what the keeper says."""
    document = worked.document
    absent = {n: v for n, v in settings.defaults if getattr(document, n) in (None, "", ())}
    said = absent | dict(settings.overrides)
    if not said:
        return worked
    if "date" in said:
        said["date_basis"] = "keeper"
    reasons = [r for r in worked.reasons if r.field not in said]
    reasons += [Reason(name, _shown(value), NAME) for name, value in said.items()]
    notes = tuple(w for w in worked.warnings if not ("date" in said and w.startswith("no date")))
    return Worked(replace(document, **said), notes, tuple(reasons))


def _shown(value: Any) -> str:
    return value.iso if hasattr(value, "iso") else str(value)


def _over(lower: SourceSettings, upper: SourceSettings) -> SourceSettings:
    return SourceSettings(
        _merged(lower.defaults, upper.defaults),
        _merged(lower.overrides, upper.overrides),
        tuple((dict(lower.columns) | dict(upper.columns)).items()),
    )


def _merged(lower: Values, upper: Values) -> Values:
    return tuple((dict(lower) | dict(upper)).items())


@cache
def _read(path: Path, changed: int) -> tuple[SourceSettings, tuple[tuple[str, Values], ...]]:
    """Return what a file says of all sources, and of some; raises ArchiveError.

    changed  when the file was, so that only the same file is remembered
    """
    try:
        loaded = yaml.load(read_text(path), Loader=yaml.BaseLoader)
    except yaml.YAMLError as problem:
        line = getattr(getattr(problem, "problem_mark", None), "line", 0) + 1
        raise ArchiveError(
            f"{path}:{line}: not YAML; write «name: value» lines, spaces before them and no tabs, "
            'and a value that has a colon between quotes: "…"'
        ) from problem
    if not isinstance(loaded, dict):
        raise ArchiveError(f"{path}:1: no settings; write «name: value» lines")
    columns = _mapping(path, loaded.pop("columns", {}), "columns")
    for column, field in columns.items():
        if field not in COLUMNS:
            raise ArchiveError(
                f"{path}:{_line(path, 'columns', column)}: columns: «{column}: {field}» is none of "
                f"{', '.join(COLUMNS)}"
            )
    files = _mapping(path, loaded.pop("files", {}), "files")
    return (
        SourceSettings(_values(path, loaded), (), tuple(columns.items())),
        tuple((_composed(p), _values(path, _mapping(path, v, p), p)) for p, v in files.items()),
    )


def _line(path: Path, *names: str) -> int:
    """Return the number of the line that has the last of `names`, each behind the one before."""
    text, at = read_text(path), 0
    for name in names:
        at = max(at, text.find(name, at))
    return text.count("\n", 0, at) + 1


def _mapping(path: Path, value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        told = f"{path}:{_line(path, name)}: {name}: write it as «name: value» lines, indented"
        raise ArchiveError(told)
    return value


def _values(path: Path, given: dict[str, Any], pattern: str = "") -> Values:
    """Return fields with their values, read as those of front matter are.

    pattern  of the files that they are said of; "" for all
    """
    texts = {str(n): v if isinstance(v, str) else "، ".join(map(str, v)) for n, v in given.items()}
    stand_in = {} if {"title", "العنوان"} & set(texts) else {"title": "x"}
    made = {**stand_in, **texts, "id": "x"}
    try:
        document = parse_document(path, join(made, ""))
    except ArchiveError as error:  # its lines are those of the front matter that we made

        def there(found: re.Match[str]) -> str:
            return f"{path}:{_line(path, pattern, list(made)[int(found[1]) - 2])}"

        ours = rf"(?m)^{re.escape(str(path))}:(\d+)"
        raise ArchiveError(re.sub(ours, there, str(error))) from error
    known = {n: getattr(document, n) for n in Document.__dataclass_fields__ if n not in NOT_HERE}
    if document.extra:
        name = document.extra[0][0]
        near = nearest_field(name)
        cure = f"write {near}, if that is meant" if near else "see docs/keeping.md"
        raise ArchiveError(f"{path}:{_line(path, pattern, name)}: «{name}» is no field; {cure}")
    found = {n: v for n, v in known.items() if v not in (None, "", ()) and n not in stand_in}
    return tuple(found.items())
