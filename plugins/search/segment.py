"""Writes one segment of the index."""

from collections.abc import Mapping, Sequence

from plugins.arabic.lemma import Lemmas, broken_plurals, dictionary
from plugins.arabic.stem import readings
from plugins.search.analysis import Analysed, Forms, counted, whole_names
from plugins.search.codec.files import Files
from plugins.search.codec.lexicon import write_lexicon
from plugins.search.codec.names import name_entries, write_names
from plugins.search.codec.positions import write_positions
from plugins.search.codec.root import encode_rest, encode_root
from plugins.search.codec.rows import identity, pack_days, write_rows
from plugins.search.codec.tables import write_table
from plugins.search.codec.terms import write_terms
from plugins.search.codec.values import write_values
from plugins.search.facets import facet_values
from plugins.search.invert import Postings, invert
from plugins.search.record import Record


def write_segment(
    records: Sequence[Record], files: Files, fixed: Mapping[str, str], average: float | None
) -> bytes:
    """Write `records` as one segment and return the name of its root; `files` is empty yet.

    fixed    forms whose lemma is settled by segments that are published already
    average  length of a document that impacts measure by: the base's own when None
    """
    forms = Forms()
    analysed = [Analysed(record, forms) for record in records]
    counts = counted(analysed)
    lemmas = Lemmas(dictionary, counts, fixed, lambda: whole_names(records, forms))
    lemma_of = {form: lemmas.of(form) for form in counts}
    length = average or sum(counts.values()) / max(1, len(records)) or 1.0
    found = invert(analysed, lemma_of, length)
    listed = _listed(found, lemma_of, lemmas.read)
    lexicon, terms, *others = _tables(found, listed, records, files)
    days = files.put(pack_days(records))
    identities = files.put(b"".join(map(identity, records)))
    rows = files.put(b"".join(write_rows(records, files)))
    all_files = files.put(b"".join(files.names()))
    rest = files.put(encode_rest(length, days, identities, all_files, *others))
    return files.put(encode_root(len(records), rest, rows, lexicon, terms))


def _tables(
    found: dict[str, Postings],
    listed: Mapping[str, str],
    records: Sequence[Record],
    files: Files,
) -> list[bytes]:
    """Write all shards; return the tables of lexicon, terms, positions, values and names."""
    order = sorted(found)  # by code point, which is the order of UTF-8
    values = facet_values(records)
    count = len(records)
    shards = (
        write_lexicon(listed, files),
        write_terms((found[lemma].term(lemma, count) for lemma in order), count, files),
        write_positions(((w, bytes(found[w].positions)) for w in order), files),
        write_values(values, files),
        write_names(name_entries(values), files),
    )
    return [write_table(groups, files) for groups in shards]


def _listed(
    found: Mapping[str, Postings], lemma_of: Mapping[str, str], read: Mapping[str, str]
) -> dict[str, str]:
    """Return form → lemma: of the segment's forms, and of what may be typed for them.

    read  what forms were read as: who types رقاب finds الرقاب, though no document has it so
    """
    bare = {form: lemma for form, lemma in read.items() if lemma not in readings(form)}
    themselves = {lemma: lemma for lemma in found}
    return {**_plurals(found, lemma_of), **bare, **themselves, **lemma_of}


def _plurals(found: Mapping[str, Postings], lemma_of: Mapping[str, str]) -> dict[str, str]:
    """Return the plurals of the segment's words: one that no document has may still be typed."""
    singulars = broken_plurals().items()
    lemmas = {plural: lemma_of.get(singular, singular) for plural, singular in singulars}
    return {plural: lemma for plural, lemma in lemmas.items() if lemma in found}
