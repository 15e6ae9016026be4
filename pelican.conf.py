"""The archive's settings. The first part is yours; docs/keeping.md tells what each one means."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

# ---- Yours ------------------------------------------------------------------

SITENAME = "محفوظات"
SITESUBTITLE = "أرشيف عربي للأخبار والوثائق"
SITEURL = ""  # the site's address, e.g. https://name.github.io/archive; the workflow fills it in
DEFAULT_LANG = "ar"
TIMEZONE = "UTC"
MONTHS = "both"  # month names: أكتوبر/تشرين الأول, or a country's: EG, LB, IQ, DZ, TN, MA, MR
DIGITS = "latin"  # or "arabic": ٢٠٢٤
WORKERS = 0  # processes that share a build; 0: one a processor, where there is much to do
REPOSITORY = ""  # where readers report mistakes, e.g. https://github.com/name/archive

# ---- One dict a plugin; its options stand in plugins/<name>/__init__.py ----------------

ENTITIES = {"authority": "authority"}
CROSSLINKS = {"related": 5}
BROWSE = {"newest": 8, "stories": 6, "named": 6}
SEARCH: dict[str, object] = {}
RECORDS = {"feed": 30, "feed_from": 3}

# ---- The machine: seldom changed --------------------------------------------

from plugins import browse, crosslinks, entities, reader, records, search, writer  # noqa: E402

# In the order of their work.
PLUGINS = [reader, entities, search, crosslinks, records, browse, writer]

PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
THEME = str(ROOT / "theme")
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
IGNORE_FILES = [".*"]  # hidden: .DS_Store, an editor's

ARTICLE_URL = ARTICLE_LANG_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "articles/{slug}/index.html"
PAGE_URL = PAGE_LANG_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{slug}/index.html"
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
WITH_FUTURE_DATES = True
DEFAULT_DATE_FORMAT = ""  # dates are said by plugins/datewords.py
LOG_FILTER = [(30, "Empty alt attribute for image %s in %s")]  # make check tells it, with its cure

# Our own generators write the lists: Pelican's tag and category loops are quadratic.
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False  # the writer builds beside it

JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n"],
}
