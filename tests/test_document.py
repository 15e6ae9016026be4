"""Front matter: what keepers write is read, what we write is read the same by us and by YAML."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins import frontmatter
from plugins.arabic.dates import When
from plugins.document import (
    Document,
    from_plain,
    parse_document,
    plain_fields,
    read_document,
    write_document,
)
from plugins.errors import ArchiveError
from plugins.explicit import broken
from plugins.files import line_with, read_text

FILE = Path("content/articles/visit.md")
TEXT = st.text(st.sampled_from("ابتة٢2,:#-[]{}\"'&*!|>%@`،؛? \\ـَ\u200cx~"), max_size=12)
LINE = TEXT.map(str.strip).filter(bool)
ITEM = st.text(st.sampled_from("ابتة٢2:#-[]{}\"'&*! x~"), min_size=1, max_size=9)


def parsed(front: str, body: str = "نص\n") -> Document:
    return parse_document(FILE, f"---\n{front}\n---\n\n{body}")


FORGIVEN = [
    ('title: أ: ب "ج"', "title", 'أ: ب "ج"'),
    ('title: "بين قوسين" وبعدهما', "title", '"بين قوسين" وبعدهما'),
    ("title: #وسم", "title", "#وسم"),
    ("# عنوان: ملاحظة\n\ntitle: x", "title", "x"),
    ('"title": x', "title", "x"),
    ("title: {أ: ب}", "title", "{أ: ب}"),
    ("title: [[لبنان]]", "title", "[[لبنان]]"),
    ("title: x\nsection: ''", "section", None),
    ("title: x\nsummary: سطر\n  وسطر", "summary", "سطر وسطر"),
    ("title: [ناقص", "title", "[ناقص"),
    ("title: no", "title", "no"),
    ("title: 2024", "title", "2024"),
    ("العنوان: زيارة", "title", "زيارة"),
    ("\u200fالعنوان\u200e: زيارة", "title", "زيارة"),
    ("TITLE: زيارة", "title", "زيارة"),
    ("title: x\nالتاريخ: 21 أكتوبر 2024", "date", When(2024, 10, 21)),
    ("title: x\ndate: 03/12/2016", "date", When(2016, 12, 3)),
    ("title: x\ndate: ٢٠٢٤-١٠", "date", When(2024, 10)),
    ("title: x\nالكاتب: طه حسين، مي زيادة؛ العقاد", "authors", ("طه حسين", "مي زيادة", "العقاد")),
    ("title: x\nauthors:\n- طه حسين\n- مي زيادة", "authors", ("طه حسين", "مي زيادة")),
    ("title: x\nsource_url_complete: no", "source_url_complete", False),
    ("title: x\nsummary: >\n  سطر\n  وسطر", "summary", "سطر وسطر"),
    ("title: x\nlang: ar_EG", "lang", "ar-EG"),
    ("title: x\nlang: العربية", "lang", "ar"),
    ("title: x\nلغة المصدر: الإسبانية", "source_lang", "es"),
    ("title: x\nlang: French", "lang", "fr"),
    ("title: x\nالملخّص: سطر", "summary", "سطر"),
    ("title: x\nالتأريخ: 2024", "date", When(2024)),
    ("title: x\ndate: 2024-10-21T14:30:00+03:00", "date", When(2024, 10, 21)),
    ("title: x\ndate_basis: URL+text", "date_basis", "url+text"),
    ("title: x\nلغة المصدر: fr", "source_lang", "fr"),
    ("title: x\nsection:", "section", None),
    ("title: x\nالحالة: مسودة", "status", "draft"),
]
STUMBLING = ["2024-02-30 10:00:00", "0x_", "9" * 5_000, "{a: " * 3_000 + "x"]
REFUSED = [
    (
        "date: 2024-13-01\ntitle: x",
        "visit.md:2: date: «2024-13-01» is not a date; write 2024-10-21",
    ),
    ("title: x\nstatus: publik", "visit.md:3: status: «publik» is not one of published, draft"),
    ("title: x\nlang: لغتي", "visit.md:3: lang: «لغتي» is no language's code; write ar, fr"),
    ("title: x\ndate_basis: ظن", "visit.md:3: date_basis: «ظن» is not one of text, url, url+text"),
    ("title: x\ntitle: y", "visit.md:3: title stands on line 2 too"),
    ("title: x\nhello", "visit.md:3: «hello» is not a field"),
    ("date: 2024", "visit.md:1: no title; add"),
    ("title: x\nid: زيارة", "visit.md:3: the id «زيارة» has more than a-z"),
    (f"title: x\n---\n- أ\n{' ' * 500}- ب\nد", "visit.md:5: begins with 125 tabs or more"),
    (f"title: x\n---\n- أ\n{chr(9) * 125}- ب\nد", "visit.md:5: begins with 125 tabs or more"),
    (
        f"title: x\n---\nأ\n{'![a' * 101}",
        "visit.md:5: more than 100 brackets «[» are open; close",
    ),
]


@pytest.mark.parametrize(("front", "name", "value"), FORGIVEN)
def test_what_a_keeper_writes_is_understood(front, name, value):
    assert getattr(parsed(front), name) == value


@pytest.mark.parametrize("title", STUMBLING)
def test_what_yaml_stumbles_over_is_text(title):
    assert parsed(f"title: {title}").title == title
    assert parse_document(FILE, write_document(Document(title=title, id="x"))).title == title


@pytest.mark.parametrize(("front", "message"), REFUSED)
def test_a_wrong_field_is_refused_with_its_line(front, message):
    with pytest.raises(ArchiveError) as refusal:
        parsed(front)
    assert message in str(refusal.value)


@pytest.mark.parametrize("row", ["[ا] " * 1001, "\\[ا" * 1001, "\n\n".join(["[" * 60] * 2)])
def test_brackets_that_are_closed_or_escaped_or_elsewhere_are_not_too_many(row):
    assert parse_document(FILE, f"---\ntitle: x\n---\n{row}\n").body.strip() == row.strip()


def test_all_that_is_wrong_with_a_document_is_told_at_once():
    with pytest.raises(ArchiveError) as caught:
        parsed("date: 2024-13-01\nstatus: x\nid: أ\nlang: ar\nlang: fr")
    places = [line.split(": ")[0] for line in str(caught.value).splitlines()]
    assert places == [f"{FILE}:{line}" for line in (2, 3, 6, 1, 4)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "visit.md:1: the file is empty"),
        ("نص بلا حقول", "visit.md:1: no front matter; begin the file with a line ---"),
        ("---\ntitle: x\nنص", "visit.md:1: the front matter is not closed"),
    ],
)
def test_a_file_without_front_matter_is_refused(text, message):
    with pytest.raises(ArchiveError) as refusal:
        parse_document(FILE, text)
    assert message in str(refusal.value)


def test_a_bom_bidi_marks_and_blank_lines_come_before_the_front_matter():
    document = parse_document(FILE, "\ufeff\n\u200f\n---\r\ntitle: زيارة\r\n---\r\nنص\r\n")
    assert (document.title, document.body, document.id) == ("زيارة", "نص\n", "visit")


def test_three_dots_end_the_front_matter_too():
    assert parse_document(FILE, "---\ntitle: x\n...\nنص\n").body == "نص\n"


def test_two_versions_that_git_left_are_told(tmp_path):
    path = tmp_path / "x.md"
    text = "---\ntitle: أ\n---\n\n{}أ\n=======\nب\n{}\n"
    path.write_text(text.format("<<<<<<< HEAD\n", ">>>>>>> 1a2b3c"), "utf-8")
    with pytest.raises(
        ArchiveError, match=re.escape(f"{path}:5: git left two versions here; keep")
    ):
        read_document(path)
    path.write_text(text.format("", ""), "utf-8")
    assert read_document(path).title == "أ"  # a heading underlined


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_as_in_an_editor(end, tmp_path):
    """A form feed, a file's separator, a paragraph's: none of them ends a line."""
    path = tmp_path / "x.md"
    lines = ["---", "title: أ\x0cب\x1c\u2028\u2029\x85", "date: غدا", "---", "", "\t" * 200]
    path.write_bytes(end.join(lines).encode())
    with pytest.raises(ArchiveError) as told:
        read_document(path)
    assert [line.split(":")[1] for line in str(told.value).split("\n")] == ["6", "3"]
    assert line_with(path, "غدا") == 3
    assert f"{path}:3:" in broken(path, read_text(path).replace("غدا", "[[غدا]]"), "غدا")


def test_bytes_that_are_not_utf_8_are_refused_with_their_line(tmp_path):
    path = tmp_path / "old.md"
    path.write_bytes("---\ntitle: زيارة\n".encode("cp1256"))
    with pytest.raises(ArchiveError, match=r"old\.md:2: not UTF-8; save the file as UTF-8"):
        read_document(path)


@given(LINE)
def test_a_plain_value_is_what_yaml_reads(text):
    if frontmatter._is_plain(text):
        assert yaml.load(f"k: {text}", Loader=yaml.BaseLoader) == {"k": text}


@given(st.lists(st.text("ابa2ـَ ./()«؛؟-_", min_size=1).map("ا{}".format), min_size=1))
def test_a_plain_list_is_what_yaml_reads(items):
    text = f"[{', '.join(items)}]"
    assert frontmatter._plain_value(text) == yaml.load(text, Loader=yaml.BaseLoader)


@given(st.text("اa2 ,:#-[]{}\"'?\u200c\xa0", max_size=9).map("[ا{}]".format))
def test_a_list_that_is_taken_for_plain_is_so(text):
    found = frontmatter._plain_value(text)
    assert found is None or found == yaml.load(text, Loader=yaml.BaseLoader)


def test_a_value_of_hyphens_closes_no_front_matter():
    text = write_document(Document(title="x", id="visit", summary="---"))
    assert 'summary: "---"' in text
    assert parse_document(FILE, text).summary == "---"


def test_unknown_fields_are_kept():
    text = "---\ntitle: x\nid: visit\nرقم الملف: ٧\nplaces: [a, b]\n---\n\nنص\n"
    assert write_document(parse_document(FILE, text)) == text


@given(
    st.builds(
        Document,
        title=LINE,
        date=st.none() | st.builds(When, st.just(2024), st.none() | st.just(2)),
        source_url_complete=st.none() | st.booleans(),
        authors=st.lists(ITEM).map(tuple),
        extra=st.lists(st.tuples(ITEM, ITEM | st.lists(ITEM).map(tuple))).map(tuple),
        body=LINE,
    )
)
def test_a_document_kept_as_json_is_itself_without_its_text(document):
    kept = json.loads(json.dumps(plain_fields(document)))
    assert from_plain(kept) == replace(document, body="")


@given(
    st.builds(
        Document,
        title=LINE.filter(lambda t: any(c.isalnum() for c in t)),
        id=st.just("visit"),
        summary=st.none() | LINE,
        source=st.none() | LINE,
        tags=st.lists(ITEM.map(str.strip).filter(bool), unique=True).map(tuple),
    )
)
def test_what_is_written_is_read_back_by_us_and_by_yaml(document):
    text = write_document(document)
    assert parse_document(FILE, text) == document
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["title"] == document.title
    assert front.get("summary") == document.summary
