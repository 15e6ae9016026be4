"""The archive's index, which a browser searches: Whoosh's scoring over small static files.

Writes search/ into the output, and takes our comments out of the published scripts. Comes after
`entities`, whose names it indexes, and before `writer`.
"""

from pathlib import Path

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals

from plugins.search.pages import SearchIndex, begin
from plugins.search.slim import slim_folder


def page_generators(pelican: Pelican) -> type[Generator]:
    return SearchIndex


def slim_scripts(pelican: Pelican) -> None:
    slim_folder(Path(pelican.output_path, pelican.settings["THEME_STATIC_DIR"], "js"))


def register() -> None:
    signals.get_generators.connect(page_generators)
    signals.all_generators_finalized.connect(begin)
    signals.finalized.connect(slim_scripts)
