"""Finds the authority file's entities in every document, links them and gives them pages.

Gives each article `mentions` (in order of appearance, in its title's and body's text), and
`entities` (who and what it names, most often first). Options: ENTITIES in pelican.conf.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import Generator
from pelican.plugins import signals

from plugins.entities.authority import Entity, read_authority
from plugins.entities.find import Named, count_named, find_mentions
from plugins.entities.markup import linked
from plugins.entities.names import Forms, name_forms
from plugins.entities.pages import EntityPages
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.host import documents, options
from plugins.plaintext import plain_text


@dataclass(frozen=True)
class Options:
    authority: str = "authority"  # folder of CSV files, under PATH


def annotate(generators: Sequence[Generator]) -> None:
    settings = generators[0].settings
    chosen = options(settings, "ENTITIES", Options)
    authority = read_authority(Path(settings["PATH"], chosen.authority))
    forms = name_forms(authority)
    articles = documents(generators)
    _check_ids(articles, {entity.id for entity in authority})
    by_id = {entity.id: entity for entity in authority}
    for article in articles:
        _annotate(article, forms, by_id, settings["BASE"])


def _annotate(article: Article, forms: Forms, by_id: dict[str, Entity], base: str) -> None:
    plain = plain_text(article._content)
    article.mentions = find_mentions(plain.text, forms, article.entities_never)
    in_title = find_mentions(article.title, forms, article.entities_never)
    article.entities = count_named([*article.mentions, *in_title])
    named = {each.entity.id for each in article.entities}
    added = [Named(by_id[id], 1) for id in article.entities_add if id not in named]
    article.entities += added
    article._content = linked(plain, article.mentions, lambda entity: f"{base}/{entity.url}")


def _check_ids(articles: list[Article], known: set[str]) -> None:
    """Raise ArchiveErrors where front matter speaks of an entity that no authority file has."""
    errors = [
        ArchiveError(
            f"{article.source_path}:1: {field}: no entity «{id}» in the authority files; "
            "add it there or take it out here"
        )
        for article in articles
        for field in ("entities_add", "entities_never")
        for id in getattr(article, field)
        if id not in known
    ]
    if errors:
        raise ArchiveErrors(errors)


def page_generators(pelican: Pelican) -> type[Generator]:
    return EntityPages


def register() -> None:
    signals.get_generators.connect(page_generators)
    signals.all_generators_finalized.connect(annotate)
