"""Tells a source's format by its bytes. Its name helps only where bytes cannot tell: text."""

import io
import re
import zipfile
from pathlib import PurePath

ZIPPED = (  # a member that only files of a format have
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "sheet"),
    ("xl/workbook.bin", "sheet"),
    ("META-INF/container.xml", "epub"),
    ("datapackage.json", "wacz"),
    ("ppt/presentation.xml", "slides"),
    ("Index/Document.iwa", "apple"),
    ("Index.zip", "apple"),
    ("[Content_Types].xml", "package"),
)
MIMETYPES = {
    "application/vnd.oasis.opendocument.text": "office",
    "application/vnd.oasis.opendocument.text-template": "office",
    "application/vnd.oasis.opendocument.spreadsheet": "sheet",
    "application/epub+zip": "epub",
}
SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "office"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "warc"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    *((sign, "image") for sign in (b"GIF87a", b"GIF89a", b"8BPS\0")),
    *((b"ID3" + version, "sound") for version in (b"\2", b"\3", b"\4")),
    *((sign, "sound") for sign in (b"OggS\0", b"fLaC\0", b"\x1aE\xdf\xa3", b"\xff\xfb\x90")),
)
RIFF = {b"WEBP": "image", b"WAVE": "sound", b"AVI ": "sound"}  # what stands at its eighth byte
STILL = (b"heic", b"heix", b"mif1", b"avif")  # brands of ISO/IEC 23008-12 in a file like MP4
# What programs leave in folders: hidden, of Windows and macOS; shortcuts, half fetched, old copies.
LEFT = re.compile(
    r"\..*|__MACOSX|Thumbs\.db|ehthumbs\.db|desktop\.ini|\$RECYCLE\.BIN|~\$.*|.*~"
    r"|.*\.(?:url|webloc|lnk|desktop|crdownload|part|tmp)",
    re.I,
)
# What a page in a browser needs beside its words and pictures: no document, wherever it lies.
OF_PAGES = re.compile(r".*\.(?:css|m?js|woff2?|svg|ico)(?:\.download)?", re.I)
PAGES = (".html", ".htm", ".xhtml")
FOLDER_OF_PAGE = re.compile(r"(.+)[_.-](?:files|ملفات|fichiers)", re.I)  # as browsers and Word say
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files
OLE_OTHERS = {  # a part that only those have
    "PowerPoint Document": "slides",
    "__substg1.0_": "outlook",
    "Quill": "package",  # Publisher
}
WORD = "WordDocument".encode("utf-16-le")
OLE_SHEETS = ("W\0o\0r\0k\0b\0o\0o\0k\0".encode("latin-1"), "B\0o\0o\0k\0".encode("latin-1"))
MAIL = re.compile(
    rb"(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|"
    rb"X-[\w-]+|Content-Type|Reply-To|Snapshot-Content-Location|DKIM-Signature):",
    re.I,
)
MBOX = re.compile(rb"From \S.*\d\d:\d\d")
FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|h1|table|article|span|a|br|script)\b",
    re.I,
)
TABLES = {".csv": "table", ".tsv": "table", ".tab": "table", ".jsonl": "json", ".ndjson": "json"}
PROGRAMS = re.compile(  # texts for a machine, which as pages would show its owner's passwords
    r".*\.(?:py|sh|bash|bat|cmd|ps1|vbs|bas|c|h|cpp|cs|java|kt|go|rs|rb|pl|lua|r|php|aspx?|jsp|tsx?"
    r"|jsx|sql|ini|cfg|conf|toml|ya?ml|env|reg|inf|log)",
    re.I,
)
ROOT = re.compile(  # of XML: what stands behind the declaration, comments and the document's type
    rb"<\?xml\s[^>]*>\s*(?:<(?:\?[^>]*|!--(?:(?!-->).)*+--|!DOCTYPE[^>]*)>\s*)*(<\w[^<]*)",
    re.DOTALL,
)
SAFARI = b"WebMainResource"
HEAD = 4096


def is_office(head: bytes) -> bool:
    """Tell by a file's first bytes whether it may be one that LibreOffice reads for us."""
    open_document = b"mimetypeapplication/vnd.oasis.opendocument.text"
    return head.startswith((b"{\\rtf", OLE)) or open_document in head


def sniff(data: bytes, name: str) -> str:
    """Return the format of a source, the name of its reader; "" for what is no document."""
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(OLE):
        return _old_office(data)
    if data.startswith(b"RIFF") and data[8:12] in RIFF:
        return RIFF[data[8:12]]
    if data.startswith(b"BM") and b"\0" in data[:14]:  # else a text: «BMW …»
        return "picture"
    if data[4:8] == b"ftyp" and data[:2] == b"\0\0":
        return "image" if data[8:12] in STILL else "sound"
    if data.startswith((b"bplist00", b"<?xml")) and SAFARI in data:
        return "webarchive"
    for sign, found in SIGNATURES:
        if data.startswith(sign) or (sign == b"%PDF-" and sign in data[:1024]):
            return found
    return _text(_ascii(data[:HEAD], head), name)


def _old_office(data: bytes) -> str:
    if any(sign in data[:200_000] for sign in OLE_SHEETS):
        return "sheet"
    if WORD not in data:
        for part, found in OLE_OTHERS.items():
            if part.encode("utf-16-le") in data:
                return found
    return "office"


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            for member, found in ZIPPED:
                if member in names:
                    return found
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                other = (
                    "slides" if kind.startswith("application/vnd.oasis.opendocument.") else "zip"
                )
                return MIMETYPES.get(kind, other)
    except Exception:
        return "zip"
    return "zip"


def _ascii(raw: bytes, head: bytes) -> bytes:
    """Return the head as single bytes where it is UTF-16, so that signs of ASCII show."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw[2:].replace(b"\0", b"").lstrip(b" \t\r\n")
    return head


def _text(head: bytes, name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    start = head[:1000]
    if MBOX.match(start):
        return "mbox"
    if MAIL.match(start) and (suffix in (".eml", ".mht", ".mhtml") or len(MAIL.findall(start)) > 1):
        return "mail"
    if start.startswith(b"<"):
        root = ROOT.match(head)
        if root and not (HTML.match(root[1]) or FEED.match(root[1])):
            return "xml"
        if FEED.search(head):
            return "feed"
        if HTML.search(head):
            return "html"
    if suffix in PAGES and HTML.search(head):
        return "html"
    if start[:1] in (b"{", b"[") and suffix in ("", ".json", ".jsonl", ".ndjson", ".txt"):
        return "json" if suffix != ".txt" else _json_or_text(start)
    if suffix in TABLES:
        return TABLES[suffix]
    if suffix == ".canvas":
        return "board"
    if PROGRAMS.fullmatch(name) or (start.startswith(b"#!") and not suffix):
        return "program"
    return "markdown" if suffix in (".md", ".markdown", ".mdown") else "text"


def _json_or_text(start: bytes) -> str:
    return "json" if re.match(rb"\[?\s*\{\s*\"", start) else "text"


def is_left(name: str) -> bool:
    """Tell whether a file or a folder is none of the keeper's: hidden, or left by a program."""
    return LEFT.fullmatch(name) is not None


def is_of_page(name: str) -> bool:
    """Tell whether a file is a part of a web page that holds neither words nor pictures."""
    return OF_PAGES.fullmatch(name) is not None


def pages_of(folder: str) -> list[str]:
    """Return the names that the page has beside which a program saved `folder`; [] for others."""
    found = FOLDER_OF_PAGE.fullmatch(folder)
    return [found[1] + end for end in PAGES] if found else []
