"""Puts links to the entities' pages into an article's HTML."""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from html import escape

from plugins.entities.entity import Entity
from plugins.entities.match import Mention
from plugins.plaintext import PlainText

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
NEVER_LINKED = HEADINGS | {"a", "cite"}
ANCHOR = '<a class="mention"'
LINKED = re.compile(rf'{ANCHOR}[^>]* data-entity="([^"]+)"[^>]*>(.*?)</a>')
NOT_PROSE = frozenset(("code", "pre", "script", "style", "kbd", "samp", "var"))


def in_prose(plain: PlainText, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that do not stand in code: there a word is not a name."""
    if not any(NOT_PROSE & set(run.inside) for run in plain.runs):
        return list(mentions)
    spans = ((each, plain.html_span(each.start, each.end)) for each in mentions)
    return [each for each, span in spans if not (span and NOT_PROSE & set(span[2]))]


def linked(plain: PlainText, mentions: Sequence[Mention], address: Callable[[Entity], str]) -> str:
    """Return the HTML of `plain` with each entity linked where it is first named in each section.

    mentions  in the text of `plain`, in order, none overlapping
    address   what a link to the entity's page says
    Every further mention is marked, so that the page can show where an entity is named. Only plain
    inline elements stand in a word's line: anything else would cut the joins of its letters.
    """
    html: list[str] = []
    at = 0
    seen: set[tuple[int, str]] = set()
    section = 0
    for mention in mentions:
        span = plain.html_span(mention.start, mention.end)
        if span is None or NEVER_LINKED & set(span[2]):
            continue
        begin, end, _ = span
        section += plain.html.count("<h", at, begin)
        first = (section, mention.entity.id) not in seen
        seen.add((section, mention.entity.id))
        inner = plain.html[begin:end]
        html += [
            plain.html[at:begin],
            _link(inner, mention, address) if first else _mark(inner, mention),
        ]
        at = end
    return "".join([*html, plain.html[at:]])


def explicit_words(entity: Entity, target: str, words: str) -> str:
    """Return what a keeper's [[target|words]] shows: of an id the name, a name as it is written."""
    return words or escape(entity.name if target == entity.id else target)


def explicit_link(entity: Entity, address: str, words: str) -> str:
    """Return the link that a keeper wrote, with the HTML of its words."""
    return _anchor(words, entity, address)


def with_explicit(
    plain: PlainText, mentions: Sequence[Mention], known: Mapping[str, Entity]
) -> list[Mention]:
    """Return the mentions with those that the keeper linked, which replace what they overlap.

    known  id → entity
    """
    if ANCHOR not in plain.html:
        return list(mentions)
    own = [
        Mention(known[match[1]], run.start, end, plain.text[run.start : end], "link")
        for match in LINKED.finditer(plain.html)
        for run in plain.runs
        if run.html_start == match.start(2)
        for end in [_end_of(plain, match.end(2))]
    ]
    free = [m for m in mentions if not any(m.start < o.end and o.start < m.end for o in own)]
    return sorted([*free, *own], key=lambda each: each.start)


def linked_among(html: str, ids: Container[str]) -> str:
    """Return HTML whose links to other entities than those of `ids` are their words alone."""
    return LINKED.sub(lambda found: found[0] if found[1] in ids else found[2], html)


def _end_of(plain: PlainText, html_end: int) -> int:
    """Return where the text ends that ends in the HTML at `html_end`."""
    after = next((run.start for run in plain.runs if run.html_start >= html_end), len(plain.text))
    return len(plain.text[:after].rstrip("\n"))


def _link(inner: str, mention: Mention, address: Callable[[Entity], str]) -> str:
    return _anchor(inner, mention.entity, address(mention.entity))


def _anchor(inner: str, entity: Entity, address: str) -> str:
    return (
        f'{ANCHOR} data-kind="{entity.kind}" data-entity="{entity.id}" '
        f'href="{escape(address)}">{inner}</a>'
    )


def _mark(inner: str, mention: Mention) -> str:
    return f'<span class="named" data-entity="{mention.entity.id}">{inner}</span>'
