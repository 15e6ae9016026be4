"""Writes what only machines read: the feeds, and the files that speak for the site."""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pelican.generators import Generator
from pelican.writers import Writer

from plugins import addresses
from plugins.files import content_hash, refused
from plugins.host import listed
from plugins.records.cited import Cited
from plugins.records.feeds import Feed, atom, json_feed, latest
from plugins.records.site import manifest, opensearch, robots, sitemaps

FEED, JSON_FEED = "feed.xml", "feed.json"
WORKER = "offline.js"  # at the site's own path: a service worker rules what is below it
WHOLE = "offline.json"
NOTHING: Mapping[str, tuple[str, int]] = {}
KEPT = (
    ".html",
    ".css",
    ".js",
    ".woff2",
    ".svg",
    ".bin",
    ".json",
    ".webmanifest",
    ".png",
    ".jpg",
    ".webp",
)


class Feeds(Generator):  # type: ignore[misc]
    """feed.xml and feed.json of the archive, of each section, and of what is named often.

    None without SITEURL: a feed's addresses are absolute.
    """

    def generate_output(self, writer: Writer) -> None:
        if not self.settings["SITEURL"]:
            return
        for path, title, articles in self._followed():
            self._write(path, title, articles)

    def _followed(self) -> Iterator[tuple[str, str, list[Cited]]]:
        """Yield (path, title, articles) of each feed."""
        articles = {article.cited.id: article for article in listed(self.context)}
        name = self.settings["SITENAME"]
        titles = {"": name}
        for article in articles.values():
            for path, title in _lists(article):
                titles.setdefault(path, f"{name}: {title}")
        found: dict[str, list[Cited]] = defaultdict(list)
        for cited in latest((article.cited for article in articles.values()), len(articles)):
            found[""].append(cited)
            for path, _ in _lists(articles[cited.id]):
                found[path].append(cited)
        for path in ("", *sorted(self.context["followed"])):
            yield path, titles[path], found[path][: self.context["records"].feed]

    def _write(self, path: str, title: str, articles: list[Cited]) -> None:
        here = f"{self.settings['SITEURL']}/{quote(path)}"
        feed = Feed(
            title=title,
            page=here,
            atom=here + FEED,
            json=here + JSON_FEED,
            lang=self.settings["LANG"],
            articles=articles,
        )
        write(self.output_path, path + FEED, atom(feed))
        write(self.output_path, path + JSON_FEED, json_feed(feed))


def _lists(article: Any) -> Iterator[tuple[str, str]]:
    """Yield the path and the title of each list that an article is on and that may have a feed."""
    if article.section:
        yield addresses.section(article.section), article.section
    for each in article.entities:
        yield each.entity.url, each.entity.name


def write_site_files(
    settings: dict[str, Any], changed: dict[str, str], unlisted: Container[str]
) -> None:
    """Write sitemap, robots.txt, OpenSearch and manifest, once all pages are there.

    changed   address of an article → ISO day of its last change
    unlisted  addresses that no sitemap names
    """
    output, site = settings["OUTPUT_PATH"], settings["SITEURL"]
    said = settings["SITENAME"], settings["SITESUBTITLE"]
    lang, direction = settings["LANG"], settings["DIRECTION"]
    icon = f"{settings['ASSETS']}/icon"
    drawn = f"{settings['ORIGIN']}{icon}.svg"
    write(output, "robots.txt", robots(site))
    write(output, "site.webmanifest", manifest(*said, settings["BASE"], icon, lang, direction))
    if site:
        write(output, "opensearch.xml", opensearch(*said, site, drawn, lang))
        named = [page for page in pages_in(output) if page not in unlisted]
        for name, text in sitemaps(named, site, changed).items():
            write(output, name, text)
    worker = Path(settings["THEME"], "offline.js").read_text("utf-8")
    write(output, WORKER, worker)
    known = {page: (made.content, made.size) for page, made in settings["MADE"].items()}
    write(output, WHOLE, whole(output, settings["THEME_STATIC_DIR"], unlisted, known))


def whole(
    output: str,
    theme: str,
    unlisted: Container[str],
    known: Mapping[str, tuple[str, int]] = NOTHING,
) -> str:
    """Return the list of all that a reader needs offline: path, hash and size of each file.

    theme  the folder of the theme's version of today; the last one's, beside it, is not wanted
    known  hashes and sizes of files that need not be read again
    `build` names this state of the whole; each file is fetched again only where its hash changed.
    """
    beside = f"{theme.rpartition('/')[0]}/"
    wanted = (
        path
        for path in filter(_is_read, files_in(output))
        if path.removesuffix("index.html") not in unlisted
        and (path.startswith(f"{theme}/") or not path.startswith(beside))
    )
    listed = sorted(wanted, key=lambda path: path.split("/"))
    files = [(path, *(known.get(path) or _told(f"{output}/{path}"))) for path in listed]
    told = json.dumps(files, ensure_ascii=False, separators=(",", ":"))
    build = hashlib.sha256(told.encode("utf-8")).hexdigest()[:10]
    size = sum(file[2] for file in files)
    return f'{{"build":"{build}","bytes":{size},"files":{told}}}\n'


def files_in(output: str) -> Iterator[str]:
    """Yield the paths of all files in a site's folder."""
    for folder, _, names in os.walk(output):
        below = folder[len(output) + 1 :].replace(os.sep, "/")
        yield from (f"{below}/{name}" if below else name for name in names)


def _is_read(path: str) -> bool:
    """Tell whether a file of the site is for readers; the single sheets are in the one."""
    folder, _, name = path.rpartition("/")
    own = name in (WORKER, WHOLE) or folder.rpartition("/")[2] == "css"
    return name.endswith(KEPT) and not own


def _told(file: str) -> tuple[str, int]:
    content = Path(file).read_bytes()
    return content_hash(content), len(content)


def pages_in(output: str) -> list[str]:
    """Return the addresses of all pages in a site's folder, percent-encoded, in their order."""
    pages = (path for path in files_in(output) if path.rpartition("/")[2] == "index.html")
    return sorted(quote(path.removesuffix("index.html")) for path in pages)


def write(output: str, path: str, text: str) -> None:
    """Write a file of the site that is being built: no one sees it before it is whole."""
    place = Path(output, path)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8", newline="\n")
    except OSError as problem:
        raise refused(place, problem) from problem
