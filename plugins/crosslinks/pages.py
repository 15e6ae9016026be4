"""The stories' pages: all of them, and each with its articles in the order of time."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from plugins import addresses
from plugins.host import write_page, write_pages, write_section
from plugins.paging import paged, told
from plugins.view import StoryCard, item_of, story_card


class StoryPages(Generator):  # type: ignore[misc]
    """stories/ and stories/<id>/."""

    def generate_output(self, writer: Writer) -> None:
        key = [_key(story) for story in self.context["all_stories"]]
        write_section(self, writer, key, partial(self._write, writer))

    def _write(self, writer: Writer) -> None:
        base, stories = self.settings["BASE"], self.context["all_stories"]
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
            pages = partial(_pages, cards[story.id], story.documents, path, base)
            write_pages(self, writer, path, "story", _key(story), pages)


def _key(story: Any) -> list[Any]:
    """Return what changes with a story's pages."""
    return [story.id, story.title, [article.item_key for article in story.documents]]


def _pages(
    card: StoryCard, articles: Sequence[Any], path: str, base: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    for page in told(articles, path, base):
        items = [item_of(article, base) for article in page.rows]
        yield page.path, {"story": card, "items": items, "pager": page.pager}


def _beginning(story: Any) -> str:
    first = story.documents[0].when
    return first.iso if first else ""
