"""The map of the archive's places, as pages."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from pelican.generators import Generator
from pelican.writers import Writer

from plugins.entities.dots import Dot
from plugins.entities.entity import Entity
from plugins.entities.map import PARTS, Map, coast, maps_of
from plugins.host import kept, listed, write_page, write_section
from plugins.kinds import FOLDERS
from plugins.view import Link

FRONT = "map/"


class MapPages(Generator):  # type: ignore[misc]
    """map/: every place that has coordinates and is named, each dot a link to its page.

    map/2/ and so on show nearer what has no room there.
    """

    def generate_output(self, writer: Writer) -> None:
        write_section(self, writer, self.context["all_named"], partial(self._write, writer))

    def _write(self, writer: Writer) -> None:
        sheets = maps_of(self._places(), kept(self.settings, "coast", coast))
        nearer = [self._nearer(sheet, number) for number, sheet in enumerate(sheets[1:], 2)]
        words, base = self.settings["WORDS"].gettext, self.settings["BASE"]
        above = [Link(str(words("Places")), f"{base}/{FOLDERS['place']}/")]
        whole = Link(str(words("Map of places")), f"{base}/{FRONT}")
        for number, sheet in enumerate(sheets or [None], 1):
            write_page(
                self,
                writer,
                _path(number),
                "map",
                map=sheet,
                dots=[self._dot(dot) for dot in sheet.dots] if sheet else [],
                crumbs=above if number == 1 else [*above, whole],
                number=number,
                nearer=nearer,
                opens=self._opens(sheet) if sheet else 0,
            )

    def _places(self) -> Sequence[tuple[Entity, int]]:
        places: dict[str, Entity] = {}
        counts: Counter[str] = Counter()
        for article in listed(self.context):
            for each in article.entities:
                if each.entity.kind == "place":
                    places[each.entity.id] = each.entity
                    counts[each.entity.id] += 1
        return [(entity, counts[id]) for id, entity in places.items()]

    def _nearer(self, sheet: Map, number: int) -> tuple[int, Link]:
        comma = self.settings["WORDS"].gettext(", ")
        return number, Link(comma.join(sheet.about), f"{self.settings['BASE']}/{_path(number)}")

    def _opens(self, sheet: Map) -> int:
        """Return where a narrow screen opens the sheet, in tenths from where its lines begin."""
        return PARTS - sheet.middle if self.settings["DIRECTION"] == "rtl" else sheet.middle

    def _dot(self, dot: Dot) -> tuple[Dot, Link]:
        url = f"{self.settings['BASE']}/{dot.entity.url}"
        return dot, Link(dot.entity.name, url, dot.articles)


def _path(number: int) -> str:
    return FRONT if number == 1 else f"{FRONT}{number}/"
