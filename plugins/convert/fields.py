"""Works out a document's fields from its draft. What is not certain is left out, and said."""

from typing import NamedTuple

from plugins.arabic.dates import Found, When, date_in_address, dates_in, is_weekday, weekday_of
from plugins.arabic.words import words
from plugins.convert.draft import Draft
from plugins.convert.markdown import heading, paragraph
from plugins.convert.publisher import is_cut_off, language_of, publisher
from plugins.document import Document

LANGUAGE = "ar"
BESIDE_A_DATE = frozenset(
    ["يوم", "في", "بتاريخ", "تاريخ", "التاريخ", "النشر", "نشر", "نُشر", "الموافق", "م"]
)
A_DATE = 60  # characters; a date with its weekday and both month names is shorter
OPENING = 2  # paragraphs
SHARE_OF_ARABIC = 0.5  # of the letters; below it the language is left out


class Dated(NamedTuple):
    """A date, what it rests on, and what a keeper should look at."""

    date: When | None
    basis: str | None
    warnings: tuple[str, ...] = ()


def fields(draft: Draft) -> tuple[Document, tuple[str, ...]]:
    """Return the document, without id and provenance, and warnings for the keeper."""
    text = "\n".join([draft.title, *(block.text for block in draft.blocks)])
    dated = date_of(_opening(draft), text, draft.address)
    cut_off = is_cut_off(draft.address)
    document = Document(
        title=draft.title,
        date=dated.date,
        date_basis=dated.basis,
        lang=LANGUAGE if _is_arabic(text) else None,
        summary=_lead(draft),
        source=draft.source or publisher(draft.address) or None,
        source_url=draft.address or None,
        source_url_complete=False if cut_off else None,
        source_lang=_other_language(draft.address),
        body=markdown(draft),
    )
    notes = ("the address is cut off in the source",) if cut_off else ()
    return document, (*draft.warnings, *dated.warnings, *notes)


def markdown(draft: Draft) -> str:
    """Return the draft's blocks as Markdown."""
    written = [
        heading(block.text, block.level) if block.kind == "heading" else paragraph(block.text)
        for block in draft.blocks
    ]
    return "\n\n".join(written) + "\n" if written else ""


def date_of(opening: str, text: str, address: str) -> Dated:
    """Return the day of a document: its address's, confirmed by the text, else its opening's first.

    opening  the part of `text` whose dates are the document's own; a day further down is more often
             one that the text tells of
    A weekday that does not fit is the source's slip, or ours: the keeper is told.
    """
    addressed = date_in_address(address)
    if addressed:
        same = [day for day in dates_in(text) if _is(day, addressed)]
        return Dated(addressed, "url+text" if same else "url", _weekday_warnings(same, addressed))
    whole = next((day for day in dates_in(opening) if day.year), None)
    if whole is None or whole.year is None:
        return Dated(None, None, ("no date found; add a line «date: …»",))
    date = When(whole.year, whole.month, whole.day)
    return Dated(date, "text", _weekday_warnings([whole], date))


def _opening(draft: Draft) -> str:
    """Return the title, the first paragraphs, and every short line that is a date."""
    paragraphs = [block.text for block in draft.blocks if block.kind == "paragraph"]
    dates = [text for text in paragraphs if len(text) <= A_DATE and _is_a_date(text)]
    return "\n".join([*dates, draft.title, *paragraphs[:OPENING]])


def _is_a_date(text: str) -> bool:
    """Tell whether a line says nothing beyond a date."""
    found = list(dates_in(text))
    if len(found) != 1:
        return False
    rest = text[: found[0].start] + text[found[0].end :]
    return all(word.text in BESIDE_A_DATE or is_weekday(word.text) for word in words(rest))


def _is(found: Found, date: When) -> bool:
    return found[1:3] == date[1:3] and found.year in (None, date.year)


def _weekday_warnings(found: list[Found], date: When) -> tuple[str, ...]:
    wrong = [day for day in found if day.weekday not in (None, weekday_of(date))]
    return (f"the weekday named with {date.iso} is not that day's; see which is right",) * bool(
        wrong
    )


def _lead(draft: Draft) -> str | None:
    """Return the first paragraph, if more follows: one paragraph is no summary of itself."""
    paragraphs = [block.text for block in draft.blocks if block.kind == "paragraph"]
    return paragraphs[0].replace("\n", " ") if len(paragraphs) > 1 else None


def _is_arabic(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    arabic = sum("\u0600" <= c <= "\u06ff" for c in letters)
    return arabic > SHARE_OF_ARABIC * len(letters)


def _other_language(address: str) -> str | None:
    code = language_of(address)
    return code if code and code != LANGUAGE else None
