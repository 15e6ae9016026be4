"""Which part of a page is the article: menus, comments and lists of other articles are not."""

import re

from lxml import html

from plugins.convert.htmlparse import cleaned, remove, select, serialized, text_of
from plugins.convert.htmlrunning import HEADINGS, running_text

CHROME = {"nav", "aside", "footer", "form"}
CHROME_ROLES = {"navigation", "complementary", "contentinfo", "search", "banner"}
PRESSED = {
    "button",
    "menu",
    "menubar",
    "menuitem",
    "tab",
    "tablist",
    "toolbar",
    "textbox",
    "switch",
}
PRESSED |= {"combobox", "listbox", "slider", "tooltip", "progressbar"}
A_BUTTON = 40  # characters of its words, at most
WORD_PROCESSOR = re.compile(
    r"LibreOffice|OpenOffice|Microsoft Word|Word\.Document|pandoc|Calibre", re.I
)
LEAST = 0.25  # of the page's letters must be in what was found, else the page is taken whole
A_TEXT = 140  # characters; less is no article
# Between a title and its site stands the first sign that no headline has, else the last dash.
SIGN, DASH = re.compile(r"\s(?:[|»]|::)\s"), re.compile(r"\s[-–—]\s")


def article(tree: html.HtmlElement) -> html.HtmlElement:
    """Return the part of the page in `tree` that is the article, cleaned."""
    whole = tree.find("body")
    page = tree if whole is None else whole
    if is_document(tree):
        return cleaned(serialized(page))
    marked = _marked(page)
    if marked is not None:
        return bare(cleaned(serialized(marked)))
    rest = bare(cleaned(serialized(page)))
    found = running_text(rest)
    enough = len(found.text_content()) >= LEAST * len(rest.text_content())
    return found if enough and len(found.text_content()) >= A_TEXT else rest


def is_document(tree: html.HtmlElement) -> bool:
    """Tell whether the page is all text: saved by a word processor, or without menus and links."""
    for meta in tree.iter("meta"):
        is_maker = (meta.get("name") or "").lower() in ("generator", "progid")
        if is_maker and WORD_PROCESSOR.search(meta.get("content") or ""):
            return True
    if any(
        tree.find(f".//{tag}") is not None for tag in ("nav", "aside", "footer", "script", "form")
    ):
        return False
    linked = sum(len(a.text_content()) for a in tree.iter("a"))
    return 5 * linked < len(tree.text_content())


def _marked(page: html.HtmlElement) -> html.HtmlElement | None:
    """Return the one element that the page itself marks as the article's text."""
    bodies = select(page, "//*[@itemprop='articleBody' or contains(@class, 'entry-content')]")
    found = bodies or list(page.iter("article"))
    alone = found[0] if len(found) == 1 else None
    return alone if alone is not None and len(alone.text_content().strip()) >= A_TEXT else None


def bare(tree: html.HtmlElement) -> html.HtmlElement:
    """Return the tree without what marks itself as not the article."""
    remove(tree, _is_chrome)
    return tree


def _is_chrome(element: html.HtmlElement) -> bool:
    role = element.get("role")
    return (
        element.tag in CHROME or role in CHROME_ROLES or (role in PRESSED and _is_pressed(element))
    )


def _is_pressed(element: html.HtmlElement) -> bool:
    """Tell whether what can be pressed is no more than that: a heading that opens its text is."""
    words = " ".join(element.text_content().split())
    holds = any(True for _ in element.iter(*HEADINGS))
    return (
        len(words) <= A_BUTTON
        and not holds
        and not any(above.tag in HEADINGS for above in element.iterancestors())
    )


def headline(tree: html.HtmlElement) -> str:
    """Return the page's one first-level heading, or its title up to the site's name."""
    heads = _heads(tree)
    if len(heads) == 1:
        return heads[0]
    title = tree.find(".//head/title")
    text = " ".join((title.text_content() if title is not None else "").split())
    signs = [*SIGN.finditer(text)][:1] or [*DASH.finditer(text)][-1:]
    return (text[: signs[0].start()] if signs else text) or next(iter(heads), "")


def without_site(title: str, tree: html.HtmlElement) -> str:
    """Return what a page says is its title: its one heading, where only the site's name follows."""
    [head, *others] = _heads(tree) or [""]
    rest = title.removeprefix(head)
    sign = SIGN.match(rest) or DASH.match(rest)
    return head if sign and not others and len(rest) < len(head) else title


def _heads(tree: html.HtmlElement) -> list[str]:
    heads = (" ".join(text_of(h1).split()) for h1 in tree.iter("h1"))
    return list(dict.fromkeys(filter(None, heads)))
