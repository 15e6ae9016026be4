"""Scripts as they are published: without the comments that are for us, every line else as it is."""

import re
from pathlib import Path

# What a "/" begins a regular expression after; after a name, a number or ")" it divides.
BEFORE_REGEX = re.compile(r"(?:^|[=(,:;!&|?{}\[\n>]|\breturn)\s*$")
# A quoted string, or a template without templates in it: they may hold what looks like a comment.
STRING = re.compile(r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`""", re.DOTALL)
REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
PLAIN = re.compile(r"[^'\"`/]+")


def slim(script: str) -> str:
    """Return `script` without comments, indentation and empty lines."""
    kept = "".join(_parts(script))
    return "\n".join(line for line in map(str.strip, kept.split("\n")) if line) + "\n"


def _parts(script: str) -> list[str]:
    parts: list[str] = []
    at = 0
    while at < len(script):
        match = PLAIN.match(script, at) or STRING.match(script, at)
        comment = COMMENT.match(script, at)
        if match is None and comment is None and BEFORE_REGEX.search("".join(parts[-2:])):
            match = REGEX.match(script, at)
        if comment is None:
            parts.append(match.group() if match else script[at])
        at = (comment or match).end() if comment or match else at + 1  # type: ignore[union-attr]
    return parts


def slim_folder(folder: Path) -> None:
    """Slim every script in `folder`."""
    for path in folder.glob("*.js"):
        path.write_text(slim(path.read_text("utf-8")), "utf-8")
