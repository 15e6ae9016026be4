"""The stories' pages: all of them, and each with its articles in the order of time."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from plugins import addresses
from plugins.host import write_page, write_pages
from plugins.paging import paged, told
from plugins.view import Item, StoryCard, item_of, story_card


class StoryPages(Generator):  # type: ignore[misc]
    """stories/ and stories/<id>/."""

    def generate_output(self, writer: Writer) -> None:
        base, stories = self.settings["BASE"], self.context["stories"]
        cards = {story.id: story_card(story, base) for story in stories}
        # By their beginning, which stays: a story that goes on changes its own row alone.
        newest = sorted(stories, key=lambda story: (_beginning(story), story.id), reverse=True)
        for page in paged(newest, "stories/", base):
            shown = [cards[story.id] for story in page.rows]
            count = len(stories) if page.path == "stories/" else 0
            write_page(
                self, writer, page.path, "stories", stories=shown, count=count, pager=page.pager
            )
        for story in stories:
            path = addresses.story(story.id)
            items = [item_of(article, base) for article in story.documents]
            card = cards[story.id]
            pages = partial(_pages, card, items, path, base)
            write_pages(self, writer, path, "story", [card, items], pages)


def _pages(
    card: StoryCard, items: Sequence[Item], path: str, base: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    for page in told(items, path, base):
        yield page.path, {"story": card, "items": page.rows, "pager": page.pager}


def _beginning(story: Any) -> str:
    first = story.documents[0].when
    return first.iso if first else ""
