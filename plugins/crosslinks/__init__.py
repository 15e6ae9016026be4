"""Ties every article to those near it, and articles on one matter into stories.

Gives each article `related` (nearest first, each with its reason in words), `story`, and in it
`earlier` and `later`. Needs `entities`. Options: CROSSLINKS in pelican.conf.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import Generator
from pelican.plugins import signals

from plugins.crosslinks.graph import Graph, Node
from plugins.crosslinks.pages import StoryPages
from plugins.crosslinks.related import nearest
from plugins.crosslinks.story import Chain, stories
from plugins.host import documents, options

NAMES_IN_TITLE = 3


@dataclass(frozen=True)
class Options:
    related: int = 5  # articles named beside an article, at most


@dataclass(frozen=True)
class Related:
    """An article near another, and why, in words."""

    document: Article
    reason: str


@dataclass(frozen=True)
class Story:
    """Articles on one matter, oldest first. Its id is that of the first."""

    id: str
    title: str
    documents: Sequence[Article]


def tie(generators: Sequence[Generator]) -> None:
    settings, context = generators[0].settings, generators[0].context
    chosen = options(settings, "CROSSLINKS", Options)
    articles = list(reversed(documents(generators)))
    by_id = {article.id: article for article in articles}
    names = {each.entity.id: each.entity.name for a in articles for each in a.entities}
    graph = Graph([Node(a.id, {n.entity.id: n.count for n in a.entities}) for a in articles])
    for article in articles:
        article.related = [
            Related(by_id[near.id], _reason([names[e] for e in near.reasons], settings["WORDS"]))
            for near in nearest(graph, article.id)[: chosen.related]
        ]
        article.story = article.earlier = article.later = None
    context["stories"] = [_story(chain, by_id, names) for chain in stories(graph)]
    for story in context["stories"]:
        _place(story)


def _reason(names: list[str], words: Any) -> str:
    listed = words.gettext(", ").join(names)
    return str(words.gettext("They share: %(names)s") % {"names": listed})


def _story(chain: Chain, by_id: dict[str, Article], names: dict[str, str]) -> Story:
    members = [by_id[id] for id in chain.nodes]
    title = "، ".join(names[entity] for entity in chain.about[:NAMES_IN_TITLE])
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
    signals.all_generators_finalized.connect(tie)
    signals.get_generators.connect(page_generators)
