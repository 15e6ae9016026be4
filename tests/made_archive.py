"""An archive made of chance, and queries of every kind about it: seeded, so always the same."""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from plugins.search.record import Name, Record

_WORDS = """
كتاب كتب الكتاب وكتابه مكتبة سفير سفراء السفير رئيس الرئيس رؤساء وزير وزراء حكومة الحكومة
حرب الحرب حروب سلام معاهدة معاهدات اتفاق اتفاقية مدينة مدن دولة دول دولي بيروت لبيروت
كوريا الكورية أوكرانيا روسيا روسي الروسية فرنسا تونس مصر مصري لبنان بلبنان أخبار خبر
الأخبار عالم علماء العالم علم علوم جامعة جامعات طالب طلاب قال قالت يقول وقال أعلن أعلنت
إعلان تصعيد كبير كبيرة كبيرا كثير كثيرون قمر صناعي فضاء الفضاء مسبار صاروخ صواريخ مريخ
المريخ في من على إلى هذا الذي مُحَمَّد محمد على علي عليّ ٢٠٢٤ 2024 NATO ناتو Élysée ایران
العـراق زيلينسكي وزيلينسكي بوتين ترامب غورباتشوف مجاورة المجاورة دمج بدمج أغراض وأغراضها
𐎠𐎢 x
"""
WORDS = _WORDS.split()
NAMES = (
    Name("person", "vladimir-putin", "فلاديمير بوتين"),
    Name("person", "mikhail-gorbachev", "ميخائيل غورباتشوف"),
    Name("person", "taha-hussein", "طه حسين"),
    Name("place", "beirut", "بيروت"),
    Name("place", "north-korea", "كوريا الشمالية"),
    Name("place", "south-korea", "كوريا الجنوبية"),
    Name("organization", "nato", "حلف شمال الأطلسي"),
    Name("event", "cold-war", "الحرب الباردة"),
)
SOURCES = ("إذاعة فرنسا الدولية", "رويترز", "NASA", "")
AUTHORS = ("طه حسين", "مي زيادة", "هدى شعراوي")
SECTIONS = ("سياسة", "علوم", "")


class Asked(NamedTuple):
    """A query, of a named kind."""

    kind: str
    query: str


def made_records(seed: int, count: int) -> list[Record]:
    """Return `count` records, newest first."""
    chance = Random(seed)
    records = [_record(chance, f"d{seed}-{number}") for number in range(count)]
    return sorted(records, key=lambda record: (record.date, record.id), reverse=True)


def _record(chance: Random, name: str) -> Record:
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    whole = f"{chance.randint(1945, 2024)}-{month:02}-{day:02}"
    return Record(
        id=name,
        url=f"articles/{name}/",
        title=_text(chance, chance.randint(0, 8)),
        summary=_text(chance, chance.randint(0, 20)),
        text=_text(chance, chance.choice((0, 5, 40, 40, 200))),
        date=whole[: chance.choice((10, 10, 10, 7, 4, 0))],
        source=chance.choice(SOURCES),
        section=chance.choice(SECTIONS),
        authors=tuple(chance.sample(AUTHORS, chance.choice((0, 0, 1, 2)))),
        entities=tuple(chance.sample(NAMES, chance.randint(0, 4))),
    )


def _text(chance: Random, words: int) -> str:
    # Squared, so that some words are everywhere and some in a document or two.
    picked = (WORDS[int(chance.random() ** 2 * len(WORDS))] for _ in range(words))
    return " ".join(picked)


def made_queries(seed: int, records: list[Record], count: int) -> Iterator[Asked]:
    """Yield `count` queries, each kind in turn."""
    chance = Random(seed)
    kinds = list(MAKERS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        yield Asked(kind, MAKERS[kind](chance, records))


def _word(chance: Random, records: list[Record]) -> str:
    word = chance.choice(WORDS)
    clitic = chance.choice(("", "", "", "و", "ال", "بال", "لل"))
    return clitic + word + chance.choice(("", "", "", "ها", "ات"))


def _some(chance: Random, records: list[Record]) -> str:
    return " ".join(_word(chance, records) for _ in range(chance.randint(2, 6)))


def _passage(chance: Random, records: list[Record]) -> str:
    words = chance.choice(records).text.split() or ["بيروت"]
    start = chance.randrange(len(words))
    return " ".join(words[start : start + chance.randint(1, 4)])


def _phrase(chance: Random, records: list[Record]) -> str:
    opening, closing = chance.choice(('""', "«»", "“”"))
    return opening + _passage(chance, records) + closing


def _field(chance: Random, records: list[Record]) -> str:
    name = chance.choice(NAMES)
    return chance.choice(
        (
            f"{name.kind}:{name.id}",
            f"{name.kind}:{chance.choice(name.id.split('-')).capitalize()}",
            f"قسم:ال{chance.choice(SECTIONS[:2])}",
            f'{name.kind}:"{name.name}"',
            f"شخص:{chance.choice(('بوتين', 'طه', 'كوريا'))}",
            f"مكان: {chance.choice(('كوريا', 'بيروت', 'لندن'))}",
            f"source:{chance.choice(('رويترز', 'فرنسا', 'nasa', 'NASA'))}",
            f"قسم:{chance.choice(SECTIONS[:2])}",
            f"سنة:{chance.randint(1945, 2024)}",
            f'كاتب:"{chance.choice(AUTHORS)}" بقلم:زيادة',
        )
    )


def _days(chance: Random, records: list[Record]) -> str:
    first, last = sorted((chance.randint(1945, 2024), chance.randint(1945, 2024)))
    return chance.choice(
        (
            f"date:{first}..{last}",
            f"يوم:{last}..{first}/{chance.randint(1, 12)}",
            f"سنة:{last}-{first}",
            f"تاريخ:{first}-0{chance.randint(1, 9)}..",
            f"date:..{last}",
            f"year:{first}..{last}",
            f"date:{chance.choice(records).date or first}",
        )
    )


def _operators(chance: Random, records: list[Record]) -> str:
    parts = [_word(chance, records), _phrase(chance, records), _field(chance, records)]
    chance.shuffle(parts)
    signs = ("OR", "AND", "NOT", "أو", "و", "ليس", "|")
    return " ".join(
        (parts[0], chance.choice(signs), parts[1], chance.choice((*signs, "")), parts[2])
    )


def _mixed(chance: Random, records: list[Record]) -> str:
    makers = [make for kind, make in MAKERS.items() if kind not in ("mixed", "noise")]
    return " ".join(make(chance, records) for make in chance.sample(makers, chance.randint(2, 3)))


def _noise(chance: Random, records: list[Record]) -> str:
    signs = [*'"«»-*:؟?|&()[]{}\\/.،؛ \n', "OR", "أو", "title:", "شخص:", "year:", "..", "𐎠"]
    parts = [chance.choice(signs + WORDS[:40]) for _ in range(chance.randint(1, 12))]
    return chance.choice(("", " ")).join(parts)


MAKERS = {
    "word": _word,
    "words": _some,
    "passage": _passage,
    "phrase": _phrase,
    "excluded": lambda c, r: f"{_some(c, r)} -{_word(c, r)}",
    "excluded phrase": lambda c, r: f"{_word(c, r)} -{_phrase(c, r)}",
    "only excluded": lambda c, r: f"-{_word(c, r)}",
    "prefix": lambda c, r: c.choice(WORDS)[: c.randint(1, 4)] + "*",
    "title": lambda c, r: f"{c.choice(('title:', 'عنوان:', 'عنوان: '))}{_word(c, r)}",
    "field": _field,
    "word and field": lambda c, r: f"{_word(c, r)} {_field(c, r)}",
    "days": _days,
    "words and days": lambda c, r: f"{_some(c, r)} {_days(c, r)}",
    "operators": _operators,
    "mixed": _mixed,
    "noise": _noise,
}
