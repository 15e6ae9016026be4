"""Published scripts: what is left out changes nothing, and only own names are shorter."""

import json

import pytest

from plugins.errors import ArchiveError
from plugins.search.slim import ENGINE, joined, slim, slim_folder
from plugins.search.tokens import tokens
from tests.rig import ROOT

SCRIPTS = ROOT / "theme/static/js"
CASES = [
    ("a() // why\nb()", "a()\nb()\n", "a line's end may end a statement"),
    ("a(\n  b, // why\n  c,\n)\n.d()", "a(b,c,).d()\n", "nothing ends within brackets"),
    ("x = {\n  a: 1,\n}\n[y] = z", "x={a:1,}\n[y]=z\n", "what follows } stays another line"),
    ("f(\"// no comment\", '/* nor  this */')", "f(\"// no comment\",'/* nor  this */')\n", ""),
    ('r = /[/*]"/u, s = 1 / 2 // half', 'r=/[/*]"/u,s=1/2\n', "a regular expression"),
    ("x = `${a + b} // ${`{ ${c}`} b`", "x=`${a+b} // ${`{ ${c}`} b`\n", "templates in templates"),
    ("return /a\\/\\/b/.test(c)", "return/a\\/\\/b/.test(c)\n", "after return begins a value"),
    ("a + ++b - -c", "a+ ++b- -c\n", "signs stay apart"),
    ("let longer = 1, other = longer", "let a=1,other=a\n", "what is declared is shorter"),
    ("let name1 = 1; x.name1 = name1", "let name1=1;x.name1=name1\n", "a property keeps its name"),
    (
        "const { one, two: three } = x; three(one)",
        "const{one,two:three}=x;three(one)\n",
        "so do keys",
    ),
    ("let two; f({ two })", "let two;f({two})\n", "short for two: two"),
    ("class Big { small(first) { return first } }", "class b{small(a){return a}}\n", "a method"),
    ("export function show(word) { return word }", "export function show(a){return a}\n", ""),
    ("let location; location.href", "let location;location.href\n", "the browser has one"),
    ("f((first, ...rest) => first + rest)", "f((a,...b)=>a+b)\n", "parameters"),
    ("let a2; (a2 ? b : c)", "let a;(a?b:c)\n", "a question is no key"),
    ("let first, b; `${first}`", "let a,b;`${a}`\n", "within a template, too"),
]


@pytest.mark.parametrize(("script", "slimmed", "why"), CASES)
def test_slim(script: str, slimmed: str, why: str) -> None:
    assert slim(script) == slimmed, why


@pytest.mark.parametrize("path", sorted(SCRIPTS.glob("*.js")), ids=lambda path: path.stem)
def test_our_scripts_keep_all_but_names_and_comments(path) -> None:
    script = path.read_text("utf-8")
    assert "".join(token.text for token in tokens(script)) == script
    kept = [t.kind for t in tokens(script) if t.kind not in ("space", "comment")]
    slimmed = [t.kind for t in tokens(slim(script)) if t.kind != "space"]
    assert slimmed == kept


def test_private_properties_are_shorter_where_no_other_script_has_them(tmp_path) -> None:
    tmp_path.joinpath("one.js").write_text("class A { constructor() { this._own = this._shared } }")
    tmp_path.joinpath("two.js").write_text("x._shared = 1")
    slim_folder(tmp_path)
    assert (
        tmp_path.joinpath("one.js").read_text() == "class a{constructor(){this.b=this._shared}}\n"
    )
    assert tmp_path.joinpath("two.js").read_text() == "x._shared=1\n"


def test_parts_become_the_last_of_them_and_others_find_it() -> None:
    scripts = {
        "bytes": "export const ONE = 1\nexport const TWO = 2\n",
        "search": 'import { ONE, TWO } from "./bytes.js"\nexport const three = ONE + TWO\n',
        "page": 'import { ONE } from "./bytes.js"\nimport("./search.js")\n',
    }
    assert joined(scripts, ("bytes", "search")) == {
        "page": 'import { ONE } from "./search.js"\nimport("./search.js")\n',
        "search": "export const ONE = 1\nconst TWO = 2\nexport const three = ONE + TWO\n",
    }


def test_parts_that_name_two_things_alike_are_refused() -> None:
    with pytest.raises(ArchiveError, match="MOST"):
        joined({"bytes": "const MOST = 1\n", "search": "const MOST = 2\n"}, ("bytes", "search"))


def test_the_engine_can_be_joined() -> None:
    scripts = {path.stem: path.read_text("utf-8") for path in SCRIPTS.glob("*.js")}
    found = joined(scripts, ENGINE)
    assert set(scripts) - set(found) == set(ENGINE[:-1])
    assert not any(
        f'"./{name}.js"' in slim(text) for text in found.values() for name in ENGINE[:-1]
    )


def test_a_site_has_the_engine_as_one_file_and_says_so_for_reading_offline(sample) -> None:
    scripts = {path.stem: path for path in sample.output.glob("theme/*/js/*.js")}
    assert not set(ENGINE[:-1]) & set(scripts)
    assert "/**" not in "".join(path.read_text("utf-8") for path in scripts.values())
    engine = scripts["search"].relative_to(sample.output).as_posix()
    listed = [
        each
        for part in sample.output.glob("offline/*.json")
        for each in json.loads(part.read_text("utf-8"))
    ]
    told = {path: size for path, _, size in listed if path.endswith(".js")}
    assert told[engine] == scripts["search"].stat().st_size
    assert len(told) == len(scripts)
