"""The one place that knows Pelican's oddities, for the plugins' shells."""

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, TypeVar

from blinker import Signal
from pelican.contents import Article, Content, Page
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator
from pelican.plugins import signals
from pelican.writers import Writer

from plugins.arabic.dates import When
from plugins.crew import Crew
from plugins.digest import Digests
from plugins.errors import ArchiveError
from plugins.files import line_with
from plugins.plaintext import plain_text
from plugins.store import Store
from plugins.workshop import Workshop

Chosen = TypeVar("Chosen")
# What Pelican resolves in documents and nowhere else.
PELICANS = re.compile(
    r'\s(?:href|src)="([{|](?:filename|attach|static|author|category|tag|index)[}|][^"]*)"'
)

# One article, read anew by itself after a build: its page can be shown before all is built again.
# Sent by the build's ArticlesGenerator, with `article` and `last`, the article as that build had
# it; first for what the text links to, then for all else, as Pelican's own two of a build.
assert signals.all_generators_finalized  # from then on receivers come in the order of PLUGINS
reread, revised = Signal(), Signal()


def documents(generators: Iterable[Any]) -> list[Article]:
    """Return the published articles, newest first, those of one day by id, undated ones last.

    `all_generators_finalized` passes plugins' generators too: only Pelican's own is asked.
    """
    return [
        article
        for each in generators
        if type(each) is ArticlesGenerator
        for article in listed(each.context)
    ]


def unlisted(generators: Iterable[Any]) -> list[Article]:
    """Return the hidden articles: they have a page, and no list, link or search leads to it."""
    own = [each for each in generators if type(each) is ArticlesGenerator]
    return _newest_first(article for each in own for article in each.hidden_articles)


def listed(context: dict[str, Any]) -> list[Article]:
    """Return the published articles of a generator's context, in the order of `documents`."""
    found: list[Article] | None = context.get("newest_first")
    if found is None:
        found = context["newest_first"] = _newest_first(context["articles"])
    return found


def forget_texts() -> None:
    """Let go of the documents of former builds: Pelican keeps those whose HTML was asked for.

    With them all that the build knew, for as long as the process lasts.
    """
    for asked in (Content.get_content, Content.get_summary):
        asked.cache.clear()


def shown(context: dict[str, Any]) -> list[str]:
    """Return what changes with what lists show of the published articles, or with their order."""
    return [article.item_key for article in listed(context)]


def write_page(
    generator: Generator, writer: Writer, path: str, template: str, **values: Any
) -> None:
    """Render a page of ours: `path` below the site ("people/x/", "404.html"), `values` its view.

    The page is told whether it has a feed; which others have one is no affair of its own.
    """
    values = _with_feed(generator, path, values)
    writer.write_file(_file(path), Later(generator, template), generator.context, **values)


def write_pages(
    generator: Generator,
    writer: Writer,
    path: str,
    template: str,
    key: Any,
    pages: Callable[[], Iterable[tuple[str, dict[str, Any]]]],
) -> None:
    """Render the pages of the list at `path`, each a path and its view, by one template.

    key  plain values that change when any page of the list does: where they are as they were, the
         published pages stay and `pages` is not called. Settings, templates, words and code count
         without it.
    """
    later = Later(generator, template)

    def write() -> None:
        for place, values in pages():
            given = _with_feed(generator, place, values)
            writer.write_file(_file(place), later, generator.context, **given)

    writer.write_run(path, generator.context, [key, path in _followed(generator)], write)


def write_section(
    generator: Generator, writer: Writer, key: Any, write: Callable[[], None]
) -> None:
    """Write all that a generator gives by calling `write`; key  as for `write_pages`."""
    whole = [key, sorted(_followed(generator))]
    writer.write_run(type(generator).__name__, generator.context, whole, write)


def write_text(writer: Writer, path: str, text: str) -> None:
    """Write a file that is no page: `path` below the site."""
    writer.write_text(path, text)


def _with_feed(generator: Generator, path: str, values: dict[str, Any]) -> dict[str, Any]:
    return {"feed": path in _followed(generator), **values}


def _followed(generator: Generator) -> Collection[str]:
    """Return the paths of the lists that have a feed."""
    found: Collection[str] = generator.context.get("followed", ())
    return found


def _file(path: str) -> str:
    return f"{path}index.html" if not path or path.endswith("/") else path


class Later:
    """A template that is compiled when a page of it is rendered: most builds render few."""

    def __init__(self, generator: Generator, template: str) -> None:
        self._generator, self._template = generator, template
        self.name = f"{template}.html"

    def render(self, values: Mapping[str, Any]) -> str:
        return str(self._generator.get_template(self._template).render(values))


def pages(generators: Iterable[Any]) -> list[Page]:
    """Return the published pages (about, rights and the like), in the order of their addresses."""
    own = [each for each in generators if type(each) is PagesGenerator]
    return sorted((page for each in own for page in each.pages), key=lambda page: page.url)


def text_of(document: Article) -> str:
    """Return the document's text without its title, one block a line, worked out anew.

    Links that plugins put into the HTML do not change its text.
    """
    return plain_text(str(document._content)).text


def with_files(html: str, base: str, path: Path) -> str:
    """Return the HTML of a text that is no document of Pelican's, its {static} files resolved.

    path  of the text's file. Raises ArchiveError for a link that only a document's text may have
    """
    resolved = html.replace('"{static}/', f'"{base}/')
    found = PELICANS.search(resolved)
    if found is None:
        return resolved
    link = unescape(found[1])
    raise ArchiveError(
        f"{path}:{line_with(path, link)}: «{link}» leads nowhere from this text; write the address "
        "of a page as [[its id]] or in full, and that of a file as {static}/…"
    )


def workshop(settings: dict[str, Any]) -> Workshop:
    """Return the build's workshop; without one, as in a test, all is done here and nothing kept."""
    if "WORKSHOP" not in settings:
        settings["WORKSHOP"] = Workshop(Crew(1), Store(None))
    found: Workshop = settings["WORKSHOP"]
    return found


def digests(settings: dict[str, Any]) -> Digests:
    """Return what the build tells values by: what many pages show is digested once."""
    found: Digests = settings.setdefault("DIGESTS", Digests())
    return found


def kept(settings: dict[str, Any], kind: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` for this build: what it once gave is kept from build to build.

    function  as for `Workshop.each`
    """
    shop = workshop(settings)

    @cache
    def ask(*job: Any) -> Any:
        return shop.one(kind, function, job)

    return ask


def options(settings: dict[str, Any], name: str, kind: type[Chosen]) -> Chosen:
    """Return the setting `name`, a dict, as a `kind`; raises ArchiveError for a wrong one."""
    given = settings.get(name, {})
    known = {each.name: each.default for each in dataclasses.fields(kind)}  # type: ignore[arg-type]
    if not isinstance(given, dict):
        raise ArchiveError(f"pelican.conf.py: {name} is not a dict; write {name} = {{…}}")
    for key, value in given.items():
        if key not in known:
            raise ArchiveError(
                f"pelican.conf.py: {name} has no option {key!r}; it has {', '.join(sorted(known))}"
            )
        if type(value) is not type(known[key]) or (isinstance(value, int) and value < 0):
            raise ArchiveError(
                f"pelican.conf.py: {name}: {key} {value!r} will not do; write one such as "
                f"{known[key]!r}"
            )
    return kind(**given)


def _newest_first(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: (-_day_number(article.when), article.id))


@cache
def _day_number(when: When | None) -> int:
    """Return a number for a day: years have few, and articles are put in order a dozen times."""
    return when.first_day.toordinal() if when else 0
