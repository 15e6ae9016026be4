"""Finds the authority file's entities in every document, links them and gives them pages.

Gives each article `entities` (whom and what its title and its body name, most often first),
`passages` (the mentions, and the sentence that first names each), `words` (of its title and its
text, folded), both Filed, `length` (of its text, in words), `opens` (whether with its summary),
`headings` (how many) and `named`, a digest of whom it names in which sentences; the context has
`all_named`, which changes with any of these. Links what the archive's own pages say in [[…]]; the
context has `link_entities`, which does so in the HTML of any text that is no article's.
Options: ENTITIES in pelican.conf.py.
"""

import logging
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator
from pelican.plugins import signals

from plugins.entities.annotation import (
    TEXTS,
    Annotated,
    Known,
    annotate,
    annotated,
    known_in,
    version_of,
)
from plugins.entities.entity import Entity
from plugins.entities.explain import undecided
from plugins.entities.ids import own_texts, unknown_ids
from plugins.entities.map_pages import MapPages
from plugins.entities.markup import explicit_link, explicit_words, linked_among
from plugins.entities.network_pages import NetworkPages
from plugins.entities.pages import EntityPages
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.explicit import broken, resolved, unresolved
from plugins.filed import Filed
from plugins.files import read_text
from plugins.host import documents, options, pages, revised, unlisted, workshop

AT_A_TIME = 1024  # articles that are read for names
LOG = logging.getLogger(__name__)
NAMELESS = (
    "{} of {} articles name nobody whom the authority files know; "
    "make names proposes whom they may lack"
)


@dataclass(frozen=True)
class Options:
    authority: str = "authority"  # folder of CSV files, under PATH


def find_names(generators: Sequence[Generator]) -> None:
    listed = documents(generators)
    articles = [*listed, *unlisted(generators)]
    folder, version, known = _known(generators[0].settings)
    generators[0].context["entity_texts"] = own_texts(folder, known.ids)
    for article, found in zip(articles, _find(articles, generators[0].settings), strict=True):
        for each in found.undecided:
            LOG.warning(undecided(article.source_path, each))
    generators[0].context["all_named"] = [version, [article.named for article in listed]]
    nameless = sum(not article.entities for article in listed)
    if nameless * 2 > len(listed):
        LOG.warning(NAMELESS.format(nameless, len(listed)))
    named = {each.entity for article in listed for each in article.entities}
    _keep_to(named, articles[len(listed) :])
    base = generators[0].settings["BASE"]
    generators[0].context["link_entities"] = partial(_with_links, known, base, named)
    _link_pages(generators)


def _keep_to(named: Container[Entity], hidden: Sequence[Article]) -> None:
    """Let hidden articles name those alone that have a page: others only they name."""
    for article in hidden:
        article.entities = [each for each in article.entities if each.entity in named]
        ids = {each.entity.id for each in article.entities}
        article._content = linked_among(str(article._content), ids)


def _with_links(known: Known, base: str, named: Container[Entity], html: str) -> str:
    """Return HTML with [[id]] and [[name]] resolved: what no article names has no page to link."""

    def anchor(target: str, words: str) -> str | None:
        entity = known.meant(target)
        if entity is None:
            return None
        shown = explicit_words(entity, target, words)
        return explicit_link(entity, f"{base}/{entity.url}", shown) if entity in named else shown

    return resolved(html, anchor)


def _link_pages(generators: Sequence[Generator]) -> None:
    """Resolve the links that the archive's own pages hold; a broken one stops the build."""
    context = generators[0].context
    errors: list[ArchiveError] = []
    for page in pages(generators):
        if "[[" in str(page._content):
            page._content = context["link_entities"](context["link_articles"](str(page._content)))
            text = read_text(Path(page.source_path))
            left = unresolved(page._content)
            errors += [ArchiveError(broken(page.source_path, text, name)) for name in left]
    if errors:
        raise ArchiveErrors(errors)


def find_again(generator: ArticlesGenerator, article: Article, last: Article) -> None:
    list(_find([article], generator.settings))


def _known(settings: dict[str, Any]) -> tuple[Path, str, Known]:
    """Return the folder of the authority files, what changes with these, and what is in them."""
    folder = Path(settings["PATH"], options(settings, "ENTITIES", Options).authority)
    version = version_of(folder)
    return folder, version, known_in(str(folder), version)


def _find(articles: Sequence[Article], settings: dict[str, Any]) -> Iterator[Annotated]:
    """Give articles what is found in them, and yield it; some at a time, for texts are large."""
    folder, version, known = _known(settings)
    errors = unknown_ids(((article.source_path, article) for article in articles), known.ids)
    if errors:
        raise ArchiveErrors(errors)
    for article in articles:
        if not isinstance(article._content, Filed) and "[[" in article._content:
            _link_explicitly(article, known, settings["BASE"])
    about = (str(folder), version, settings["BASE"])
    for at in range(0, len(articles), AT_A_TIME):
        part = articles[at : at + AT_A_TIME]
        found = workshop(settings).each(
            "names", annotate, [_job(each) for each in part], about, filed=TEXTS
        )
        for article, values in zip(part, found, strict=True):
            own = annotated(values, known.ids)
            _give(article, own)
            yield own


def _link_explicitly(article: Article, known: Known, base: str) -> None:
    """Resolve [[id]] and [[name]]: the keeper's word, before the matcher looks."""

    def anchor(target: str, words: str) -> str | None:
        entity = known.meant(target)
        if entity is None:
            return None
        shown = explicit_words(entity, target, words)
        return explicit_link(entity, f"{base}/{entity.url}", shown)

    article._content = resolved(article._content, anchor)


def _job(article: Article) -> tuple[str, str, str, Sequence[str], Sequence[str]]:
    own = article.title, article._content, article.abstract
    return *own, article.entities_never, article.entities_add


def _give(article: Article, found: Annotated) -> None:
    article.entities, article.named = found.entities, found.named
    article.passages, article.words = found.passages, found.words
    article.length, article.opens = found.length, found.opens
    article.headings = found.headings
    filed = isinstance(article._content, Filed)
    article._content = found.html if filed else str(found.html)


def page_generators(pelican: Pelican) -> Sequence[type[Generator]]:
    return (EntityPages, NetworkPages, MapPages)


def register() -> None:
    signals.get_generators.connect(page_generators)
    signals.all_generators_finalized.connect(find_names)
    revised.connect(find_again)
