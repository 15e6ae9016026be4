"""The stories' pages: all of them, and each with its articles in the order of time."""

from pelican.generators import Generator
from pelican.writers import Writer

from plugins import addresses
from plugins.host import write_page
from plugins.view import item_of, story_card


class StoryPages(Generator):  # type: ignore[misc]
    """stories/ and stories/<id>/."""

    def generate_output(self, writer: Writer) -> None:
        base, stories = self.settings["BASE"], self.context["stories"]
        cards = [story_card(story, base) for story in stories]
        write_page(self, writer, "stories/", "stories", stories=cards)
        for story, card in zip(stories, cards, strict=True):
            items = [item_of(article, base) for article in story.documents]
            write_page(self, writer, addresses.story(story.id), "story", story=card, items=items)
