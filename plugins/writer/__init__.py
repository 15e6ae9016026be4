"""Writes the site beside the published one, and puts it in its place only when it is whole.

Also gives every page the words, the site's path and its own address, and settings `MADE`: page →
how it was made, complete when all generators are done. Who finds a published file as it should be
leaves it there, and adds its path to the setting `KEPT`. Comes last in PLUGINS.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.writers import Writer

from plugins.catalogue import read_catalogue
from plugins.datewords import date_words
from plugins.errors import ArchiveErrors
from plugins.files import write_atomic
from plugins.host import workshop
from plugins.writer.assets import THEMES, bundle, keep_last, version
from plugins.writer.checked import check
from plugins.writer.faces import EARLY
from plugins.writer.fonts import font_css, subset_fonts
from plugins.writer.manifest import Published, manifest_of, write_manifest
from plugins.writer.named import links_astray
from plugins.writer.pages import LastPages, PageWriter
from plugins.writer.press import install_words
from plugins.writer.staging import begin, publish
from plugins.writer.stamp import CACHE, forget_stamp
from plugins.writer.templates import Templates

STYLES = "static/css"  # of the theme; one without it has no style of ours, and no fonts


def prepare(pelican: Pelican) -> None:
    """Check the settings, work out what follows from them, and send the pages elsewhere for now."""
    settings = pelican.settings
    check(settings)
    settings["SITEURL"] = settings["SITEURL"].rstrip("/")
    settings["BASE"] = urlsplit(settings["SITEURL"]).path
    settings["LANG"] = settings["DEFAULT_LANG"]
    settings["WORDS"] = read_catalogue(Path(settings["THEME"], "words"), settings["LANG"])
    settings["DIRECTION"] = _direction(settings["LANG"])
    settings["DATES"] = date_words(settings)
    settings.setdefault("PROGRESS", _silent)
    settings.setdefault("RENDER_ALL", False)
    settings["RENDERED"], settings["MADE"], settings["RUNS"], settings["KEPT"] = [], {}, {}, []
    published = Path(settings["OUTPUT_PATH"])
    settings["PUBLISHED_PATH"] = str(published)
    pelican.output_path = settings["OUTPUT_PATH"] = str(begin(published))
    if Path(settings["THEME"], STYLES).is_dir():
        _write_styles(settings, published, font_cache(Path(settings["THEME"])))


def font_cache(theme: Path) -> Path:
    """Return the folder for cut faces: with the fonts that are installed, which they are cut of.

    They are the same for every site. Where no virtual environment can be written, beside the theme.
    """
    own = sys.prefix != sys.base_prefix and os.access(sys.prefix, os.W_OK)
    return Path(sys.prefix, "mahfuzat", "fonts") if own else theme.parent / CACHE / "fonts"


def _write_styles(settings: dict[str, Any], published: Path, cache: Path) -> None:
    """Write the fonts and the one style sheet; every page fetches the faces of its top early.

    The theme's folder is named by what is in it: no page ever meets another version's style.
    """
    output, static = Path(settings["OUTPUT_PATH"]), Path(settings["THEME"], "static")
    begun = output / THEMES / "begun"
    faces = subset_fonts(begun / "fonts", cache)
    write_atomic(begun / "site.css", font_css(faces, "fonts") + bundle(static / "css"))
    folder = f"{THEMES}/{version(begun / 'site.css', static, settings.get('SCRIPTS', ''))}"
    begun.rename(output / folder)
    keep_last(published / THEMES, output / THEMES, Path(folder).name)
    settings["THEME_STATIC_DIR"] = folder
    settings["ASSETS"] = f"{settings['BASE']}/{folder}"
    files = [f"{settings['ASSETS']}/fonts/{face.file}" for face in faces]
    settings["fonts"] = [files[number] for number in EARLY[settings["DIRECTION"]]]
    settings["western_font"] = files[EARLY["ltr"][0]]


def _direction(language: str) -> str:
    return "rtl" if Locale.parse(language).character_order == "right-to-left" else "ltr"


def _silent(page: str) -> None:
    """Report nothing: the build was started without anyone watching."""


def stay_inside(generators: Sequence[Generator]) -> None:
    """Refuse links to files that do not lie in the archive; raises ArchiveErrors."""
    context, settings = generators[0].context, generators[0].settings
    if errors := list(links_astray(context, Path(settings["PATH"]))):
        raise ArchiveErrors(errors)


def keep(generators: Sequence[Generator]) -> None:
    """Leave what the build gathered to who asks of it later (preview.py)."""
    generators[0].settings["GENERATORS"] = generators


def share_templates(generator: Generator) -> None:
    """Give all generators one environment: a template is compiled once."""
    settings = generator.settings
    if "TEMPLATES" not in settings:
        install_words(generator.env, settings["WORDS"], settings["DATES"])
        settings["TEMPLATES"] = Templates(generator.env, workshop(settings).store)
    generator.env = settings["TEMPLATES"].environment


def page_writer(pelican: Pelican) -> type[Writer]:
    return PageWriter


def page_generators(pelican: Pelican) -> type[Generator]:
    return LastPages


def finish(pelican: Pelican) -> None:
    settings = pelican.settings
    if Path(settings["THEME"], STYLES).is_dir():  # pages link the one sheet alone
        shutil.rmtree(Path(settings["OUTPUT_PATH"], settings["THEME_STATIC_DIR"], "css"))
    Path(settings["OUTPUT_PATH"], ".nojekyll").touch()
    published = Path(settings["PUBLISHED_PATH"])
    forget_stamp(published)
    settings["FILES"] = publish(Path(settings["OUTPUT_PATH"]), published, settings["KEPT"])
    write_manifest(manifest_of(published), Published(settings["MADE"], settings["RUNS"]))


def register() -> None:
    signals.initialized.connect(prepare)
    signals.generator_init.connect(share_templates)
    signals.all_generators_finalized.connect(stay_inside)
    signals.all_generators_finalized.connect(keep)
    signals.get_writer.connect(page_writer)
    signals.get_generators.connect(page_generators)
    signals.finalized.connect(finish)
