"""The settings of an archive of plain pages: as the product's, with its reader and writer alone."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
from plugins import reader, writer
from tests.bench import equal

PLUGINS = [reader, equal, writer]
SITENAME, SITESUBTITLE, DEFAULT_LANG, TIMEZONE = "x", "y", "ar", "UTC"
THEME = str(Path(__file__).parent)
ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS = ["articles"], ["pages"], ["images"]
ARTICLE_URL = ARTICLE_LANG_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "articles/{slug}/index.html"
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = ""
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
WITH_FUTURE_DATES = True
DEFAULT_DATE_FORMAT = ""
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n"],
}
