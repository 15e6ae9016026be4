"""One build, from the settings to the published site, in the process that asks for it."""

import gc
import logging
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pelican.log
from jinja2 import TemplateNotFound, TemplateSyntaxError
from pelican import Pelican
from pelican.generators import PelicanTemplateNotFound
from pelican.settings import read_settings
from rich.console import Console
from rich.logging import RichHandler

from plugins.afar import Afar
from plugins.cluster import cluster
from plugins.crew import SELDOM, SMALL, Crew, cores
from plugins.digest import Digests
from plugins.errors import ArchiveError
from plugins.filed import digest_of
from plugins.files import refused
from plugins.store import Store
from plugins.workshop import Workshop
from plugins.writer.stamp import (
    cache_file,
    input_files,
    inputs_of,
    is_fresh,
    only_build,
    write_stamp,
)
from plugins.writer.templates import unreadable

SHARED_OUT = (  # whose functions other processes are asked for
    "plugins.reader.reading",
    "plugins.entities.annotation",
    "plugins.search.index",
    "plugins.writer.press",
)
TOO_DEEP = "a document or a template is nested too deep to be read ({}); look for lists in lists"
TOLD = "Warning or error encountered"  # in what pelican.log raises after it has told of it
SHOWN = 200  # pages after which the count on the screen is renewed


class Told(RuntimeError):
    """An error that Pelican has told of."""


def build(
    configuration: Path,
    overrides: Mapping[str, Any],
    console: Console,
    force: bool = False,
    gather: bool = False,
    scheduler: str = "",
) -> dict[str, Any]:
    """Build the site if anything changed, saying so on `console`; return the build's settings.

    configuration  the settings' file; `overrides` come before what it says
    force          keep nothing, render everything
    gather         have all in memory afterwards: build where nothing changed, too
    scheduler      of a Dask cluster that does the work; "": this machine does
    Raises ArchiveError for what a keeper can mend, Told for what Pelican has told of. The site that
    was published stays as it was then.
    """
    settings = settings_of(configuration, overrides)
    settings["CONFIGURED"] = _configured(settings)
    settings["GIVEN"], settings["RENDER_ALL"] = dict(overrides), force
    settings["SCHEDULER"] = scheduler
    output = Path(settings["OUTPUT_PATH"])
    try:
        with only_build(output), _collecting_seldom():
            inputs = inputs_of(settings, configuration)  # as they are now: what changes comes next
            if is_fresh(output, inputs) and not (force or gather):
                console.print("Nothing changed since the last build.")
            else:
                _build(settings, console)
                write_stamp(output, inputs, settings["SITEURL"], settings["FILES"])
    except RecursionError as problem:
        raise ArchiveError(TOO_DEEP.format(problem)) from problem
    except OSError as problem:
        # An error in writing does not tell its file.
        raise refused(problem.filename or output, problem) from problem
    return settings


def settings_of(configuration: Path, overrides: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that a file and a command line give.

    Raises ArchiveError, with the line, for a file that Python cannot read or run.
    """
    try:
        found: dict[str, Any] = read_settings(str(configuration), override=dict(overrides))
    except SyntaxError as problem:
        line, what = problem.lineno, problem.msg
    except OSError as problem:
        raise ArchiveError(
            f"{configuration}: cannot be read: {problem.strerror}; "
            "go to the archive's folder, or name the file with --settings"
        ) from problem
    except Exception as problem:  # whatever a keeper's Python comes to
        frames = traceback.extract_tb(problem.__traceback__)
        own = [frame.lineno for frame in frames if Path(frame.filename).name == configuration.name]
        line, what = next(reversed(own), 1), str(problem)
    else:
        return found
    raise ArchiveError(
        f"{configuration}:{line}: {what}; mend the line: a text stands between quotes, "
        'SITENAME = "…"'
    )


def _configured(settings: Mapping[str, Any]) -> str:
    """Return a digest of all settings that are plain values, but for how many work."""
    values = {name: Digests().of(value) for name, value in settings.items() if name != "WORKERS"}
    return digest_of(repr(sorted(values.items())))


def _build(settings: dict[str, Any], console: Console) -> None:
    pelican.log.init(logging.WARNING, "errors", RichHandler(console=console, show_path=False))
    pelican.log.console.quiet = True  # its own summary: ours says it
    began = time.monotonic()
    with _workshop(settings) as workshop, _progress(settings, console) as pages:
        settings["WORKSHOP"] = workshop
        try:
            Pelican(settings).run()
        except TemplateSyntaxError as problem:
            file = problem.filename or Path(settings["THEME"], "templates", problem.name or "")
            raise unreadable(problem, file) from problem
        except (TemplateNotFound, PelicanTemplateNotFound) as problem:
            there = Path(settings["THEME"], "templates")
            wrong = f"{there}: a template is missing: {problem}; put it back"
            raise ArchiveError(wrong) from problem
        except RuntimeError as problem:
            if str(problem) != TOLD:
                raise
            raise Told from problem
        workshop.store.save()
    took = f"{time.monotonic() - began:.1f} s"
    console.print(f"Built {len(pages)} pages in {took}, {len(settings['RENDERED'])} of them anew.")


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Let Python look for cycles of garbage seldom: a build keeps most of what it makes.

    It would look through the whole archive again and again, a seventh of the time of an edit.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def _workshop(settings: dict[str, Any]) -> Iterator[Workshop]:
    """Give the build's workshop: its processes, and what the last build kept."""
    path = cache_file(Path(settings["OUTPUT_PATH"]), "sqlite")
    if settings["RENDER_ALL"]:
        path.unlink(missing_ok=True)
    with _crew(settings) as crew:
        workshop = Workshop(crew, Store(path))
        if workshop.store.is_new:  # all documents are to be read
            crew.prepare(sum(1 for _ in input_files(settings["PATH"])) // SMALL)
        try:
            yield workshop
        finally:
            workshop.close()


@contextmanager
def _crew(settings: dict[str, Any]) -> Iterator[Crew]:
    """Give who works: the cluster that the keeper names, else processes of this machine."""
    if settings["SCHEDULER"]:
        with cluster(settings["SCHEDULER"]) as found:
            output = Path(settings["OUTPUT_PATH"])
            yield Afar(found, [Path(settings["PATH"]), output.parent])
    else:
        yield _processes(settings)


def _processes(settings: dict[str, Any]) -> Crew:
    """Return as many processes as the keeper wants; else one a core, where there is much to do."""
    wanted = str(settings.get("WORKERS", 0))  # text, where it was given by -e
    if not wanted.isdecimal():
        raise ArchiveError(f"pelican.conf.py: WORKERS {wanted!r} is not a number; write 2, or 0")
    if int(wanted):
        return Crew(int(wanted), worth=1, loaded=_loaded(settings))
    return Crew(cores(), loaded=_loaded(settings))


def _loaded(settings: Mapping[str, Any]) -> list[str]:
    """Return the modules whose functions the site's plugins ask other processes for."""
    own = {getattr(each, "__name__", each) for each in settings["PLUGINS"]}
    return [module for module in SHARED_OUT if module.rpartition(".")[0] in own]


@contextmanager
def _progress(settings: dict[str, Any], console: Console) -> Iterator[list[str]]:
    """Show what is being written; gives the list of the pages written so far."""
    pages: list[str] = []
    with console.status("Reading the documents") as status:

        def written(page: str) -> None:
            pages.append(page)
            if len(pages) % SHOWN == 0:  # more often it would cost as much as a page
                status.update(f"Writing pages: {len(pages)}")

        settings["PROGRESS"] = written
        yield pages
