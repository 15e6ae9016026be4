"""The archive that builds are timed with beside Hugo's has the pages that Hugo's has."""

from pathlib import Path

from tests.bench.building import PLAIN
from tests.rig import Site, document, lay_out, run

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
    """Build in a process of its own: Pelican's plugins stay where they were once registered."""
    settings = ("-e", "SITEURL=https://x.example", "-e", "WORKERS=1")
    where = ("--content", folder / "content", "--output", folder / "output")
    done = run("plugins.writer", "--settings", PLAIN / "pelican.conf.py", *where, *settings)
    return Site(folder, done.returncode, done.stderr)
