"""The lists of a huge archive without the archive: articles made of chance, pages only measured."""

import json
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

from pelican.settings import read_settings

from plugins import addresses
from plugins.arabic.dates import When
from plugins.browse import Options, count
from plugins.browse.date_pages import DatePages, DayPages
from plugins.browse.pages import AuthorPages, Home, SectionPages, SourcePages
from plugins.catalogue import read_catalogue
from plugins.crosslinks import Story
from plugins.crosslinks.pages import StoryPages
from plugins.datewords import DateWords
from plugins.entities.pages import EntityPages
from plugins.filed import Filed, digest_of
from plugins.records.coins import coins
from plugins.writer import share_templates
from plugins.writer.templates import Templates
from tests.rig import SETTINGS

SITE = "https://archive.example/library"
TITLE = "الوفد رقم {} يصل إلى المدينة ويلتقي من سبقه إليها قبل بدء المحادثات"
TEXT = " ".join(["قال رئيس الوفد إن المدينة استقبلت ضيوفها كما يليق بها وإن العمل يبدأ غدا"] * 8)
SENTENCE = (
    "قال رئيس الوفد إن <mark>المدينة الأولى</mark> استقبلت ضيوفها كما يليق بها وإن العمل يبدأ غدا."
)
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويA"
LISTS = (Home, DatePages, DayPages, SourcePages, SectionPages, AuthorPages, StoryPages, EntityPages)
NAMED_EVERYWHERE = 5  # one in so many articles names the best-known place
STORY_OF = 40  # articles; the longest has a thousand


@dataclass
class Scale:
    """A writer that keeps of each page only its address and its bytes, of `every` nth of its kind.

    The first pages of a kind are always among them: lists, fronts, the newest page of the largest.
    """

    templates: Templates
    articles: int
    names: int
    every: int = 1
    sizes: dict[str, int] = field(default_factory=dict)
    pages: int = 0

    def write_file(self, name: str, template: Any, context: dict[str, Any], **values: Any) -> None:
        self.pages += 1
        if self.pages % self.every and name.count("/") > 2:
            return
        given = {"page_path": name.removesuffix("index.html"), "output_file": name, **values}
        self.templates.seen(str(template.name), frozenset(given), context)
        self.sizes[name] = len(template.render(given).encode("utf-8"))

    def write_run(
        self,
        _run: str,
        _context: dict[str, Any],
        _key: Any,
        write: Callable[[], None],
    ) -> None:
        write()

    def write_text(self, name: str, text: str) -> None:
        pass


def measure(articles: int, years: int, names: int, every: int = 1) -> Scale:
    """Write the lists of a made-up archive; return what they weigh.

    articles, years   so many, over so long
    names             so many people, places, organizations and events each; half as many sources
    """
    settings = _settings()
    made = _articles(articles, years, names, settings)
    stories = _stories(made)
    context: dict[str, Any] = dict(settings) | {
        "articles": made,
        "all_stories": stories,
        "browse": Options(),
        "archive": count(made, len(stories), settings["DATES"]),
        "about": True,
        "ways": ["", "people/"],
        "about_pages": [],
        "entity_texts": {},
        "all_named": [],
        "followed": set(),
        "records": SimpleNamespace(feed=30),
    }
    generators = [_generator(kind, context, settings) for kind in LISTS]
    writer = Scale(settings["TEMPLATES"], articles, names, every)
    for generator in generators:
        generator.generate_output(writer)
    return writer


def _settings() -> dict[str, Any]:
    settings = read_settings(str(SETTINGS), override={"SITEURL": SITE})
    words = read_catalogue(Path(settings["THEME"], "words"), "ar")
    settings.update(BASE="/library", LANG="ar", DIRECTION="rtl", DATES=DateWords(), WORDS=words)
    settings.update(ORIGIN=SITE.removesuffix("/library"), ASSETS="/library/theme/0123456789")
    settings["fonts"] = [f"/library/theme/0123456789/fonts/naskh-{n}.woff2" for n in range(3)]
    return dict(settings)


def _generator(kind: Any, context: dict[str, Any], settings: dict[str, Any]) -> Any:
    out = tempfile.gettempdir()  # nothing is written there
    made = kind(context, settings, settings["PATH"], settings["THEME"], out)
    share_templates(made)
    return made


def _articles(articles: int, years: int, names: int, settings: dict[str, Any]) -> list[Any]:
    chance = Random(articles)
    known = [_entity(kind, number) for kind in KINDS for number in range(names)]
    return [
        _article(number, chance, articles, years, known, settings) for number in range(articles)
    ]


KINDS = {"person": "people", "place": "places", "organization": "organizations", "event": "events"}


def _entity(kind: str, number: int) -> Any:
    name = f"{LETTERS[number % len(LETTERS)]}سم طويل لعلم {kind[0]} {number}"
    return _Entity(f"{kind}-of-the-archive-{number}", name, kind)


@dataclass(frozen=True)
class _Entity:
    id: str
    name: str
    kind: str
    description: str = "وصف قصير للعلم كما يكتبه أمين الأرشيف"
    aliases: tuple[str, ...] = ("اسم آخر", "واسم ثالث")
    wikidata: str = "Q1234567"
    lat: float | None = 60.0
    lon: float | None = 10.0
    former_urls: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    @property
    def url(self) -> str:
        return f"{KINDS[self.kind]}/{self.id}/"


def _article(
    number: int, chance: Random, of: int, years: int, known: list[_Entity], settings: dict[str, Any]
) -> Any:
    year = 2024 - number * years // of
    when = When(
        year,
        12 - number * years * 12 // of % 12,
        chance.choice((1, 1, 15, 15, chance.randint(1, 28))),
    )
    named = {known[int(chance.random() ** 3 * len(known))] for _ in range(6)}
    named |= {known[len(known) // 4]} if number % NAMED_EVERYWHERE == 0 else set()
    place, author = (int(chance.random() ** 2 * len(known) / 8) for _ in range(2))
    source = f"{LETTERS[place % 29]} صحيفة المدينة الأولى {place}"
    told = SimpleNamespace(
        title=TITLE.format(number),
        authors=[f"{LETTERS[author % 29]} كاتب من أهل المدينة {author}"],
        source=source,
        when=when if number % 50 else None,
        url=f"{SITE}/articles/{number:010x}/",
        translator=None,
        lang="ar",
    )
    return SimpleNamespace(
        **vars(told) | {"url": addresses.article(f"{number:010x}")},
        id=f"{number:010x}",
        section=f"قسم {number % 9}",
        abstract=TEXT,
        settings=settings,
        coins=partial(coins, told),  # type: ignore[arg-type]
        told=told.url,
        item_key=told.url,
        named="",
        entities=[
            SimpleNamespace(entity=each, count=1) for each in sorted(named, key=lambda e: e.id)
        ],
        passages=filed(json.dumps({each.id: SENTENCE for each in named}) + "\n[]"),
    )


def filed(text: str) -> Filed:
    return Filed(digest_of(text), lambda: text)


def _stories(articles: Iterable[Any]) -> list[Story]:
    oldest = list(articles)[::-1]
    cut = [oldest[at : at + 3] for at in range(0, len(oldest), STORY_OF)]
    chains = [oldest[:1000], *cut[1:]]
    return [Story(chain[0].id, chain[0].title, chain) for chain in chains]
