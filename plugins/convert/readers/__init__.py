"""One module a format: a source's bytes in, its documents out, as drafts.

A reader is a function `read(raw: Raw) -> Iterator[Draft | Failure]`. It raises ArchiveError
where the whole source cannot be read, and yields a Failure where one of its documents cannot.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from plugins.convert.draft import Draft
from plugins.convert.item import Failure
from plugins.convert.raw import Raw
from plugins.convert.sniff import sniff
from plugins.errors import ArchiveError

Reader = Callable[[Raw], Iterator[Draft | Failure]]

# Format → module. Loaded when first needed: most keepers have two or three formats.
MODULES = {
    "text": "text", "markdown": "markdown", "html": "html", "mail": "mail", "mbox": "mbox",
    "docx": "docx", "office": "office", "epub": "epub", "pdf": "pdf", "picture": "picture",
    "feed": "feed", "table": "table", "sheet": "sheet", "json": "records", "warc": "warc",
    "wacz": "wacz", "webarchive": "webarchive", "zip": "archive", "gzip": "gzipped",
}  # fmt: skip
UNREADABLE = {
    "rar": "a RAR archive; unpack it, or save it as .zip",
    "7z": "a 7z archive; unpack it, or save it as .zip",
    "slides": "a presentation or a drawing, which is not read; save it as PDF, or take it out",
    "package": "a file of Office that is no text; save it as PDF, or take it out of sources",
    "apple": "a file of Apple's Pages, Numbers or Keynote; save it as .docx or PDF",
    "outlook": "a message as Outlook keeps it; save it as .eml",
    "program": "a program or its settings; take it out of sources, or, if all may read it, let its "
    "name end in .txt (what holds for a folder is said in sources.yml)",
    "board": "a board of Obsidian's; write its texts into a note, or take it out of sources",
    "xml": "XML that is neither a feed nor a page; save what it says as .docx, .html or .csv",
    "sound": "a sound or a film; write down what it says, or take it out of sources",
    "image": "a picture of a kind that is not read as a scan; save it as PNG, or take it out",
}


def read(raw: Raw) -> Iterator[Draft | Failure]:
    """Yield the documents in `raw`, whatever its format; raises ArchiveError."""
    if not raw.data:
        raise ArchiveError(
            f"{raw.name}: no text in the file; put the text there or remove the file"
        )
    found = sniff(raw.data, raw.name)
    if found in UNREADABLE:
        raise ArchiveError(f"{raw.name}: {UNREADABLE[found]}")
    reader: Reader = import_module(f"plugins.convert.readers.{MODULES[found]}").read
    yield from reader(raw)
