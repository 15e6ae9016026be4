"""Templates as we compile them say what they say as Jinja compiles them, mistakes included."""

from gettext import NullTranslations
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, UndefinedError
from markupsafe import Markup, escape

from plugins.writer.constant import fold_words
from plugins.writer.lean import shown
from plugins.writer.once import Once, forget_views

MACROS = """{% set SIGN = "<" %}
{% macro bold(text, by=1) %}<b {{ by }}>{{ text }}{{ SIGN }}</b>{% endmacro %}
{% macro two(text) %}{{ bold(text) }}{{ bold(by=2, text=text) }}{{ site }}{% endmacro %}
{% macro framed() %}[{{ caller() }}]{% endmacro %}{% macro all() %}{{ varargs }}{% endmacro %}
{% macro again(a) %}1{{ a }}{% endmacro %}{% macro again(b, a) %}2{{ a }}{{ b }}{% endmacro %}
{% macro item(it) %}{% for two in it %}{% set all = two %}{{ all }}{% endfor %}{% endmacro %}"""
OTHER = "{% macro bold(a) %}other {{ a }}{% endmacro %}"
HEAD = '{% import "m" as m %}'
BASE = HEAD + "{{ m.bold(1) }}{% block main %}{{ m.bold(2) }}{% endblock %}"
CHILD = '{% extends "base" %}'
ROWS = """{% for it in rows %}
{% once it, 'x' %}{% set t = it %}{{ t }}{{ m.bold(loop) }}{% endonce %}{% endfor %}"""
PAGES = {
    "calls": '{{ m.bold("<a>") }}{{ m.two("&") }}{{ m.bold(by=x, text=y) }}',
    "a call without its value": "{{ m.bold() }}{{ m.item(rows) }}",
    "a value worked with": '{% set b = m.bold("<") %}{{ b }}{{ m.bold(1) | upper }}{{ b ~ "<" }}',
    "a macro with more": "{% call m.framed() %}<{{ y }}{% endcall %}{{ m.all(1, 2) }}",
    "a macro made twice": "{{ m.again(1, 2) }}",
    "a name given twice": '{% for m in [{"bold": range}] %}{{ m.bold(2) }}{% endfor %}',
    "parts shown once": ROWS + ROWS + "{% once %}{{ y }}{% endonce %}",
    "a part for nothing": "{% once y, none %}{{ y }}{% endonce %}{% once none %}1{% endonce %}",
    "a part in a macro": """{% macro own(a) %}{% once a %}{{ m.bold(a) }}{% endonce %}{% endmacro %}
        {{ own(1) }}{{ own(2) }}{{ own(1) }}""",
    "not escaped": '{% autoescape false %}{{ m.bold("<") ~ y }}{{ y }}{% endautoescape %}',
}
CHILDREN = {
    "the parent's import": "{% block main %}{{ super() }}{{ m.bold(y) }}{% endblock %}",
    "its own of that name": """{% import "n" as m %}
        {% block main %}{{ m.bold(5) }}{% endblock %}""",
}
CASES = [HEAD + page for page in PAGES.values()] + [CHILD + page for page in CHILDREN.values()]
WRONG = [
    HEAD + "{{ m.bold(1, 2, 3) }}",
    HEAD + "{{ m.bold(1, text=2) }}",
    HEAD + "{{ m.bold(no=2) }}",
    HEAD + "{{ m.framed() }}",
    HEAD + "{{ m.nothing(1) }}",
    "{{ m.bold(1) }}" + HEAD,
]


def environment(page: str, ours: bool) -> Environment:
    made = Environment(
        loader=DictLoader({"m": MACROS, "n": OTHER, "base": BASE, "page": page}),
        autoescape=True,
        extensions=["jinja2.ext.i18n", Once],
    )
    made.globals["site"] = "<site>"
    if ours:
        fold_words(made, NullTranslations())
    return made


def said(page: str, ours: bool) -> tuple[Any, ...]:
    """Return the page twice, or the kind of error."""
    template = environment(page, ours).get_template("page")
    rows = ["a", ("<b>",), Markup("<i>"), "a"]
    try:
        values = {"x": 3, "y": "<y>", "rows": rows}
        return template.render(values), template.render({**values, "site": "page's own"})
    except (TypeError, UndefinedError) as error:
        return (type(error),)


@pytest.mark.parametrize("page", CASES, ids=[*PAGES, *CHILDREN])
def test_a_page_reads_as_jinja_writes_it(page: str) -> None:
    found = said(page, ours=True)
    assert len(found) == 2
    assert found == said(page, ours=False)


@pytest.mark.parametrize("page", WRONG)
def test_a_wrong_call_is_the_error_that_it_is(page: str) -> None:
    assert said(page, ours=True) == said(page, ours=False)
    assert len(said(page, ours=True)) == 1


def test_what_is_kept_of_a_page_s_own_views_is_forgotten() -> None:
    made = environment(HEAD + ROWS, ours=True)
    made.get_template("page").render(rows=["a", ("b",)])
    forget_views(made)
    once: Any = made.extensions[Once.identifier]
    assert [part[0] for part in once.kept.values()] == [["a", "x"]]


class Name(str):
    """Text of a kind of its own."""


class Drawn:
    def __html__(self) -> str:
        return "<svg>"


@pytest.mark.parametrize("value", ["<&>\"'", Markup("<b>"), Name("<"), Drawn(), 7, None, ["<"]])
def test_a_value_is_shown_as_it_is_escaped(value: object) -> None:
    assert str(shown(value)) == str(escape(value))


def test_a_known_macro_is_called_without_a_detour() -> None:
    made = environment("", ours=True)
    code = made.compile(HEAD + "{{ m.bold(1) }}", raw=True)
    assert "._func(1, missing, )" in code
    assert "context.call" not in code
    assert "Markup(" not in code
