"""Writes the index that the search page and the marks on articles' pages ask."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican.generators import Generator

from plugins.crew import giving_back
from plugins.host import documents, text_of, workshop
from plugins.search.index import build
from plugins.search.record import Name, Record
from plugins.search.said import said

FOLDER = "search"


class SearchIndex(Generator):  # type: ignore[misc]
    """Gives the search page its words."""

    def generate_context(self) -> None:
        self.context["search_words"] = Markup(said(self.settings["WORDS"], self.settings["DATES"]))


def begin(generators: Sequence[Any]) -> None:
    """Begin to write the index, while others write pages where the build has a crew."""
    settings = generators[0].settings
    shop = workshop(settings)
    shop.store.share()  # who builds it reads the words itself
    records = [record_of(article) for article in documents(generators)]
    published, output = Path(settings["PUBLISHED_PATH"]), Path(settings["OUTPUT_PATH"])
    folders = output / FOLDER, published / FOLDER
    settings["INDEX"] = shop.crew.submit(giving_back, build, records, *folders)


def record_of(article: Any) -> Record:
    """Return what search knows of an article that `entities` has seen."""
    return Record(
        id=article.id,
        url=article.url,
        title=article.title,
        summary=article.abstract,
        text="" if article.abstract else text_of(article),
        date=article.when.iso if article.when else "",
        source=article.source or "",
        section=article.section or "",
        lang=article.lang,
        authors=tuple(str(author) for author in getattr(article, "authors", ())),
        entities=tuple(
            Name(each.kind, each.id, each.name, each.names[1:])
            for each in (mentioned.entity for mentioned in article.entities)
        ),
        words=article.words,
    )
