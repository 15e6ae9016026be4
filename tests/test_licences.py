"""What we load may be given on: nothing under GPL or LGPL beside what Pelican itself brings."""

import ast
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, metadata

from tests.rig import ROOT

# Pelican (AGPL) makes the site; it loads docutils, of whose parts one for an editor is under the
# GPL, and Unidecode for addresses made of titles, which ours never are. We import neither.
PELICANS = {"pelican", "docutils", "unidecode"}
NEVER = {"unidecode", "chardet", "cchardet", "docutils"}
COPYLEFT = re.compile(r"(?<![A-Za-z])A?L?GPL|General Public", re.I)


def locked(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8")
    return re.findall(r"^([A-Za-z0-9_.-]+)==", lines, re.M)


def licence(name: str) -> str:
    """Return what an installed package says of its licence; "" where it is not installed here."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    expression = "".join(said.get_all("License-Expression") or [])
    classifiers = [c for c in said.get_all("Classifier") or [] if c.startswith("License")]
    first_line = "".join(said.get_all("License") or []).strip().partition("\n")[0]
    return expression or " ".join(classifiers) or first_line


def test_of_what_is_locked_only_pelican_and_its_own_are_copyleft():
    found = {name.lower() for name in locked("requirements.lock") if COPYLEFT.search(licence(name))}
    assert found <= PELICANS
    assert "pelican" in found  # else licences are not read at all


def test_none_of_our_files_imports_a_copyleft_library():
    folders = [ROOT / name for name in ("plugins", "theme", "setup")]
    paths = [*ROOT.glob("*.py"), *(path for f in folders for path in f.rglob("*.py"))]
    assert len(paths) > 100
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not NEVER & {name.partition(".")[0] for name in names}, path


def test_every_reader_loads_without_one():
    code = (
        "import pkgutil, importlib, sys, plugins.convert as c\n"
        "for m in pkgutil.walk_packages(c.__path__, 'plugins.convert.'):\n"
        "    m.name.endswith('__main__') or importlib.import_module(m.name)\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "plugins.convert.readers.html" in loaded
    assert not NEVER & loaded
