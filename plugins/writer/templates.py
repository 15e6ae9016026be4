"""The theme's templates, in one environment for all pages: what each may see, and its digest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pelican
from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, meta, nodes

from plugins.digest import Digests
from plugins.errors import ArchiveError
from plugins.filed import digest_of
from plugins.store import Store, key_of
from plugins.writer.once import Once

# What a theme does not have Pelican takes from its own, whose pages have nothing of the theme.
LENT = str(Path(pelican.__file__).parent / "themes")


@dataclass(frozen=True, eq=False)
class Seen:
    """What a page of a template depends on beside its own values.

    names   of the values that the template, or one that it extends or imports, may look at
    digest  of all their sources and of the site's values among `names`; None: it cannot be told
    site    these values of the site's
    """

    names: frozenset[str]
    digest: str | None
    site: Mapping[str, Any]


class Source(NamedTuple):
    """A template's file and text, what it looks at by itself, and the templates that it names."""

    file: str
    text: str
    names: frozenset[str]
    others: tuple[str, ...]


class Templates:
    """The templates of one build.

    environment  Pelican's, of any generator, with the words: all generators get this one
    store        keeps what templates look at
    """

    def __init__(self, environment: Environment, store: Store) -> None:
        self.environment, self._store = environment, store
        environment.auto_reload = False
        environment.add_extension(Once)
        self._bare = environment.overlay()  # Jinja leaves a global out of what a template looks at
        self._bare.globals = {}
        self._seen: dict[tuple[str, frozenset[str]], Seen] = {}
        self._read: dict[str, Source] = {}

    def seen(self, name: str, given: frozenset[str], site: Mapping[str, Any]) -> Seen:
        """Return what the template `name` sees when a page gives it the names `given`.

        site  Pelican's context. What templates look at there becomes theirs on every page, in
              macros too; it must not change any more.
        """
        key = (name, given)
        if key not in self._seen:
            self._seen[key] = self._look(name, given, site)
        return self._seen[key]

    def _look(self, name: str, given: frozenset[str], site: Mapping[str, Any]) -> Seen:
        sources = dict(sorted(self._sources(name)))
        names = self.names(name)
        shared = {each: site[each] for each in sorted(names) if each in site}
        self.environment.globals.update(shared)
        digests = Digests()
        known = {each: digests.of(value) for each, value in shared.items()}
        if any(value is None for each, value in known.items() if each not in given):
            return Seen(names, None, shared)
        texts = {each: source.text for each, source in sources.items()}
        return Seen(names, digest_of(repr((texts, known))), shared)

    def names(self, name: str) -> frozenset[str]:
        """Return the names of the values that the template `name` may look at."""
        return frozenset().union(*(source.names for _, source in self._sources(name)))

    def _sources(self, name: str, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Source]]:
        """Yield a template and all that it extends, imports or includes."""
        if name in above:
            return
        source = self._source(name, above)
        yield name, source
        for other in source.others:
            yield from self._sources(other, (*above, name))

    def _source(self, name: str, above: tuple[str, ...]) -> Source:
        """Return a template, read once. above  those that lead to it, the nearest last"""
        if name not in self._read:
            assert self.environment.loader is not None
            try:
                text, file, _ = self.environment.loader.get_source(self.environment, name)
                if file and file.startswith(LENT) and not name.startswith("!"):
                    raise TemplateNotFound(name)
            except TemplateNotFound as problem:
                if not above:
                    raise
                place = self._place(above[-1], name)
                raise ArchiveError(
                    f"{place}: there is no template {name}; correct the name, or put it beside"
                ) from problem
            self._read[name] = self._known(name, text, file or name)
        return self._read[name]

    def _place(self, name: str, named: str) -> str:
        """Return file and line where a template names another."""
        source = self._read[name]
        line = source.text.partition(named)[0].count("\n") + 1
        return f"{source.file}:{line}"

    def _known(self, name: str, text: str, file: str) -> Source:
        """Return what is known of a template: kept, because to parse it takes long."""
        key = key_of("template", (name, text, sorted(self.environment.extensions)))
        kept = self._store.get(key)
        if kept is None:
            try:
                kept = _looked_through(self._bare.parse(text, name), file)
            except TemplateSyntaxError as problem:
                raise unreadable(problem, file) from problem
            self._store.put(key, kept)
        names, others = kept
        return Source(file, text, frozenset(names), tuple(others))


def unreadable(problem: TemplateSyntaxError, file: str | Path) -> ArchiveError:
    """Return what tells of a template that cannot be compiled."""
    return ArchiveError(f"{file}:{problem.lineno}: {problem.message}; mend the template")


def _looked_through(parsed: nodes.Template, file: str) -> list[list[str]]:
    """Return the names that a template looks at, and the templates that it names."""
    named = list(meta.find_referenced_templates(parsed))
    others = [each for each in named if each is not None]
    if others != named:
        raise ArchiveError(f"{file}: a template's name is worked out; write it in quotes")
    return [sorted(meta.find_undeclared_variables(parsed)), others]
