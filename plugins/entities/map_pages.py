"""The map of the archive's places, as a page."""

from collections import Counter

from pelican.generators import Generator
from pelican.writers import Writer

from plugins.entities.entity import Entity
from plugins.entities.map import Dot, maps_of
from plugins.host import listed, write_page
from plugins.kinds import FOLDERS
from plugins.view import Link


class MapPages(Generator):  # type: ignore[misc]
    """map/: every place that has coordinates and is named, each dot a link to its page."""

    def generate_output(self, writer: Writer) -> None:
        places: dict[str, Entity] = {}
        counts: Counter[str] = Counter()
        for article in listed(self.context):
            for each in article.entities:
                if each.entity.kind == "place":
                    places[each.entity.id] = each.entity
                    counts[each.entity.id] += 1
        base = self.settings["BASE"]
        sheets = [
            (sheet, [self._dot(dot, base) for dot in sheet.dots])
            for sheet in maps_of((entity, counts[id]) for id, entity in places.items())
        ]
        label = str(self.settings["WORDS"].gettext("Places"))
        crumb = Link(label, f"{base}/{FOLDERS['place']}/")
        write_page(self, writer, "map/", "map", sheets=sheets, crumb=crumb)

    def _dot(self, dot: Dot, base: str) -> tuple[Dot, Link]:
        return dot, Link(dot.entity.name, f"{base}/{dot.entity.url}", dot.articles)
