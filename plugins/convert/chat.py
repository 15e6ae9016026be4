"""Chats that a phone exported as text: its time and its writer stand before each message."""

import re
from pathlib import PurePath

from plugins.convert.clean import clean, clean_line
from plugins.convert.draft import Block, Draft
from plugins.convert.markdown import paragraph

# 12/03/2021, 9:15 م - منى: …   and   [05/01/2020، 10:23:00 ص] منى: …   in digits of any kind
MESSAGE = re.compile(
    r"\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[,،]? \d{1,2}:\d\d(?::\d\d)?"
    r"(?: ?(?:[صم]|[ap]\.? ?m\.?))? ?(?:\]|-) ?\S",
    re.IGNORECASE,
)
FEWEST = 3  # messages; two lines that begin with times are no chat
UNNAMED = "_chat"  # as phones of Apple call the file in their zip
NAMED = "a chat: the title is the name of its file; write a better one"


def chat(text: str, name: str) -> Draft | None:
    """Return the chat that `text` is, a paragraph a message; None where it is none.

    name  of the file, which is the title: no message is
    """
    if not MESSAGE.match(clean(text.lstrip()[:200])):
        return None
    lines = [line for line in clean(text).split("\n") if line]
    begun = [MESSAGE.match(line) is not None for line in lines]
    if sum(begun) < FEWEST or 3 * sum(begun) < len(lines):
        return None
    messages: list[str] = []
    for line, begins in zip(lines, begun, strict=True):
        if begins:
            messages.append(line)
        else:
            messages[-1] += f"\n{line}"
    path = PurePath(name)
    title = clean_line(path.parent.stem if path.stem == UNNAMED else path.stem)
    blocks = tuple(Block("paragraph", each, markdown=paragraph(each)) for each in messages)
    return Draft(title, blocks, warnings=(NAMED,))
