"""The settings that tests build with: pelican.conf.py, what a keeper may change as it was made."""

import runpy
from pathlib import Path

globals().update(runpy.run_path(str(Path(__file__).parents[1] / "pelican.conf.py")))

SITENAME = "محفوظات"
SITESUBTITLE = "أرشيف عربي للأخبار والوثائق"
SITEURL = REPOSITORY = ""
DEFAULT_LANG = "ar"
TIMEZONE = "UTC"
MONTHS = "both"
DIGITS = "latin"
WORKERS = 0
ENTITIES = {"authority": "authority"}
CROSSLINKS = {"related": 5}
BROWSE = {"newest": 8, "stories": 6, "named": 6}
SEARCH: dict[str, object] = {}
RECORDS = {"feed": 30, "feed_from": 3}
