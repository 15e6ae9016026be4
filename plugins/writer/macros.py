"""Which macro a template calls by a name, where templates leave no doubt."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.compiler import find_undeclared

SPECIAL = ("caller", "kwargs", "varargs")  # what a macro may take without naming it
NAMING = (nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)
Values = Mapping[str, Sequence[str]]  # macro → the values it takes


class Facts(NamedTuple):
    """What one template says: how often it gives something a name, and what lies at its top.

    macros   those that nothing else at its top has the name of
    parents  templates that it extends; `imports`: name → template, made before anything is shown
    """

    named: Counter[str]
    macros: Values
    imports: Mapping[str, str]
    parents: Sequence[str]
    is_collection: bool  # of macros: it is shown by itself nowhere


class Macros:
    """The macros of an environment's templates."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._facts: dict[str, Facts] = {}

    def of(self, template: nodes.Template) -> Mapping[tuple[str, ...], Sequence[str]]:
        """Return what each macro takes: ("icon",) is the template's own, ("m", "icon") one of m's.

        Its own are known where it is nothing but a collection of them. Those of another template
        are where that is imported at the head of this one or of one that it extends, and nothing
        else there has the name.
        """
        own = facts_of(template)
        family = [own, *self._above(own)]
        named = sum((each.named for each in family), Counter())
        known: dict[tuple[str, ...], Sequence[str]] = {}
        for alias, name in (pair for each in family for pair in each.imports.items()):
            if named[alias] == 1:
                found = self._read(name).macros.items()
                known |= {(alias, macro): values for macro, values in found}
        if own.is_collection:
            macros = own.macros.items()
            known |= {(macro,): values for macro, values in macros if own.named[macro] == 1}
        return known

    def _above(self, facts: Facts) -> Iterator[Facts]:
        for name in facts.parents:
            above = self._read(name)
            yield above
            yield from self._above(above)

    def _read(self, name: str) -> Facts:
        if name not in self._facts:
            assert self._environment.loader is not None
            try:
                source = self._environment.loader.get_source(self._environment, name)[0]
            except TemplateNotFound:
                source = ""  # whoever reads it for a page tells
            self._facts[name] = facts_of(self._environment.parse(source, name))
        return self._facts[name]


def facts_of(template: nodes.Template) -> Facts:
    """Return what a template says of macros."""
    macros = [each for each in template.body if isinstance(each, nodes.Macro)]
    at_top = Counter(each.name for each in macros)
    for other in (each for each in template.body if not isinstance(each, nodes.Macro)):
        at_top.update(_names(other))
    parents = list(template.find_all(nodes.Extends))
    return Facts(
        named=Counter(_names(template)),
        macros={
            each.name: [value.name for value in each.args]
            for each in macros
            if at_top[each.name] == 1 and not _takes_more(each)
        },
        imports=dict(_imports(template)),
        parents=[each.template.value for each in parents if isinstance(each.template, nodes.Const)],
        is_collection=not parents and template.find(nodes.Block) is None,
    )


def _names(node: nodes.Node) -> Iterator[str]:
    """Yield the names that `node`, or a part of it, gives something: each as often as it does."""
    yield from _given(node)
    for each in node.find_all(NAMING):
        yield from _given(each)


def _given(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)
    elif isinstance(node, nodes.Import):
        yield node.target
    elif isinstance(node, nodes.Macro) or (isinstance(node, nodes.Name) and node.ctx != "load"):
        yield node.name


def _imports(template: nodes.Template) -> Iterator[tuple[str, str]]:
    """Yield the imports with which a template begins, as name and template."""
    for each in template.body:
        if isinstance(each, nodes.Import) and not each.with_context:
            if isinstance(each.template, nodes.Const):
                yield each.target, each.template.value
        elif not isinstance(each, nodes.Extends) and not _is_blank(each):
            return


def _is_blank(node: nodes.Node) -> bool:
    parts = node.nodes if isinstance(node, nodes.Output) else [node]
    return all(isinstance(each, nodes.TemplateData) and each.data.isspace() for each in parts)


def _takes_more(macro: nodes.Macro) -> bool:
    """Tell whether a macro takes more than the values that it names."""
    named = {value.name for value in macro.args}
    return bool(named & set(SPECIAL) or find_undeclared(macro.body, SPECIAL))
