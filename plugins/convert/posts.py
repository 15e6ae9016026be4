"""Saved pages of social networks: the posts on them, without the words of the pages' buttons."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree, html

from plugins.convert.clean import clean_line
from plugins.convert.htmlblocks import BLOCKS
from plugins.convert.htmlparse import remove, select

NETWORKS = """
    facebook.com x.com twitter.com instagram.com threads.net threads.com youtube.com linkedin.com
    tiktok.com bsky.app
"""
HOST = re.compile(r"(?:.*\.)?(?:" + "|".join(map(re.escape, NETWORKS.split())) + ")")
FILMS = "expanded"
# How each marks a post's own words: Facebook as it is and as it was, X, Bluesky, YouTube.
MARKS = (
    "@data-ad-rendering-role='story_message'",
    "@data-ad-comet-preview='message'",
    "@data-ad-preview='message'",
    "@data-testid='post_message'",
    "contains(concat(' ', @class, ' '), ' _5pbx userContent ')",
    "@data-testid='tweetText'",
    "@data-testid='postText'",
    f"@id='{FILMS}' and ancestor::*[@id='description-inline-expander'] and normalize-space()",
)
PICTURES = ("@data-testid='tweetPhoto'", "@data-imgperflogname='MediaGridPhoto'")  # of posts
POSTS = f"//*[{' or '.join(f'({mark})' for mark in MARKS)}]"
SHOWN = f"//*[{' or '.join(f'({mark})' for mark in MARKS + PICTURES)}]"
INSTAGRAMS = "//meta[@property='og:site_name' and @content='Instagram']"
TITLE = f"//meta[@property='og:title' and {INSTAGRAMS}]/@content"
# «متحف على Instagram: "…"», in the language of who saved it.
TITLED = re.compile(
    r"(?P<author>.{1,200}?)\s(?:\w{1,10}\s)?Instagram:\s[\"“«](?P<text>.+)[\"”»]\s*", re.DOTALL
)
BEGINNING = 30  # letters of a post that tell it
NAMES = "(//*[@data-testid='User-Name']//a | //*[@data-ad-rendering-role='profile_name'])"
TIMES = "ancestor::article[1]//time/@datetime"
WRITTEN = r"[\d٠-٩.,٫٬]+\s*(?:ألف|مليون|[KMkm])?"
# What stands on buttons and below posts, with or without a number before it.
BUTTON = (
    rf"(?:{WRITTEN}\s*)?(?:أعجبني|إعجاب(?:ات)?|لم يعجبني|تفاعل|تعليق(?:ات|ًا|ا)?|التعليقات"
    r"|ردّ?|ردود|الرد|مشارك(?:ة|ات)|شارك|إرسال|حفظ|متابعة|أتابعه|نسخ الرابط|عرض المزيد|المزيد"
    r"|عرض الترجمة|عرض كل التعليقات|عرض المزيد من التعليقات|الأكثر ملاءمة|كتابة تعليق|اكتب تعليقًا"
    r"|إعادة نشر|إعادات نشر|اقتباس(?:ات)?|مشاهد(?:ة|ات)|اشتراك|مشترك|الإبلاغ"
    r"|likes?|comments?|shares?|repl(?:y|ies)|send|save|follow(?:ing)?|see more|more"
    r"|view (?:all|more) comments|most relevant|see translation|reposts?|quotes?|views?"
    r"|bookmarks?|subscribe)"
)
BUTTONS = re.compile(rf"{BUTTON}(?:[\s…·|:]+{BUTTON})*[\s.…·:]*", re.I)
LONGEST = 80  # characters of a row of them


class Posts(NamedTuple):
    """The posts of a page in one element; who wrote the first, and when, if the page tells.

    of_film  the one post is what is written below a film, whose name is the page's title
    """

    text: html.HtmlElement
    author: str
    date: str
    of_film: bool


def posts(tree: html.HtmlElement) -> Posts | None:
    """Return the posts that a page marks as such, whatever its network; None for other pages."""
    found = [each for each in select(tree, POSTS) if each.text_content().strip()]
    if not found:
        return _titled(tree)
    names = (clean_line(_first_text(each)) for each in select(tree, NAMES))
    times = found[0].xpath(TIMES)
    of_film = found[0].get("id") == FILMS
    whole = html.Element("div")
    for each in _outermost(select(tree, SHOWN)):
        if len(whole) and each in found:
            etree.SubElement(whole, "hr")
        each.tail = None
        whole.append(each)
    return Posts(whole, next(filter(None, names), ""), str(times[0]) if times else "", of_film)


def _titled(tree: html.HtmlElement) -> Posts | None:
    """Return the post that a page says in its title, as Instagram's do, which mark nothing.

    Its own words on the page are taken where they are found there: they have their lines.
    """
    said = next((TITLED.fullmatch(str(each)) for each in tree.xpath(TITLE)), None)
    if said is None:
        return None
    begins = clean_line(said["text"])[:BEGINNING]
    whole = html.Element("div")
    shown = (h1 for h1 in select(tree, "//h1") if clean_line(h1.text_content()).startswith(begins))
    own = next(shown, None)
    if own is not None:
        own.tag, own.tail = "div", None
        whole.append(own)
    else:
        for line in filter(None, map(str.strip, said["text"].split("\n"))):
            etree.SubElement(whole, "p").text = line
    times = tree.xpath("//time/@datetime")
    return Posts(whole, clean_line(said["author"]), str(times[0]) if times else "", False)


def is_of_network(address: str) -> bool:
    """Tell whether an address is that of a page of a social network."""
    try:
        return HOST.fullmatch((urlsplit(address).hostname or "").lower()) is not None
    except ValueError:
        return False


def drop_buttons(tree: html.HtmlElement) -> None:
    """Remove from a network's page each element that has nothing but the words of a button."""
    remove(tree, _is_button)


def _is_button(element: html.HtmlElement) -> bool:
    if element.tag in ("html", "head", "body", "title", "script", "time"):
        return False
    if _is_amid_words(element):
        return False
    text = " ".join(element.text_content().split())
    return 0 < len(text) <= LONGEST and BUTTONS.fullmatch(text) is not None


def _is_amid_words(element: html.HtmlElement) -> bool:
    if element.tag in BLOCKS:
        return False
    above, before = element.getparent(), element.getprevious()
    left = before.tail if before is not None else above.text if above is not None else ""
    return any(char.isalnum() for char in (left or "") + (element.tail or ""))


def _outermost(found: list[html.HtmlElement]) -> list[html.HtmlElement]:
    """Return the elements that stand in no other."""
    known = set(found)
    return [each for each in found if known.isdisjoint(each.iterancestors())]


def _first_text(element: html.HtmlElement) -> str:
    return next((text for text in element.itertext() if text.strip()), "")
