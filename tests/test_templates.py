"""What is wrong in a template is told with its file and line, wherever the page is rendered."""

from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from plugins.errors import ArchiveError
from plugins.store import Store
from plugins.writer.press import rendered
from plugins.writer.templates import Templates

SLIPS = {
    "{{ page.nope.deep }}": "'str object' has no attribute 'nope'",
    "{{ 1 / 0 }}": "division by zero",
    "{{ page() }}": "'str' object is not callable",
    "{{ page | round }}": "doesn't define __round__",
}
WRONG = {
    '{% include "none.html" %}': "there is no template none.html; correct the name",
    "{{ page | none }}": "No filter named 'none'.; mend the template",
    "{% endblok %}": "Encountered unknown tag 'endblok'.",
    "{% include page %}": "a template's name is worked out; write it in quotes",
}


@pytest.fixture
def environment(tmp_path):
    (tmp_path / "base.html").write_text("<p>\n{% block main %}{% endblock %}", "utf-8")
    return Environment(loader=FileSystemLoader(tmp_path))


def write(tmp_path, text: str) -> str:
    path = tmp_path / "page.html"
    path.write_text(f'{{% extends "base.html" %}}\n{{% block main %}}\n{text}{{% endblock %}}')
    return str(path)


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_that_rendering_meets_is_told(environment, tmp_path, text):
    path = write(tmp_path, text)
    with pytest.raises(ArchiveError) as told:
        rendered(environment.get_template("page.html"), {"page": "a"})
    assert str(told.value).startswith(f"{path}:3: ") and SLIPS[text] in str(told.value)


@pytest.mark.parametrize("text", WRONG)
def test_a_template_that_cannot_be_used_is_told(environment, tmp_path, text):
    path = write(tmp_path, text)
    with pytest.raises(ArchiveError) as told:
        Templates(environment, Store(None)).seen("page.html", frozenset({"page"}), {})
    assert str(told.value).startswith(path) and WRONG[text] in str(told.value)


def test_an_error_of_our_own_is_not_laid_to_a_template(environment, tmp_path):
    def wrong() -> Any:
        raise ValueError("ours")

    write(tmp_path, "{{ page() }}")
    with pytest.raises(ValueError, match="ours"):
        rendered(environment.get_template("page.html"), {"page": wrong})
