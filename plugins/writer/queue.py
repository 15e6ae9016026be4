"""The pages that are to be rendered: at once in this process, or in company by the crew's."""

from collections import defaultdict, deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Template

from plugins.crew import SMALL, Outcome
from plugins.host import Later, workshop
from plugins.writer.manifest import Made
from plugins.writer.press import Job, Kit, render_jobs, write_page
from plugins.writer.templates import Seen, Templates

RUN = 32  # pages sent at a time


class Sent(NamedTuple):
    """Pages that others were asked for."""

    outcome: Outcome[list[tuple[str, Made]]]
    template: Template | Later
    jobs: Sequence[Job]


class Queue:
    """Takes pages, and notes in the settings' `MADE` how each was made.

    maker  a digest of what makes pages
    """

    def __init__(self, settings: dict[str, Any], maker: str) -> None:
        self._settings, self._maker = settings, maker
        self._templates: Templates = settings["TEMPLATES"]
        self._made: dict[str, Made] = settings["MADE"]
        self._crew = workshop(settings).crew
        self._waiting: defaultdict[tuple[str, Seen], list[Job]] = defaultdict(list)
        self._sent: deque[Sent] = deque()
        self._taken = 0

    def take(self, template: Template | Later, seen: Seen, job: Job) -> None:
        """Render a page, or have it wait for a process of the crew: for enough of its kind."""
        self._taken += 1
        shared = job.digest and self._is_plain and self._crew.begin(self._taken // SMALL)
        if not shared:
            self._write(template, [job])
            return
        waiting = self._waiting[str(template.name), seen]
        waiting.append(job)
        if len(waiting) >= RUN:
            self._share(template, seen)

    def finish(self) -> None:
        """Render the pages that still wait or that nobody has begun, and await the others."""
        for (template, _), jobs in self._waiting.items():
            self._write(self._templates.environment.get_template(template), jobs)
        while self._sent:
            self._end(self._sent.pop())

    def _write(self, template: Template | Later, jobs: Sequence[Job]) -> None:
        for job in jobs:
            self._note(job.name, write_page(template, job))

    def _share(self, template: Template | Later, seen: Seen) -> None:
        while self._sent and self._sent[0].outcome.done():  # its pages need not be held any more
            self._end(self._sent.popleft())
        name = str(template.name)
        jobs = self._waiting.pop((name, seen))
        if self._crew.has_room:
            workshop(self._settings).store.share()
            begun = self._crew.submit(render_jobs, self._kit(seen), name, jobs)
            self._sent.append(Sent(begun, template, jobs))
        else:
            self._write(template, jobs)

    def _end(self, sent: Sent) -> None:
        if sent.outcome.cancel():
            self._write(sent.template, sent.jobs)
        else:
            for name, made in sent.outcome.result():
                self._note(name, made)

    def _note(self, name: str, made: Made) -> None:
        if made.digest:
            self._made[name] = made

    @property
    def _is_plain(self) -> bool:
        """Tell whether templates use nothing that a keeper put into the settings as code."""
        return not any(self._settings[f"JINJA_{each}"] for each in ("FILTERS", "GLOBALS", "TESTS"))

    def _kit(self, seen: Seen) -> Kit:
        settings, environment = self._settings, self._templates.environment
        assert environment.loader is not None
        return Kit(
            digest=f"{self._maker} {seen.digest}",
            loader=environment.loader,
            options=settings["JINJA_ENVIRONMENT"],
            policies=dict(environment.policies),
            words=str(Path(settings["THEME"], "words")),
            dates=settings["DATES"],
            site=seen.site,
        )
