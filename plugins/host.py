"""The one place that knows Pelican's oddities, for the plugins' shells."""

import dataclasses
from collections.abc import Iterable
from typing import Any, TypeVar

from pelican.contents import Article, Page
from pelican.generators import ArticlesGenerator, PagesGenerator

from plugins.errors import ArchiveError
from plugins.plaintext import plain_text

Chosen = TypeVar("Chosen")


def documents(generators: Iterable[Any]) -> list[Article]:
    """Return the published articles, newest first, those of one day by id, undated ones last.

    `all_generators_finalized` passes plugins' generators too: only Pelican's own is asked.
    """
    own = [each for each in generators if type(each) is ArticlesGenerator]
    found = [article for each in own for article in (*each.articles, *each.translations)]
    return sorted(found, key=lambda article: (-_day_number(article), article.id))


def pages(generators: Iterable[Any]) -> list[Page]:
    """Return the published pages (about, rights and the like), in the order of their addresses."""
    own = [each for each in generators if type(each) is PagesGenerator]
    return sorted((page for each in own for page in each.pages), key=lambda page: page.url)


def text_of(document: Article) -> str:
    """Return the document's text without its title, one block a line."""
    return plain_text(document._content).text


def options(settings: dict[str, Any], name: str, kind: type[Chosen]) -> Chosen:
    """Return the setting `name`, a dict, as a `kind`; raises ArchiveError for a wrong key."""
    given = settings.get(name, {})
    known = {each.name for each in dataclasses.fields(kind)}  # type: ignore[arg-type]
    if not isinstance(given, dict):
        raise ArchiveError(f"pelican.conf.py: {name} is not a dict; write {name} = {{…}}")
    for key in given:
        if key not in known:
            raise ArchiveError(
                f"pelican.conf.py: {name} has no option {key!r}; it has {', '.join(sorted(known))}"
            )
    return kind(**given)


def _day_number(article: Article) -> int:
    return article.when.first_day.toordinal() if article.when else 0
