"""Citations of an article, as programs that keep references read them, and as a sentence."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from plugins.datewords import DateWords
from plugins.records.cited import Cited

# What TeX takes for itself, as text.
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&$#_"},
}
TAKEN = re.compile(f"[{re.escape(''.join(TEX))}]")
WRITTEN = json.JSONEncoder(ensure_ascii=False)  # with an indent it would take ten times as long
BREAKS = re.compile(r"[\s\x00-\x1f\x7f\u0085\u2028\u2029]+")


class Citation(NamedTuple):
    """One way to cite: `name` is said to readers, `file` is what a download is called."""

    name: str
    file: str
    kind: str  # media type
    text: str


def citations(article: Cited) -> list[Citation]:
    """Return the forms that programs read."""
    return [
        Citation("BibTeX", f"{article.id}.bib", "application/x-bibtex", bibtex(article)),
        Citation("RIS", f"{article.id}.ris", "application/x-research-info-systems", ris(article)),
        Citation(
            "CSL-JSON",
            f"{article.id}.json",
            "application/vnd.citationstyles.csl+json",
            csl(article),
        ),
    ]


def apa(article: Cited, catalogue: Any, words: DateWords) -> str:
    """Return a citation in the order of APA's 7th edition (10.16): who, when, what, where."""
    comma = catalogue.gettext(", ")
    who = comma.join(article.authors)
    when = f"({_apa_date(article, catalogue, words)})"
    title = article.title
    if article.translator:
        title += f" ({catalogue.gettext('Translated by')} {article.translator})"
    opening = [who, when, title] if who else [title, when]
    parts = [*opening, article.source or "", article.archive]
    sentence = " ".join(_closed(part) for part in parts if part)
    return f"{sentence} {article.url}" if article.url.startswith("http") else sentence


def _closed(part: str) -> str:
    """Return a part of a citation with its full stop, which a question or a cry needs not."""
    return part if part.endswith(("؟", "?", "!", "…")) else f"{part.rstrip('.')}."


def _apa_date(article: Cited, catalogue: Any, words: DateWords) -> str:
    if article.when is None:
        return str(catalogue.gettext("Undated"))
    year = words.number(article.when.year)
    day = words.date(article.when).removesuffix(year).strip()
    return f"{year}{catalogue.gettext(', ')}{day}" if day else year


def bibtex(article: Cited) -> str:
    """Return a BibTeX entry: an article of its source, or @misc where the source is not known."""
    fields = dict(_bibtex_fields(article))
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    kind = "article" if article.source else "misc"
    return f"@{kind}{{{article.id},\n" + ",\n".join(lines) + "\n}\n"


def _bibtex_fields(article: Cited) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(f"{{{tex(author)}}}" for author in article.authors)
    yield "translator", f"{{{tex(article.translator)}}}" if article.translator else ""
    yield "title", f"{{{tex(article.title)}}}"
    yield "journal", tex(article.source or "")
    if article.when:
        yield "date", article.when.iso
        yield "year", str(article.when.year)
        yield "month", str(article.when.month or "")
        yield "day", str(article.when.day or "")
    yield "url", article.url if article.url.startswith("http") else ""
    yield "note", tex(article.archive)
    yield "langid", "arabic" if article.lang == "ar" else ""


def tex(text: str) -> str:
    """Return `text` on one line, safe inside the braces of a BibTeX value."""
    return TAKEN.sub(lambda sign: TEX[sign[0]], line(text))


def ris(article: Cited) -> str:
    """Return a RIS record of a newspaper article (Research Information Systems, TY NEWS)."""
    when = article.when
    day = "/".join(f"{part:02d}" for part in when if part) if when else ""
    rows = [
        ("TY", "NEWS"),
        ("ID", article.id),
        *(("AU", author) for author in article.authors),
        ("A4", article.translator or ""),
        ("TI", article.title),
        ("T2", article.source or ""),
        ("PY", str(when.year) if when else ""),
        ("DA", day),
        ("AB", article.summary),
        ("LA", article.lang),
        ("DB", article.archive),
        ("UR", article.url if article.url.startswith("http") else ""),
    ]
    lines = ((tag, line(said)) for tag, said in rows if said)
    return "".join(f"{tag}  - {said}\n" for tag, said in lines if said) + "ER  - \n"


def csl(article: Cited) -> str:
    """Return CSL-JSON: a list of one item (citationstyles.org, csl-data.json)."""
    item: dict[str, Any] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "author": [{"literal": author} for author in article.authors],
        "translator": [{"literal": article.translator}] if article.translator else [],
        "container-title": article.source,
        "issued": {"date-parts": [[part for part in article.when if part]]} if article.when else {},
        "abstract": article.summary,
        "language": article.lang,
        "archive": article.archive,
        "URL": article.url if article.url.startswith("http") else "",
    }
    rows = (
        f"  {WRITTEN.encode(name)}: {WRITTEN.encode(said)}" for name, said in item.items() if said
    )
    return "[\n {\n" + ",\n".join(rows) + "\n }\n]\n"


def line(text: str) -> str:
    """Return `text` on one line: what would begin a new field stays in its own."""
    return BREAKS.sub(" ", text).strip()
