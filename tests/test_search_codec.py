"""The published files: what is written is read back, and the same content gives the same names."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.errors import ArchiveError
from plugins.search import schema
from plugins.search.codec.files import LEVEL, NAME_BYTES, Files
from plugins.search.codec.lexicon import decode_lexicon, write_lexicon
from plugins.search.codec.names import name_entries
from plugins.search.codec.numbers import DENSE, Cursor, added, gaps, rising, varint
from plugins.search.codec.root import decode_rest, decode_root, encode_rest, encode_root
from plugins.search.codec.rows import RUN, SUMMARY, _row, identity
from plugins.search.codec.tables import (
    GROUP,
    Shard,
    Table,
    between,
    decode_table,
    encode_table,
    write_table,
)
from plugins.search.codec.terms import LONG, Form, Term, decode_terms, encode_terms
from plugins.search.codec.values import Value, decode_values, write_values
from plugins.search.record import Name, Record
from tests.rig import ROOT

RISING = st.lists(st.integers(0, 50_000), unique=True, min_size=1).map(sorted)


@given(st.integers(0, 2**40))
def test_numbers_come_back(number: int) -> None:
    assert Cursor(varint(number)).varint() == number


@given(RISING)
def test_rising_numbers_come_back(numbers: list[int]) -> None:
    assert Cursor(gaps(numbers)).gaps(len(numbers)) == numbers


@given(st.sets(st.integers(0, 300), min_size=1).map(sorted), st.integers(1, 3000))
def test_lists_come_back_as_gaps_or_bits(numbers: list[int], more: int) -> None:
    of = numbers[-1] + more
    data = rising(numbers, of)
    assert Cursor(data).rising(len(numbers), of) == numbers
    assert len(data) <= len(gaps(numbers))


@given(st.lists(st.text()).map(sorted))
def test_sorted_strings_come_back(texts: list[str]) -> None:
    before, data = b"", b""
    for text in texts:
        data += added(before, text.encode())
        before = text.encode()
    cursor, key = Cursor(data), b""
    for text in texts:
        key = cursor.added(key)
        assert key.decode() == text


@st.composite
def terms(draw: st.DrawFn) -> Term:
    documents = draw(RISING)
    places = st.lists(
        st.integers(0, len(documents) - 1), unique=True, min_size=1, max_size=len(documents)
    ).map(sorted)
    forms = draw(st.dictionaries(st.text(max_size=5), places, max_size=4))
    impacts = draw(st.binary(min_size=len(documents), max_size=len(documents)))
    titles = draw(st.just([]) | places)
    word = draw(st.text(min_size=1, max_size=6))
    return Term(word, documents, impacts, [Form(*form) for form in forms.items()], titles)


@given(st.lists(terms(), unique_by=lambda term: term.text, max_size=5))
def test_terms_come_back(tmp_path_factory: pytest.TempPathFactory, run: list[Term]) -> None:
    files = Files(tmp_path_factory.mktemp("terms"))
    run.sort(key=lambda term: term.text)
    assert list(decode_terms(encode_terms(run, 50_001, files), 50_001, files.get)) == run


def test_long_lists_stand_apart(tmp_path: Path) -> None:
    files = Files(tmp_path)
    odd, count = list(range(1, 4 * LONG, 2)), 4 * LONG
    forms = [Form("الكتاب", odd), Form("كتاب", list(range(count))), Form("كتب", [3, 9])]
    term = Term("كتاب", list(range(count)), bytes(range(256)) * (count // 256), forms, odd[:LONG])
    shard = encode_terms([term], count, files)
    assert len(shard) < LONG
    assert len(files.names()) == 2
    assert list(decode_terms(shard, count, files.get)) == [term]


def test_a_root_comes_back() -> None:
    tables = [[Shard(b"", b"abcdef")], [], [Shard("كتاب".encode(), b"ghijkl")]]
    encoded = [encode_table(table) for table in tables]
    rest = decode_rest(encode_rest(110.25, b"day000", b"ident0", b"files0", *encoded))
    assert rest == (110.25, b"day000", b"ident0", b"files0", *tables)
    root = decode_root(encode_root(300, b"rest00", b"rows00", *encoded[:2]))
    assert root == (300, b"rest00", b"rows00", *tables[:2])


@given(st.sets(st.text(max_size=4), min_size=2, max_size=2))
def test_a_key_between_two_parts_them(keys: set[str]) -> None:
    before, key = sorted(each.encode() for each in keys)
    middle = between(before, key)
    assert before < middle <= key
    assert key.decode().startswith(middle.decode())


@given(st.dictionaries(st.text("ابتكلهوي𐎠x", min_size=1), st.text("ابتكلهوي𐎠x", min_size=1)))
def test_a_lexicon_comes_back(tmp_path_factory: pytest.TempPathFactory, lemmas: dict[str, str]):
    files = Files(tmp_path_factory.mktemp("lexicon"))
    shards = list(write_lexicon(lemmas, files))
    found = [pair for shard in shards for pair in decode_lexicon(files.get(shard.name))]
    assert dict(found) == lemmas
    assert len(found) == len(lemmas)


def test_values_come_back(tmp_path: Path) -> None:
    files = Files(tmp_path)
    values = [Value("year", "1962", "1962", [1, 5]), Value("person", "taha", "طه حسين", [0])]
    shards = write_values(values, files)
    found = [value for shard in shards for value in decode_values(files.get(shard.name))]
    assert found == sorted(values, key=lambda value: value.key)


def test_a_table_finds_the_shard_of_every_key(tmp_path: Path) -> None:
    chance, files = Random(1), Files(tmp_path)
    keys = sorted(
        {bytes(chance.choices(b"abc\xd8\xa7", k=chance.randint(1, 6))) for _ in range(700)}
    )
    shards = [Shard(key, bytes([0, 0, 0, 0, n // 256, n % 256])) for n, key in enumerate(keys)]
    table = Table(decode_table(Cursor(write_table(shards, files))), files)
    for key in [*keys, b"", b"zz", b"abca"]:
        before = [shard for shard in shards if shard.first <= key]
        assert table.find(key) == (before[-1].name if before else None)
        assert list(table.start(key)) == [s.name for s in shards[max(0, len(before) - 1) :]]


def test_the_same_content_is_the_same_file(tmp_path: Path) -> None:
    one, other = Files(tmp_path / "one"), Files(tmp_path / "other")
    assert one.put(b"shard") == other.put(b"shard")
    paths = [next((tmp_path / name).rglob("*.bin")) for name in ("one", "other")]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    files = Files(tmp_path)
    name = files.put(b"shard")
    path = next(tmp_path.rglob("*.bin"))
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ArchiveError, match=name.hex()):
        files.get(name)


def test_a_name_is_offered_from_any_of_its_words_on_and_an_alias_from_its_first() -> None:
    nato = Value("organization", "nato", "حلف الأطلسي", [0, 4])
    aliases = {("organization", "nato"): ("NATO", "منظمة الأطلسي", "حلف الأطلسي", "«»")}
    entries = name_entries([nato, Value("source", "nato", "NATO", [1])], aliases)
    assert {(each.id, each.name, each.documents) for each in entries} == {("nato", nato.name, 2)}
    keys = [each.key for each in entries]
    assert keys == ["nato", "اطلسي", "الاطلسي", "حلف الاطلسي", "منظمه الاطلسي"]


def test_whatever_changes_of_a_document_or_of_whom_it_names_it_is_indexed_anew() -> None:
    nato = Name("organization", "nato", "حلف الأطلسي")
    one = Record("a", "a/", "عنوان", "", "نص", entities=(nato,))
    others = [
        replace(one, title="غيره"),
        replace(one, entities=()),
        replace(one, entities=(nato, nato)),
        replace(one, entities=(nato._replace(aliases=("NATO",)),)),
    ]
    assert len({identity(each) for each in (one, replace(one), *others)}) == 1 + len(others)


def test_the_page_of_the_format_says_the_numbers_that_are_written() -> None:
    page = " ".join((ROOT / "docs/search-format.md").read_text("utf-8").split())
    steps = " | ".join(str(step) for step, _ in schema.STEPS)
    shares = " | ".join(str(1 / Fraction(part)) for _, part in schema.STEPS)
    assert f"Format number {schema.FORMAT}." in page
    assert f'{{"format": {schema.FORMAT},' in page
    assert f"the first {NAME_BYTES} bytes of the SHA-256" in page
    assert f"(level {LEVEL}, mtime 0)" in page
    assert f"Where {DENSE}n ≤ m they are `gaps`" in page
    assert f"or {GROUP} if that is more" in page
    assert f"A list of more than {LONG} numbers is a file of its own" in page
    assert f"{RUN} files are a run" in page
    assert f"the numbers {schema.EXACT_BOOST} and {schema.ALL_WORDS:.0f} of" in page
    assert f"| More than | {shares} | fewer |" in page
    assert f"| step | {steps} | 1 |" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ن" * SUMMARY, "ن" * SUMMARY),
        ("نص " * SUMMARY, "نص " * (SUMMARY // 3 - 1) + "نص…"),
        ("ن" * (SUMMARY - 1) + "، ثم", "ن" * (SUMMARY - 1) + "…"),
        ("ن" * (SUMMARY + 1), "ن" * SUMMARY + "…"),
    ],
)
def test_what_a_hit_shows_of_a_text_ends_with_a_word(text: str, shown: str) -> None:
    assert _row(Record("a", "a/", "عنوان", "", text))[2] == shown
    assert _row(Record("a", "a/", "عنوان", text, "متن"))[2] == shown
