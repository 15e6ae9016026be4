"""Writes the pages: those that show what they showed stay as they are, the others are rendered."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateNotFound
from pelican.contents import Article, Content
from pelican.generators import Generator
from pelican.writers import Writer

from plugins.errors import ArchiveError
from plugins.filed import Filed, digest_of
from plugins.files import content_hash
from plugins.host import Later, digests, listed
from plugins.store import code
from plugins.view import forget_item
from plugins.writer.manifest import UNKNOWN, Made, manifest_of, read_manifest
from plugins.writer.press import Job, rendered, write_file
from plugins.writer.queue import Queue
from plugins.writer.runs import Runs
from plugins.writer.templates import Seen, Templates

CONTENTS = ("article", "page")  # values that Pelican's own generators give
OWN = ("page_path", "output_file", "view")  # values that every page has


@dataclass(frozen=True)
class Text:
    """A document's own text, as templates see it: `content` is clean HTML.

    Filed, it is read by the process that renders the page.
    """

    title: str
    url: str
    html: str | Filed
    status: str
    records: Any

    @property
    def content(self) -> str:
        return str(self.html)


class PageWriter(Writer):  # type: ignore[misc]
    """Pelican's writer, with what every page of ours is given.

    A page depends on its template, the site's values that this looks at, and its own values. Where
    their digest is that of the published page, and its file is untouched, that one is kept.
    """

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self._templates: Templates = settings["TEMPLATES"]
        self._published = Path(settings["PUBLISHED_PATH"])
        known = UNKNOWN if settings["RENDER_ALL"] else read_manifest(manifest_of(self._published))
        self._known = known.pages
        self._runs = Runs(known.runs, settings["RUNS"], self._looked_at)
        self._names: set[str] = set()
        self._made: dict[str, Made] = settings["MADE"]
        self._digests = digests(settings)
        self._maker = maker_of(settings)
        self._press = Queue(settings, self._maker)
        self._last: list[Callable[[], None]] = []

    def write_file(
        self,
        name: str,
        template: Template | Later,
        context: dict[str, Any],
        *rest: Any,
        **values: Any,
    ) -> None:
        """Write the page `name`; an empty name is a page that the settings leave out."""
        if not name:
            return
        if "article" in values and self.settings.get("ARTICLES_LAST"):
            self._last.append(partial(self._write, name, template, context, values))
        else:
            self._write(name, template, context, values)

    def _write(
        self,
        name: str,
        template: Template | Later,
        context: dict[str, Any],
        values: Mapping[str, Any],
    ) -> None:
        self._begin(name)
        self._runs.wrote(name)
        self._runs.saw(str(template.name))
        names = frozenset((*OWN, *values))
        seen = self._templates.seen(str(template.name), names, context)
        key = _key(names & seen.names, values) if seen.digest else None
        shown = {} if key else self._shown(name, values, seen)
        own = key or (self._digests.of(shown) if seen.digest else None)
        whole = digest_of(f"{self._maker}{template.name} {seen.digest} {own}") if own else ""
        if not (whole and self._kept(name, whole)):
            self.settings["RENDERED"].append(name)
            given = shown or self._shown(name, values, seen)
            self._press.take(template, seen, Job(name, self._place(name), whole, given))

    def write_text(self, name: str, text: str) -> None:
        """Write a file that is no page; one that was published with that text stays."""
        self._begin(name)
        self._runs.wrote(name)
        content = text.encode("utf-8")
        told = content_hash(content)
        made = self._known.get(name)
        if made and made.content == told and self._stands(name, made):
            self._keep(name, made)
        else:
            self._made[name] = write_file(self._place(name), content, told)

    def write_run(
        self, run: str, context: dict[str, Any], key: Any, write: Callable[[], None]
    ) -> None:
        """Write pages and files by calling `write`, and note them as a run.

        run  its name, the same in every build
        key  plain values, which change when any of these does. Where it did not, and all the
             published files are untouched, they are kept and `write` is not called. Settings,
             templates, words and code count without it.
        """
        self._context = context
        said = self._digests.of(key)
        own = said and digest_of(f"{self._maker} {self.settings['CONFIGURED']} {said}")
        kept = self._runs.unchanged(run, own) if own else None
        if kept is not None and self._all_stand(kept):
            self._runs.keep(run)
            for name in kept:
                self._begin(name)
                self._keep(name, self._known[name])
        else:
            with self._runs.writing(run, own):
                write()

    def _looked_at(self, template: str) -> str | None:
        """Return a digest of a template and what it looks at of the site."""
        try:
            return self._templates.seen(template, frozenset(), self._context).digest
        except TemplateNotFound:
            return None

    def _stands(self, name: str, made: Made) -> bool:
        """Tell whether a published file is as it was written."""
        return made.is_in(f"{self._published}/{name}")

    def _all_stand(self, names: Sequence[str]) -> bool:
        known = self._known
        return all(name in known and self._stands(name, known[name]) for name in names)

    def _begin(self, name: str) -> None:
        if name in self._names:
            raise ArchiveError(f"{name}: two pages have this address; rename one of them")
        self._names.add(name)
        if name.endswith(".html"):
            self.settings["PROGRESS"](name)

    def _shown(self, name: str, values: Mapping[str, Any], seen: Seen) -> dict[str, Any]:
        """Return what a template looks at of a page's values."""
        shown = _shown(name, values)
        return {each: value for each, value in shown.items() if each in seen.names}

    def finish(self) -> None:
        """Write the articles, where they come last, and wait for the pages that others render."""
        for write in self._last:
            write()
        self._press.finish()

    def _kept(self, name: str, digest: str) -> bool:
        """Keep the published page where it is what would be rendered; tell whether it is."""
        made = self._known.get(name)
        if made is None or made.digest != digest or not self._stands(name, made):
            return False
        self._keep(name, made)
        return True

    def _keep(self, name: str, made: Made) -> None:
        self._made[name] = made
        self.settings["KEPT"].append(name)

    def _place(self, name: str) -> str:
        return f"{self.output_path}/{name}"


def render_alone(name: str, template: Template, settings: dict[str, Any], article: Article) -> str:
    """Return the HTML of an article's page after a build, as that would have written it."""
    given = _shown(name, {"article": article})
    templates: Templates = settings["TEMPLATES"]
    seen = templates.names(str(template.name))
    return rendered(template, {each: value for each, value in given.items() if each in seen})


class LastPages(Generator):  # type: ignore[misc]
    """Comes after all that give pages, and drops what only these asked of each article."""

    def generate_output(self, writer: PageWriter) -> None:
        writer.finish()
        for article in listed(self.context):
            forget_item(article)
        digests(self.settings).forget()


def maker_of(settings: Mapping[str, Any]) -> str:
    """Return a digest of what makes pages: our code, Jinja, its settings and the words."""
    words = settings["WORDS"]
    said = sorted((str(msgid), text) for msgid, text in words._catalog.items() if msgid)
    plurals = words.info().get("plural-forms")  # the rest of the header names the present time
    dates = settings["DATES"]  # its digits are those of all counts
    return digest_of(repr((code(), settings["JINJA_ENVIRONMENT"], said, plurals, dates)))


def _key(looked_at: Set[str], values: Mapping[str, Any]) -> str | None:
    """Return what stands for all that an article's page shows, None for any other page.

    looked_at  by its template; one that asks for more than the article and its view is no such page
    """
    ask = getattr(values.get("article"), "view_key", None)
    return ask() if ask and looked_at <= {*OWN, "article"} else None


def _shown(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page's values as its template sees them: none of Pelican's own objects.

    An article's view comes before its content: it names the headings there.
    """
    shown = {"page_path": name.removesuffix("index.html"), "output_file": name, **values}
    article: Any = values.get("article")
    html = getattr(article, "_content", None)
    shown.setdefault("view", article.view() if hasattr(article, "view") else None)
    for each in CONTENTS:
        content = values.get(each)
        if isinstance(content, Content):
            shown[each] = Text(
                content.title,
                content.url,
                content._content if isinstance(html, Filed) else content.content,
                content.status,
                content.records() if hasattr(content, "records") else None,
            )
    if isinstance(html, Filed):
        article._content = html  # read again when it is wanted again
    return shown
