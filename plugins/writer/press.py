"""Renders pages, in this process or in another: from plain values and a kit that says how."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from traceback import FrameSummary, extract_tb
from typing import Any, NamedTuple, Protocol

from jinja2 import BaseLoader, Environment, TemplateError, TemplateSyntaxError, pass_context

from plugins.catalogue import read_catalogue
from plugins.datewords import DateWords
from plugins.errors import ArchiveError
from plugins.files import content_hash, make_folder, refused
from plugins.writer.constant import fold_words
from plugins.writer.manifest import Made
from plugins.writer.once import Once, forget_views

RENDERING = ("jinja2", "markupsafe", "writer")  # folders of modules that templates are run by
SLIPS = (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError)


@dataclass(frozen=True, eq=False)
class Kit:
    """What pages of one template need beside their own values, to be rendered anywhere.

    digest    of the template and the site's values: kits that share it are the same
    loader    of templates; `options`, `policies` of Jinja
    words     the folder of the catalogue
    site      what the template sees on every page
    """

    digest: str
    loader: BaseLoader
    options: Mapping[str, Any]
    policies: Mapping[str, Any]
    words: str
    dates: DateWords
    site: Mapping[str, Any]

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Kit) and other.digest == self.digest


class Renders(Protocol):
    """A template, or what stands for one."""

    def render(self, values: Any, /) -> str: ...


class Job(NamedTuple):
    """A page to make: its name below the site, its file, the digest of all it shows, its values."""

    name: str
    place: str
    digest: str
    given: Mapping[str, Any]


def render_jobs(kit: Kit, template: str, jobs: Sequence[Job]) -> list[tuple[str, Made]]:
    """Write the pages of `jobs`; return the name of each and how it was made."""
    environment = _environment(kit)
    loaded = environment.get_template(template)
    made = [(job.name, write_page(loaded, job)) for job in jobs]
    forget_views(environment)
    return made


def write_page(template: Renders, job: Job) -> Made:
    """Render a page into its file."""
    content = rendered(template, job.given).encode("utf-8")
    return write_file(job.place, content, content_hash(content), job.digest)


def rendered(template: Renders, values: Mapping[str, Any]) -> str:
    """Return a page's HTML; raises ArchiveError, with the line, for a slip in its template."""
    try:
        return template.render(values)
    except TemplateSyntaxError:
        raise  # of one that is compiled only now: it tells its line
    except SLIPS as problem:
        last = next(_frames(problem), None)
        if last is None or not last.filename.endswith(".html"):
            raise
        said = f"{last.filename}:{last.lineno}: {problem}; mend the template"
        raise ArchiveError(said) from problem


def _frames(problem: Exception) -> Iterator[FrameSummary]:
    """Yield where an error came from, the innermost first, without what only renders."""
    for frame in reversed(extract_tb(problem.__traceback__)):
        if Path(frame.filename).parent.name not in RENDERING:
            yield frame


def write_file(place: str, content: bytes, told: str, digest: str = "") -> Made:
    """Write a file of the site: no one sees it before that is whole.

    told    the content's hash
    digest  of all that a page shows
    """
    try:
        try:
            _write(place, content)
        except FileNotFoundError:  # the first of its folder
            make_folder(place.rpartition("/")[0])
            _write(place, content)
        return Made.of(digest, told, place)
    except OSError as problem:
        raise refused(place, problem) from problem


def _write(place: str, content: bytes) -> None:
    with open(place, "wb") as file:  # noqa: PTH123 - Path takes longer than the writing
        file.write(content)


def install_words(environment: Environment, words: Any, dates: DateWords) -> None:
    """Give templates the words that readers see, counts in the digits of the archive."""
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    plain: Any = environment.globals["ngettext"]

    @pass_context
    def counted(context: Any, one: str, many: str, num: int, **values: Any) -> Any:
        return plain(context, one, many, num, **{"num": dates.number(num), **values})

    environment.globals["ngettext"] = counted
    environment.filters["num"] = dates.number
    fold_words(environment, words)


@lru_cache(maxsize=4)
def _environment(kit: Kit) -> Environment:
    """Return the environment of a kit, as `Templates` and Pelican make it."""
    environment = Environment(loader=kit.loader, auto_reload=False, **kit.options)
    environment.policies.update(kit.policies)
    environment.add_extension(Once)
    install_words(environment, read_catalogue(Path(kit.words), kit.dates.lang), kit.dates)
    environment.globals.update(kit.site)
    return environment
