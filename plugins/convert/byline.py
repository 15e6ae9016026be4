"""Who wrote: «بقلم …», «كتب: …», «إعداد …», «ترجمة …», agencies, and place lines.

Read only from lines of their own at the beginning and the end, and from the start of the first
paragraph: a name further on is somebody whom the text speaks of.
"""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from plugins.convert.dating import is_a_date
from plugins.convert.draft import Draft
from plugins.convert.invocation import is_invocation

LETTER, IN_A_WORD = r"[^\W\d_]", r"\w'.’\u064b-\u0652"
WORD = rf"{LETTER}[{IN_A_WORD}-]*"
NAME = rf"{WORD}(?:\s+{WORD}){{0,5}}"
# In a list of names, what can part two of them does: were it left open whether «و» begins a name,
# or a hyphen stands in one, long lines would be tried in all ways, which are 2ⁿ.
A_NAME = rf"{WORD}(?:\s+(?!و\s?{LETTER}){WORD}){{0,5}}"
NAMES = rf"{A_NAME}(?:\s*(?:،|,|/|\+|&|\s-\s)\s*{A_NAME}|\s+و\s?{A_NAME})*"
SIGNING = rf"{LETTER}(?:[{IN_A_WORD}]|-(?!\s*{LETTER}))*"
AGENCY = rf"{SIGNING}(?:\s+{SIGNING}){{0,5}}"
AUTHOR_CUES = (
    r"بقلم|كتبه|كتبها|كتبت|كتب|تحرير|إعداد|أعده|أعدها|أعد التقرير|إعداد وتقديم|تقرير|تحقيق|حاوره|"
    r"حاورته|أجرى الحوار|أجرت الحوار|أجرى المقابلة|حوار|مراسلنا|مراسلتنا|من مراسلنا|الكاتب|الكاتبة|"
    r"المؤلف|المؤلفة|by|par|written by"
)
TRANSLATOR_CUES = (
    r"ترجمة وتحرير|ترجمة|ترجمه|ترجمته|ترجمها|ترجمتها|نقله إلى العربية|نقلته إلى العربية|"
    r"نقلها إلى العربية|عربه|تعريب|المترجم|المترجمة|translated by|traduit par"
)
MARK = "[\u064b-\u0652]*"
BYLINE = re.compile(rf"(?:{AUTHOR_CUES})\s*[:：/\-–|]?\s*(?P<names>{NAMES})\s*[.،]?", re.I)
TRANSLATED = re.compile(rf"(?:{TRANSLATOR_CUES})\s*[:：/\-–|]?\s*(?P<names>{NAMES})\s*[.،]?", re.I)
BOTH = re.compile(
    rf"(?P<author>(?:{AUTHOR_CUES})\s*[:：/]?\s*{NAMES}?)\s*[|–\-،/؛;]+\s*"
    rf"(?P<translator>(?:{TRANSLATOR_CUES})\s*[:：/]?\s*{NAMES})",
    re.I,
)
SIGNED = re.compile(rf"[(\[]\s*(?P<agency>{AGENCY}(?:\s*[،,/\-–+]\s*{AGENCY})*)\s*[)\]]\s*\.?$")
PLACE_LINE = re.compile(
    rf"(?P<place>{NAME}(?:\s*[،,/]\s*{NAME})?)\s*"
    r"(?:[(\[]\s*(?P<a>[^()\[\]]{2,40})\s*[)\]]\s*[-–—:]?|[-–—]\s*(?P<b>[^-–—:.]{2,40}?)\s*[-–—:]|"
    r"\s[-–—]|:)\s+"
)
OWNER = "the file's owner is {}: no author, unless the text says so; add a line «authors: …»"
LONGEST_LINE = 110  # characters of a line that is only a byline
FIRST, LAST = 3, 2  # blocks among which such lines stand
MOST_WORDS = 4  # of a place
JOINER = re.compile(r"\s*(?:،|,|/|\+|&|\s-\s)\s*|\s+و\s?(?=\S{3})")
NOT_NAMES = frozenset(
    "في من على إلى عن أن إن ما لا هذا هذه التي الذي قال قالت الرئيس الوزير كل بعد قبل عند".split()  # noqa: SIM905
)


class Credits(NamedTuple):
    """Who made a text, as far as it says. `lines` are the blocks that say nothing else."""

    authors: tuple[str, ...] = ()
    translator: str = ""
    agency: str = ""
    place: str = ""
    lines: frozenset[str] = frozenset()
    why: str = ""
    warnings: tuple[str, ...] = ()


def is_byline(line: str) -> bool:
    """Tell whether a line only says who wrote or translated a text."""
    found = Credits()
    return len(line) <= LONGEST_LINE and _with_line(found, line) != found


def credits(draft: Draft) -> Credits:
    """Return who made the text: what its format says, else its own lines."""
    texts = [block.text for block in draft.blocks if block.kind == "paragraph"]
    found = Credits()
    for text in dict.fromkeys(texts[:FIRST] + texts[-LAST:]):
        if len(text) <= LONGEST_LINE and "\n" not in text:
            found = _with_line(found, text)
    if not found.authors and (name := _name_above_the_date(draft)):
        found = found._replace(authors=(name,), lines=found.lines | {name}, why=f"«{name}»")
    agency, place = _opening(texts[0]) if texts else ("", "")
    signed = next((_signed(text) for text in texts[-LAST:] if _signed(text)), "")
    found = found._replace(agency=found.agency or agency or signed, place=place)
    return _with_given(found, draft, texts)


def _name_above_the_date(draft: Draft) -> str:
    """Return the line between the headline and a line that is a date, if it can be a name."""
    first, second = ([b.text if b.kind == "paragraph" else "" for b in draft.blocks] + ["", ""])[:2]
    words = first.split()
    is_name = 2 <= len(words) <= MOST_WORDS and re.fullmatch(NAME, first) is not None
    is_sentence = first.endswith(".") or NOT_NAMES.intersection(words) or is_invocation(first)
    return first if is_name and is_a_date(second) and not is_sentence else ""


def _with_given(found: Credits, draft: Draft, texts: list[str]) -> Credits:
    """Return the credits with what the format says. A file's owner is not yet its author."""
    given = draft.given
    shown = {*texts[:FIRST], *texts[-LAST:], *found.authors}
    if given.owned and not found.authors and not shown.intersection(given.authors):
        return found._replace(warnings=(OWNER.format("، ".join(given.authors)),))
    authors = found.authors if given.owned and found.authors else given.authors or found.authors
    known = agencies()
    people = tuple(name for name in authors if name not in known)
    return found._replace(
        authors=people,
        translator=given.translator or found.translator,
        agency=found.agency or next((known[name] for name in authors if name in known), ""),
        lines=found.lines | shown.intersection(given.authors),
        why=found.why or ("the source says so" if given.authors else ""),
    )


def _with_line(found: Credits, text: str) -> Credits:
    """Return the credits with what a short line of its own says."""
    told: dict[str, Any] = {"lines": found.lines | {text}, "why": f"«{text}»"}
    plain = text.strip(" .()[]")
    if plain in agencies():
        return found._replace(agency=agencies()[plain], **told)
    both = BOTH.fullmatch(text)
    if both:
        for part in (both["author"], both["translator"]):
            found = _with_line(found, part)
        return found._replace(lines=found.lines | {text})
    for pattern, name in ((TRANSLATED, "translator"), (BYLINE, "authors")):
        line = pattern.fullmatch(text)
        if line and (names := names_in(line["names"])) and not getattr(found, name):
            if name == "translator":
                return found._replace(translator="، ".join(names), **told)
            agency = next((agencies()[each] for each in names if each in agencies()), "")
            own = {"agency": agency} if agency else {"authors": names}
            return found._replace(**own, **told)
    return found


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in a list of them; () where it is a sentence."""
    names = [" ".join(name.split()) for name in JOINER.split(text) if name and name.strip()]
    if any(word in NOT_NAMES for name in names for word in name.split()):
        return ()
    return tuple(dict.fromkeys(names))


def _opening(text: str) -> tuple[str, str]:
    """Return agency and place of «القاهرة - رويترز:» and the like; "" for what is not there.

    Only with an agency that is known, or a dash after few words, is it a place line.
    """
    line = PLACE_LINE.match(text)
    if not line:
        return "", ""
    named = [part.strip() for part in re.split(r"[،,/–-]", line["a"] or line["b"] or "")]
    agency = next((agencies()[part] for part in named if part in agencies()), "")
    place = line["place"]
    sure = bool(agency) or (line["a"] is None and line["b"] is None and ":" not in line.group())
    if place in agencies():
        return agencies()[place], ""
    if not sure or len(place.split()) > MOST_WORDS or NOT_NAMES.intersection(place.split()):
        return agency, ""
    return agency, place


def _signed(text: str) -> str:
    """Return the agency that a text is signed with: «… (رويترز)»."""
    line = SIGNED.search(text)
    named = re.split(r"\s*[،,/–+-]\s*", line["agency"]) if line else []
    return next((agencies()[part] for part in named if part in agencies()), "")


@cache
def agencies() -> dict[str, str]:
    """Return what an agency is called in texts → its name."""
    with Path(__file__).with_name("agencies.csv").open(encoding="utf-8", newline="") as rows:
        return {
            form.strip(): row["name"]
            for row in csv.DictReader(rows)
            for form in (row["name"], *row["forms"].split("|"))
            if form.strip()
        }
