"""The part of a page that holds its running text: paragraphs, of which little is links.

For pages that mark no part as the article. Menus, teasers and boxes are links, or short, or have
names that say so; a text is sentences, and most of them stand in one place.
"""

import re
from copy import deepcopy
from typing import NamedTuple

from lxml import etree, html

from plugins.convert.htmlparse import remove

RUNNING = 40  # characters of a block; shorter ones are labels
MOST = 0.66  # of the running text stands in one child: then that child is where to look on
A_TEASER = 400  # characters
MOST_NOISE = 0.5  # of the running text; a box with more is no box, whatever its name
BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt details figure figcaption footer "  # noqa: SIM905
    "form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead "
    "tr ul caption".split()
)
HOLDERS = frozenset(
    ["article", "body", "center", "div", "main", "section", "table", "tbody", "td", "tr"]
)
BOXES = HOLDERS | {"ul", "ol", "li", "dl", "nav", "aside", "p"}
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
NOISE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|side-?bar|widgets?|related|recommend\w*|shar(?:e|ing)|social|"
    r"newsletter|subscri\w*|breadcrumbs?|menu|nav|navbar|navigation|foot|footer|advert\w*|ads?|"
    r"promo\w*|sponsor\w*|popup|modal|cookies?|toolbar|pagination|pager|most-?(?:read|viewed)|"
    r"trending|ticker|copyright|login|more-news|تعليقات)(?:$|[\s_-])",
    re.I,
)
RIGHTS = re.compile(
    r"\s*(?:©|جميع\s+الحقوق\s+محفوظة|حقوق\s+النشر\s+محفوظة|all rights reserved)", re.I
)


class Text(NamedTuple):
    """Letters of an element: all, those in links that lead elsewhere, those of running text."""

    whole: int = 0
    linked: int = 0
    running: int = 0


Texts = dict[html.HtmlElement, Text]


def running_text(page: html.HtmlElement) -> html.HtmlElement:
    """Return the element of `page` with most of its running text, as a tree of its own.

    page  cleaned: nothing in it runs, and it is not changed
    """
    own = deepcopy(page)
    texts = _texts(own)
    remove(own, lambda element: _is_noise(element, texts[own].running, texts))
    texts = _texts(own)
    here = own
    while True:
        inner = [child for child in here if child.tag in HOLDERS]
        best = max(inner, key=lambda child: texts[child].running, default=None)
        if best is None or texts[best].running < MOST * texts[here].running:
            break
        if any(texts[each].running and _is_like(each, best) for each in inner):
            break  # a text in parts
        here = best
    here.tag = "div"
    here.tail = None
    return here


def _is_like(one: html.HtmlElement, other: html.HtmlElement) -> bool:
    same = (one.tag, one.get("class")) == (other.tag, other.get("class"))
    return same and one is not other


def _texts(page: html.HtmlElement) -> Texts:
    """Return what each element holds. A block's text is running text where it is long, no link."""
    texts: Texts = {}
    lines: dict[html.HtmlElement, list[int]] = {}  # block → letters, linked ones, outside of blocks
    for element in reversed(list(page.iter(etree.Element))):
        inside = _length(element.text) + sum(
            _length(child.tail) for child in element.iterchildren()
        )
        linked = inside if _leads_away(element) else 0
        whole, away, running = inside, linked, 0
        for child in element.iterchildren(etree.Element):
            held = texts[child]
            whole, running = whole + held.whole, running + held.running
            away += held.whole if _leads_away(element) else held.linked
            if child.tag not in BLOCKS:
                inside, linked = inside + lines[child][0], linked + lines[child][1]
        lines[element] = [inside, inside if _leads_away(element) else linked]
        if element.tag in BLOCKS and element.tag not in HEADINGS:
            is_running = inside >= RUNNING and 2 * lines[element][1] <= inside
            running += inside if is_running and not RIGHTS.match(element.text_content()) else 0
        texts[element] = Text(whole, away, running)
    return texts


def _length(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0


def _leads_away(element: html.HtmlElement) -> bool:
    """Tell whether the element is a link to another page; a note's sign is none."""
    return element.tag == "a" and not (element.get("href") or "#").startswith("#")


def _is_noise(element: html.HtmlElement, running: int, texts: Texts) -> bool:
    text = texts[element]
    if element.tag not in BOXES or text.running > MOST_NOISE * running:
        return False
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        NOISE.search(name) is not None
        or _is_links(element, text)
        or _is_teaser(element, text)
        or (text.whole < A_TEASER and RIGHTS.match(element.text_content()) is not None)
    )


def _is_links(element: html.HtmlElement, text: Text) -> bool:
    """Tell whether a box is nothing but links to other pages."""
    links = sum(map(_leads_away, element.iter("a")))
    return links > 1 and not text.running and 5 * text.linked >= 4 * text.whole


def _is_teaser(element: html.HtmlElement, text: Text) -> bool:
    """Tell whether a box, one of several, leads to another article: its headline is a link."""
    parent = element.getparent()
    if parent is None or text.whole > A_TEASER or not any(map(_is_linked, element.iter(*HEADINGS))):
        return False
    return sum(each.tag == element.tag for each in parent) > 1


def _is_linked(heading: html.HtmlElement) -> bool:
    links = [a for a in heading.iter("a") if _leads_away(a)]
    return bool(links) and len(links[0].text_content()) >= len(heading.text_content().strip())
