"""Entities for the tests of names: small, and chosen for what can go wrong."""

from plugins.entities.entity import Entity
from plugins.entities.find import KnownNames, names_of


def person(id: str, name: str, **fields) -> Entity:
    return Entity(id, name, "person", **fields)


def place(id: str, name: str, **fields) -> Entity:
    return Entity(id, name, "place", **fields)


def organization(id: str, name: str, **fields) -> Entity:
    return Entity(id, name, "organization", **fields)


RUTTE = person("mark-rutte", "مارك روتي")
KIM = person("kim-jong-un", "كيم جونغ أون")
KIM_KYUN = person("kim-hong-kyun", "كيم هونغ كيون")
NASSER = person("gamal-abdel-nasser", "جمال عبد الناصر")
ALI = person("ali-hassan", "علي حسن")
HIDALGO = person("anne-hidalgo", "آن هيدالغو")
BEIRA = place("beira", "بيرا")
LEBANON = place("lebanon", "لبنان", aliases=("الجمهورية اللبنانية",), adjective=("لبناني",))
RUSSIA = place(
    "russia", "روسيا", aliases=("روسيا الاتحادية",), adjective=("روسي",), never=("روسيا البيضاء",)
)
KOREA = place("korean-peninsula", "كوريا")
NORTH_KOREA = place("north-korea", "كوريا الشمالية", adjective=("كوري شمالي",))
CAIRO = place("cairo", "القاهرة")
PORT_SAID = place("port-said", "بورسعيد")
TEL_AVIV = place("tel-aviv", "تل أبيب")
UN = organization("united-nations", "الأمم المتحدة")
CHARTER = Entity("un-charter", "ميثاق الأمم المتحدة", "event")
NATO = organization("nato", "حلف شمال الأطلسي", aliases=("الناتو", "حلف الأطلسي", "NATO"))
ALL = (
    *(RUTTE, KIM, KIM_KYUN, NASSER, ALI, BEIRA, LEBANON, RUSSIA, KOREA, NORTH_KOREA, CAIRO),
    *(PORT_SAID, UN, CHARTER, NATO, HIDALGO, TEL_AVIV),
)


def names(*entities: Entity) -> KnownNames:
    """Return the forms of `entities`, or of all of the above."""
    return names_of(entities or ALL)
