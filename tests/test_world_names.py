"""The general names that an archive begins with: in order, told of, found in plain sentences."""

from collections import Counter
from pathlib import Path

import pytest
from babel import Locale

from plugins.entities.authority import is_general, read_authority, read_placed
from plugins.entities.entity import Entity
from plugins.entities.find import KnownNames, names_of, read
from plugins.kinds import KINDS
from tests.rig import ROOT

FEWEST = 400  # of each kind
ARAB = (
    *("AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY"),
    *("MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "TN", "YE"),
)
BESIDE_OMAN = "OM"  # shares its spelling with Amman: the article decides


@pytest.fixture(scope="module")
def general() -> list[Entity]:
    """The general names alone, as an archive has them that was just emptied."""
    placed = read_placed(ROOT / "content/authority")
    found = [each.entity for each in placed if is_general(each.path)]
    if not found:
        pytest.skip("the general names have been removed")
    return found


@pytest.fixture(scope="module")
def names(general: list[Entity]) -> KnownNames:
    return names_of(general)


def test_there_are_many_of_each_kind_and_each_is_told_of(general: list[Entity]):
    kinds = Counter(entity.kind for entity in general)
    assert min(kinds[kind] for kind in KINDS) >= FEWEST
    assert [entity.id for entity in general if not entity.description] == []
    nowhere = [entity.id for entity in general if entity.kind == "place" and entity.lat is None]
    assert nowhere == ["international-space-station"]


def test_no_two_have_one_wikidata_number(general: list[Entity]):
    numbers = Counter(entity.wikidata for entity in general if entity.wikidata)
    assert [number for number, times in numbers.items() if times > 1] == []


def test_they_are_in_order_without_the_samples_own(general: list[Entity], tmp_path: Path):
    for path in (ROOT / "content/authority").glob("world-*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert len(read_authority(tmp_path)) == len(general)


@pytest.mark.parametrize("code", [code for code in ARAB if code != BESIDE_OMAN])
def test_every_arab_state_is_found(code: str, names: KnownNames):
    name = Locale("ar").territories[code]
    [found] = read(f"وصل أمس إلى {name}.", names).mentions
    assert found.entity.kind == "place"


SENTENCES = [
    (
        "قال الأمين العام للأمم المتحدة أنطونيو غوتيريش إن الأونروا باقية في غزة.",
        ["united-nations", "antonio-guterres", "unrwa", "gaza-strip"],
    ),
    (
        "ولد طه حسين في المنيا، وتوفي جمال عبد الناصر في القاهرة.",
        ["taha-hussein", "minya", "gamal-abdel-nasser", "cairo"],
    ),
    ("قال السفير جورجي زينوفييف ذلك للأمير تركي الفيصل.", ["georgy-zinoviev", "turki-al-faisal"]),
    ("رفضت حماس ذلك في جدة، وكان بين حماة وحمص قتال.", ["hamas", "jeddah", "hama", "homs"]),
    ("ربح الموظف في مجال مالي صورًا وخبرة، وبحماس كبير عاد إلى مسقط رأسه.", []),
]


@pytest.mark.parametrize(("text", "ids"), SENTENCES)
def test_what_everybody_knows_is_found_and_words_are_not(
    text: str, ids: list[str], names: KnownNames
):
    assert [mention.entity.id for mention in read(text, names).mentions] == ids
