"""JavaScript as tokens: enough of its grammar to leave out and rename without harm."""

import re
from typing import NamedTuple

TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")
      | (?P<name>[A-Za-z_$][\w$]*)
      | (?P<number>[0-9][\w.]*)
      | (?P<sign>=>|\.\.\.|\?\.|\?\?=?|&&=?|\|\|=?|\*\*=?|\+\+|--|<<|>>>?|[-+*/%&|^<>=!]=+|.)""",
    re.VERBOSE | re.DOTALL,
)
REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
CLOSES = {"(": ")", "[": "]", "{": "}", "${": "}"}
# What a "/" divides; after anything else it begins a regular expression.
VALUES = (")", "]", "}")
WORDS_BEFORE_VALUES = frozenset(("return", "typeof", "case", "of", "in", "await", "yield"))


class Token(NamedTuple):
    """`kind` is space, comment, string, name, number, sign, regex or template.

    within  the bracket that the token stands in: (, [, {, ${ or nothing
    """

    kind: str
    text: str
    within: str


def tokens(script: str) -> list[Token]:
    """Return the tokens of `script`, which joined are the script; templates come in parts."""
    found: list[Token] = []
    open_ones: list[str] = []
    last: Token | None = None  # that is no space or comment
    at = 0
    while at < len(script):
        token = _next(script, at, last, open_ones)
        found.append(token)
        at += len(token.text)
        if token.kind not in ("space", "comment"):
            last = token
    return found


def _next(script: str, at: int, last: Token | None, open_ones: list[str]) -> Token:
    letter = script[at]
    if letter == "}" and open_ones and open_ones[-1] == "${":
        open_ones.pop()
        return _template(script, at, open_ones)
    if letter == "`":
        return _template(script, at, open_ones)
    match = REGEX.match(script, at) if letter == "/" and _begins_value(last) else None
    if match and script[at : at + 2] not in ("//", "/*"):
        return Token("regex", match.group(), _within(open_ones))
    match = TOKEN.match(script, at)
    assert match  # the last sign is any letter
    kind, text = match.lastgroup or "", match.group()
    if kind == "sign" and open_ones and text == CLOSES[open_ones[-1]]:
        open_ones.pop()
    token = Token(kind, text, _within(open_ones))
    if kind == "sign" and text in CLOSES:
        open_ones.append(text)
    return token


def _template(script: str, at: int, open_ones: list[str]) -> Token:
    match = TEMPLATE.match(script, at + 1)
    text = script[at : match.end()] if match else script[at:]
    token = Token("template", text, _within(open_ones))
    if text.endswith("${"):
        open_ones.append("${")
    return token


def _begins_value(last: Token | None) -> bool:
    if last is None or last.kind == "name":
        return last is None or last.text in WORDS_BEFORE_VALUES
    return last.kind == "sign" and last.text not in VALUES


def _within(open_ones: list[str]) -> str:
    return open_ones[-1] if open_ones else ""
