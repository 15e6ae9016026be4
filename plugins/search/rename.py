"""Short names for what a script names for itself: every occurrence of a name becomes the same.

A name is left alone wherever it might be more than a variable: a property, a key, a method, part
of an import or export, something of the browser's.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import count

from plugins.search.tokens import Token

DECLARES = frozenset(("const", "let", "var", "class", "function"))
_RESERVED = """
as async await break case catch class const continue default delete do else export extends false
finally for from function get if import in instanceof let new null of return set static super switch
this throw true try typeof undefined var void while yield
"""
RESERVED = frozenset(_RESERVED.split())
_BROWSERS = """
blur caches close closed crypto document event external fetch find focus frames globalThis history
length localStorage location name navigator open origin parent performance print screen scroll self
status stop top window
"""
BROWSERS = frozenset(_BROWSERS.split())
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def renamed(script: Sequence[Token], private: Set[str] = frozenset()) -> list[Token]:
    """Return `script` (no spaces, no comments among its tokens) with its own names shortened.

    private  names that no other script has: even as properties they are the script's own
    """
    uses = Counter(token.text for token in script if token.kind == "name")
    kept = {text for at, text in _names(script) if _is_more(script, at)}
    own = {text for at, text in _names(script) if _is_declared(script, at)}
    chosen = (own - kept - RESERVED - BROWSERS) | (private & set(uses))
    ordered = sorted(chosen, key=lambda name: (-uses[name], name))
    short = dict(zip(ordered, _fresh(set(uses)), strict=False))
    return [
        token._replace(text=short.get(token.text, token.text)) if token.kind == "name" else token
        for token in script
    ]


def _names(script: Sequence[Token]) -> Iterator[tuple[int, str]]:
    return ((at, token.text) for at, token in enumerate(script) if token.kind == "name")


def _fresh(taken: set[str]) -> Iterator[str]:
    """Yield names that nobody has, short ones first."""
    for number in count():
        name = LETTERS[number % len(LETTERS)] + (str(number // len(LETTERS)) if number > 51 else "")
        if name not in taken and name not in RESERVED:
            yield name


def _text(script: Sequence[Token], at: int) -> str:
    return script[at].text if 0 <= at < len(script) else ""


def _is_more(script: Sequence[Token], at: int) -> bool:
    """Return whether a name is, or might be, more than a variable."""
    before, after = _text(script, at - 1), _text(script, at + 1)
    if before in (".", "?.", "as") or after == "as":
        return True
    if script[at].within == "{" and before in ("{", ",") and after in (":", ",", "}", "=", "("):
        return True
    return _is_exported(script, at) or _is_method(script, at)


def _is_exported(script: Sequence[Token], at: int) -> bool:
    while _text(script, at - 1) in (*DECLARES, "async", "*"):
        at -= 1
    return _text(script, at - 1) == "export"


def _is_method(script: Sequence[Token], at: int) -> bool:
    """Return whether a name is defined as a method: name(…) { without `function` before it."""
    if _text(script, at + 1) != "(" or _declares_function(script, at):
        return False
    return _text(script, _closing(script, at + 1) + 1) == "{"


def _declares_function(script: Sequence[Token], at: int) -> bool:
    start = at - 1 if _text(script, at - 1) == "*" else at
    return _text(script, start - 1) == "function"


def _is_declared(script: Sequence[Token], at: int) -> bool:
    before = _text(script, at - 1)
    if before in DECLARES or _declares_function(script, at) or _text(script, at + 1) == "=>":
        return True
    if before == "(" and _text(script, at - 2) == "catch":
        return True
    opened = _opening(script, at)
    if _text(script, opened) == "[" and before in ("[", ",", "..."):  # const [a, b]
        return _text(script, opened - 1) in DECLARES or _is_parameters(script, opened)
    return before in ("(", ",", "...") and _is_parameters(script, at)


def _is_parameters(script: Sequence[Token], at: int) -> bool:
    """Return whether what begins at `at` stands between the brackets of a function's parameters."""
    opened = _opening(script, at)
    if _text(script, opened) != "(":
        return False
    if _text(script, _closing(script, opened) + 1) == "=>":
        return True
    return _is_method(script, opened - 1) or _declares_function(script, opened - 1)


def _opening(script: Sequence[Token], at: int) -> int:
    """Return the place of the bracket that `at` stands in, -1 for none."""
    depth = 0
    for place in range(at - 1, -1, -1):
        depth += _turn(script[place])
        if depth > 0:
            return place
    return -1


def _closing(script: Sequence[Token], at: int) -> int:
    """Return the place of what closes the bracket at `at`."""
    depth = 0
    for place in range(at, len(script)):
        depth += _turn(script[place])
        if depth == 0:
            return place
    return len(script)


def _turn(token: Token) -> int:
    if token.kind == "template":
        return token.text.endswith("${") - token.text.startswith("}")
    if token.kind != "sign":
        return 0
    return (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
