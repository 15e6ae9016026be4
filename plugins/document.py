"""A document: front matter and Markdown. The fields are defined here, once.

Readers of the format are the converter, the Pelican reader, `make check` and the keeper.
What each field means to a keeper is in docs/keeping.md.
"""

import re
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from babel import Locale

from plugins.arabic.dates import When, read_date
from plugins.arabic.fold import fold
from plugins.bounds import beyond_bounds
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.files import read_text
from plugins.frontmatter import EDGES, Entry, join, split

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?")
ITEM_BREAK = re.compile(r"[،؛;,]")
LETTER_OR_DIGIT = re.compile(r"[^\W_]")
LIKENESS, LEAST_MEANT = 0.8, 3  # of a field's name: how alike, and longer than
YES, NO = ("true", "yes", "نعم"), ("false", "no", "لا")
STATUS = {  # as a keeper may write it → as it is kept
    "published": "published",
    "draft": "draft",
    "hidden": "hidden",
    "منشورة": "published",
    "مسودة": "draft",
    "مخفية": "hidden",
}

BASES = ("text", "url", "url+text", "metadata", "file", "keeper")  # what a date rests on
CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")  # of a language: BCP 47

Kind = Literal["text", "lang", "list", "date", "flag", "status", "id", "basis"]


def _field(kind: Kind, *arabic: str, default: Any = None) -> Any:
    """Declare a field: how its value is read, and its Arabic names."""
    default = () if kind == "list" else default
    about = {"kind": kind, "arabic": arabic, "default": default}
    return field(default=default, metadata=about)


@dataclass(frozen=True)
class Document:
    """One document of the archive. Absent fields are None, or an empty tuple for lists."""

    title: str = _field("text", "العنوان", "عنوان", default="")
    id: str = _field("id", "المعرف", "معرف", default="")
    date: When | None = _field("date", "التاريخ", "تاريخ")  # noqa: RUF009
    date_basis: str | None = _field("basis", "أساس التاريخ")
    lang: str | None = _field("lang", "اللغة", "لغة")
    authors: tuple[str, ...] = _field("list", "الكاتب", "كاتب", "الكتاب", "المؤلف", "author")
    translator: str | None = _field("text", "المترجم", "ترجمة")
    section: str | None = _field("text", "القسم", "قسم")
    summary: str | None = _field("text", "الملخص", "ملخص", "الخلاصة")
    source: str | None = _field("text", "المصدر", "مصدر")
    source_url: str | None = _field("text", "الرابط", "رابط المصدر")
    source_url_complete: bool | None = _field("flag", "الرابط كامل")
    source_lang: str | None = _field("lang", "لغة المصدر", "لغة الأصل")
    archived_url: str | None = _field("text", "نسخة محفوظة")
    file: str | None = _field("text", "الملف")
    file_sha256: str | None = _field("text")
    converted: str | None = _field("text")
    rights: str | None = _field("text", "الحقوق", "حقوق")
    tags: tuple[str, ...] = _field("list", "الوسوم", "وسوم")
    entities_add: tuple[str, ...] = _field("list", "أعلام تضاف")
    entities_never: tuple[str, ...] = _field("list", "أعلام تستبعد")
    status: str | None = _field("status", "الحالة")
    extra: tuple[tuple[str, str | tuple[str, ...]], ...] = ()  # fields that are not ours, kept
    body: str = ""


class Place(NamedTuple):
    """Where a document stands, for messages: its file and the line of each field."""

    path: Path
    lines: dict[str, int]

    def error(self, name: str, finding: str) -> ArchiveError:
        return ArchiveError(f"{self.path}:{self.lines.get(name, 1)}: {finding}")


def read_document(path: Path) -> Document:
    """Return the document in the file `path`; raises ArchiveError with file and line.

    A missing id is the file's name, where that is a possible id.
    """
    return parse_document(path, read_text(path))


def parse_document(path: Path, text: str) -> Document:
    """Return the document that `text` holds; `path` is for messages and for a missing id.

    Raises ArchiveError, where the fields cannot be told, or ArchiveErrors with all that is wrong.
    """
    entries, body = split(path, text)
    errors = list(beyond_bounds(path, text))
    place = Place(path, {})
    values: dict[str, Any] = {}
    extra: dict[str, str | tuple[str, ...]] = {}
    for entry in entries:
        known = _names().get(_plain(entry.name))
        try:
            _note_line(place, known or entry.name, entry)
            if known:
                values[known] = _value(place, known, entry.value)
                continue
        except ArchiveError as error:
            errors.append(error)
            continue
        extra[entry.name] = entry.value if isinstance(entry.value, str) else tuple(entry.value)
    document = Document(**values, extra=tuple(extra.items()), body=body)
    return _complete(place, document, errors)


def write_document(document: Document) -> str:
    """Return the document as a file's text, its fields in order. `parse_document` reads it back."""
    own = {name: _written(getattr(document, name)) for name in _own_fields()}
    return join(
        {
            name: value
            for name, value in (own | dict(document.extra)).items()
            if value not in ("", ())
        },
        document.body,
    )


def plain_fields(document: Document) -> dict[str, Any]:
    """Return the fields that a document has, as JSON can say them, and not its text."""
    said = {name: getattr(document, name) for name in _own_fields()}
    known = {name: value for name, value in said.items() if value not in (None, "", ())}
    return known | {"extra": document.extra} if document.extra else known


def from_plain(fields: dict[str, Any]) -> Document:
    """Return the document of `plain_fields`, which JSON may have written; without its text."""
    values = dict(fields)
    for name in _of_kind("date").intersection(fields):
        values[name] = When(*fields[name])
    for name in _of_kind("list").intersection(fields):
        values[name] = tuple(fields[name])
    extra = fields.get("extra", ())
    values["extra"] = tuple((n, v if isinstance(v, str) else tuple(v)) for n, v in extra)
    return Document(**values)


def _written(value: Any) -> Any:
    if isinstance(value, When):
        return value.iso
    return "" if value is None else value


def _note_line(place: Place, name: str, entry: Entry) -> None:
    first = place.lines.setdefault(name, entry.line)
    if first != entry.line:
        raise ArchiveError(
            f"{place.path}:{entry.line}: {entry.name} stands on line {first} too; keep one of them"
        )


@cache
def _own_fields() -> dict[str, Any]:
    return {each.name: each.metadata for each in fields(Document) if each.metadata}


@cache
def _of_kind(kind: str) -> frozenset[str]:
    return frozenset(name for name, about in _own_fields().items() if about["kind"] == kind)


@cache
def _names() -> dict[str, str]:
    """Every name that a keeper may write for a field, English and Arabic → the field."""
    names = {name: name for name in _own_fields()}
    for name, about in _own_fields().items():
        names |= {_plain(arabic): name for arabic in about["arabic"]}
    return names


@lru_cache(maxsize=2048)
def _plain(name: str) -> str:
    """Return what spellings of a field's name share: letters, hamzas, marks."""
    return fold(name.strip(EDGES).replace("-", "_"))


def field_named(name: str) -> str | None:
    """Return the field that a keeper means by a name, English or Arabic; None for none."""
    return _names().get(_plain(name))


def nearest_field(name: str) -> str | None:
    """Return the name of a field that a name which is none is likely meant for."""
    own = _own_fields()
    written = {
        _plain(each): each for each in (*own, *(n for a in own.values() for n in a["arabic"]))
    }
    near = get_close_matches(_plain(name), written, 1, LIKENESS)
    return next((written[each] for each in near if len(each) > LEAST_MEANT), None)


def _items(value: str | list[str]) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else ITEM_BREAK.split(value)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def line_of(path: Path, name: str) -> int:
    """Return the line of a field in the file of a document that was read."""
    entries, _ = split(path, read_text(path))
    own = (entry.line for entry in entries if _names().get(_plain(entry.name)) == name)
    return next(own, 1)


def _value(place: Place, name: str, value: str | list[str]) -> Any:
    """Return a field's value in its type; raises ArchiveError with the line."""
    about = _own_fields()[name]
    if about["kind"] == "list":
        return _items(value)
    text = ("، ".join(value) if isinstance(value, list) else value).strip(EDGES)
    if not text:
        return about["default"]
    if about["kind"] == "lang":
        return _language(place, name, text)
    if about["kind"] == "basis":
        return _choice(place, name, text, BASES)
    if about["kind"] == "date":
        return _date(place, name, text)
    if about["kind"] == "flag":
        return _choice(place, name, text, YES + NO) in YES
    if about["kind"] == "status":
        return STATUS[_choice(place, name, text, tuple(STATUS))]
    return text


def _date(place: Place, name: str, text: str) -> When:
    found = read_date(text)
    if found is None:
        raise place.error(
            name, f"{name}: «{text}» is not a date; write 2024-10-21, 2024-10 or 2024"
        )
    return found


def _language(place: Place, name: str, text: str) -> str:
    """Return a language's code: as written, or of a language that is named in Arabic or English."""
    code = text.replace("_", "-")  # ar_EG, as systems name locales
    if CODE.fullmatch(code):
        return code
    named = _languages().get(fold(text))
    if named is None:
        raise place.error(name, f"{name}: «{text}» is no language's code; write ar, fr, en or such")
    return named


@cache
def _languages() -> dict[str, str]:
    names = (Locale.parse(each).languages.items() for each in ("en", "ar"))
    return {fold(name): code.replace("_", "-") for each in names for code, name in each}


def _choice(place: Place, name: str, text: str, choices: tuple[str, ...]) -> str:
    if text.lower() not in choices:
        raise place.error(name, f"{name}: «{text}» is not one of {', '.join(choices)}")
    return text.lower()


def _complete(place: Place, document: Document, errors: list[ArchiveError]) -> Document:
    """Check what a document must have; its id is the file's name where it gives none.

    errors  what is wrong with it already
    """
    if not LETTER_OR_DIGIT.search(document.title):
        errors.append(place.error("title", "no title; add a line «title: …»"))
    if not document.id and ID.fullmatch(place.path.stem):
        document = replace(document, id=place.path.stem)
    if not ID.fullmatch(document.id):
        found = f"the id «{document.id}» has" if document.id else "no id, and the file's name has"
        wrong = f"{found} more than a-z, 0-9 and hyphens; write «id: short-name»"
        errors.append(place.error("id", wrong))
    if errors:
        raise ArchiveErrors(errors)
    return document
