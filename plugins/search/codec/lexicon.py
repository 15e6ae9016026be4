"""The archive's forms and the lemma of each, ordered by skeleton: a word's forms lie together."""

from collections.abc import Iterable, Iterator, Mapping

from plugins.arabic.stem import skeleton
from plugins.search.codec.files import Files
from plugins.search.codec.numbers import VARINTS, Cursor, added, string
from plugins.search.codec.tables import Shard, write_shards

SHARD_BYTES = 1280  # before compression


def write_lexicon(lemmas: Mapping[str, str], files: Files) -> Iterator[Shard]:
    """Write form → lemma and yield the shards; their keys are skeletons, each in one shard only."""
    by_skeleton: dict[bytes, list[str]] = {}
    for form in sorted(lemmas):
        by_skeleton.setdefault(skeleton(form).encode(), []).append(form)
    parts = (_part(key, by_skeleton[key], lemmas) for key in sorted(by_skeleton))
    return write_shards(parts, SHARD_BYTES, _encoded, files)


def _part(
    key: bytes, forms: list[str], lemmas: Mapping[str, str]
) -> tuple[bytes, int, tuple[bytes, bytes]]:
    packed = VARINTS[len(forms)] + b"".join(_entry(key, form, lemmas[form]) for form in forms)
    return key, len(packed), (key, packed)


def _encoded(run: Iterable[tuple[bytes, bytes]]) -> bytes:
    out, before, count = b"", b"", 0
    for key, packed in run:
        out += added(before, key) + packed
        before = key
        count += 1
    return VARINTS[count] + out


def _entry(key: bytes, form: str, lemma: str) -> bytes:
    text, target = form.encode(), lemma.encode()
    place = text.index(key)
    start, end = _kept(form, lemma)
    cut = VARINTS[len(form[:start].encode())] + VARINTS[len(form[end:].encode())]
    rest = target[len(form[start:end].encode()) :]
    return string(text[:place]) + string(text[place + len(key) :]) + cut + string(rest)


def _kept(form: str, lemma: str) -> tuple[int, int]:
    """Return the part of `form` that begins `lemma`: the longest, leftmost one."""
    if form.endswith(lemma):  # nearly always: an article or a particle before the lemma
        return len(form) - len(lemma), len(form)
    best = (0, 0)
    for start in range(len(form)):
        end = start
        while end < len(form) and end - start < len(lemma) and form[end] == lemma[end - start]:
            end += 1
        if end - start > best[1] - best[0]:
            best = (start, end)
    return best


def decode_lexicon(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the (form, lemma) pairs of one shard."""
    cursor = Cursor(data)
    key = b""
    for _ in range(cursor.varint()):
        key = cursor.added(key)
        for _ in range(cursor.varint()):
            form = cursor.string() + key + cursor.string()
            start, end = cursor.varint(), len(form) - cursor.varint()
            yield form.decode(), (form[start:end] + cursor.string()).decode()
