"""Writes one segment of the index."""

from collections.abc import Iterator, Mapping, Sequence

from plugins.arabic.lemma import Lemmas, broken_plurals, dictionary
from plugins.arabic.stem import readings
from plugins.search.analysis import Analysed, Forms, whole_names
from plugins.search.codec.files import Files
from plugins.search.codec.lexicon import write_lexicon
from plugins.search.codec.names import name_entries, write_names
from plugins.search.codec.positions import write_positions
from plugins.search.codec.root import encode_rest, encode_root
from plugins.search.codec.rows import identity, pack_days, write_rows
from plugins.search.codec.tables import write_table
from plugins.search.codec.terms import Term, write_terms
from plugins.search.codec.values import write_values
from plugins.search.facets import facet_values
from plugins.search.invert import Gathered, Inverter
from plugins.search.record import Record


def write_segment(
    records: Sequence[Record], files: Files, fixed: Mapping[str, str], average: float | None
) -> bytes:
    """Write `records` as one segment and return the name of its root; `files` is empty yet.

    fixed    forms whose lemma is settled by segments that are published already
    average  length of a document that impacts measure by: the base's own when None
    """
    forms = Forms()
    gathered = Gathered(Analysed(record, forms) for record in records)
    counts = gathered.counts()
    lemmas = Lemmas(dictionary, counts, fixed, lambda: whole_names(records, forms))
    lemma_of = {form: lemmas.of(form) for form in sorted(counts)}
    length = average or counts.total() / max(1, len(records)) or 1.0
    listed = _listed(lemma_of, lemmas.read)
    inverter = Inverter(gathered, length)
    lexicon, terms, *others = _tables(inverter, lemma_of, listed, records, files)
    days = files.put(pack_days(records))
    identities = files.put(b"".join(map(identity, records)))
    rows = files.put(b"".join(write_rows(records, files)))
    all_files = files.put(b"".join(files.names()))
    rest = files.put(encode_rest(length, days, identities, all_files, *others))
    return files.put(encode_root(len(records), rest, rows, lexicon, terms))


def _tables(
    inverter: Inverter,
    lemma_of: Mapping[str, str],
    listed: Mapping[str, str],
    records: Sequence[Record],
    files: Files,
) -> list[bytes]:
    """Write all shards; return the tables of lexicon, terms, positions, values and names.

    lemma_of  form → lemma, in the order of the forms
    """
    forms: dict[str, list[str]] = {}
    for form, lemma in lemma_of.items():
        forms.setdefault(lemma, []).append(form)
    positions: dict[str, bytes] = {}

    def terms() -> Iterator[Term]:
        for lemma in sorted(forms):  # by code point, which is the order of UTF-8
            term, positions[lemma] = inverter.posted(lemma, forms[lemma])
            yield term

    values = facet_values(records)
    return [
        write_table(write_lexicon(listed, files), files),
        write_table(write_terms(terms(), len(records), files), files),
        write_table(write_positions(positions.items(), files), files),
        write_table(write_values(values, files), files),
        write_table(write_names(name_entries(values, _aliases(records)), files), files),
    ]


def _aliases(records: Sequence[Record]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the other names of each entity, by kind and id."""
    return {(each.kind, each.id): each.aliases for record in records for each in record.entities}


def _listed(lemma_of: Mapping[str, str], read: Mapping[str, str]) -> dict[str, str]:
    """Return form → lemma: of the segment's forms, and of what may be typed for them.

    read  what forms were read as: who types رقاب finds الرقاب, though no document has it so
    """
    bare = {form: lemma for form, lemma in read.items() if lemma not in readings(form)}
    themselves = {lemma: lemma for lemma in lemma_of.values()}
    return {**_plurals(themselves, lemma_of), **bare, **themselves, **lemma_of}


def _plurals(found: Mapping[str, str], lemma_of: Mapping[str, str]) -> dict[str, str]:
    """Return the plurals of the segment's words: one that no document has may still be typed."""
    singulars = broken_plurals().items()
    lemmas = {plural: lemma_of.get(singular, singular) for plural, singular in singulars}
    return {plural: lemma for plural, lemma in lemmas.items() if lemma in found}
