"""Sources of every format with a known text, made here, for the tests of the converter."""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

from plugins.convert.item import Failure, Item
from plugins.convert.limits import Limits
from plugins.convert.reading import items

TITLE = "افتتاح متحف جديد في القاهرة"
LEAD = "افتُتح يوم الاثنين 21 أكتوبر 2024 متحف جديد في القاهرة يضم آلاف القطع من عصور كثيرة."
MORE = "وقال مدير المتحف إن المعروضات جُمعت في ثلاثين عاما، وإن «بعضها» لم يره الناس (من قبل)."
NOTE = "حاشية عن المعروضات"
CROSS = "قاعات المتحف"
PARTS = (LEAD, CROSS, MORE)
DAY = "2024-10-21"
ADDRESS = "https://news.example/museum"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63606060f80f0001040100207fbf4e0000000049454e44ae426082"
)

BODY = f"<p>{LEAD}</p><h2>{CROSS}</h2><p>{MORE}</p>"
PAGE = (
    f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{TITLE}</title></head>'
    f"<body><h1>{TITLE}</h1>{BODY}</body></html>"
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(drawn: str = "", related: str = "", own_styles: str = "") -> bytes:
    """A document of Word; `drawn` is a run at its end, `related` what that relates to."""

    def paragraph(text: str, style: str = "", marks: str = "") -> str:
        named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{named}<w:r><w:rPr>{marks}<w:rtl/></w:rPr><w:t>{text}</w:t></w:r></w:p>"

    body = paragraph(TITLE, "Title") + paragraph(LEAD) + paragraph(CROSS, "Heading1")
    body += paragraph(MORE, marks="<w:bCs/>") + f"<w:p><w:r>{drawn}</w:r></w:p>" * bool(drawn)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{n}"/></w:style>'
        for i, n in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default '
            'Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Override '
            'PartName="/word/document.xml" '
            f'ContentType="{kinds}.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="s" Type="{relations}/styles" Target="styles.xml"/>{related}'
            "</Relationships>",
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}{own_styles}</w:styles>',
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        }
    )


def epub() -> bytes:
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
            'container"><rootfiles><rootfile full-path="o/c.opf"/></rootfiles></container>',
            "o/c.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{TITLE}</dc:title>'
            f"<dc:date>{DAY}</dc:date></metadata><manifest><item id='a' href='t/a.xhtml'/>"
            "<item id='b' href='b.xhtml'/></manifest><spine><itemref idref='a'/>"
            "<itemref idref='b'/></spine></package>",
            "o/t/a.xhtml": f"<html><body><h1>{TITLE}</h1><p>{LEAD}<a id='r' href='../b.xhtml#n'>"
            "<sup>1</sup></a></p></body></html>",
            "o/b.xhtml": f"<html><body><h2>{CROSS}</h2><p>{MORE}</p><div id='n'><p>"
            f"<a href='t/a.xhtml#r'>1</a> {NOTE}</p></div></body></html>",
        }
    )


def mail(html: bool = False) -> bytes:
    message = EmailMessage()
    message["Subject"] = f"Re: {TITLE}"
    message["From"] = "ليلى حداد <layla@example.org>"
    message["Date"] = "Mon, 21 Oct 2024 09:30:00 +0300"
    message["Message-ID"] = "<one@example.org>"
    message.set_content("\n\n".join(PARTS))
    if html:
        message.add_alternative(BODY, subtype="html")
    return message.as_bytes()


def mhtml() -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = ADDRESS
    message["Subject"] = TITLE
    message["MIME-Version"] = "1.0"
    picture = '<p><img src="cid:p@x" alt="صورة"></p>'
    message.set_content(PAGE.replace(f"<p>{MORE}", f"{picture}<p>{MORE}"), subtype="html")
    message.make_related()
    message.add_related(PNG, "image", "png", cid="<p@x>")
    return message.as_bytes()


def feed(wordpress: bool = False) -> bytes:
    extra = "<wp:post_type>post</wp:post_type><wp:status>private</wp:status>" if wordpress else ""
    skipped = (
        "<item><title>قائمة</title><wp:post_type>nav_menu_item</wp:post_type></item>"
        if wordpress
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://w.example/">'
        f"<channel><title>صحيفة المثال</title>{skipped}<item><title>{TITLE}</title>"
        f"<link>{ADDRESS}</link><guid>g-1</guid><pubDate>Mon, 21 Oct 2024 09:30:00 GMT</pubDate>"
        f"{extra}<content:encoded><![CDATA[{BODY}]]></content:encoded></item></channel></rss>"
    ).encode()


def atom() -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة المثال</title><entry>'
        f'<title>{TITLE}</title><id>a-1</id><link href="{ADDRESS}"/><published>{DAY}T09:30:00Z'
        f'</published><content type="html">{BODY.replace("<", "&lt;")}</content></entry></feed>'
    ).encode()


def warc(packed: bool = False) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS}\r\nWARC-Date: 2024-10-22T"
        f"00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; "
        f"msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    ).encode()
    record = head + http + b"\r\n\r\n"
    return gzip.compress(record) if packed else record


def csv(sign: str = ",") -> bytes:
    cells = ["العنوان", "النص", "التاريخ", "الرابط"], [TITLE, "\n\n".join(PARTS), DAY, ADDRESS]
    rows = (sign.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells)
    return ("\ufeff" + "\r\n".join(rows) + "\r\n").encode()


def xlsx() -> bytes:
    """A workbook as spreadsheets write it, its second sheet empty; a day is a number of days."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    heads = ("العنوان", "النص", "التاريخ", "الرابط")
    day = '<c s="1"><v>45586</v></c>'  # 2024-10-21, counted from 1899-12-30
    parts = ("worksheets/1.xml", "worksheets/2.xml", "styles.xml")
    row = _cell(TITLE) + _cell("\n\n".join(PARTS)) + day + _cell(ADDRESS)

    def related(*targets: str) -> str:
        kinds = ("styles" if t == "styles.xml" else "worksheet" for t in targets)
        each = (
            f'<Relationship Id="r{n}" Type="{relations}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(zip(kinds, targets, strict=True))
        )
        return f'<Relationships xmlns="{package}">{"".join(each)}</Relationships>'

    def sheet(*rows: str) -> str:
        inner = "".join(f"<row>{row}</row>" for row in rows)
        return f'<worksheet xmlns="{main}"><sheetData>{inner}</sheetData></worksheet>'

    return zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
            '<sheet name="أخبار" sheetId="1" r:id="r0"/><sheet name="2" sheetId="2" r:id="r1"/>'
            "</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": related(*parts),
            "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14"/></cellXfs></styleSheet>',
            "xl/worksheets/1.xml": sheet("".join(map(_cell, heads)), row),
            "xl/worksheets/2.xml": sheet(),
        }
    )


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


RECORD = {"title": TITLE, "body": "\n\n".join(PARTS), "date": DAY, "url": ADDRESS}
CLIPPING = "\n\n".join((TITLE, *PARTS)).encode()

# Name → bytes. All hold one document: TITLE, PARTS, and the day in the text or beside it.
SOURCES: dict[str, bytes] = {
    "a.txt": CLIPPING,
    "utf16.txt": CLIPPING.decode().encode("utf-16"),
    "utf16-unmarked.txt": CLIPPING.decode().encode("utf-16-le"),
    "windows.txt": CLIPPING.decode().encode("cp1256"),
    "iso.txt": CLIPPING.decode().translate({171: '"', 187: '"'}).encode("iso8859_6"),
    "mac.txt": CLIPPING.decode().encode("mac_arabic"),
    "mojibake.txt": CLIPPING.decode("latin-1").encode(),
    "a.md": f"---\ntitle: {TITLE}\ndate: {DAY}\n---\n\n{LEAD}\n\n## {CROSS}\n\n{MORE}\n".encode(),
    "plain.md": f"# {TITLE}\n\n{LEAD}\n\n## {CROSS}\n\n{MORE}\n".encode(),
    "a.html": PAGE.encode(),
    "lying.html": PAGE.encode("cp1256"),  # it says UTF-8
    "wrong-suffix.txt": PAGE.encode(),
    "a.docx": docx(),
    "a.epub": epub(),
    "a.eml": mail(),
    "html.eml": mail(html=True),
    "a.mhtml": mhtml(),
    "a.mbox": b"From a@b Mon Oct 21 09:30:00 2024\n" + mail(),
    "feed.xml": feed(),
    "wordpress.xml": feed(wordpress=True),
    "atom.xml": atom(),
    "a.csv": csv(),
    "semicolons.csv": csv(";"),
    "a.tsv": csv("\t"),
    "a.xlsx": xlsx(),
    "a.json": json.dumps([RECORD], ensure_ascii=False).encode(),
    "inside.json": json.dumps({"articles": [RECORD]}).encode(),
    "a.jsonl": json.dumps(RECORD).encode() + b"\n",
    "a.warc": warc(),
    "a.warc.gz": warc(packed=True),
    "a.wacz": zipped({"datapackage.json": "{}", "archive/a.warc.gz": warc(packed=True)}),
    "a.zip": zipped({"نصوص/أ.txt": CLIPPING}),
    "a.txt.gz": gzip.compress(CLIPPING),
}


def read(path: Path, limits: Limits | None = None) -> list[Item | Failure]:
    """Return what the converter makes of a file."""
    return list(items(path, limits or Limits()))
