"""The theme's templates, in one environment for all pages: what each may see, and its digest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, meta

from plugins.errors import ArchiveError
from plugins.writer.digest import Digests, digest
from plugins.writer.once import Once


@dataclass(frozen=True)
class Seen:
    """What a page of a template depends on beside its own values.

    names   of the values that the template, or one that it extends or imports, may look at
    digest  of all their sources and of the site's values among `names`; None: it cannot be told
    """

    names: frozenset[str]
    digest: str | None


class Templates:
    """The templates of one build.

    environment  Pelican's, of any generator, with the words: all generators get this one
    """

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        environment.auto_reload = False
        environment.add_extension(Once)
        self._bare = environment.overlay()  # Jinja leaves a global out of what a template looks at
        self._bare.globals = {}
        self._seen: dict[tuple[str, frozenset[str]], Seen] = {}

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
        parsed = map(self._bare.parse, sources.values())
        names = frozenset().union(*map(meta.find_undeclared_variables, parsed))
        shared = {each: site[each] for each in sorted(names) if each in site}
        self.environment.globals.update(shared)
        digests = Digests()
        known = {each: digests.of(value) for each, value in shared.items()}
        if any(value is None for each, value in known.items() if each not in given):
            return Seen(names, None)
        return Seen(names, digest(repr((sources, known))))

    def _sources(self, name: str, above: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
        """Yield the source of a template, and of all that it extends, imports or includes."""
        loader = self.environment.loader
        if loader is None or name in above:
            return
        source = loader.get_source(self.environment, name)[0]
        yield name, source
        for other in meta.find_referenced_templates(self._bare.parse(source)):
            if other is None:
                raise ArchiveError(f"{name}: a template's name is worked out; write it in quotes")
            yield from self._sources(other, (*above, name))
