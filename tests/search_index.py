"""Indexes for the tests of search: made once a run, opened by Whoosh, written as plain values."""

from pathlib import Path
from typing import Any

from plugins.search.index import build
from plugins.search.query import AnyOf, Days, Filter, Part, Phrase, Plan, Prefix, Titled, Word
from plugins.search.record import Record
from plugins.search.searching import Archive
from plugins.search.whooshed import open_index
from tests.made_archive import made_records


def opened(folder: Path) -> Archive:
    """Return the index published in `folder`."""
    return Archive(*open_index(folder))


def one_segment(folder: Path, seed: int, count: int) -> list[Record]:
    """Publish a made archive into `folder` in one go, and return its records."""
    records = made_records(seed, count)
    build(records, folder / "search")
    return records


def build_on(records: list[Record], folder: Path, before: Path) -> None:
    """Publish an index in `folder` after the one in `before`, whole in itself."""
    for path in build(records, folder, before):
        Path(folder, path).parent.mkdir(exist_ok=True)
        Path(folder, path).write_bytes(Path(before, path).read_bytes())


def several_segments(folder: Path, seed: int, count: int) -> list[Record]:
    """Publish a made archive into `folder` step by step: with additions, changes and deletions."""
    records = made_records(seed, count)
    few = max(2, count // 50)
    older, newer = records[few:], records[:few]
    changed = [
        Record(**{**record.__dict__, "text": record.text + " ملحق جديد"}) for record in older[:2]
    ]
    steps = (
        older,
        newer[: few // 2] + older,
        newer + older[2:] + changed,
        newer + older[3:] + changed,
    )
    before = folder  # where nothing is yet
    for number, step in enumerate(steps):
        target = folder / (f"step{number}" if number < len(steps) - 1 else "search")
        build_on(step, target, before)
        before = target
    return list(steps[-1])


def plan_value(plan: Plan) -> dict[str, Any]:
    """Return a plan as tests/data/query.json writes it."""
    found: dict[str, Any] = {
        name: [part_value(part) for part in getattr(plan, name)]
        for name in ("words", "required", "excluded")
        if getattr(plan, name)
    }
    return {**found, "plain": True} if plan.plain else found


def part_value(part: Part) -> Any:
    """Return a part of a plan as tests/data/query.json writes it."""
    match part:
        case Word(form):
            return form
        case Prefix(start):
            return ["prefix", start]
        case Phrase(forms):
            return ["phrase", *forms]
        case Titled(forms):
            return ["titled", *forms]
        case Filter(field, text):
            return ["filter", field, text]
        case Days(first, last):
            return ["days", first, last]
        case AnyOf(parts):
            return ["any", *map(part_value, parts)]
