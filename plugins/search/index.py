"""Builds the published index of an archive: anew, or by small additions to the one before."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.errors import ArchiveError
from plugins.files import files_below
from plugins.search.codec.files import Files, path_of
from plugins.search.codec.read import Segment
from plugins.search.codec.rows import identity
from plugins.search.codec.rules import language, rules
from plugins.search.record import Record
from plugins.search.schema import FORMAT
from plugins.search.segment import write_segment

ENTRY = "index.json"
SMALL = 4  # segments beside the base, at most
TENTH = 10  # the part of the base that small segments and deletions reach before all is built anew


class Kept(NamedTuple):
    """A segment that stays, and its documents that are no longer in the archive."""

    segment: Segment
    deleted: list[int]


def build(records: Sequence[Record], folder: Path, before: Path | None = None) -> list[str]:
    """Write the index of `records` (newest first) into `folder`: shards first, the entry last.

    before  a folder with the index as it was published last. What did not change stays there: the
            index is whole when these files, whose paths are returned, stand beside the new ones

    A base segment is left as it is while what was added and taken away since comes to less than a
    tenth of it; additions make small segments, at most SMALL, then these become one.
    """
    files = Files(folder)
    kept, fresh, fixed = _kept_of(records, before) if before else ([], records, {})
    entries = [_entry(k.segment.root, k.segment.documents, k.deleted) for k in kept]
    if fresh or not kept:
        average = kept[0].segment.average if kept else None
        root = write_segment(fresh, files, fixed, average)
        entries.append(_entry(root.hex(), len(fresh), []))
    files.put(language())
    _write_entry(folder, files.put(rules()).hex(), entries)
    return [path_of(name) for each in kept for name in each.segment.files()]


def read_segments(folder: Path) -> list[Segment]:
    """Return the segments of the index in `folder`; none when it is not there or of other rules."""
    try:
        about = json.loads((folder / ENTRY).read_text("utf-8"))
        if about["format"] != FORMAT or about["rules"] != Files(folder).named(rules()):
            return []
        found = [Segment(e["root"], e["deleted"], Files(folder)) for e in about["segments"]]
        there = {*files_below(str(folder))}
        whole = all(path_of(name) in there for each in found for name in each.files())
        return found if whole else []
    except (OSError, ValueError, LookupError, ArchiveError):
        return []  # nothing that could stay: all is built anew


def _kept_of(
    records: Sequence[Record], before: Path
) -> tuple[list[Kept], Sequence[Record], dict[str, str]]:
    """Return the segments that stay, the records for a new one, and what they settle of forms.

    Nothing stays where a file that tells it is damaged.
    """
    try:
        kept, fresh = _plan(records, read_segments(before))
        settling = [each.segment for each in reversed(kept)] if fresh else []
        return kept, fresh, {form: own for each in settling for form, own in each.forms()}
    except ArchiveError:
        return [], records, {}


def _plan(records: Sequence[Record], segments: list[Segment]) -> tuple[list[Kept], list[Record]]:
    """Return which segments stay, and the records for a new one."""
    wanted = {identity(record): record for record in records}
    kept = [Kept(segment, _gone(segment, wanted)) for segment in segments]
    have = {own for each in kept for own in _live(each)}
    fresh = [record for own, record in wanted.items() if own not in have]
    if not kept:
        return [], fresh
    base, small = kept[0], kept[1:]
    beside = len(fresh) + len(base.deleted) + sum(each.segment.documents for each in small)
    if beside * TENTH > base.segment.documents:
        return [], list(records)
    if fresh and len(small) == SMALL:
        moved = {own for each in small for own in _live(each)}
        return [base], [r for own, r in wanted.items() if own in moved or own not in have]
    return kept, fresh


def _gone(segment: Segment, wanted: Mapping[bytes, Record]) -> list[int]:
    gone = (number for number, own in enumerate(segment.identities()) if own not in wanted)
    return sorted({*gone, *segment.deleted})


def _live(kept: Kept) -> list[bytes]:
    deleted = set(kept.deleted)
    return [own for at, own in enumerate(kept.segment.identities()) if at not in deleted]


def _entry(root: str, documents: int, deleted: list[int]) -> dict[str, object]:
    return {"root": root, "documents": documents, "deleted": deleted}


def _write_entry(folder: Path, rules_name: str, segments: list[dict[str, object]]) -> None:
    about = {"format": FORMAT, "rules": rules_name, "segments": segments}
    beside = folder / (ENTRY + ".new")
    beside.write_text(json.dumps(about, separators=(",", ":")), "utf-8")
    beside.replace(folder / ENTRY)
