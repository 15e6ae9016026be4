"""The syntax of front matter: fields between two lines "---", then the Markdown.

Written so that YAML readers agree; read so that a keeper's slip costs nothing: every value is text,
and a line that YAML refuses (`title: أ: ب "ج"`) is taken as name and text to the line's end.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from plugins.errors import ArchiveError
from plugins.files import lines_of

FENCE = "---"
# Byte order mark and bidi controls: word processors and chat programs leave them at the edges.
INVISIBLE = "\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
EDGES = INVISIBLE + " \t\r\n"
DATE = re.compile(r"\d{4}-\d\d-\d\d")
NEVER_PLAIN = ",[]{}#&*!|>'\"%@`"  # begin something else than a plain scalar; YAML 1.2, 5.3
INDICATORS = "-?:" + NEVER_PLAIN  # these begin one in places
# What PyYAML raises: over days and numbers that are none (2024-02-30 9:00, 0x_), deep nesting too.
REFUSALS = (yaml.YAMLError, ValueError, RecursionError)
# Certainly plain: words that begin with an Arabic letter, hashes, ordinary addresses; YAML itself,
# which is slow, judges the rest.
PLAIN = re.compile(
    r"[\u0621-\u064a][\w\u064b-\u0652 ./()«»،؛؟-]*|(?=[\da-f]*[abcdf])[\da-f]{10,64}|"
    r"https?://[A-Za-z0-9./_~%=&?+-]+"
)
# Lists of such words, on one line: what YAML reads in them is what stands between the commas.
ITEM = r"[^\W_][\w\u064b-\u0652 ./()«»،؛؟-]*"
ITEMS = re.compile(rf"\[{ITEM}(?:, {ITEM})*\]")
QUOTED = re.compile(r'"[^"\\]+"')  # without escapes: what stands between the quotes
CONTINUES = re.compile(r"[ \t]+\S|- ")  # a line that belongs to the field above it


Value = str | bool | tuple[str, ...]


class Entry(NamedTuple):
    """One field as written. `value` is text, or texts where YAML has a list."""

    name: str
    value: str | list[str]
    line: int


def split(path: Path, text: str) -> tuple[list[Entry], str]:
    """Return the fields and the Markdown of a file; raises ArchiveError with `path` and line."""
    lines = lines_of(text)
    start, end = _fences(path, lines)
    entries = list(_entries(path, lines[start + 1 : end], start + 2))
    body = "\n".join(lines[end + 1 :]).strip("\n")
    return entries, body + "\n" if body else ""


def join(values: Mapping[str, Value], body: str) -> str:
    """Return a file's text: one field a line, then the Markdown. `split` reads the same back."""
    lines = [f"{_scalar(name)}: {_written(value)}" for name, value in values.items()]
    return "\n".join([FENCE, *lines, FENCE, "", body])


def _fences(path: Path, lines: list[str]) -> tuple[int, int]:
    """Return the indices of the lines "---" that open and close the front matter."""
    bare = [line.strip(EDGES) for line in lines]
    start = next((at for at, line in enumerate(bare) if line), len(bare))
    if start == len(bare):
        raise ArchiveError(f"{path}:1: the file is empty; write a document or remove the file")
    if bare[start] != FENCE:
        raise ArchiveError(
            f"{path}:{start + 1}: no front matter; begin the file with a line {FENCE}, "
            f"then fields such as «title: …», then a line {FENCE}"
        )
    for at in range(start + 1, len(bare)):
        if bare[at] in (FENCE, "..."):
            return start, at
    raise ArchiveError(f"{path}:{start + 1}: the front matter is not closed; add a line {FENCE}")


def _entries(path: Path, lines: list[str], first_line: int) -> Iterator[Entry]:
    at = 0
    while at < len(lines):
        begin = at
        at += 1
        line = lines[begin].strip(INVISIBLE)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        while at < len(lines) and CONTINUES.match(lines[at]):
            at += 1
        name, colon, rest = line.partition(":")
        if not colon:
            raise ArchiveError(
                f"{path}:{first_line + begin}: «{line.strip()}» is not a field; "
                "write «name: value», or end the front matter above it with a line ---"
            )
        raw = " ".join([rest, *lines[begin + 1 : at]]).strip(EDGES)
        entry = "\n".join([line, *lines[begin + 1 : at]])
        value = (at == begin + 1 and _plain_value(raw)) or _yaml_value(entry)
        found = value or ("" if raw in ('""', "''") else raw)
        yield Entry(name.strip(EDGES + "\"'"), found, first_line + begin)


def _plain_value(raw: str) -> str | list[str] | None:
    """Return what YAML surely reads in the text of a line, None where it has to be asked."""
    if ITEMS.fullmatch(raw) and raw.isprintable():
        return [item.strip() for item in raw[1:-1].split(",")]
    if QUOTED.fullmatch(raw) and raw.isprintable():
        return raw[1:-1]
    return raw if _is_plain(raw) else None


def _is_plain(text: str) -> bool:
    """Tell whether YAML surely reads `text` as itself; most values are so, and YAML is slow."""
    return (
        text[:1] not in INDICATORS
        and text.isprintable()
        and not text.endswith(":")
        and ": " not in text
        and " #" not in text
    )


def _yaml_value(entry: str) -> str | list[str] | None:
    """Return the value as YAML reads it, scalars as text; None where YAML refuses the entry."""
    try:
        loaded = yaml.load(entry, Loader=yaml.BaseLoader)  # makes text, lists and dicts only
    except REFUSALS:
        return None
    value = next(iter(loaded.values())) if isinstance(loaded, dict) and len(loaded) == 1 else None
    if isinstance(value, str):
        return value or None  # nothing, or what YAML takes for a comment: «title: #وسم»
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return None


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _scalar(value)
    return "[" + ", ".join(_scalar(item, inside_list=True) for item in value) + "]"


@lru_cache(maxsize=2048)  # names of fields, sources and sections come again and again
def _scalar(text: str, inside_list: bool = False) -> str:
    """Return `text` as a YAML scalar on one line, plain where YAML readers agree on it."""
    if PLAIN.fullmatch(text) and text[-1] != " " and text.isprintable():
        return text
    if DATE.fullmatch(text) and not inside_list:  # a date to YAML, text to us: both are right
        return text
    if text.isprintable() and not text.startswith(FENCE) and _reads_itself(text, inside_list):
        return text
    quoted = json.dumps(text, ensure_ascii=False)  # a JSON string is a YAML string
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in quoted)


def _reads_itself(text: str, inside_list: bool) -> bool:
    """Tell whether YAML readers take `text`, as it stands, for that text."""
    if text[:1] in NEVER_PLAIN:
        return False
    try:
        read = yaml.safe_load(f"[{text}]" if inside_list else f"k: {text}")
    except REFUSALS:
        return False
    return bool(read == ([text] if inside_list else {"k": text}))
