"""Words that are the same on every page, put into templates when these are compiled.

A site has one language for a build, so _("Home") is a constant: it costs a page nothing.
"""

from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from plugins.writer.lean import Lean, Page
from plugins.writer.macros import Macros

CALLED = ("_", "gettext")


class Words(NodeTransformer):
    """Puts the words themselves where a template asks for them by one constant text alone."""

    def __init__(self, words: Any) -> None:
        self._words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        more = (*node.args[1:], *node.kwargs, node.dyn_args, node.dyn_kwargs)
        named = isinstance(node.node, nodes.Name) and node.node.name in CALLED
        if not named or any(more) or not isinstance(node.args[0], nodes.Const):
            return node
        said = Markup(self._words.gettext(node.args[0].value)) % {}  # as at a call: %% is a %
        return nodes.Const(said, lineno=node.lineno)


def fold_words(environment: Environment, words: Any) -> None:
    """Let `environment`, which escapes always, compile what `words` say as constants."""
    if environment.autoescape is not True:
        return

    class Folding(Lean):
        macros = Macros(environment)

        def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
            super().visit_Template(Words(words).visit(node), frame)

    environment.code_generator_class = Folding
    environment.template_class = Page
    environment.cache = {}  # of templates, each looked up on every page: none is ever dropped
