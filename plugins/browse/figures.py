"""The pictures in a text: figures with captions, with room kept for them until they are there."""

import re
from collections.abc import Callable

IMAGE = re.compile(r"<img\b([^>]*?)\s*/?>")
SOURCE = re.compile(r'\ssrc="([^"]*)"')
TITLE = re.compile(r'\stitle="([^"]*)"')
SIZED = re.compile(r'\s(?:width|height|loading|decoding)="[^"]*"')
# A picture that is a paragraph of its own, in a link or not.
ALONE = re.compile(r"<p>((?:<a [^>]*>)?<img\b[^>]*>(?:</a>)?)</p>")
Size = tuple[int, int]


def with_figures(html: str, size_of: Callable[[str], Size | None]) -> str:
    """Return clean HTML with its pictures sized and fetched when they are near.

    size_of  takes a picture's address as the document has it
    A picture alone in its paragraph becomes a figure; its title, if any, the caption.
    """
    if "<img" not in html:
        return html
    return IMAGE.sub(lambda found: _image(found[1], size_of), ALONE.sub(_figure, html))


def _figure(found: re.Match[str]) -> str:
    title = TITLE.search(found[1])
    if title is None or not title[1].strip():
        return f"<figure>{found[1]}</figure>"
    bare = found[1].replace(title[0], "", 1)
    return f"<figure>{bare}<figcaption>{title[1]}</figcaption></figure>"


def _image(attributes: str, size_of: Callable[[str], Size | None]) -> str:
    source = SOURCE.search(attributes)
    size = size_of(source[1]) if source else None
    room = f' width="{size[0]}" height="{size[1]}"' if size else ""
    alternative = "" if re.search(r'\salt="', attributes) else ' alt=""'
    kept = SIZED.sub("", attributes)
    return f'<img{kept}{alternative}{room} loading="lazy" decoding="async">'
