"""Footnotes of pages and word processors: a link to a note, and a link back."""

import re

from lxml import etree, html

from plugins.convert.htmlblocks import note_mark

CONTAINERS = ("li", "aside", "div", "p", "dd", "section", "td")
BACK = re.compile(r"[\s\[(]*(?:[↑↩^*†\ufe0e]|\d{1,3})?[\s\]).]*")
LONGEST_MARK = 8  # characters of what the reference shows: [12], (١), *


def take_notes(tree: html.HtmlElement) -> list[tuple[int, html.HtmlElement]]:
    """Take the notes out of a tree; return number and element of each, in the order of reference.

    In the text a noncharacter mark stands where the reference stood (`htmlblocks.note_mark`).
    """
    targets = {
        e.get(kind): e for e in tree.iter(etree.Element) for kind in ("id", "name") if e.get(kind)
    }
    notes: list[tuple[int, html.HtmlElement]] = []
    for reference in list(tree.iter("a")):
        target = targets.get(reference.get("href", "")[1:])
        if not reference.get("href", "").startswith("#") or target is None:
            continue
        found = _note(reference, target)
        if found is not None:
            notes.append((len(notes) + 1, found))
            _mark(reference, len(notes))
    for _, element in notes:
        if element.getparent() is not None:
            element.drop_tree()
    return notes


def _note(reference: html.HtmlElement, target: html.HtmlElement) -> html.HtmlElement | None:
    """Return the element of the note that `reference` leads to, its link back removed; or None."""
    if len(reference.text_content().strip()) > LONGEST_MARK:
        return None
    names = {reference.get("id"), reference.get("name")}
    names |= {e.get("id") for e in reference.iterancestors("sup", "span")}
    names |= {e.get("id") or e.get("name") for e in reference.iterdescendants()}
    names.discard(None)
    for element in [target, *target.iterancestors(*CONTAINERS)]:
        if element.tag not in CONTAINERS or reference in element.iterdescendants():
            continue
        back = [a for a in element.iter("a") if (a.get("href") or "")[1:] in names]
        for link in back:
            _drop_link(link)
        if back:
            return element
    return None


def _drop_link(link: html.HtmlElement) -> None:
    if BACK.fullmatch(link.text_content()):
        link.drop_tree()
    else:
        link.drop_tag()


def _mark(reference: html.HtmlElement, number: int) -> None:
    """Put the note's mark in the place of the reference, and of the raised sign that it is in."""
    place = reference
    parent = reference.getparent()
    if (
        parent is not None
        and parent.tag == "sup"
        and parent.text_content() == reference.text_content()
    ):
        place = parent
    place.tail = note_mark(number) + (place.tail or "")
    place.drop_tree()
