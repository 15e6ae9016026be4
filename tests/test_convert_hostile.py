"""Files of unknown origin: each gets a named error or is cleaned; none takes the machine along."""

import gzip
import io
import json
import plistlib
import re
import shutil
import socket
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from plugins.convert.explain import explain
from plugins.convert.item import Failure, Item
from plugins.convert.limits import Limits
from plugins.convert.pool import read_all
from plugins.convert.readers import MODULES, UNREADABLE, office
from plugins.convert.reading import LARGER, Job, items_of
from plugins.convert.report import print_report
from plugins.convert.results import Result
from plugins.convert.settings import EMPTY
from plugins.convert.sniff import OLE, sniff
from plugins.document import write_document
from plugins.errors import ArchiveError
from tests.converting import CLIPPING, LEAD, PAGE, SOURCES, docx, epub, read, warc, zipped

SMALL = Limits(megabytes=5)


def bomb(members: int = 1, size: int = 50_000_000) -> bytes:
    return zipped({f"{number}.txt": b"\0" * size for number in range(members)})


def locked() -> bytes:
    data = bytearray(zipped({"a.txt": CLIPPING}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    return bytes(data)


def nested(depth: int) -> bytes:
    data = zipped({"a.txt": CLIPPING})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


LOCKED_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/O<"
    + b"41" * 32
    + b">/U<"
    + b"42" * 32
    + b">/P -4>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\n%%EOF"
)
# Word writes a locked document as an OLE container with this stream in it.
LOCKED_DOCX = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(4000)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)).replace("&a0;", "&a;")
    + "]><rss><channel><item><title>عنوان</title><description>&a8;</description></item>"
    "</channel></rss>"
).encode()
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<rss><channel><item><title>t</title><description>a &x; b</description></item></channel></rss>"
)
ODF = "application/vnd.oasis.opendocument"
REFUSED = {
    "empty.docx": (b"", "no text in the file"),
    "cut.docx": (docx()[:900], "broken zip file"),
    "cut.epub": (epub()[:-40], "broken zip file"),
    "cut.warc.gz": (warc(packed=True)[:-30], "cut off or broken"),
    "cut.mbox": (b"From a@b Mon Oct 21 09:30", "cut off in its first line"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj", "a PDF without pages|a broken PDF"),
    "no.docx": (zipped({"word/document.xml": "<w>"}), "broken"),
    "bomb.zip": (bomb(), "unpacks to 50 MB, more than 5"),
    "bomb.docx": (zipped({"word/document.xml": b" " * 50_000_000}), "unpacks to 50 MB"),
    "bomb.xlsx": (zipped({"xl/workbook.xml": b" " * 50_000_000}), "unpacks to 50 MB"),
    "many.zip": (bomb(members=200, size=40_000), "unpacks to 8 MB"),
    "bomb.gz": (gzip.compress(b"\0" * 50_000_000), "unpacks to more than 5 MB"),
    "locked.zip": (locked(), "locked with a password"),
    "locked.pdf": (LOCKED_PDF, "locked with a password"),
    "laughs.docx": (zipped({"word/document.xml": LAUGHS}), "broken"),
    "laughs.epub": (zipped({"META-INF/container.xml": LAUGHS}), "broken XML"),
    "deep.zip": (nested(5), "archives nested more than 3 deep"),
    "locked.pdf.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(40), "a 7z archive"),
    "a.py": (b"import os\n", "a program or its settings; take it out of sources"),
    "a.ini": (b"password = 1\n", "a program or its settings"),
    "sources.yaml": ("source: الأهرام\n".encode(), "is said in sources.yml"),
    "tidy": (b"#!/bin/sh\nls\n", "a program or its settings"),
    "a.xml": (b"<?xml version='1.0'?><TEI><text>a</text></TEI>", "XML that is neither a feed"),
    "a.enex": (b"<?xml version='1.0'?>\n<!DOCTYPE e><e><body>a</body></e>", "XML that is neither"),
    "a.webarchive": (b"bplist00" + b"WebMainResource" * 9, "a broken web archive"),
    "b.webarchive": (plistlib.dumps({"WebMainResource": {}}), "no page in it"),
    "a.pptx": (
        zipped({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}),
        "a presentation",
    ),
    "a.vsdx": (zipped({"[Content_Types].xml": "<a/>", "visio/document.xml": "<a/>"}), "of Office"),
    "a.odp": (zipped({"mimetype": f"{ODF}.presentation", "content.xml": "<a>نص</a>"}), "a pres"),
    "a.pages": (zipped({"Index/Document.iwa": "x", "نص.txt": "نص"}), "Apple's Pages"),
    "a.ppt": (OLE + bytes(99) + "PowerPoint Document".encode("utf-16-le"), "a presentation"),
    "a.msg": (OLE + bytes(99) + "__substg1.0_00".encode("utf-16-le"), "as Outlook keeps it"),
    "a.mp3": (b"ID3\x03" + bytes(99), "a sound or a film"),
    "a.mp4": (b"\0\0\0\x18ftypmp42" + bytes(99), "a sound or a film"),
    "a.wav": (b"RIFF\0\0\0\0WAVE" + bytes(99), "a sound or a film"),
    "a.heic": (b"\0\0\0\x18ftypheic" + bytes(99), "a picture of a kind"),
    "a.webp": (b"RIFF\0\0\0\0WEBP" + bytes(99), "a picture of a kind"),
    "a.gif": (b"GIF89a" + bytes(99), "a picture of a kind"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "not a text"),
    "big.txt": (b"a" * 6_000_000, "6 MB, more than 5"),
    "deep.html": (b"<html>" + b"<div>" * 50_000, "elements nested"),
    "deep.json": (b"[" * 100_000, "nested too deep|not JSON"),
    "list.json": (b"[1, 2]", "records have named fields"),
    "laughs.xml": (LAUGHS, "broken XML|no text|huge|loop|entity"),
    "no-text.html": (b"<html><body><img src=x></body></html>", "no text in it"),
    "source.html": (
        "<html><body><p>التاريخ: 2024-10-21</p><p>المصدر: رويترز</p></body></html>".encode(),
        "no text in it",
    ),
    "no-text.eml": (b"From: a@b\nTo: c@d\nSubject: \n\n\n", "no text in it"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name_with_a_cure(name, tmp_path):
    data, finding = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    found = read(path, SMALL)
    assert found
    for failure in found:
        assert isinstance(failure, Failure), failure
        assert failure.error.startswith(str(path))
        assert "; " in failure.error
        assert "stumbled" not in failure.error
    errors = [item.error for item in found if isinstance(item, Failure)]
    assert any(re.search(finding, error) for error in errors), errors


def test_entities_lead_nowhere(tmp_path):
    (tmp_path / "a.xml").write_bytes(OUTSIDE)
    found = read(tmp_path / "a.xml")
    shown = [i.error if isinstance(i, Failure) else write_document(i.document) for i in found]
    assert shown
    assert "root:" not in "".join(shown)


TRICKS = ["../up.txt", "/etc/x.txt", "..\\win.txt", "a/../../b.txt", "\u202egnp.txt", "a\nb.txt"]
TRICKS += [
    "C:\\w.txt",
    "\N{ONE DOT LEADER}\N{ONE DOT LEADER}/c.txt",
    "\uff0e\uff0e/d.txt",
    "e\0.txt",
]


def test_names_inside_an_archive_lead_nowhere(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, name in enumerate(TRICKS):
            archive.writestr(zipfile.ZipInfo(name), CLIPPING + str(number).encode())
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.zip").write_bytes(out.getvalue())
    found = read(tmp_path / "in/a.zip")
    assert len(found) == len(TRICKS)
    for item in found:
        assert isinstance(item, Item)
        assert not item.key.startswith(("/", "..", "\\"))
        assert item.key.isprintable()
        assert ".." not in item.key.split("/")
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_files_of_one_name_in_an_archive_are_documents_each(tmp_path):
    names = ("a/x.txt", "a\\x.txt", "./a/x.txt")
    data = {name: f"عنوان\n\nالنص رقم {at}." for at, name in enumerate(names)}
    (tmp_path / "a.zip").write_bytes(zipped(data))
    found = read(tmp_path / "a.zip")
    assert {item.key for item in found} == {"a/x.txt", "a/+x.txt", "a/++x.txt"}
    assert len({item.document.body for item in found if isinstance(item, Item)}) == 3


def test_a_locked_word_document_is_named(tmp_path, monkeypatch):
    program = tmp_path / "bin/soffice"  # must be there, and is not asked
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    (tmp_path / "a.docx").write_bytes(LOCKED_DOCX)
    [failure] = read(tmp_path / "a.docx")
    assert failure == Failure("", f"{tmp_path}/a.docx: locked with a password; save it without one")


# ---- processes


def told(paths: list[Path], limits: Limits, workers: int = 2) -> dict[int, list[object]]:
    jobs = [Job((number,), (path,), (EMPTY,)) for number, path in enumerate(paths)]
    found: dict[int, list[object]] = {number: [] for number in range(len(paths))}
    for number, item in read_all(jobs, limits, workers):
        found[number].append(item)
    return found


def test_a_reader_that_hangs_is_stopped_and_the_others_go_on(tmp_path, monkeypatch):
    program = tmp_path / "bin/tesseract"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho Arabic\nwhile :; do sleep 1; done\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (tmp_path / "a.txt").write_bytes(CLIPPING)
    found = told([tmp_path / "scan.png", tmp_path / "a.txt"], Limits(seconds=1))
    [failure, end] = found[0]
    assert isinstance(failure, Failure)
    assert "took longer than 1 s" in failure.error
    assert end is None
    assert isinstance(found[1][0], Item)


TANGLED = {  # what a pattern that leaves a choice open would try in all ways
    "signed.txt": f"عنوان\n\n{'كلام ' * 30}\n\nخاتمة ({'a-' * 40}!",
    "named.txt": f"عنوان\n\nبقلم {'وا ' * 30}!\n\n{'كلام ' * 30}",
    "links.md": f"# عنوان\n\n{'[a](' * 20_000}",
    "pictures.md": f"# عنوان\n\n{'![a' * 20_000}",
    "authors.md": f"---\ntitle: عنوان\nauthors: ا{' ' * 60_000}ب\n---\n\nنص طويل.\n",
    "term.html": f"<html><h1>عنوان</h1><dl><dt>ا{'<br>' * 40_000}- ب</dt></dl></html>",
    "spaces.md": f"# عنوان{' ' * 40_000}ا\n\nنص طويل.",
    "signs.txt": f"# عنوان\n\nنص\n\n# ا{'#' * 100_000}ا",
    "hamzas.txt": f"عنوان\n\n{'كلام ' * 30}\n\n{'ء' * 100_000}",
    "box.mbox": f"From a Mon Oct 21 09:30 2024\nTo: a@b\n\nنص طويل.\n\nFrom {'1' * 20_000}",
}


def test_a_line_made_to_be_tried_in_all_ways_is_read_at_once(tmp_path):
    for name, text in TANGLED.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = told([tmp_path / name for name in TANGLED], Limits(seconds=5), 1)
    assert all(isinstance(first, Item) for first, *_ in found.values()), found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no bound on memory on this system")
def test_a_reader_that_takes_all_memory_fails_alone(tmp_path):
    (tmp_path / "big.json").write_bytes(b"[" + b"[1,2,3,4,5,6,7],\n" * 3_000_000 + b"{}]")
    (tmp_path / "a.txt").write_bytes(CLIPPING)
    found = told([tmp_path / "big.json", tmp_path / "a.txt"], Limits(memory=300))
    assert isinstance(found[0][0], Failure)
    assert "memory" in found[0][0].error
    assert isinstance(found[1][0], Item)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no bound on memory on this system")
def test_a_text_too_big_for_the_limits_ends_in_an_error_with_its_cure(tmp_path):
    (tmp_path / "big.txt").write_bytes(CLIPPING * (14_000_000 // len(CLIPPING)))
    (tmp_path / "a.txt").write_bytes(CLIPPING)
    found = told([tmp_path / "big.txt", tmp_path / "a.txt"], Limits(memory=200))
    assert found[0] == [
        Failure("", f"{tmp_path}/big.txt: needs more memory than 200 MB; {LARGER}"),
        None,
    ]
    assert isinstance(found[1][0], Item)


def test_a_process_that_dies_takes_only_its_source_along(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONFAULTHANDLER", "0")
    (tmp_path / "a.txt").write_bytes(CLIPPING)
    (tmp_path / "b.txt").write_bytes(CLIPPING)
    stream = read_all(
        [Job((n,), (tmp_path / name,), (EMPTY,)) for n, name in enumerate(("a.txt", "b.txt"))],
        Limits(),
        1,
    )
    assert isinstance(next(stream)[1], Item)
    stream.close()  # type: ignore[attr-defined]  # ends the processes, whatever they are at


# ---- broken files for every reader

SEEDS = [*sorted(SOURCES.items()), ("laughs.xml", LAUGHS), ("hostile.html", PAGE.encode())]


@settings(max_examples=max(150, settings().max_examples))  # 3,000 in `make soak`
@given(st.sampled_from(SEEDS), st.data())
def test_no_broken_file_is_more_than_a_named_error(seed, data):
    name, whole = seed
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(broken) - 1)))
        how = data.draw(st.sampled_from(["cut", "drop", "change", "double", "insert"]))
        if how == "cut":
            del broken[at:]
        elif how == "drop":
            del broken[at : at + data.draw(st.integers(1, 40))]
        elif how == "change" and broken:
            broken[at] = data.draw(st.integers(0, 255))
        elif how == "double":
            broken[at:at] = broken[at : at + 60]
        else:
            broken[at:at] = data.draw(st.binary(max_size=12))
    if sniff(bytes(broken), name) in ("office", "picture", "pdf"):
        return  # outside programs: too slow to try often
    assert sniff(bytes(broken), name) in (*MODULES, *UNREADABLE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(bytes(broken))
        for item in read(path, SMALL):
            if isinstance(item, Failure):
                assert item.error.startswith(str(path))
                assert "stumbled" not in item.error, item.error
            else:
                assert item.document.title
                write_document(item.document)


def test_an_address_that_is_none_is_no_stumble(tmp_path):
    (tmp_path / "a.txt").write_text("عنوان\n\nنص أول.\n\nالمصدر: http://[x", "utf-8")
    [found] = read(tmp_path / "a.txt")
    assert isinstance(found, Item)
    assert (found.document.source_url, found.document.source_lang) == ("http://[x", None)


NEVER = b"Mon, 01 Jan 99999999999999999999 00:00:00 +0000"
ODD = {
    "cut.mhtml": b"From: <",
    "date.eml": b"From: a@b\nTo: c@d\nSubject: t\nDate: " + NEVER + b"\n\nA text.\n",
    "date.xml": b"<rss><item><title>t</title><pubDate>" + NEVER + b"</pubDate></item></rss>",
    "named.html": b"<html><meta charset=undefined><p>" + LEAD.encode("cp1256", "ignore"),
    "half.json": b'[{"id": "\\ud800", "title": "\\ud800 t", "text": "A text."}]',
}


@pytest.mark.parametrize("name", ODD)
def test_what_a_library_stumbles_over_is_read_or_refused(name, tmp_path):
    (tmp_path / name).write_bytes(ODD[name])
    [found] = read(tmp_path / name, SMALL)
    assert "stumbled" not in getattr(found, "error", "")
    assert isinstance(found, Item) or name == "cut.mhtml"
    repr(found).encode("utf-8")


def test_libreoffice_is_told_its_profile_wherever_temporary_files_lie(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "a b"))
    (tmp_path / "a b").mkdir()
    monkeypatch.setattr(office, "need", lambda *_: "soffice")
    monkeypatch.setattr(office, "run_program", lambda command, *_: asked.extend(command))
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 a}")
    [found] = read(tmp_path / "a.rtf", SMALL)
    assert isinstance(found, Failure)
    assert re.search(r" -env:UserInstallation=file:///\S+/a%20b/\S+/profile ", " ".join(asked))


def test_a_terminal_obeys_nothing_that_a_source_says(tmp_path):
    evil = "\x1b]0;x\x07[/b]\x9b2J"
    records = [{"title": "عنوان", "text": "نص طويل هنا.", "id": evil, "date": evil}]
    (tmp_path / "a.json").write_text(json.dumps(records), "utf-8")
    out = io.StringIO()
    told = Console(file=out, width=200)
    assert explain(tmp_path / "a.json", SMALL, told) == 0
    print_report([Result(evil, "made", "a.md", (f"{evil}; {evil}",))], told)
    print(ArchiveError(evil), file=out)
    assert out.getvalue().count("\\x1b]0;x\\x07[/b]\\x9b2J") >= 6
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", out.getvalue())


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_fetches_nothing(tmp_path):
    """`asking.doc` has a field INCLUDEPICTURE with an address of port 50000, in letters of two
    bytes; and once in letters of one.
    """
    asking = gzip.decompress((Path(__file__).parent / "data/asking.doc.gz").read_bytes())
    names, kind = "urn:oasis:names:tc:opendocument:xmlns", "application/vnd.oasis.opendocument.text"
    manifest = f'<m:manifest xmlns:m="{names}:manifest:1.0">' + "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{each}"/>'
        for path, each in (("/", kind), ("content.xml", "text/xml"))
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = f"{server.getsockname()[1]:05}"
        address = f"http://127.0.0.1:{port}/a.png"
        content = (
            f'<o:document-content xmlns:o="{names}:office:1.0" xmlns:t="{names}:text:1.0"'
            f' xmlns:d="{names}:drawing:1.0" xmlns:x="http://www.w3.org/1999/xlink"'
            ' o:version="1.2"><o:body><o:text><t:p>The title</t:p><t:p>The text of it.</t:p>'
            f'<t:p><d:frame t:anchor-type="as-char"><d:image x:href="{address}" x:type="simple"'
            ' x:show="embed"/></d:frame></t:p></o:text></o:body></o:document-content>'
        )
        parts = {"META-INF/manifest.xml": manifest + "</m:manifest>", "content.xml": content}
        (tmp_path / "a.odt").write_bytes(zipped({"mimetype": kind, **parts}))
        for encoding in ("ascii", "utf-16-le"):
            asking = asking.replace("50000".encode(encoding), port.encode(encoding))
        (tmp_path / "a.doc").write_bytes(asking)
        paths = (tmp_path / "a.odt", tmp_path / "a.doc")
        both = Job((1, 2), paths, (EMPTY, EMPTY), office=True)
        open_, _, old, _ = (item for _, item in items_of(both, Limits(seconds=20)))
        server.setblocking(False)
        with pytest.raises(BlockingIOError):  # nobody has come
            server.accept()
    assert isinstance(open_, Item)
    assert isinstance(old, Item)
    assert "The text of it." in open_.document.body
    assert not old.pictures
    assert old.warnings[0].startswith("pictures of which the source has the addresses alone: 1")
