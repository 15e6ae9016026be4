"""What an article begins with, and the contents of a long one: its cross-headings, each given a
name to go to.
"""

import re

from plugins.plaintext import plain_text, shortened
from plugins.view import Link

HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
LEAST = 3  # headings; a shorter list is no help
PARAGRAPH = re.compile(r"<p\b.*?</p>", re.DOTALL)
OPENING = 200  # letters, as much as a shared link shows


def opening(html: str) -> str:
    """Return the beginning of an article's first paragraph, "" where there is none."""
    first = PARAGRAPH.search(html)
    return shortened(plain_text(first[0]).text.replace("\n", " "), OPENING) if first else ""


def with_contents(html: str) -> tuple[str, list[Link]]:
    """Return an article's HTML with ids in its headings, and the links to them, [] for few."""
    links: list[Link] = []

    def name(match: re.Match[str]) -> str:
        links.append(Link(plain_text(match[1]).text.strip(), f"#part-{len(links) + 1}"))
        return f'<h2 id="part-{len(links)}">{match[1]}</h2>'

    named = HEADING.sub(name, html)
    return (named, links) if len(links) >= LEAST else (html, [])
