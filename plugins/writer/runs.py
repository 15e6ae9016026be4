"""Runs: what is written together, and stays unasked where nothing that it shows changed.

A list's pages are a run, and so is all that one generator writes, with the runs within it. A run
depends on its key, the templates that it is written by, and the site's values that these look at.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from plugins.filed import digest_of
from plugins.writer.manifest import Run

Look = Callable[[str], str | None]


class _Parts:
    """What a run is made of, as it is being written."""

    def __init__(self) -> None:
        self.templates: set[str] = set()
        self.files: list[str] = []
        self.runs: list[str] = []


class Runs:
    """The runs of a build.

    known  those of the published site, by name; `made` is given those of the new one
    look   gives a digest of a template and what it looks at of the site, None where nobody can tell
    """

    def __init__(self, known: Mapping[str, Run], made: dict[str, Run], look: Look) -> None:
        self._known, self._made, self._look = known, made, look
        self._open = [_Parts()]  # the innermost last; the first is the site

    def saw(self, template: str) -> None:
        """Note that what is being written is rendered by a template."""
        self._open[-1].templates.add(template)

    def wrote(self, file: str) -> None:
        """Note a file of what is being written."""
        self._open[-1].files.append(file)

    def unchanged(self, run: str, key: str) -> list[str] | None:
        """Return the files of a run that is as it was; None of one that is not, or not known."""
        known = self._known.get(run)
        if known is None or known.digest != self._digest(key, known.templates):
            return None
        return self._files(run)

    def keep(self, run: str) -> None:
        """Take over a known run, with those within it."""
        known, above = self._known[run], self._open[-1]
        above.templates.update(known.templates)
        above.runs.append(run)
        self._take(run)

    @contextmanager
    def writing(self, run: str, key: str | None) -> Iterator[None]:
        """Gather what is written meanwhile as a run; without a key it is part of what is around."""
        parts, above = _Parts(), self._open[-1]
        self._open.append(parts)
        yield
        self._open.pop()
        above.templates |= parts.templates
        digest = self._digest(key, parts.templates) if key else None
        if digest:
            self._made[run] = Run(digest, sorted(parts.templates), parts.files, parts.runs)
            above.runs.append(run)
        else:
            above.files += parts.files
            above.runs += parts.runs

    def _digest(self, key: str, templates: Iterable[str]) -> str | None:
        seen = [self._look(each) for each in sorted(templates)]
        return None if None in seen else digest_of(f"{key} {seen}")

    def _files(self, run: str) -> list[str] | None:
        known = self._known.get(run)
        if known is None:
            return None
        found = [*known.files]
        for each in known.runs:
            within = self._files(each)
            if within is None:
                return None
            found += within
        return found

    def _take(self, run: str) -> None:
        self._made[run] = self._known[run]
        for each in self._known[run].runs:
            self._take(each)
