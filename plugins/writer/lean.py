"""Templates compiled to less work: what Jinja finds out anew on every page is known beforehand.

A macro is called as the function that it is, where the template says which one that must be; a part
that is the same for the same values (once.py) is asked for by these alone; what is imported without
a page's values is not compared with them. Pages read as they would without: inner functions of
Jinja are replaced here, so tests/test_lean.py holds each shortcut against Jinja's own code.
"""

from collections.abc import Callable, Sequence
from typing import Any

import markupsafe
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from plugins.writer.macros import Macros
from plugins.writer.once import Once

# Of text alone, to text alone.
ESCAPED: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def shown(value: Any) -> str:
    """Return a value as a page shows it: `escape`, without marking the text as escaped."""
    if type(value) is str:
        return ESCAPED(value)
    return value if type(value) is Markup else markupsafe.escape(value)


class Page(Template):
    """A template of an environment that gives all its templates the same values."""

    def new_context(self, vars: Any = None, shared: bool = False, locals: Any = None) -> Any:
        if shared or locals:
            return super().new_context(vars, shared, locals)
        values = {**self.environment.globals, **(vars or {})}
        return self.environment.context_class(self.environment, values, self.name, self.blocks)


class Lean(CodeGenerator):
    """Jinja's compiler, with the shortcuts, for an environment that escapes always."""

    macros: Macros

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.writeline(f"from {__name__} import shown")
        self._known = self.macros.of(node)
        self._bare: nodes.Node | None = None
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        arguments = None if forward_caller else self._arguments(node, frame)
        if arguments is None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        marked = node is not self._bare
        self.write("Markup(" if marked else "")
        self.visit(node.node, frame)
        self.write("._func(")
        for each in arguments:
            self._value(each, frame)
        self.write("))" if marked else ")")

    def _value(self, node: nodes.Expr | None, frame: Frame) -> None:
        if node is None:
            self.write("missing")
        else:
            self.visit(node, frame)
        self.write(", ")

    def _arguments(self, node: nodes.Call, frame: Frame) -> Sequence[nodes.Expr | None] | None:
        """Return all that a known macro is called with, None for what it is not given.

        None alone for a call of anything else, or one that may be wrong: Jinja tells.
        """
        escapes = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
        names = self._known.get(_called(node.node)) if escapes else None
        if names is None or node.dyn_args or node.dyn_kwargs or len(node.args) > len(names):
            return None
        given = dict(zip(names, node.args, strict=False))
        for each in node.kwargs:
            if each.key in given or each.key not in names:
                return None
            given[each.key] = each.value
        return [given.get(name) for name in names]

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        known = isinstance(node, nodes.Call) and self._arguments(node, frame) is not None
        if finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif known:
            self._bare = node  # what is written out at once needs no mark that it is safe
            self.write("(")
        elif frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("shown(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}).module")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        called = node.call.node
        if isinstance(called, nodes.ExtensionAttribute) and called.identifier == Once.identifier:
            self._visit_once(node, frame)
        else:
            super().visit_CallBlock(node, frame)

    def _visit_once(self, node: nodes.CallBlock, frame: Frame) -> None:
        """Write the part in its place, to be gone through where nothing is kept for its key."""
        kept, found, key = (self.temporary_identifier() for _ in range(3))
        place, *given = node.call.args
        values = [self.temporary_identifier() for _ in given]
        for name, value in zip(values, given, strict=True):
            self.writeline(f"{name} = ", node)
            self.visit(value, frame)
        parts = (f", {each} if isinstance({each}, (str, int)) else id({each})" for each in values)
        self.writeline(f"{key} = (", node)
        self.visit(place, frame)
        self.write(f"{''.join(parts)},)")
        self.writeline(f"{kept} = environment.extensions[{Once.identifier!r}].kept")
        self.writeline(f"{found} = {kept}.get({key})")
        self.writeline(f"if {found} is None:")
        self.indent()
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.buffer(inner)
        self.enter_frame(inner)
        self.blockvisit(node.body, inner)
        text = f"concat({inner.buffer})"
        self.writeline(f"{found} = {kept}[{key}] = ([{', '.join(values)}], {text})")
        self.leave_frame(inner)
        self.outdent()
        self.simple_write(f"{found}[1]", frame)


def _called(node: nodes.Expr) -> tuple[str, ...]:
    """Return the name that is called, or those of a module and of what is called in it."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return (node.node.name, node.attr)
    return ()
