"""Every format becomes the same document: title, day, structure, every letter."""

import json
import plistlib
import re
from base64 import b64encode
from datetime import datetime
from email import message_from_bytes, policy
from io import BytesIO
from zipfile import ZipFile

import pytest

from plugins.convert.item import Failure, Item
from plugins.convert.ledger import sha256
from plugins.convert.limits import Limits
from plugins.convert.rows import LEFT_OUT
from plugins.plaintext import plain_text
from plugins.reader.render import render
from tests.converting import (
    ADDRESS,
    BODY,
    CLIPPING,
    CROSS,
    DAY,
    LEAD,
    MORE,
    NOTE,
    PAGE,
    PARTS,
    PNG,
    SOURCES,
    TITLE,
    csv,
    epub,
    feed,
    mail,
    mhtml,
    read,
    warc,
    zipped,
)


@pytest.fixture
def convert(tmp_path):
    def convert(name: str, data: bytes, limits: Limits | None = None) -> list[Item | Failure]:
        path = tmp_path / name
        path.write_bytes(data)
        return read(path, limits)

    return convert


@pytest.fixture
def one(convert):
    def one(name: str, data: bytes) -> Item:
        [item] = convert(name, data)
        assert isinstance(item, Item), item
        return item

    return one


def text_of(item: Item) -> str:
    return plain_text(render(item.document.body)).text


@pytest.mark.parametrize("name", SOURCES)
def test_every_format_gives_the_document(name, one):
    item = one(name, SOURCES[name])
    quotes = {171: '"', 187: '"'} if name == "iso.txt" else {}
    assert item.document.title == TITLE
    assert item.document.date is not None
    assert item.document.date.iso == DAY
    shown = text_of(item).split("\n")
    shown[0] = shown[0].removesuffix("1")  # the book's footnote
    assert shown[:3] == [part.translate(quotes) for part in PARTS]
    assert f"## {CROSS}\n" in item.document.body
    assert item.document.lang == "ar"


def test_the_report_says_how_a_text_was_read(one):
    look = "see that its letters are right"
    assert one("a.txt", SOURCES["a.txt"]).warnings == ()
    assert one("a.txt", SOURCES["iso.txt"]).warnings == (f"read as iso8859_6; {look}",)
    assert one("a.txt", SOURCES["windows.txt"]).warnings == (f"read as cp1256; {look}",)
    said = f"read as cp1256, not utf-8 as it says; {look}"
    assert one("a.html", SOURCES["lying.html"]).warnings == (said,)
    assert "mended" in one("a.txt", SOURCES["mojibake.txt"]).warnings[0]
    for name in ("a.csv", "a.json"):
        old = SOURCES[name].decode("utf-8-sig").encode("cp1256")
        assert one(name, old).warnings == (f"read as cp1256; {look}",)


def test_bold_of_arabic_letters_in_word_is_seen(one):
    assert f"**{MORE.rstrip('.')}" in one("a.docx", SOURCES["a.docx"]).document.body


def test_a_footnote_over_two_chapters_is_one(one):
    body = one("a.epub", epub()).document.body
    assert f"{LEAD}[^1]" in body
    assert f"[^1]: {NOTE}" in body


def with_files(book: bytes, **texts: str) -> bytes:
    """A zip with other or more files: «o_c.opf» is o/c.opf."""
    with ZipFile(BytesIO(book)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**files, **{name.replace("_", "/"): text for name, text in texts.items()}})


@pytest.mark.parametrize("way", ["http://www.idpf.org/2008/embedding", "…#aes256-cbc"])
def test_a_book_whose_fonts_alone_are_masked_is_read(way, convert):
    space = "http://www.w3.org/2001/04/xmlenc#"
    part = f'<EncryptedData xmlns="{space}"><EncryptionMethod Algorithm="{way}"/></EncryptedData>'
    book = with_files(epub(), **{"META-INF_encryption.xml": f"<encryption>{part}</encryption>"})
    [found] = convert("a.epub", book)
    assert isinstance(found, Item) if "idpf" in way else "encrypted (DRM)" in found.error


def test_a_chapter_above_the_list_of_parts_is_read_and_one_that_is_missing_told(one):
    with ZipFile(BytesIO(epub())) as archive:
        parts = archive.read("o/c.opf").decode()
    parts = parts.replace("'b.xhtml'", "'../p/b.xhtml'")
    page = f"<html><body><p>{MORE}</p></body></html>"
    item = one("a.epub", with_files(epub(), **{"o_c.opf": parts, "p_b.xhtml": page}))
    assert MORE in item.document.body and not item.warnings
    item = one("a.epub", with_files(epub(), **{"o_c.opf": parts}))
    assert item.warnings == ("chapters that are not in the book: b.xhtml; get a whole copy",)


def test_a_picture_that_a_mail_shows_and_does_not_hold_is_told(one):
    message = message_from_bytes(mail(), policy=policy.default)
    message.set_content(f'{BODY}<img src="cid:gone">', subtype="html")
    [told] = one("a.eml", message.as_bytes()).warnings
    assert told.startswith("pictures of which the source has the addresses alone: 1; ")


def test_a_text_may_begin_as_a_picture_does(one):
    assert one("a.txt", f"BMW: {TITLE}\n\n{LEAD}\n".encode()).document.title == f"BMW: {TITLE}"


def test_a_mail_says_who_wrote_it_and_when(one):
    document = one("a.eml", mail()).document
    assert (document.title, document.authors) == (TITLE, ("ليلى حداد",))
    assert document.date_basis == "metadata"


def test_what_a_mail_answers_is_a_quotation(one):
    message = message_from_bytes(mail(), policy=policy.default)
    message.set_content(f"{LEAD}\n\n> {MORE}\n>> {NOTE}\n> {LEAD}\n\n{MORE}\n")
    body = one("a.eml", message.as_bytes()).document.body
    quoted = f"> {MORE}\n>\n> > {NOTE}\n>\n> {LEAD}"
    assert body == f"{LEAD}\n\n{quoted}\n\n{MORE}\n"


def test_a_picture_attached_to_a_mail_is_told(one):
    message = message_from_bytes(mail(), policy=policy.default)
    message.add_attachment(PNG, "image", "png", filename="وثيقة.png")
    [told] = [note for note in one("a.eml", message.as_bytes()).warnings if "left out" in note]
    assert told.startswith("attached to it and left out: وثيقة.png; put it beside the mail")


def test_what_is_attached_to_a_mail_is_converted(convert):
    message = message_from_bytes(mail(), policy=policy.default)
    message.add_attachment(SOURCES["a.docx"], "application", "octet-stream", filename="تقرير.docx")
    found = convert("a.eml", message.as_bytes())
    assert [item.key for item in found] == ["", "1-تقرير.docx"]
    assert all(isinstance(item, Item) and item.document.title == TITLE for item in found)


def test_each_document_of_a_zip_attached_to_a_mail_has_the_hash_of_its_own_bytes(convert):
    message = message_from_bytes(mail(), policy=policy.default)
    texts = {"a.txt": CLIPPING, "b.txt": CLIPPING + "\nخاتمة.".encode()}
    message.add_attachment(zipped(texts), "application", "zip", filename="كل.zip")
    found = {item.key: item.sha256 for item in convert("b.eml", message.as_bytes())[1:]}
    assert found == {f"1-كل.zip#{name}": sha256(text) for name, text in texts.items()}


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_that_safari_saved_brings_its_picture_and_address(form, one):
    page = PAGE.replace("</h1>", '</h1><p><img src="/p.png" alt="صورة"></p>', 1)
    parts = {
        "WebMainResource": {
            "WebResourceData": page.encode("cp1256", "ignore"),
            "WebResourceTextEncodingName": "windows-1256",
            "WebResourceURL": "https://other.example/a/b",
        },
        "WebSubresources": [
            {"WebResourceData": PNG, "WebResourceURL": "https://other.example/p.png"}
        ],
    }
    item = one("a.webarchive", plistlib.dumps(parts, fmt=form))
    assert (item.document.title, item.pictures[0].data) == (TITLE, PNG)


def test_a_saved_page_brings_its_picture_and_address(one):
    item = one("a.mhtml", mhtml())
    [picture] = item.pictures
    assert picture.data == PNG
    assert f"![صورة]({{static}}/images/{picture.name})" in item.document.body
    assert item.document.source_url == ADDRESS


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_tables_title_may_stand_above_its_columns(convert, sign):
    rows = [
        "قائمة المقالات",
        "",
        sign.join(["عنوان المقال", "تاريخ النشر", "اسم الكاتب", "نص المقال"]),
    ]
    rows += [sign.join([TITLE, DAY, "هدى سلام", LEAD]), ""]
    [item] = convert("a.csv", "\n".join(rows).encode("utf-8"))
    found = item.document
    assert (found.title, found.date.iso, found.authors) == (TITLE, DAY, ("هدى سلام",))
    assert LEAD in found.body


def test_a_table_of_one_column_is_read_whole(convert):
    one, _ = convert("a.csv", "نص\nأول; كذا; وكذا\nثان | كذا | وكذا\n".encode())
    assert "أول; كذا; وكذا" in one.document.title + one.document.body


@pytest.mark.parametrize("head", ["# {}", "#\u00a0{} ##", "{}\n=====", "{}\n---  "])
def test_a_heading_needs_no_empty_line_below_it(head, one):
    document = one("a.md", f"{head.format(TITLE)}\n{LEAD}\n\n{MORE}\n".encode()).document
    assert (document.title, document.body) == (TITLE, f"{LEAD}\n\n{MORE}\n")


def test_a_picture_that_is_not_beside_markdown_is_told(tmp_path):
    text = f"# {TITLE}\n\n{LEAD}\n\n![أ](a.png) ![ب](/assets/b.png) ![ج](https://x.example/c.png)"
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "a.md").write_text(text, "utf-8")
    [item] = read(tmp_path / "a.md")
    assert isinstance(item, Item)
    assert "{static}/images/" in item.document.body and "](/assets/b.png)" in item.document.body
    assert item.warnings[-1].startswith("pictures that are not beside it: 1; put")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('![أ](a.png "سفينة تعبر")', ' "سفينة تعبر"'),
        ("![أ](<a.png> 'سفينة تعبر')", " 'سفينة تعبر'"),
        ('![أ][1]\n\n[1]: a.png "سفينة تعبر"', ' "سفينة تعبر"'),
    ],
)
def test_a_picture_of_markdown_keeps_its_caption(tmp_path, written, kept):
    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "a.md").write_text(f"# {TITLE}\n\n{LEAD}\n\n{written}\n", "utf-8")
    [item] = read(tmp_path / "a.md")
    assert isinstance(item, Item)
    shown = f"![أ]({{static}}/images/{item.pictures[0].name}{kept})"
    assert shown in item.document.body


def test_markdown_of_obsidian_brings_the_pictures_that_it_notes(tmp_path):
    (tmp_path / "صورة أولى.png").write_bytes(PNG)
    text = f"# {TITLE}\n\n{LEAD}\n\n![[صورة أولى.png|300]] ![[ب.jpg]] [[{CROSS}]] ![[نص]]\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    [item] = read(tmp_path / "a.md")
    assert isinstance(item, Item)
    shown = f"![]({{static}}/images/{item.pictures[0].name}) ب.jpg [[{CROSS}]] ![[نص]]"
    assert shown in item.document.body
    assert item.warnings[-1].startswith("pictures that are not beside it: 1; put")


def test_markdown_of_google_docs_brings_the_pictures_that_it_defines_at_its_end(one):
    text = (
        f"# **{TITLE} \\- ١\\.** {{#a-b}}\n\n{LEAD}\n\n![صورة][image1] ![][Image1] ![د][gone]\n\n"
        f"## {CROSS} {{#x}}\n\n{MORE}\n\n<img src='DATA' alt='ج'>\n\n[image1]: <DATA>\n"
        f"\n[gone]: <data:image/png;base64,AAAA>\n\n[1]: {ADDRESS}\n"
    )
    address = "data:image/png;base64," + b64encode(PNG).decode()
    item = one("a.md", text.replace("DATA", address).encode())
    [picture] = item.pictures
    body = item.document.body
    assert (item.document.title, picture.data) == (f"{TITLE} - ١.", PNG)
    shown = f"({{static}}/images/{picture.name})"
    assert f"\n\n![صورة]{shown} ![]{shown} د\n\n## {CROSS}\n\n{MORE}" in body
    assert f"<img src='{{static}}/images/{picture.name}' alt='ج'>\n\n[1]: {ADDRESS}" in body
    assert "data:" not in body
    assert any(
        warning.startswith("pictures that are not beside it: 1") for warning in item.warnings
    )


@pytest.mark.parametrize("name", ["a.zip", "a.epub"])
def test_a_broken_picture_costs_no_page(convert, name):
    data = zipped({"a.html": PAGE}) if name == "a.zip" else epub()
    with ZipFile(BytesIO(data)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    shown = {
        each: text.replace(b"</body>", b'<img src="p.png"></body>') for each, text in files.items()
    }
    data = zipped({**shown, "p.png": PNG + bytes(60), "o/p.png": PNG + bytes(60)})
    for place in (
        found.end() + 8 for found in re.finditer(rb"p\.png", data[: data.index(b"PK\x01\x02")])
    ):
        data = data[:place] + b"\xff" * 4 + data[place + 4 :]
    [item] = convert(name, data)
    assert isinstance(item, Item)
    assert MORE in item.document.body
    assert any("addresses alone" in warning for warning in item.warnings)


def test_a_picture_beside_a_page_is_carried_along_and_no_other_file(tmp_path):
    folder = tmp_path / "in"
    (folder / "a_files").mkdir(parents=True)
    (folder / "a_files/p.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG + b"x")
    page = PAGE.replace("</h2>", '</h2><p><img src="a_files/p.png"><img src="../secret.png"></p>')
    (folder / "a.html").write_text(page, "utf-8")
    [item] = read(folder / "a.html")
    assert isinstance(item, Item)
    assert [picture.data for picture in item.pictures] == [PNG]
    assert "the addresses alone: 1" in item.warnings[0]


def test_every_mail_of_a_box_is_a_document_known_by_its_own_id(convert):
    second = mail().replace(b"one@example.org", b"two@example.org")
    start = b"From a@b Mon Oct 21 09:30:00 2024\n"
    for above, between in ((b"", b"\n"), (b"\n", b"\n"), (b"\xef\xbb\xbf", b"")):
        found = convert("a.mbox", above + start + mail() + between + start + second)
        assert [item.key for item in found] == ["one@example.org", "two@example.org"]


def test_a_web_archive_that_breaks_off_brings_its_pages_and_says_so(convert):
    whole = SOURCES["a.warc"]
    page, broken = convert("a.warc", whole + b"WARC/1.0\r\nWARC-Type: response\r\n")
    assert LEAD in text_of(page)
    assert "broken after the first 1 pages" in broken.error
    assert broken.error.endswith("get it again")


def test_a_page_of_a_web_archive_brings_the_picture_that_it_names_by_its_path(one):
    page = PAGE.replace("</h2>", '</h2><p><img src="/p.png" alt="صورة"></p>')
    picture = warc().replace(PAGE.encode(), PNG).replace(b"text/html", b"image/png")
    picture = picture.replace(ADDRESS.encode(), b"https://news.example/p.png")
    whole = warc().replace(PAGE.encode(), page.encode())
    item = one("a.warc", _counted(whole) + _counted(picture))
    assert [each.data for each in item.pictures] == [PNG]


def _counted(record: bytes) -> bytes:
    """A record of a web archive that says how long it is now."""
    head, _, rest = record.partition(b"\r\n\r\n")
    length = f"Content-Length: {len(rest) - 4}".encode()
    return re.sub(rb"Content-Length: \d+", length, head) + b"\r\n\r\n" + rest


def test_a_feed_that_forgot_to_declare_a_prefix_is_read(one):
    feed = SOURCES["feed.xml"].replace(b"xmlns:content=", b"xmlns:other=")
    assert LEAD in text_of(one("feed.xml", feed))


def test_what_wordpress_did_not_publish_is_a_draft(one):
    item = one("a.xml", feed(wordpress=True))
    assert (item.key, item.document.status) == ("g-1", "draft")
    assert one("a.xml", feed()).document.status is None


def test_wordpress_parts_paragraphs_by_empty_lines_beside_its_markup_too(one):
    text = f"{LEAD}\n\n{MORE}\nسطر\n\n<h2>{CROSS}</h2>\nأ\n\n<ul>\n\n<li>ب</li>\n\n</ul>\n\nج<br>د"
    item = one("a.xml", feed(wordpress=True).replace(BODY.encode(), text.encode()))
    shown = f"{LEAD}\n\n{MORE}  \nسطر\n\n## {CROSS}\n\nأ\n\n- ب\n\nج  \nد\n"
    assert item.document.body == shown


def test_a_row_without_text_fails_alone(convert):
    rows = csv() + b'"","","2024-01-01",""\r\n' + '"ب","نص","2024-01-01","u"\r\n'.encode()
    found = convert("a.csv", rows)
    assert [type(item) for item in found] == [Item, Failure, Item]
    assert ":3: no text in the row; " in found[1].error
    assert len(convert("a.csv", csv() + b'" ","\t"," ",""\r\n')) == 1


def test_a_row_with_a_comma_too_many_fails_and_loses_nothing_in_silence(convert):
    found = convert("a.csv", "العنوان,النص\nأ,نص, وبقيته\nب,نص\n".encode())
    assert [type(item) for item in found] == [Failure, Item]
    assert ":2: more cells than columns; put a text that has the sign" in found[0].error
    found = convert("a.csv", "العنوان,النص\nأ,نص\n,,نص زائد\n".encode())
    assert ":3: more cells than columns; " in found[1].error


def test_columns_that_are_left_out_are_told_once(convert):
    found = convert("a.csv", "العنوان,النصّ,السنة,المكان\nأ,نص,1952,س\nب,نص,1953,س\n".encode())
    told = [[note for note in item.warnings if "left out" in note] for item in found]
    assert told == [["left out, of the whole table: المكان; " + LEFT_OUT.partition("; ")[2]], []]
    assert [item.document.date.iso for item in found] == ["1952", "1953"]


def test_columns_of_one_name_or_of_none_are_told(convert):
    [item] = convert("a.csv", "العنوان,,النص,النص,س\nأ,1,نص,نص ثان,2\n".encode())
    twice, left_out, *_ = item.warnings
    assert twice.startswith("of columns of one name the last alone is read: النص; give each")
    assert left_out.startswith("left out, of the whole table: (2)، س; ")
    data = with_files(SOURCES["a.xlsx"])
    with ZipFile(BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/1.xml").decode().replace("الرابط", "النص")
    [item] = convert("a.xlsx", with_files(data, **{"xl_worksheets_1.xml": sheet}))
    assert item.warnings[0] == twice


def test_a_year_is_no_date_where_a_table_has_one(one):
    item = one("a.csv", "العنوان,السنة,التاريخ\nأ,1952,1952-07-23\n".encode())
    assert item.document.date.iso == "1952-07-23"


@pytest.mark.parametrize("written", ["١٢ ربيع الأول ١٤٤٥", "1445-03-12", "12/3/1445 هـ"])
def test_a_hijri_column_is_the_date_where_a_table_has_no_other(one, written):
    item = one("a.csv", f"الموضوع,التاريخ الهجري\nأ,{written}\n".encode())
    assert item.document.date.iso == "2023-09-27"
    assert any("reckoned from the Hijri one" in note for note in item.warnings)
    item = one("a.csv", f"الموضوع,التاريخ الهجري,التاريخ\nأ,{written},2023-09-28\n".encode())
    assert item.document.date.iso == "2023-09-28"


def test_a_year_that_may_be_hijri_is_told(one):
    item = one("a.csv", "العنوان,التاريخ\nأ,1445-03-12\n".encode())
    assert item.document.date.iso == "1445-03-12"
    assert any("1445-03-12 is read as a date of our calendar; " in note for note in item.warnings)


def test_a_page_whose_text_a_script_fetches_is_told(one):
    page = "<html><head><title>موقع</title></head><body><div></div><script>x</script></body></html>"
    assert any("a script fetches that" in note for note in one("a.html", page.encode()).warnings)


def test_a_table_of_unknown_columns_asks_for_them(convert):
    [failure] = convert("a.csv", b"x,y\n1,2\n")
    assert "none of its columns (x، y) is known to be the text; say which in sources.yml" in (
        failure.error
    )


def test_a_text_in_pieces_is_read_whole_as_telegram_exports_it(one):
    pieces = [f"{LEAD} ", {"type": "bold", "text": "هام"}, f"\n\n{MORE}"]
    messages = [
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        {"id": 2, "type": "message", "date": f"{DAY}T10:01:00", "text": pieces},
        {"id": 3, "type": "message", "photo": "a.jpg", "text": ""},
    ]
    item = one("result.json", json.dumps({"name": "ق", "messages": messages}).encode())
    assert item.document.date.iso == DAY
    assert (item.document.title, item.document.body) == (f"{LEAD} هام", f"{MORE}\n")


def test_posts_are_read_as_facebook_and_instagram_export_them(convert):
    def garbled(text: str) -> str:
        return text.encode().decode("latin-1")

    stamp = int(datetime.fromisoformat(f"{DAY}T10:00:00+00:00").timestamp())
    said = f"{LEAD}\n\n{MORE}"
    posts = [
        {"timestamp": stamp, "data": [{"post": garbled(said)}], "title": "X updated his status."},
        {"timestamp": stamp + 1, "data": [{"update_timestamp": stamp}], "title": "X added it."},
        {"media": [{"uri": "a.jpg", "title": garbled(said)}], "creation_timestamp": stamp + 2},
        {"media": [{"title": ""}], "title": garbled(said), "creation_timestamp": stamp + 3},
    ]
    found = [item.document for item in convert("posts.json", json.dumps(posts).encode())]
    assert [(each.title, each.body, each.date.iso) for each in found] == 3 * [
        (LEAD, f"{MORE}\n", DAY)
    ]


def test_html_in_a_cell_is_read_as_html(one):
    item = one("a.json", json.dumps([{"title": TITLE, "content": BODY, "date": DAY}]).encode())
    assert text_of(item).split("\n") == list(PARTS)


def test_a_zip_holds_documents_of_any_format_and_a_bad_one_stops_no_other(convert):
    inner = zipped({"ج.html": PAGE})
    found = convert(
        "a.zip", zipped({"أ.txt": CLIPPING, "ب.docx": b"PK\x03\x04", "د.zip": inner, "e.txt": b""})
    )
    assert [item.key for item in found] == ["e.txt", "أ.txt", "ب.docx", "د.zip#ج.html"]
    assert [type(item) for item in found] == [Failure, Item, Failure, Item]


@pytest.mark.parametrize("encoding", ["cp1256", "cp720", "utf-8"])
def test_arabic_names_of_old_zips_are_read(convert, encoding):
    names = ["قصة من حلب.txt", "مجلد/أ.txt"]
    data = zipped({f"{at}" * len(name.encode(encoding)): CLIPPING for at, name in enumerate(names)})
    for at, name in enumerate(names):
        written = name.encode(encoding)
        data = data.replace(str(at).encode() * len(written), written)
    assert [item.key for item in convert("a.zip", data)] == names


def test_a_page_of_a_zip_keeps_its_markdown_and_front_matter_fields(one):
    text = f"---\nعنوان: {TITLE}\nالكاتب: طه حسين\nid: my-id\nx: y\n---\n\n- {LEAD}\n\n`{MORE}`\n"
    document = one("a.md", text.encode()).document
    assert (document.authors, document.id, document.extra) == (("طه حسين",), "my-id", (("x", "y"),))
    assert document.body == f"- {LEAD}\n\n`{MORE}`\n"
