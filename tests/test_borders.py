"""Imports go one way: what docs/design.md says under "Borders" is true of the code."""

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.rig import ROOT

PLUGINS = ROOT / "plugins"
MODULES = sorted(PLUGINS.rglob("*.py"))

# Below the plugins, lowest first: each part and the parts that it may import.
SHARED: dict[str, set[str]] = {
    "errors": set(),
    "crew": set(),
    "filed": set(),
    "store": {"filed"},
    "workshop": {"crew", "filed", "store"},
    "arabic": set(),
    "kinds": set(),
    "plaintext": set(),
    "xmltext": set(),
    "cluster": {"errors"},
    "afar": {"cluster", "crew", "errors", "store"},
    "pictures": set(),
    "files": {"errors"},
    "folders": {"errors"},
    "explicit": {"files"},
    "frontmatter": {"errors", "files"},
    "catalogue": {"errors", "files"},
    "bounds": {"errors", "files"},
    "document": {"arabic", "bounds", "errors", "files", "frontmatter"},
    "documents": {"document", "errors", "folders"},
    "originals": {"errors", "files", "folders", "frontmatter"},
    "slips": {"arabic", "bounds", "document", "explicit", "files"},
    "check": {
        "bounds",
        "document",
        "documents",
        "errors",
        "explicit",
        "files",
        "folders",
        "originals",
        "slips",
    },
    "addresses": {"arabic"},
    "datewords": {"arabic", "errors"},
    "bars": set(),
    "sent": set(),
    "view": {"addresses", "filed", "plaintext", "sent"},
    "paging": {"addresses", "view"},
    "letters": {"arabic", "view"},
    "digest": {"filed", "sent", "view"},
    "host": {
        "arabic",
        "crew",
        "digest",
        "errors",
        "filed",
        "files",
        "plaintext",
        "store",
        "workshop",
    },
}
# The cores of plugins: all but the shells. Writer and reader are shells through and through.
CORES: dict[str, set[str]] = {
    "convert": {
        "arabic",
        "bounds",
        "cluster",
        "document",
        "errors",
        "explicit",
        "files",
        "frontmatter",
    },
    "entities": {
        "arabic",
        "document",
        "documents",
        "errors",
        "explicit",
        "filed",
        "files",
        "folders",
        "kinds",
        "plaintext",
        "xmltext",
    },
    "crosslinks": {"arabic", "errors", "explicit", "filed", "store", "workshop"},
    "search": {"arabic", "datewords", "errors", "filed", "files", "kinds", "plaintext"},
    "browse": {"addresses", "arabic", "datewords", "errors", "kinds", "plaintext", "view"},
    "records": {"addresses", "arabic", "datewords", "files", "kinds", "sent", "xmltext"},
}
SHELLS = (
    "__init__.py",
    "pages.py",
    "date_pages.py",
    "map_pages.py",
    "network_pages.py",
)  # of a plugin, in its own folder: they may know Pelican


def place(path: Path) -> Path:
    return path.relative_to(PLUGINS)


def part(path: Path) -> str:
    """Return what a file belongs to: a plugin, or a shared module."""
    return place(path).parts[0].removesuffix(".py")


def is_shell(path: Path) -> bool:
    """Tell whether a file may import Pelican, and host.py, which does."""
    if part(path) in ("reader", "writer", "host"):
        return True
    own_folder = len(place(path).parts) == 2
    return own_folder and path.name in SHELLS and part(path) not in ("convert", "arabic")


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted names of all that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: relative; write the whole name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_imported(path: Path) -> set[str]:
    """Return the parts that a file imports, without its own."""
    return {name.split(".")[1] for name in imports(path) if name.startswith("plugins.")} - {
        part(path)
    }


def plugins() -> set[str]:
    return {folder.name for folder in PLUGINS.iterdir() if any(folder.glob("*.py"))} - {"arabic"}


def beyond(allowed: dict[str, set[str]], paths: list[Path]) -> list[str]:
    """Return what `paths` import that `allowed` does not name beside their part."""
    return [
        f"plugins/{place(path)} imports plugins.{wrong}"
        for path in paths
        for wrong in sorted(parts_imported(path) - allowed[part(path)])
    ]


def test_shared_modules_import_only_what_lies_below_them():
    shared = [path for path in MODULES if part(path) not in plugins()]
    shared = [path for path in shared if path != PLUGINS / "__init__.py"]
    assert {part(path) for path in shared} == set(SHARED), "say in SHARED what it may import"
    assert beyond(SHARED, shared) == []


def test_the_shared_modules_lie_in_layers():
    below: set[str] = set()
    for name, allowed in SHARED.items():
        assert allowed <= below, f"{name} imports what stands after it in SHARED"
        below.add(name)


def test_cores_import_only_what_lies_below_them():
    assert plugins() - {"reader", "writer"} <= set(CORES), "say in CORES what its core may import"
    cores = [path for path in MODULES if part(path) in CORES and not is_shell(path)]
    assert beyond(CORES, cores) == []


def test_plugins_never_import_each_other():
    among = {name: set(SHARED) for name in plugins()}
    assert beyond(among, [path for path in MODULES if part(path) in plugins()]) == []


def test_only_shells_know_pelican():
    knowing = {place(p).as_posix() for p in MODULES for name in imports(p) if is_pelican(name)}
    assert knowing <= {place(path).as_posix() for path in MODULES if is_shell(path)}
    assert {"host.py", "reader/__init__.py", "entities/pages.py"} <= knowing  # the test sees them


def is_pelican(name: str) -> bool:
    return name.partition(".")[0] == "pelican"


def test_what_we_import_is_asked_for_by_us():
    """A library that only another asks for may be gone with that one's next release."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    rows = [*asked["dependencies"], *asked["optional-dependencies"].values()]
    flat = [name for row in rows for name in ([row] if isinstance(row, str) else row)]
    named = {re.split(r"[^\w.-]", row)[0].lower() for row in flat}
    ours = {name.partition(".")[0] for path in MODULES for name in imports(path)}
    known = packages_distributions()
    others = ours & set(known) - {"plugins"}
    assert "pelican" in others
    assert {each for each in others if not named & {own.lower() for own in known[each]}} == set()


def test_the_converter_never_loads_pelican():
    assert not any(is_pelican(name) for path in reached("convert") for name in imports(path))


def reached(start: str) -> list[Path]:
    """Return the files of a part and of all parts that it imports, at any remove."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        name = todo.pop()
        seen.add(name)
        own = [path for path in MODULES if part(path) == name]
        todo += {other for path in own for other in parts_imported(path)} - seen
    return [path for path in MODULES if part(path) in seen]
