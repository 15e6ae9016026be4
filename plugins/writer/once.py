"""{% once values %}…{% endonce %} in a template: a part that depends on the named values alone.

It is worked out once for the same values and the same site, wherever it stands: the foot of every
page, an article on each of its lists. The values are views (known by identity, and never changed)
or text and numbers; what else the part uses must be the same on every page.
"""

from collections.abc import Callable, Hashable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

PLAIN = (str, int, bool, type(None))


class Once(Extension):
    """The tag. Its environment serves one build."""

    tags = {"once"}  # noqa: RUF012 (Jinja reads it of the class)

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.kept: dict[Hashable, tuple[tuple[Any, ...], str]] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        place = nodes.Const(f"{parser.name}:{line}")
        values: list[nodes.Expr] = [place]
        while parser.stream.current.type != "block_end":
            values.append(parser.parse_expression())
            parser.stream.skip_if("comma")
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        return nodes.CallBlock(self.call_method("_part", values), [], [], body).set_lineno(line)

    def _part(self, *values: Any, caller: Callable[[], str]) -> str:
        key = tuple(each if isinstance(each, PLAIN) else id(each) for each in values)
        found = self.kept.get(key)
        if found is None:
            found = self.kept[key] = (values, caller())  # held, so that no id is given twice
        return found[1]


def forget_views(environment: Environment) -> None:
    """Forget what is kept of views: those that other pages will bring are not the same objects."""
    once: Any = environment.extensions[Once.identifier]
    once.kept = {
        key: part
        for key, part in once.kept.items()
        if all(isinstance(each, PLAIN) for each in part[0])
    }
