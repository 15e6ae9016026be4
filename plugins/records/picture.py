"""The picture that stands for an article where a link to it is shared: the first large enough."""

import re
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin

IMAGE = re.compile(r"<img\s[^>]*>")
SAID = re.compile(r'\s(src|alt|width|height)="([^"]*)"')
LEAST = 200  # pixels either way; of a smaller one Facebook shows none


class Picture(NamedTuple):
    """A picture of the archive, its address absolute, its size in pixels; `alt` may be ""."""

    url: str
    width: int
    height: int
    alt: str


def first_picture(html: str, page: str) -> Picture | None:
    """Return the picture of an article; None where it has none of a known size that would do.

    html  clean, its pictures sized and their addresses as they are published
    page  its address, absolute
    """
    for tag in IMAGE.findall(html):
        said = {name: unescape(value) for name, value in SAID.findall(tag)}
        width, height = (int(said.get(name, 0)) for name in ("width", "height"))
        if min(width, height) >= LEAST:
            return Picture(urljoin(page, said["src"]), width, height, said.get("alt", ""))
    return None
