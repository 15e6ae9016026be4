"""The archive's index, which a browser searches: Whoosh's scoring over small static files.

Writes search/ into the output, and the scripts smaller than they are here. Comes after `entities`,
whose names it indexes; before `records`, which lists what is published, and `writer`, for which it
leaves `SCRIPTS`: what makes them smaller.
"""

from pathlib import Path

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals

from plugins.files import read_text
from plugins.host import kept
from plugins.search import rename, slim, tokens
from plugins.search.pages import FOLDER, SearchIndex, begin


def page_generators(pelican: Pelican) -> type[Generator]:
    return SearchIndex


def tell_scripts(pelican: Pelican) -> None:
    sources = (read_text(Path(str(module.__file__))) for module in (slim, rename, tokens))
    pelican.settings["SCRIPTS"] = "".join(sources)


def finish(pelican: Pelican) -> None:
    stay = pelican.settings["INDEX"].result()
    pelican.settings["KEPT"] += (f"{FOLDER}/{path}" for path in stay)
    folder = Path(pelican.output_path, pelican.settings["THEME_STATIC_DIR"], "js")
    slim.slim_folder(folder, kept(pelican.settings, "script", slim.shortened))


def register() -> None:
    signals.get_generators.connect(page_generators)
    signals.all_generators_finalized.connect(begin)
    signals.initialized.connect(tell_scripts)
    signals.finalized.connect(finish)
