"""Articles as Pelican holds them. Those of the archive hold what was read, and nothing else.

Pelican's own making works out for each what nobody asks for here: its path, its language, its date
in words. Where settings or plugins of a keeper's add to what a document says, it is Pelican that
makes it.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from functools import lru_cache
from sys import intern
from typing import Any
from zoneinfo import ZoneInfo

from pelican.contents import Article, Content, Page
from pelican.plugins import signals
from pelican.readers import Readers
from pelican.settings import DEFAULT_CONFIG, Settings
from pelican.urlwrappers import Author, Category
from pelican.utils import SafeDatetime

from plugins import addresses
from plugins.arabic.dates import When
from plugins.document import Document
from plugins.filed import Filed
from plugins.reader.reading import Read

# What Pelican gives an article beside, and nothing asks for once it is read.
NEEDLESS = (
    *("_summary", "date_format", "in_default_lang", "locale_date", "metadata", "reader"),
    *("override_save_as", "override_url", "relative_source_path", "slug", "summary", "timezone"),
)
# Fields that few documents have, and fields that have few values.
RARE = (
    *("archived_url", "converted", "date_basis", "entities_add", "entities_never", "extra", "file"),
    *("file_sha256", "rights", "source_lang", "source_url_complete", "translator"),
)
SHARED = ("lang", "section", "source", "status")
ADDING = (  # settings by which more is said of a document than it says itself
    *("AUTHOR", "DEFAULT_METADATA", "EXTRA_PATH_METADATA", "FILENAME_METADATA", "PATH_METADATA"),
    "TYPOGRIFY",
)
HEARD = (  # by plugins that add to it
    signals.article_generator_preread,
    signals.article_generator_context,
    signals.content_object_init,
)
DAYS = 4096  # dates that all their articles share


@dataclass(frozen=True)
class OriginalText:
    """The original of a translation: `content` is clean HTML, `title` "" where it is not known."""

    lang: str
    direction: str
    title: str
    content: str


class Listed(Article):  # type: ignore[misc]
    """An article of the archive: the class tells what a document does not.

    So an archive's articles do not each hold a score of fields that say nothing.
    """

    original_text: OriginalText | None = None
    in_default_lang = True

    @property
    def slug(self) -> str:
        return str(self.id)

    @property
    def url(self) -> str:
        return addresses.article(self.id)

    @property
    def save_as(self) -> str:
        return f"{self.url}index.html"

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Return what Pelican does, without resolving an article's own path each time."""
        own, folder = str(self.source_path), f"{self.settings['PATH']}{os.sep}"
        if source_path is None and os.sep == "/" and own.startswith(folder):
            return own.removeprefix(folder)
        found: str | None = super().get_relative_source_path(source_path)
        return found

    def get_static_links(self) -> set[str]:
        """Return the files that it links; what is filed has no links."""
        return set() if isinstance(self._content, Filed) else set(super().get_static_links())


UNTOLD = {
    **{each.name: each.default for each in fields_of(Document) if each.name in RARE},
    "keywords": (),
    "metadata": {},  # Pelican notes a summary there, and reads it
    "template": Article.default_template,
    "translations": (),
}
for name, value in UNTOLD.items():
    setattr(Listed, name, value)


class ArticleReaders(Readers):  # type: ignore[misc]
    """Pelican's readers, which make articles of documents that were read already."""

    def read_file(
        self, base_path: str, path: str, content_class: type[Content] = Page, **about: Any
    ) -> Content:
        place = os.path.join(base_path, path)  # noqa: PTH118 - for every document
        found = self.settings["READ"].get(place) if content_class is Article else None
        if found is None or not isinstance(found.html, Filed) or found.document.status == "draft":
            return super().read_file(base_path, path, content_class=content_class, **about)
        del self.settings["READ"][place]
        fields = metadata(found, self.settings)
        own = {
            "settings": self.settings,
            "_context": about["context"],
            "_content": found.html,
            "source_path": place,
            "_status": fields.pop("status"),
        }
        article = Listed.__new__(Listed)
        _hold(article, own | fields)
        return article


def is_usual(settings: Settings) -> bool:
    """Tell whether nothing but the document says what its article is."""
    added = any(settings.get(name) != DEFAULT_CONFIG.get(name) for name in ADDING)
    heard = any(signal.receivers for signal in HEARD)
    return bool(settings["WITH_FUTURE_DATES"]) and not added and not heard


def as_listed(article: Article) -> None:
    """Make an article that Pelican made one of the archive's.

    What Pelican made it of holds no more: all of it is attributes, and nothing else reads it.
    """
    own = vars(article)
    own["_content"] = own.pop("filed", article._content)
    article.__class__ = Listed
    _hold(article, own)


def _hold(article: Article, own: Mapping[str, Any]) -> None:
    article.__dict__ = {
        name: value
        for name, value in own.items()
        if name not in NEEDLESS and value is not UNTOLD.get(name, own)
    }


def metadata(read: Read, settings: Settings) -> dict[str, Any]:
    """Return what an article is made of. Every field of ours is an attribute there.

    `when` is the date as exact as it is known; Pelican's own `date` its first day. `told` is the
    digest of all fields, `item_key` of those that lists show.
    """
    document = read.document
    fields = {name: getattr(document, name) for name in document.__dataclass_fields__}
    del fields["body"]  # its HTML is what the build works with
    fields["told"], fields["item_key"] = read.keys
    fields["keywords"] = fields.pop("tags")  # not Pelican's tags: their loop is quadratic
    fields["when"] = fields.pop("date")
    fields["date"] = _day(document.date, settings["TIMEZONE"])
    fields["slug"] = document.id
    fields["category"] = _category(document.section or settings["DEFAULT_CATEGORY"], settings)
    fields["summary"] = fields["abstract"] = document.summary or ""
    fields["status"] = document.status or "published"
    fields["lang"] = document.lang or settings["DEFAULT_LANG"]
    fields |= {name: intern(fields[name]) for name in SHARED if fields[name]}
    if document.authors:
        fields["authors"] = [Author(name, settings) for name in document.authors]
        fields["author"] = fields["authors"][0]
    else:
        del fields["authors"]
    return fields


@lru_cache(DAYS)
def _day(when: When | None, timezone: str) -> SafeDatetime:
    """Return the day that Pelican orders an article by: it wants one of every article."""
    year, month, day = when.first_day.timetuple()[:3] if when else (1, 1, 1)
    return SafeDatetime(year, month, day, tzinfo=ZoneInfo(timezone))


def _category(name: str, settings: Settings) -> Category:
    """Return Pelican's category of a name, one for all its articles: it works out its slug once."""
    known: dict[str, Category] = settings.setdefault("CATEGORIES_READ", {})
    if name not in known:
        known[name] = Category(name, settings)
    return known[name]
