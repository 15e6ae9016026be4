"""Puts links to the entities' pages into an article's HTML."""

from collections.abc import Callable, Sequence
from html import escape

from plugins.entities.authority import Entity
from plugins.entities.match import Mention
from plugins.plaintext import PlainText

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
NEVER_LINKED = HEADINGS | {"a", "cite"}
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


def _link(inner: str, mention: Mention, address: Callable[[Entity], str]) -> str:
    entity = mention.entity
    return (
        f'<a class="mention" data-kind="{entity.kind}" data-entity="{entity.id}" '
        f'href="{escape(address(entity))}">{inner}</a>'
    )


def _mark(inner: str, mention: Mention) -> str:
    return f'<span class="named" data-entity="{mention.entity.id}">{inner}</span>'
