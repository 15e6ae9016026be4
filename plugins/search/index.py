"""Builds the published index of an archive."""

import json
from collections.abc import Sequence
from pathlib import Path

from plugins.arabic.lemma import Lemmas, dictionary
from plugins.search.analysis import Analysed, Forms, counted, whole_names
from plugins.search.codec.files import Files
from plugins.search.codec.lexicon import write_lexicon
from plugins.search.codec.positions import write_positions
from plugins.search.codec.rows import pack_days, write_rows
from plugins.search.codec.rules import rules
from plugins.search.codec.tables import Shard, write_table
from plugins.search.codec.terms import write_terms
from plugins.search.codec.values import write_values
from plugins.search.facets import facet_values
from plugins.search.invert import Postings, invert
from plugins.search.record import Record
from plugins.search.schema import FORMAT

ENTRY = "index.json"


def build(records: Sequence[Record], folder: Path) -> None:
    """Write the index of `records` (newest first) into `folder`: shards first, the entry last."""
    files = Files(folder)
    segment = write_segment(records, files)
    entry = {
        "format": FORMAT,
        "rules": files.put(rules()).hex(),
        "documents": len(records),
        "segments": [{"root": segment.hex(), "documents": len(records), "deleted": []}],
    }
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / (ENTRY + ".new")
    beside.write_text(json.dumps(entry, separators=(",", ":")), "utf-8")
    beside.replace(folder / ENTRY)


def write_segment(records: Sequence[Record], files: Files) -> bytes:
    """Write `records` as one segment and return the name of its root."""
    forms = Forms()
    analysed = [Analysed(record, forms) for record in records]
    counts = counted(analysed)
    known = {**dictionary(), **whole_names(records, forms, dictionary())}
    lemmas = Lemmas(known, counts)
    lemma_of = {form: lemmas.of(form) for form in counts}
    average = sum(counts.values()) / max(1, len(records)) or 1.0
    found = invert(analysed, lemma_of, average)
    root = {
        "documents": len(records),
        "average": average,
        "days": files.put(pack_days(records)).hex(),
        "rows": write_rows(records, files),
        **_tables(found, lemma_of, records, files),
    }
    return files.put(json.dumps(root, ensure_ascii=False, separators=(",", ":")).encode())


def _tables(
    found: dict[str, Postings],
    lemma_of: dict[str, str],
    records: Sequence[Record],
    files: Files,
) -> dict[str, list[tuple[str, str]]]:
    order = sorted(found)  # by code point, which is the order of UTF-8
    themselves = {lemma: lemma for lemma in order}
    shards = {
        "lexicon": write_lexicon({**themselves, **lemma_of}, files),
        "terms": write_terms((found[lemma].term(lemma) for lemma in order), files),
        "positions": write_positions(((w, bytes(found[w].positions)) for w in order), files),
        "values": write_values(facet_values(records), files),
    }
    return {name: _named(write_table(listed, files)) for name, listed in shards.items()}


def _named(groups: list[Shard]) -> list[tuple[str, str]]:
    return [(group.first.decode(), group.name.hex()) for group in groups]
