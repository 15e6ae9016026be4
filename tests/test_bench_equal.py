"""The archive that builds are timed with beside Hugo's has the pages that Hugo's has."""

from pathlib import Path

from rich.console import Console

from plugins.writer.building import build
from tests.bench.building import PLAIN
from tests.rig import Site, document, lay_out

FIELDS = {"section": "سياسة", "source": "RFI"}


def test_equal_pages_are_articles_lists_of_terms_and_feeds(tmp_path):
    first = document(title="أول", id="a", date="2024-10-21", tags="[سيول, بيروت]", **FIELDS)
    second = document(title="ثان", id="b", date="2023-01-02", tags="[بيروت]", **FIELDS)
    lay_out({"a.md": first, "b.md": second}, tmp_path)
    site = build_equal(tmp_path)
    terms = ["names/سيول/", "names/بيروت/", "rubrics/سياسة/", "origins/rfi/"]
    years = ["years/2024/", "years/2023/"]
    lists = ["", "articles/", "names/", "rubrics/", "origins/", "years/", *terms, *years]
    numbered = [f"{path}page/1/" for path in lists]
    assert site.addresses() == sorted([*lists, *numbered, "articles/a/", "articles/b/"])
    files = {path.relative_to(site.output).as_posix() for path in site.output.rglob("*.xml")}
    assert files == {f"{path}index.xml" for path in lists}
    assert '<li><a href="/names/بيروت/">بيروت</a></li>' in site.page("b")
    assert site.page("names/بيروت/").count("<article>") == 2


def build_equal(folder: Path) -> Site:
    given = {
        "PATH": str(folder / "content"),
        "OUTPUT_PATH": str(folder / "output"),
        "SITEURL": "https://x.example",
        "WORKERS": "1",
    }
    build(PLAIN / "pelican.conf.py", given, Console(quiet=True))
    return Site(folder, 0, "")
