"""The archive's index, which a browser searches: Whoosh's scoring over small static files.

Writes search/ into the output. Comes after `entities`, whose names it indexes.
"""

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals

from plugins.search.pages import SearchIndex


def page_generators(pelican: Pelican) -> type[Generator]:
    return SearchIndex


def register() -> None:
    signals.get_generators.connect(page_generators)
