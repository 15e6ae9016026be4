"""One document with all that a text may have, in each format, and how it reads as Markdown."""

# ruff: noqa: E501 - sources as they are written

import base64
import json
import re
import struct
import zlib
from email.message import EmailMessage

from plugins.convert.item import Item
from tests.converting import zipped

TITLE = "عنوان الوثيقة"
NOTE = "نص الحاشية في أسفل الصفحة."
DESCRIPTION = "وصف الصورة"
FEATURES = {
    "heading": r"^#{2,6} عنوان فرعي$",
    "bold": r"\*\*كلمات غليظة\*\*",
    "link": r"\[رابط إلى صفحة\]\(https://example\.org/a\)",
    "bullets": r"^- أول بند$[\s\S]*^- ثاني بند$",
    "list within": r"^    - بند داخلي$",
    "numbers": r"^1\. الخطوة الأولى\n+2\. الخطوة الثانية$",
    "table": r"^\| \**السنة\** \| \**العدد\** \|\n\| --- \| --- \|\n\| 1948 \| خمسون \|\n\| 1967 \| مئة وثيقة \|$",
    "quotation": r"^> هذا قول منقول عن مؤرخ كبير\.$",
    "note": r"حاشية\[\^1\] وكلام بعدها[\s\S]*^\[\^1\]: نص ?الحاشية في أسفل الصفحة\.$",
    "picture": r"!\[[^\]]*\]\(\{static\}/images/\w+\.(?:png|jpg)\)",
    "description": rf"!\[{DESCRIPTION}\]",
    "caption": r"تعليق على الصورة",
}  # fmt: skip


def png(width: int = 40, height: int = 30) -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    lines = (b"\0" + b"\x30\x80\xd0" * width) * height
    parts = part(b"IHDR", head) + part(b"IDAT", zlib.compress(lines)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


DATA = "data:image/png;base64," + base64.b64encode(png()).decode("ascii")
SIGN = '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>'
BELOW = (
    '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" '
    f'href="#sdfootnote1anc">1</a>{NOTE}</p></div>'
)


def body(picture: str = DATA) -> str:
    return f"""<h1>{TITLE}</h1>
<p>هذه فقرة فيها <b>كلمات غليظة</b> وفيها <a href="https://example.org/a">رابط إلى صفحة</a> ثم تنتهي بعد
كلام كثير يملأ السطر حتى آخره.</p><h2>عنوان فرعي</h2>
<ul><li>أول بند<ul><li>بند داخلي</li></ul></li><li>ثاني بند</li></ul>
<ol><li>الخطوة الأولى</li><li>الخطوة الثانية</li></ol>
<table border="1" cellspacing="0"><tr><th>السنة</th><th>العدد</th></tr><tr><td>1948</td><td>خمسون</td>
</tr><tr><td>1967</td><td>مئة وثيقة</td></tr></table>
<blockquote><p>هذا قول منقول عن مؤرخ كبير.</p></blockquote>
<figure><img src="{picture}" width="160" height="120" alt="وصف الصورة" />
<figcaption>تعليق على الصورة</figcaption></figure>
<p>فقرة أخيرة بعد الجدول فيها حاشية{SIGN} وكلام بعدها.</p>{BELOW}"""


def page(inside: str) -> str:
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{TITLE}</title>'
        '<style>body { font-family: "Noto Naskh Arabic", "DejaVu Sans" }</style></head>'
        f"<body>{inside}</body></html>"
    )


def missing(item: Item) -> set[str]:
    """Return the features that did not come through."""
    assert item.document.title == TITLE
    found = {n for n, p in FEATURES.items() if re.search(p, item.document.body, re.MULTILINE)}
    if "picture" in found:
        assert [each.data[1:4] for each in item.pictures] == [b"PNG"]
    return set(FEATURES) - found


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = TITLE, "a@example.org"
    message["Date"] = "Mon, 21 Oct 2024 10:00:00 +0000"
    message.set_content("نص")
    message.add_alternative(page(body("cid:p1")), subtype="html")
    message.get_payload()[1].add_related(png(), "image", "png", cid="<p1>")  # type: ignore[union-attr,index]
    return message.as_bytes()


def epub() -> bytes:
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    container += '<rootfile full-path="o/c.opf"/></rootfiles></container>'
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>{TITLE}</dc:title></metadata><manifest>"
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="p" href="p.png" media-type="image/png"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    text = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body("p.png")}</body></html>'
    files = {"META-INF/container.xml": container, "o/c.opf": opf, "o/a.xhtml": text}
    return zipped({"mimetype": "application/epub+zip", **files, "o/p.png": png()})


def feed(wordpress: bool = False) -> bytes:
    kind = "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>" if wordpress else ""
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>م</title><item>'
        f"<title>{TITLE}</title><link>https://example.org/x</link>{kind}"
        f"<content:encoded><![CDATA[{body()}]]></content:encoded></item></channel></rss>"
    ).encode()


def table_of_articles() -> bytes:
    return json.dumps({"title": TITLE, "body": body()}, ensure_ascii=False).encode()


MARKDOWN = f"""# {TITLE}

هذه فقرة فيها **كلمات غليظة** وفيها [رابط إلى صفحة](https://example.org/a).

## عنوان فرعي

- أول بند
    - بند داخلي
- ثاني بند

1. الخطوة الأولى
2. الخطوة الثانية

| السنة | العدد |
| --- | --- |
| 1948 | خمسون |
| 1967 | مئة وثيقة |

> هذا قول منقول عن مؤرخ كبير.

![وصف الصورة]({DATA})

تعليق على الصورة

فقرة أخيرة بعد الجدول فيها حاشية[^1] وكلام بعدها.

[^1]: {NOTE}
""".encode()
MADE_HERE = {
    "a.html": page(body()).encode(),
    "a.eml": mail(),
    "a.epub": epub(),
    "feed.xml": feed(),
    "wordpress.xml": feed(wordpress=True),
    "a.jsonl": table_of_articles(),
    "a.zip": zipped({"a.html": page(body("i/p.png")), "i/p.png": png()}),
    "a.md": MARKDOWN,
}
# What a program drops when it writes a format, or a format has no word for: not lost by us.
DROPPED = {
    "doc": {"description"},  # LibreOffice writes none
    "pdf": {"description", "list within", "quotation"},  # without tags nothing says so
    "pdf of Chromium": {"note"},  # a printed page has links to and fro, no notes
}
