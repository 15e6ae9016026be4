"""Puts links to the entities' pages into an article's HTML."""

from collections.abc import Callable
from html import escape

from plugins.entities.authority import Entity
from plugins.entities.match import Mention
from plugins.plaintext import PlainText

NEVER_INSIDE = frozenset(("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "cite", "script"))


def linked(plain: PlainText, mentions: list[Mention], address: Callable[[Entity], str]) -> str:
    """Return the HTML of `plain` with each entity linked where it is first named in each section.

    mentions  in the text of `plain`, none overlapping
    address   what a link to the entity's page says
    Only a plain <a> stands inside a word's line: anything else would cut the joins of its letters.
    """
    html, at = [], 0
    seen: set[tuple[int, str]] = set()
    for mention in sorted(mentions, key=lambda each: each.start):
        span = plain.html_span(mention.start, mention.end)
        section = plain.html.count("<h", 0, span[0]) if span else 0
        if span is None or NEVER_INSIDE & set(span[2]) or (section, mention.entity.id) in seen:
            continue
        seen.add((section, mention.entity.id))
        begin, end, _ = span
        html += [plain.html[at:begin], _link(plain.html[begin:end], mention.entity, address)]
        at = end
    return "".join([*html, plain.html[at:]])


def _link(inner: str, entity: Entity, address: Callable[[Entity], str]) -> str:
    return (
        f'<a class="mention" data-kind="{entity.kind}" href="{escape(address(entity))}">{inner}</a>'
    )
