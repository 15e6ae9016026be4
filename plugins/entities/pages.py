"""The entities' pages: A to Z by kind, and each with the articles that name it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup
from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from plugins.arabic.dates import When
from plugins.bars import Picture, picture
from plugins.entities.annotation import sentences_in
from plugins.entities.entity import Entity
from plugins.entities.map import coast, map_around
from plugins.errors import ArchiveError
from plugins.explicit import broken, unresolved
from plugins.filed import digest_of
from plugins.files import read_text
from plugins.frontmatter import FENCE, split
from plugins.host import (
    kept,
    listed,
    shown,
    with_files,
    write_page,
    write_pages,
    write_section,
)
from plugins.kinds import FOLDERS, HEADINGS, KINDS
from plugins.letters import lettered
from plugins.paging import leaps, paged
from plugins.view import Link, item_of

MENTIONS = 11  # articles on a page of one: each with the sentence that names it
REMEMBERED = 1 << 14  # articles whose sentences are at hand: some 30 MB
MOST_TOGETHER = 8  # entities of each kind named with one
WIKIDATA = "https://www.wikidata.org/wiki/"


class EntityView(NamedTuple):
    """An entity as its page shows it."""

    name: str
    kind: str
    kind_label: str
    kind_url: str
    description: str
    aliases: Sequence[str]
    wikidata_url: str | None
    latlon: tuple[float, float] | None


class EntityPages(Generator):  # type: ignore[misc]
    """people/, places/, organizations/, events/ and a page for each that an article names."""

    def generate_output(self, writer: Writer) -> None:
        written = self.context["entity_texts"].items()
        texts = self._own_texts = {id: self._own_text(path) for id, path in written}
        key = [shown(self.context), self.context["all_named"], texts]
        write_section(self, writer, key, partial(self._write, writer))

    def _write(self, writer: Writer) -> None:
        self._told, self._named = cache(_told), dict[str, str]()
        self._sentences = lru_cache(REMEMBERED)(sentences_in)
        self._draw = kept(self.settings, "coast", coast)
        named_in: dict[Entity, list[Article]] = defaultdict(list)
        for article in listed(self.context):
            for each in article.entities:
                named_in[each.entity].append(article)
        for kind in KINDS:
            own = {entity: found for entity, found in named_in.items() if entity.kind == kind}
            self._write_index(writer, kind, own)
            for entity, articles in own.items():
                self._write_entity(writer, entity, articles)
                for former in entity.former_urls:
                    write_page(self, writer, former, "moved", title=entity.name, to=entity.url)
        self._sentences.cache_clear()

    def _words(self, msgid: str) -> str:
        return str(self.settings["WORDS"].gettext(msgid))

    def _href(self, path: str) -> str:
        return f"{self.settings['BASE']}/{path}"

    def _write_index(
        self, writer: Writer, kind: str, named_in: dict[Entity, list[Article]]
    ) -> None:
        links = [self._link(entity, len(named_in[entity])) for entity in named_in]
        front = f"{FOLDERS[kind]}/"
        for page in lettered(links, front, self.settings["BASE"]):
            write_page(
                self,
                writer,
                page.path,
                "entities",
                kind=kind,
                kind_label=self._words(HEADINGS[kind]),
                count=len(links) if page.path == front else 0,
                names=page,
                front=self._href(front),
            )

    def _write_entity(self, writer: Writer, entity: Entity, articles: list[Article]) -> None:
        own_text = self._own_texts.get(entity.id, Markup(""))
        named = [(article.item_key, self._naming(article)) for article in articles]

        def pages() -> Iterator[tuple[str, dict[str, Any]]]:
            return self._pages(entity, articles, own_text)

        write_pages(self, writer, entity.url, "entity", [entity, own_text, named], pages)

    def _naming(self, article: Article) -> str:
        """Return a digest of whom an article names, as lists show them, and in which sentences."""
        if article.id not in self._named:
            told = [self._told(each.entity) for each in article.entities]
            self._named[article.id] = digest_of(f"{article.named} {told}")
        return self._named[article.id]

    def _sentence(self, entity: Entity, article: Article) -> Markup:
        """Return the sentence of an article that first names an entity, the name marked."""
        return Markup(self._sentences(article.passages).get(entity.id, ""))

    def _pages(
        self, entity: Entity, articles: list[Article], own_text: Markup
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the pages of an entity that is named in `articles`, newest first."""
        base = self.settings["BASE"]
        dates = [article.when for article in articles if article.when]
        first, last = self.settings["DATES"].span(dates)
        newest = {
            "text": own_text,
            "picture": self._picture(dates),
            "together": self._together(entity, articles),
            "map": map_around(entity, len(articles), self._draw),
            "first": first,
            "last": last,
            "count": len(articles),
            "leaps": leaps(articles, self._year, entity.url, base, MENTIONS),
        }
        search = self._href(f"search/?{urlencode({entity.kind: entity.id})}")
        for page in paged(articles, entity.url, base, MENTIONS):
            # What changes with every article stands on the newest page alone.
            told = newest if page.path == entity.url else {}
            yield (
                page.path,
                {
                    "entity": self._view(entity),
                    "mentions": [(item_of(a, base), self._sentence(entity, a)) for a in page.rows],
                    "pager": page.pager,
                    "search": search,
                    **told,
                },
            )

    def _own_text(self, path: Path) -> Markup:
        """Return the HTML of what the keeper wrote of an entity."""
        markdown = read_text(path)
        if markdown.lstrip().startswith(FENCE):
            markdown = split(path, markdown)[1]
        html = self.readers.readers["md"].html(str(path), markdown)
        html = with_files(html, self.settings["BASE"], path)
        html = self.context["link_articles"](html)
        html = self.context["link_entities"](html)
        for name in unresolved(html):
            raise ArchiveError(broken(path, read_text(path), name))
        return Markup(html)

    def _view(self, entity: Entity) -> EntityView:
        located = entity.lat is not None and entity.lon is not None
        return EntityView(
            name=entity.name,
            kind=entity.kind,
            kind_label=self._words(HEADINGS[entity.kind]),
            kind_url=self._href(f"{FOLDERS[entity.kind]}/"),
            description=entity.description,
            aliases=entity.names[1:],
            wikidata_url=WIKIDATA + entity.wikidata if entity.wikidata else None,
            latlon=(entity.lat or 0.0, entity.lon or 0.0) if located else None,
        )

    def _year(self, article: Article) -> str:
        date = article.when
        return self.settings["DATES"].number(date.year) if date else ""

    def _picture(self, dates: list[When]) -> Picture | None:
        counts = Counter(date.year for date in dates)
        rtl = self.settings["DIRECTION"] == "rtl"
        return picture(counts, rtl, self.settings["DATES"].number)

    def _together(self, entity: Entity, articles: list[Article]) -> list[tuple[str, list[Link]]]:
        """Return, by kind, the entities that the same articles name, most often first."""
        named = [each.entity for article in articles for each in article.entities]
        counts = Counter(each.id for each in named)
        others = {each.id: each for each in named}
        del others[entity.id]
        order = sorted(others.values(), key=lambda e: (-counts[e.id], e.id))
        by_kind: dict[str, list[Entity]] = {kind: [] for kind in HEADINGS}
        for other in order:
            by_kind[other.kind].append(other)
        return [
            (
                self._words(heading),
                [self._link(e, counts[e.id]) for e in by_kind[kind][:MOST_TOGETHER]],
            )
            for kind, heading in HEADINGS.items()
        ]

    def _link(self, entity: Entity, count: int) -> Link:
        return Link(entity.name, self._href(entity.url), count)


def _told(entity: Entity) -> str:
    """Return a digest of what lists show of an entity."""
    return digest_of(f"{entity.kind} {entity.url} {entity.name}")
