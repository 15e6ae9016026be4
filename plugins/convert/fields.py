"""Works out a document's fields from its draft. What is not certain is left out, and said."""

import re
from typing import NamedTuple

from plugins.arabic.dates import dates_in
from plugins.convert.byline import Credits, credits
from plugins.convert.dating import Dated, dated, is_a_date
from plugins.convert.draft import Block, Draft
from plugins.convert.invocation import is_invocation
from plugins.convert.item import Reason
from plugins.convert.markdown import heading, paragraph
from plugins.convert.publisher import is_cut_off, language_of, publisher
from plugins.document import CODE, Document

LANGUAGE = "ar"
SHARE_OF_ARABIC = 0.5  # of the letters; below it the language is left out
LETTERS, ARABIC = re.compile(r"[^\W\d_]+"), re.compile(r"[\u0620-\u064a\u066e-\u06d3]+")
A_SAMPLE = 1_000  # characters that tell a text's language
CUT_OFF = "the address is cut off in the source; write the whole one, if you know it"
NO_LANGUAGE = "not in Arabic, and it does not say its language; add a line «lang: …», such as en"
LONGEST_SUMMARY = 600  # characters
A_MASTHEAD = 80  # characters
ISSUE = re.compile(r"(?:العدد|السنة|الصفحة|ص\.?)\s*[:：]?\s*\d+")
LABELLED = re.compile(r"[^\W\d_]{2,12}(?: [^\W\d_]{2,12})?\s*[:：][^.؟!…«\"]*")
FIRST_BLOCKS = 4  # where a byline and a date stand on lines of their own


class Worked(NamedTuple):
    """A document without id and provenance, warnings for the keeper, and the reasons."""

    document: Document
    warnings: tuple[str, ...]
    reasons: tuple[Reason, ...]


def fields(draft: Draft) -> Worked:
    """Return the document of a draft."""
    day = dated(draft)
    given = draft.given
    named = credits(draft)
    blocks = _without_repetition(draft, named, day)
    cut_off = is_cut_off(draft.address)
    document = Document(
        title=draft.title,
        id=draft.id,
        date=day.date,
        date_basis=day.basis,
        lang=_language(draft),
        authors=named.authors,
        translator=named.translator or None,
        section=given.section or None,
        summary=given.summary or _lead(blocks),
        source=draft.source or publisher(draft.address) or named.agency or None,
        source_url=draft.address or None,
        source_url_complete=False if cut_off else None,
        source_lang=_other_language(draft.address),
        rights=given.rights or None,
        tags=given.tags,
        status=given.status or None,
        body=markdown(blocks),
    )
    document = _with_extra(document, draft)
    notes = {CUT_OFF: cut_off, NO_LANGUAGE: not document.lang and LETTERS.search(document.title)}
    told = tuple(note for note, holds in notes.items() if holds)
    warnings = (*draft.warnings, *day.warnings, *named.warnings, *told)
    return Worked(document, warnings, _reasons(draft, document, day, named))


def markdown(blocks: tuple[Block, ...]) -> str:
    """Return blocks as Markdown."""
    written = [block.markdown or _plain(block) for block in blocks]
    return "\n\n".join(filter(None, written)) + "\n" if written else ""


def _plain(block: Block) -> str:
    if block.kind == "heading":
        return heading(block.text, block.level)
    return paragraph(block.text)


def _without_repetition(draft: Draft, named: Credits, day: Dated) -> tuple[Block, ...]:
    """Return the blocks without opening lines that only say what a field now says."""
    said = {*named.lines, " ".join(draft.title.split())}
    date = day.date if day.basis else None
    return tuple(
        block
        for at, block in enumerate(draft.blocks)
        if at >= FIRST_BLOCKS
        or block.kind == "other"
        or not (block.text in said or (date and is_a_date(block.text, date)))
    )


def _lead(blocks: tuple[Block, ...]) -> str | None:
    """Return the first paragraph, if more follows: one paragraph is no summary of itself."""
    found = (block.text for block in blocks if block.kind == "paragraph" and block.text)
    paragraphs = [text for text in found if not (is_invocation(text) or _is_masthead(text))]
    if len(paragraphs) < 2:
        return None
    lead = " ".join(paragraphs[0].split())
    if len(lead) <= LONGEST_SUMMARY:
        return lead
    return lead[:LONGEST_SUMMARY].rsplit(" ", 1)[0] + "…"


def _is_masthead(text: str) -> bool:
    """Tell whether a short line only says which issue a text stood in, or a number: «الرقم: 12»."""
    if len(text) > A_MASTHEAD or text.endswith((".", "؟", "!", "…")):
        return False
    dated = any(day.year and day.end == len(text) for day in dates_in(text))
    return dated or bool(ISSUE.search(text) or LABELLED.fullmatch(text))


def _language(draft: Draft) -> str | None:
    """Return the text's language: Arabic by its letters, else what the format says."""
    text = "".join((draft.title, *(block.text for block in draft.blocks[:20])))[:A_SAMPLE]
    arabic = sum(map(len, ARABIC.findall(text)))
    letters = arabic if 2 * arabic > len(text) else sum(map(len, LETTERS.findall(text)))
    said = draft.given.lang.split("-")[0].lower()
    if arabic > SHARE_OF_ARABIC * letters:
        return said if said in ("fa", "ur", "ps", "ckb", "ug") else LANGUAGE
    return said if CODE.fullmatch(said) and said != LANGUAGE else None


def _other_language(address: str) -> str | None:
    code = language_of(address)
    return code if code and code != LANGUAGE else None


def _with_extra(document: Document, draft: Draft) -> Document:
    """Return the document with the fields that its front matter had beside the ordinary ones."""
    if not draft.given.extra:
        return document
    values = dict(draft.given.extra)
    own = {name: values.pop(name) for name in list(values) if name in document.__dataclass_fields__}
    return Document(**{**vars(document), **own, "extra": tuple(values.items())})


def _reasons(draft: Draft, document: Document, day: Dated, named: Credits) -> tuple[Reason, ...]:
    given = draft.given
    found = [
        Reason("title", document.title, "the headline"),
        Reason("date", document.date.iso if document.date else "", day.why or "none is certain"),
        Reason("authors", "، ".join(document.authors), named.why),
        Reason("translator", document.translator or "", named.why),
        Reason("place", named.place, "the text opens with it; it stays there"),
        Reason("section", document.section or "", "the source says so" if given.section else ""),
        Reason(
            "summary",
            document.summary or "",
            "the source says so" if given.summary else "the first paragraph",
        ),
        Reason("source", document.source or "", _why_source(draft, named)),
        Reason("source_url", document.source_url or "", "the source says so"),
        Reason("source_lang", document.source_lang or "", "the address names it"),
        Reason("lang", document.lang or "", "its letters, or what the source says"),
    ]
    return tuple(reason for reason in found if reason.value or reason.field == "date")


def _why_source(draft: Draft, named: Credits) -> str:
    if draft.source:
        return "the source says so"
    return "publishers.csv knows the address" if draft.address else f"the agency: {named.why}"
