"""Finds the authority file's entities in every document, links them and gives them pages.

Gives each article `mentions` (in order of appearance, in its body's text), `first_mentions` (the
first of each entity, by id), and `entities` (whom and what its title and its body name, most often
first). Options: ENTITIES in pelican.conf.py.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import Generator
from pelican.plugins import signals

from plugins.entities.authority import Entity, read_authority
from plugins.entities.explain import undecided
from plugins.entities.find import KnownNames, Named, count_named, names_of, read
from plugins.entities.ids import by_id, by_name, name_key, own_ids, own_texts, unknown_ids
from plugins.entities.map_pages import MapPages
from plugins.entities.markup import explicit_link, in_prose, linked, with_explicit
from plugins.entities.network_pages import NetworkPages
from plugins.entities.pages import EntityPages
from plugins.errors import ArchiveErrors
from plugins.explicit import resolved
from plugins.host import documents, options, unlisted
from plugins.plaintext import plain_text

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Options:
    authority: str = "authority"  # folder of CSV files, under PATH


def annotate(generators: Sequence[Generator]) -> None:
    settings = generators[0].settings
    chosen = options(settings, "ENTITIES", Options)
    authority = read_authority(Path(settings["PATH"], chosen.authority))
    known = by_id(authority)
    articles = [*documents(generators), *unlisted(generators)]
    errors = unknown_ids(((article.source_path, article) for article in articles), known)
    if errors:
        raise ArchiveErrors(errors)
    generators[0].context["entity_texts"] = own_texts(
        Path(settings["PATH"], chosen.authority), known
    )
    names = names_of(authority)
    named = by_name(authority)
    for article in articles:
        _link_explicitly(article, {**named, **known}, settings["BASE"])
        _annotate(article, names, known, settings["BASE"])


def _link_explicitly(article: Article, targets: Mapping[str, Entity], base: str) -> None:
    """Resolve [[id]] and [[name]]: the keeper's word, before the matcher looks."""

    def anchor(target: str, words: str) -> str | None:
        entity = targets.get(target) or targets.get(name_key(target))
        return explicit_link(entity, f"{base}/{entity.url}", words) if entity else None

    article._content = resolved(article._content, anchor)


def _annotate(article: Article, names: KnownNames, known: Mapping[str, Entity], base: str) -> None:
    plain = plain_text(article._content)
    article.plain = plain.text  # what host.text_of gives: links do not change it
    never = own_ids(article.entities_never, known)
    add = own_ids(article.entities_add, known)
    reading = read(plain.text, names, never=never, add=add)
    for each in reading.undecided:
        LOG.warning(undecided(article.source_path, each))
    article.mentions = with_explicit(plain, in_prose(plain, reading.mentions), known)
    article.first_mentions = {each.entity.id: each for each in reversed(article.mentions)}
    in_title = read(article.title, names, never=never, add=add, known=article.mentions)
    article.entities = count_named([*article.mentions, *in_title.mentions])
    named = {each.entity.id for each in article.entities}
    article.entities += [Named(known[id], 1) for id in add if id not in named]
    article._content = linked(plain, article.mentions, lambda entity: f"{base}/{entity.url}")


def page_generators(pelican: Pelican) -> Sequence[type[Generator]]:
    return (EntityPages, NetworkPages, MapPages)


def register() -> None:
    signals.get_generators.connect(page_generators)
    signals.all_generators_finalized.connect(annotate)
