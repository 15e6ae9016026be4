"""A build's documents are the same whoever reads them, and so is what is wrong with them."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pelican.contents import Content
from pelican.plugins import signals
from rich.console import Console

from plugins.crew import Crew
from plugins.documents import tried
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.reader import reading
from plugins.reader.reading import read_rendered
from plugins.store import Store
from plugins.workshop import Workshop
from plugins.writer.building import build
from tests.rig import SETTINGS, authority, document, lay_out


class Others(Crew):
    """A crew that is at work, and needs no processes for it."""

    def begin(self, jobs: int) -> bool:
        return True

    def map(
        self, function: Callable[..., Any], jobs: Sequence[tuple[Any, ...]], small: int = 1
    ) -> Iterator[Any]:
        return (function(*job) for job in jobs)


def read(folder, crew):
    found = read_rendered([folder / "content/articles"], Workshop(crew, Store(None)))
    return {
        path: (each.document.title, each.document.section, str(each.html), each.plain)
        for path, each in found.items()
    }


def test_what_others_read_is_what_is_read_here(tmp_path):
    texts = {"a": "نص.", "b": "## عنوان\n\n[رابط](https://x.example)", "c": "انظر [[a]]"}
    lay_out({f"{n}.md": document(t, title=n, section="خبر") for n, t in texts.items()}, tmp_path)
    found = read(tmp_path, Others(2))
    assert found == read(tmp_path, Crew(1)) and len(found) == 3
    assert [plain for *_, plain in found.values()] == [True, False, False]


def test_a_file_that_stayed_is_not_read_again(tmp_path, monkeypatch):
    lay_out({"a.md": document("نص.", title="أ"), "b.md": document("نص.", title="ب")}, tmp_path)
    one, other = sorted(tmp_path.rglob("*.md"))
    for path in (one, other):
        os.utime(path, (10**9, 10**9))
    for crew in (Others(2), Crew(1)):
        shop = Workshop(crew, Store(tmp_path / "kept.sqlite"))
        first = read_rendered([tmp_path], shop)
        shop.store.save()
        shop.close()
    other.write_text(document("نص آخر.", title="ج"), "utf-8")
    read_now: list[Path] = []

    def seen(path: Path) -> Any:
        read_now.append(path)
        return tried(path)

    monkeypatch.setattr(reading, "tried", seen)
    again = read_rendered([tmp_path], Workshop(Crew(1), Store(tmp_path / "kept.sqlite")))
    assert read_now == [other]
    assert again[str(one)].document == replace(first[str(one)].document, body="")
    assert str(again[str(one)].html) == "<p>نص.</p>" and "آخر" in str(again[str(other)].html)


def test_what_is_wrong_is_told_in_one_go_whoever_reads(tmp_path):
    lay_out({"a.md": "نص", "b.md": document(title="ب"), "c.md": document(date="غدا")}, tmp_path)
    told = []
    for crew in (Others(2), Crew(1)):
        with pytest.raises(ArchiveErrors) as problem:
            read(tmp_path, crew)
        told.append(str(problem.value))
    assert told[0] == told[1] and "a.md:1: no front matter" in told[0] and "c.md:2" in told[0]


def test_a_text_that_is_nested_too_deep_for_python_is_told_with_its_file(tmp_path, monkeypatch):
    def deep(markdown: str) -> tuple[str, bool]:
        return deep(markdown) if "عميق" in markdown else (markdown, True)

    monkeypatch.setattr(reading, "rendered", deep)
    lay_out({f"{n}.md": document(t, title=n) for n, t in (("a", "نص"), ("b", "عميق"))}, tmp_path)
    with pytest.raises(ArchiveErrors) as problem:
        read(tmp_path, Crew(1))
    assert str(problem.value).startswith(
        f"{tmp_path}/content/articles/b.md:1: too much stands in something else"
    )


UNENDED = ("<a ", "<b c='>' ", "<![CDATA[", "[a](", "![a](<b ", "[a][")


def test_tags_and_links_that_never_end_are_told_with_their_line(tmp_path):
    """Markdown reads on to the end from each: twenty thousand took half a minute, or hours."""
    for number, sign in enumerate(UNENDED):
        with pytest.raises(ArchiveError, match=f"{number}.md:3: a tag «<…» or a link"):
            path = tmp_path / f"{number}.md"
            path.write_text(f"نص\n\nكلام {sign * 20_000}\n", "utf-8")
            reading.html_of(str(path), path.read_text("utf-8"))
    ended = "<i title='س'>نص</i> [أ](ب) [ج][د] 2 <3 \\]( " * 2000 + "<a " * 99
    assert reading.html_of("a.md", ended)[0].count("<i") == 2000


def test_an_article_of_ours_is_the_one_that_pelican_would_make(tmp_path):
    texts = {
        "a.md": document("نص مارك روتي.", title="أ", id="a", date="2024-01-02", authors="[ليلى]"),
        "b.md": document("نص.", title="ب", id="b", status="hidden"),
        "c.md": document("[أ]({filename}a.md) نص.", title="ج", id="c", section="أخبار"),
        "d.md": document("نص.", title="د", id="d", status="draft", date="2024-01"),
    }
    lay_out({**texts, "authority/names.csv": authority("rutte,مارك روتي,,person")}, tmp_path)
    ours = built(tmp_path, "ours")
    signals.content_object_init.connect(hear)
    try:
        assert built(tmp_path, "theirs") == ours
    finally:
        signals.content_object_init.disconnect(hear)


def built(folder: Path, name: str) -> dict[Path, bytes]:
    """Build the archive in `folder` into `name`; return its files."""
    given = {"PATH": str(folder / "content"), "OUTPUT_PATH": str(folder / name)}
    build(SETTINGS, {**given, "SITEURL": "https://x.example"}, Console(quiet=True))
    files = (path for path in sorted((folder / name).rglob("*")) if path.is_file())
    return {path.relative_to(folder / name): path.read_bytes() for path in files}


def hear(content: Content) -> None:
    """Hear of an article, as a plugin does that adds to it."""
