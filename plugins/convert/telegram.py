"""Pages that Telegram exported: a message has its writer's picture, time and name before it."""

from typing import NamedTuple

from lxml import html

from plugins.convert.clean import clean_line
from plugins.convert.htmlparse import select

HISTORY = "//div[contains(@class, 'chat_page')]//div[@class='history']"
NAME = "//div[@class='page_header']//div[contains(@class, 'text')]"
STAND_INS = ".//div[contains(@class, 'userpic')]"  # letters in a circle, where there is no picture
TIMES = ".//div[contains(@class, 'date') and contains(@class, 'details') and @title]"


class History(NamedTuple):
    """The name of a chat, and the element that holds its messages."""

    name: str
    messages: html.HtmlElement


def history(tree: html.HtmlElement) -> History | None:
    """Return what a page of Telegram's says, each message with its whole date; None for others."""
    found = select(tree, HISTORY)
    if not found:
        return None
    messages = found[0]
    for each in select(messages, STAND_INS):
        if each.getparent() is not None:
            each.drop_tree()
    for time in select(messages, TIMES):
        time.text = time.get("title")
    names = (clean_line(each.text_content()) for each in select(tree, NAME))
    return History(next(names, ""), messages)
