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


class Script:
    """A script's tokens, without spaces and comments, and which of its brackets belong together.

    opened  for each token the place of the bracket that it stands in, -1 for none
    closed  place of an opening bracket → place of the one that closes it
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.opened: list[int] = []
        self.closed: dict[int, int] = {}
        within: list[int] = []
        for at, token in enumerate(tokens):
            self.opened.append(within[-1] if within else -1)
            turn = _turn(token)
            if turn > 0:
                within.append(at)
            elif turn < 0 and within:
                self.closed[within.pop()] = at

    def text(self, at: int) -> str:
        """Return the token at a place, "" where there is none."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def after(self, opening: int) -> str:
        """Return what stands after the bracket that closes the one at `opening`."""
        return self.text(self.closed.get(opening, len(self.tokens)) + 1)

    def names(self) -> Iterator[tuple[int, str]]:
        """Yield the place and the text of each name."""
        return ((at, token.text) for at, token in enumerate(self.tokens) if token.kind == "name")


def renamed(tokens: Sequence[Token], private: Set[str] = frozenset()) -> list[Token]:
    """Return a script's tokens (no spaces, no comments among them) with its own names shortened.

    private  names that no other script has: even as properties they are the script's own
    """
    script = Script(tokens)
    uses = Counter(text for _, text in script.names())
    kept = {text for at, text in script.names() if _is_more(script, at)}
    own = {text for at, text in script.names() if _is_declared(script, at)}
    chosen = (own - kept - RESERVED - BROWSERS) | (private & set(uses))
    ordered = sorted(chosen, key=lambda name: (-uses[name], name))
    short = dict(zip(ordered, _fresh(set(uses)), strict=False))
    return [
        token._replace(text=short[token.text])
        if token.kind == "name" and token.text in short
        else token
        for token in tokens
    ]


def _fresh(taken: set[str]) -> Iterator[str]:
    """Yield names that nobody has, short ones first."""
    for number in count():
        name = LETTERS[number % len(LETTERS)] + (str(number // len(LETTERS)) if number > 51 else "")
        if name not in taken and name not in RESERVED:
            yield name


def _is_more(script: Script, at: int) -> bool:
    """Return whether a name is, or might be, more than a variable."""
    before, after = script.text(at - 1), script.text(at + 1)
    if before in (".", "?.", "as") or after == "as":
        return True
    is_key = before in ("{", ",") and after in (":", ",", "}", "=", "(")
    if is_key and script.tokens[at].within == "{":
        return True
    return _is_exported(script, at) or _is_method(script, at)


def _is_exported(script: Script, at: int) -> bool:
    while script.text(at - 1) in (*DECLARES, "async", "*"):
        at -= 1
    return script.text(at - 1) == "export"


def _is_method(script: Script, at: int) -> bool:
    """Return whether a name is defined as a method: name(…) { without `function` before it."""
    if script.text(at + 1) != "(" or _declares_function(script, at):
        return False
    return script.after(at + 1) == "{"


def _declares_function(script: Script, at: int) -> bool:
    start = at - 1 if script.text(at - 1) == "*" else at
    return script.text(start - 1) == "function"


def _is_declared(script: Script, at: int) -> bool:
    before = script.text(at - 1)
    if before in DECLARES or _declares_function(script, at) or script.text(at + 1) == "=>":
        return True
    if before == "(" and script.text(at - 2) == "catch":
        return True
    opened = script.opened[at]
    if script.text(opened) == "[" and before in ("[", ",", "..."):  # const [a, b]
        return script.text(opened - 1) in DECLARES or _is_parameters(script, opened)
    return before in ("(", ",", "...") and _is_parameters(script, at)


def _is_parameters(script: Script, at: int) -> bool:
    """Return whether what begins at `at` stands between the brackets of a function's parameters."""
    opened = script.opened[at]
    if script.text(opened) != "(":
        return False
    if script.after(opened) == "=>":
        return True
    return _is_method(script, opened - 1) or _declares_function(script, opened - 1)


def _turn(token: Token) -> int:
    if token.kind == "template":
        return token.text.endswith("${") - token.text.startswith("}")
    if token.kind != "sign":
        return 0
    return (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
