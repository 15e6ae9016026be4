"""Word documents: .docx, through mammoth, which is told first what it does not see.

The bold and italics of Arabic letters, and pictures that lie beside the document.
"""

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import mammoth
from lxml import etree

from plugins.convert.docxpictures import RELATIONS, embed_linked, linked
from plugins.convert.docxwords import W, hiding_styles, shown
from plugins.convert.draft import Block, Draft, Given
from plugins.convert.invocation import is_invocation
from plugins.convert.page import draft_of_fragment
from plugins.convert.raw import Raw
from plugins.convert.unzip import member, open_zip, picture
from plugins.convert.whole import whole
from plugins.convert.xmlparse import parse_xml
from plugins.errors import ArchiveError

DC = "{http://purl.org/dc/elements/1.1/}"
TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
ARABIC = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Paragraph styles of Word and LibreOffice, in English, French and Arabic.
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Titre'] => h1:fresh
p[style-name='العنوان'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='اقتباس'] => blockquote > p:fresh
r[style-name='Strong'] => strong
r[style-name='Emphasis'] => em
"""


def read(raw: Raw) -> Iterator[Draft]:
    """Yield the document; raises ArchiveError for a broken or locked one."""
    with open_zip(raw.data, raw.name, raw.limits) as archive:
        title, given = _properties(archive, raw.name)
        data, notes = _prepared(archive, raw)
    pictures = mammoth.images.img_element(partial(_picture, count(1)))
    try:
        markup = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=pictures, style_map=STYLES
        ).value
    except Exception as problem:  # whatever mammoth meets in a broken file
        raise ArchiveError(
            f"{raw.name}: a broken Word document ({problem}); open it in Word, save it again"
        ) from problem
    yield whole(_titled(draft_of_fragment(markup), title, given), raw, notes)


def _titled(draft: Draft, title: str, given: Given) -> Draft:
    """Return the draft with the title that its text shows; the file's own where it shows none."""
    above = int(bool(draft.blocks) and is_invocation(draft.blocks[0].text))
    first = draft.blocks[above] if len(draft.blocks) > above else Block("other", "")
    own = " ".join(first.text.split())
    if first.kind == "heading" or (title and own == title):
        blocks = draft.blocks[:above] + draft.blocks[above + 1 :]
        return replace(draft, title=own, blocks=blocks, given=given)
    has_it = any(title and title == " ".join(block.text.split()) for block in draft.blocks[:5])
    return replace(draft, title=title if has_it else "", given=given)


def _properties(archive: ZipFile, name: str) -> tuple[str, Given]:
    """Return title and fields of the file's properties. Its dates are the file's own."""
    if "docProps/core.xml" not in archive.namelist():
        return "", Given()
    tree = parse_xml(member(archive, "docProps/core.xml", name), name)
    texts = {str(e.tag): " ".join((e.text or "").split()) for e in tree.iter(etree.Element)}
    author = texts.get(f"{DC}creator", "")
    return texts.get(f"{DC}title", ""), Given(
        authors=(author,) * bool(author),
        summary=texts.get(f"{DC}description", ""),
        owned=bool(author),
    )


def _picture(numbers: Iterator[int], image: Any) -> dict[str, str]:
    """Return an image's address: its bytes; one that leads nowhere where the file has none."""
    try:
        with image.open() as file:
            data = base64.b64encode(file.read()).decode("ascii")
    except Exception:  # linked, broken or not there: the text comes without, and that is told
        return {"src": f"picture{next(numbers)}"}
    return {"src": f"data:{image.content_type or 'image/webp'};base64,{data}"}


def _prepared(archive: ZipFile, raw: Raw) -> tuple[bytes, tuple[str, ...]]:
    """Return the file with what mammoth would not see: Arabic marks, pictures beside the file.

    And what the keeper should know.
    """
    out = io.BytesIO()
    notes: dict[str, None] = {}
    beside: dict[str, bytes] = {}
    hiding = _hiding(archive, raw.name)
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as changed:
        for info in archive.infolist():
            data: bytes | None
            if info.filename.startswith("word/media/"):
                data = picture(archive, info.filename, raw.name)
            else:
                data = member(archive, info.filename, raw.name)
            if info.filename in TEXTS:
                tree = parse_xml(data or b"", raw.name)
                notes |= dict.fromkeys(shown(tree, hiding))
                data = _mapped(tree)
            elif RELATIONS.fullmatch(info.filename):
                relations = parse_xml(data or b"", raw.name)
                beside |= linked(relations, raw.fetch)
                data = etree.tostring(relations)
            if data is not None:
                changed.writestr(info.filename, data)
        for name, data in beside.items():
            changed.writestr(name, data)
    return out.getvalue(), tuple(notes)


def _hiding(archive: ZipFile, name: str) -> frozenset[str]:
    """Return the styles of the file that hide their text."""
    if "word/styles.xml" not in archive.namelist():
        return frozenset()
    return hiding_styles(parse_xml(member(archive, "word/styles.xml", name), name))


def _mapped(tree: etree._Element) -> bytes:
    """Return a text where b and i say of Arabic letters what bCs and iCs said.

    Word has two of each: the plain ones for Latin letters, the Cs ones for complex scripts.
    """
    embed_linked(tree)
    for run in tree.iter(f"{W}r"):
        text = "".join(run.itertext(f"{W}t"))
        properties = run.find(f"{W}rPr")
        if properties is None or not ARABIC.search(text):
            continue
        for plain, complex_ in (("b", "bCs"), ("i", "iCs")):
            own, other = properties.find(W + plain), properties.find(W + complex_)
            if own is not None:
                properties.remove(own)
            if other is not None:
                mark = etree.SubElement(properties, W + plain)
                mark.attrib.update(dict(other.attrib))
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)
