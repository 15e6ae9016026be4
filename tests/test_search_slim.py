"""Scripts lose their comments and nothing else."""

import pytest

from plugins.search.slim import slim
from tests.rig import ROOT

CASES = [
    ("a() // why\nb()", "a()\nb()\n"),
    ("/** @type {x} */\nlet a = 1\n\n", "let a = 1\n"),
    ("f(\"// no comment\", '/* nor this */')", "f(\"// no comment\", '/* nor this */')\n"),
    ('const r = /[/*]"/u, s = 1 / 2 // half', 'const r = /[/*]"/u, s = 1 / 2\n'),
    ("x = `${a} // b`", "x = `${a} // b`\n"),
    ("return /a\\/\\/b/.test(c)", "return /a\\/\\/b/.test(c)\n"),
]


@pytest.mark.parametrize(("script", "slimmed"), CASES)
def test_slim(script: str, slimmed: str) -> None:
    assert slim(script) == slimmed


@pytest.mark.parametrize("path", sorted((ROOT / "theme/static/js").glob("*.js")), ids=str)
def test_our_scripts_keep_their_code(path) -> None:
    script = path.read_text("utf-8")
    slimmed = slim(script)
    assert slim(slimmed) == slimmed
    assert "@ts-check" not in slimmed
    for line in script.splitlines():
        if line.startswith(("import ", "export class")):
            assert line.strip() in slimmed
