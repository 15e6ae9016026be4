"""Scripts as they are published: no comments, short names, and the search engine as one file."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path

from plugins.errors import ArchiveError
from plugins.files import read_text
from plugins.search.rename import renamed
from plugins.search.tokens import Token, tokens

# Always wanted together: each stands after what it imports, and all become the last.
ENGINE = ("bytes", "files", "arabic", "segment", "search")
IMPORT = re.compile(r'^import \{(.*)\} from "\./(\w+)\.js"\n', re.MULTILINE)
TOP = re.compile(r"^(export )?((?:async )?(?:function\*?|class|const|let) (\w+))", re.MULTILINE)
PRIVATE = re.compile(r"\b_[a-z]\w+")
# After these signs, and before those, a line may end; by all others it goes on.
ENDS = frozenset((")", "]", "}", "++", "--"))
BEGINS = frozenset(("(", "[", "{", "+", "-", "++", "--", "!", "~", "/"))


def slim(script: str, private: Set[str] = frozenset()) -> str:
    """Return `script` without comments, without spaces that say nothing, its names shortened.

    private  properties that no other script knows
    """
    found, gaps, gap = [], [], ""
    for token in tokens(script):
        if token.kind in ("space", "comment"):
            gap += token.text
        else:
            found.append(token)
            gaps.append(gap)
            gap = ""
    parts = []
    last = None
    for token, gap in zip(renamed(found, private), gaps, strict=True):
        parts += [_between(last, token, gap), token.text]
        last = token
    return "".join(parts) + "\n"


def _between(last: Token | None, token: Token, gap: str) -> str:
    """Return what of `gap` must stay: a line's end may end a statement."""
    if last is None or not gap:
        return ""
    if "\n" in gap:
        ends = last.kind != "sign" or last.text in ENDS
        return "\n" if ends and (token.kind != "sign" or token.text in BEGINS) else ""
    touch = last.text[-1] + token.text[0]
    return " " if re.fullmatch(r"[\w$]{2}|\+\+|--|//", touch) else ""


def joined(scripts: Mapping[str, str], parts: tuple[str, ...]) -> dict[str, str]:
    """Return `scripts` (name → text) with `parts` as one, under the name of the last of them.

    Raises ArchiveError where two of them have the same name for something.
    """
    names = [name for part in parts for _, _, name in TOP.findall(scripts[part])]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ArchiveError(f"{', '.join(parts)}: more than one has {twice[0]}; rename one of them")
    rest = {name: text for name, text in scripts.items() if name not in parts}
    wanted = {name for text in rest.values() for name in _imported(text, parts)}
    inner = "".join(_inner(scripts[part], wanted) for part in parts[:-1])
    whole = IMPORT.sub(lambda m: "" if m[2] in parts else m[0], inner + scripts[parts[-1]])
    aim = re.compile(rf'"\./(?:{"|".join(parts)})\.js"')
    return {name: aim.sub(f'"./{parts[-1]}.js"', text) for name, text in rest.items()} | {
        parts[-1]: whole
    }


def _inner(script: str, wanted: set[str]) -> str:
    """Return `script` with only those exports that are wanted outside."""
    return TOP.sub(lambda m: m[0] if m[3] in wanted else m[2], script)


def _imported(script: str, parts: tuple[str, ...]) -> Iterator[str]:
    for names, source in IMPORT.findall(script):
        if source in parts:
            yield from map(str.strip, names.split(","))


def shortened(script: str, private: Sequence[str]) -> str:
    """Return `slim` of a script, from plain values."""
    return slim(script, frozenset(private))


def slim_folder(folder: Path, shorten: Callable[[str, Sequence[str]], str] = shortened) -> None:
    """Slim every script in `folder`, and join those of the search engine.

    shorten  `shortened`, or what has kept what that gave
    """
    scripts = {path.stem: read_text(path) for path in folder.glob("*.js")}
    if set(ENGINE) <= set(scripts):
        scripts = joined(scripts, ENGINE)
    for path in folder.glob("*.js"):
        if path.stem not in scripts:
            path.unlink()
    private = tuple(sorted(_private(scripts.values())))
    for name, script in scripts.items():
        folder.joinpath(f"{name}.js").write_text(shorten(script, private), "utf-8")


def _private(scripts: Iterable[str]) -> set[str]:
    """Return the names with a line before them that stand in one script alone."""
    found = Counter(name for script in scripts for name in set(PRIVATE.findall(script)))
    return {name for name, times in found.items() if times == 1}
