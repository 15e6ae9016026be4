"""Who is named with whom, as a page; the names and the network as files."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial

from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from plugins.entities.annotation import mentions_in
from plugins.entities.entity import Entity
from plugins.entities.export import (
    MentionRow,
    Told,
    entities_csv,
    entities_jsonld,
    mentions_csv,
    network_gexf,
    network_json,
)
from plugins.entities.network import HEIGHT, WIDTH, Network, network, picture
from plugins.host import listed, shown, write_page, write_section, write_text
from plugins.view import Link

DATA = ("entities.csv", "entities.jsonld", "mentions.csv", "network.json", "network.gexf")


class NetworkPages(Generator):  # type: ignore[misc]
    """network/: who is named with whom; data/: the names and the network, to be taken away."""

    def generate_output(self, writer: Writer) -> None:
        placed = [article.passages.digest for article in listed(self.context)]
        key = [shown(self.context), self.context["all_named"], placed]
        write_section(self, writer, key, partial(self._write, writer))

    def _write(self, writer: Writer) -> None:
        articles = listed(self.context)
        found = network([each.entity for each in article.entities] for article in articles)
        drawn = picture(found)
        base = self.settings["BASE"]
        write_page(
            self,
            writer,
            "network/",
            "network",
            dots=[
                (dot, Link(dot.entity.name, f"{base}/{dot.entity.url}", dot.articles))
                for dot in drawn.dots
            ],
            lines=drawn.lines,
            width=WIDTH,
            height=HEIGHT,
            files=[f"{base}/data/{name}" for name in DATA],
        )
        self._write_data(writer, articles, found)

    def _write_data(self, writer: Writer, articles: list[Article], found: Network) -> None:
        told = list(_told(articles, self.settings["SITEURL"]))
        made = (
            entities_csv(told),
            entities_jsonld(told),
            mentions_csv(_mention_rows(articles)),
            network_json(found),
            network_gexf(found),
        )
        for name, text in zip(DATA, made, strict=True):
            write_text(writer, f"data/{name}", text)


def _told(articles: list[Article], site: str) -> Iterator[Told]:
    """Yield what the archive has of each entity, in the order of their ids."""
    named_in: dict[str, list[Article]] = defaultdict(list)
    mentions: Counter[str] = Counter()
    entities: dict[str, Entity] = {}
    for article in articles:
        for each in article.entities:
            entities[each.entity.id] = each.entity
            named_in[each.entity.id].append(article)
            mentions[each.entity.id] += each.count
    for id, entity in sorted(entities.items()):
        dates = [article.when.iso for article in named_in[id] if article.when]
        first, last = (min(dates), max(dates)) if dates else ("", "")
        url = f"{site}/{entity.url}"
        yield Told(entity, len(named_in[id]), mentions[id], first, last, url)


def _mention_rows(articles: list[Article]) -> Iterator[MentionRow]:
    for article in articles:
        date = article.when.iso if article.when else ""
        kinds = {each.entity.id: each.entity.kind for each in article.entities}
        for id, start, end, form, rule in mentions_in(article.passages):
            yield MentionRow(article.id, date, id, kinds[id], form, rule, start, end)
