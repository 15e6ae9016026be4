"""Ties every article to those near it, and articles on one matter into stories.

Resolves the links that texts hold to other articles, before `entities` reads them; then gives each
article `related` (nearest first, each with its reason in words), `story`, and in it `earlier` and
`later` and `linked_from` (articles). Others find in the context `link_articles`, which
does that to the HTML of any text. The setting ARTICLES_LAST is true where another process still
works out what is related. Needs `entities`. Options: CROSSLINKS in pelican.conf.py.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator
from pelican.plugins import signals

from plugins import addresses
from plugins.crosslinks.graph import Node
from plugins.crosslinks.links import Target, Targets, address_key, link
from plugins.crosslinks.pages import StoryPages
from plugins.crosslinks.related import Near
from plugins.crosslinks.story import Chain
from plugins.crosslinks.terms import as_written
from plugins.crosslinks.ties import begin_near, find_stories
from plugins.errors import ArchiveError, ArchiveErrors
from plugins.explicit import broken, title_key, unresolved
from plugins.filed import Filed
from plugins.files import read_text
from plugins.host import documents, options, reread, text_of, unlisted, workshop

NAMES_IN_TITLE = 3
TIES = ("linked_from", "related", "story", "earlier", "later")


@dataclass(frozen=True)
class Options:
    related: int = 5  # articles named beside an article, at most


@dataclass(frozen=True, slots=True)
class Related:
    """An article near another, and why, in words."""

    document: Article
    reason: str


class Relateds(Iterable[Related]):
    """What is near an article, worked out whenever it is asked for: to hold it for all fills the
    memory, and lists do without.
    """

    __slots__ = ("_work_out",)

    def __init__(self, work_out: Callable[[], list[Related]]) -> None:
        self._work_out = work_out

    def __iter__(self) -> Iterator[Related]:
        return iter(self._work_out())


@dataclass(frozen=True)
class Story:
    """Articles on one matter, oldest first. Its id is that of the first."""

    id: str
    title: str
    documents: Sequence[Article]


def resolve(generator: ArticlesGenerator) -> None:
    """Link what articles say of each other; their texts change, so it comes before the names."""
    articles, hidden = documents([generator]), unlisted([generator])
    targets = _targets(articles, generator.settings["BASE"])
    generator.context["link_targets"] = targets
    generator.context["link_articles"] = partial(_with_links, targets)
    by_id = {article.id: article for article in articles}
    linked_from: dict[str, list[Article]] = defaultdict(list)
    for article in (*articles, *hidden):
        article._content, ids = _linked(article, targets)
        article.linked_from = article.related = ()
        article.story = article.earlier = article.later = None
        if article.id in by_id:
            for id in ids:
                linked_from[id].append(article)
    for id, others in linked_from.items():
        by_id[id].linked_from = others


def resolve_again(generator: ArticlesGenerator, article: Article, last: Article) -> None:
    """Link what an article says, and leave it the ties that it had: others' are not known yet."""
    article._content, _ = _linked(article, generator.context["link_targets"])
    for name in TIES:
        setattr(article, name, getattr(last, name))


def _linked(article: Article, targets: Targets) -> tuple[str | Filed, Sequence[str]]:
    """Return an article's HTML with its links, and whither they lead; what is filed has none."""
    html = article._content
    if isinstance(html, Filed):
        return html, ()
    linked = link(html, targets, article.id)
    return linked.html, linked.ids


def _with_links(targets: Targets, html: str) -> str:
    """Return the HTML of a text that is no article's with its links to articles."""
    return link(html, targets, "").html


def _targets(articles: Sequence[Article], base: str) -> Targets:
    of = {a.id: Target(a.id, a.title, f"{base}/{addresses.article(a.id)}") for a in articles}
    titles = Counter(title_key(article.title) for article in articles)
    held: dict[str, list[Target]] = defaultdict(list)
    for article in articles:
        complete = article.source_url and article.source_url_complete is not False
        key = address_key(article.source_url) if complete else None
        if key:
            held[key].append(of[article.id])
    return Targets(
        ids=of,
        titles={title_key(t.title): t for t in of.values() if titles[title_key(t.title)] == 1},
        addresses={key: found[0] for key, found in held.items() if len(found) == 1},
    )


def tie(generators: Sequence[Generator]) -> None:
    settings, context = generators[0].settings, generators[0].context
    chosen = options(settings, "CROSSLINKS", Options)
    articles = list(reversed(documents(generators)))
    built = [*articles, *unlisted(generators)]
    errors = [error for article in built for error in _broken(article)]
    if errors:
        raise ArchiveErrors(errors)
    by_id = {article.id: article for article in articles}
    names = {each.entity.id: each.entity.name for a in articles for each in a.entities}
    nodes = [_node(article) for article in articles]
    texts = [article.words for article in articles]
    begun = begin_near(workshop(settings), nodes, texts, chosen.related)
    settings["ARTICLES_LAST"] = begun.elsewhere
    for at, article in enumerate(articles):
        article.related = Relateds(partial(_related, article, at, begun.near, by_id, names))
    chains = find_stories(workshop(settings), begun.graph)
    context["all_stories"] = [_story(chain, by_id, names) for chain in chains]
    for story in context["all_stories"]:
        _place(story)


def _related(
    article: Article,
    at: int,
    near: Callable[[], Sequence[Sequence[Near]]],
    by_id: Mapping[str, Article],
    names: Mapping[str, str],
) -> list[Related]:
    """Return what is near the article, the one `at` of all, and say why."""
    return [Related(by_id[n.id], _reason(n, names, article)) for n in near()[at]]


def _broken(article: Article) -> Iterator[ArchiveError]:
    html = article._content
    for name in [] if isinstance(html, Filed) else unresolved(html):
        text = read_text(Path(article.source_path))
        yield ArchiveError(broken(article.source_path, text, name))


def _node(article: Article) -> Node:
    day = article.when.first_day.toordinal() if article.when else None
    return Node(article.id, {n.entity.id: n.count for n in article.entities}, day=day)


@lru_cache(1)
def _written(article: Article) -> Mapping[str, str]:
    """Return how an article writes its lemmas."""
    return as_written(f"{article.title} {text_of(article)}")


def _reason(near: Near, names: Mapping[str, str], article: Article) -> str:
    """Return what ties an article to another: the entities that they share, else the words."""
    words = article.settings["WORDS"]
    comma = words.gettext(", ")
    if near.entities:
        listed = comma.join(names[id] for id in near.entities)
        return str(words.gettext("They share: %(names)s") % {"names": listed})
    written = _written(article)
    listed = comma.join(written.get(lemma, lemma) for lemma in near.words)
    return str(words.gettext("Words in common: %(words)s") % {"words": listed})


def _story(chain: Chain, by_id: dict[str, Article], names: dict[str, str]) -> Story:
    members = [by_id[id] for id in chain.nodes]
    comma = members[0].settings["WORDS"].gettext(", ")
    title = comma.join(names[entity] for entity in chain.about[:NAMES_IN_TITLE])
    return Story(chain.nodes[0], title or members[0].title, members)


def _place(story: Story) -> None:
    """Tell each article of a story what comes before and after it."""
    for at, article in enumerate(story.documents):
        article.story = story
        article.earlier = story.documents[at - 1] if at else None
        article.later = story.documents[at + 1] if at + 1 < len(story.documents) else None


def page_generators(pelican: Pelican) -> type[Generator]:
    return StoryPages


def register() -> None:
    signals.article_generator_finalized.connect(resolve)
    reread.connect(resolve_again)
    signals.all_generators_finalized.connect(tie)
    signals.get_generators.connect(page_generators)
