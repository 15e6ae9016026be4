"""Writes what only machines read: the feeds, and the files that speak for the site."""

from collections.abc import Container, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from plugins import addresses
from plugins.files import files_below, refused
from plugins.host import listed, write_section, write_text
from plugins.records.cited import Cited, cited
from plugins.records.feeds import Entries, Feed, atom, json_feed, latest
from plugins.records.offline import WORKER, lists
from plugins.records.site import manifest, opensearch, robots, sitemaps

FEED, JSON_FEED = "feed.xml", "feed.json"


class Feeds(Generator):  # type: ignore[misc]
    """feed.xml and feed.json of the archive, of each section, and of what is named often.

    None without SITEURL: a feed's addresses are absolute.
    """

    def generate_output(self, writer: Writer) -> None:
        if not self.settings["SITEURL"]:
            return
        told = [article.told for article in listed(self.context)]
        write_section(self, writer, [told, self.context["all_named"]], partial(self._write, writer))

    def _write(self, writer: Writer) -> None:
        self._entries = Entries()
        for path, title, articles in self._followed():
            self._write_feed(writer, path, title, articles)

    def _followed(self) -> Iterator[tuple[str, str, list[Cited]]]:
        """Yield (path, title, articles) of each feed."""
        articles, name = listed(self.context), self.settings["SITENAME"]
        followed, most = self.context["followed"], self.context["records"].feed
        titles, found = {"": name}, {path: list[Article]() for path in ("", *followed)}
        for article in articles:
            for path, title in _lists(article):
                titles.setdefault(path, f"{name}: {title}")
        for article in latest(articles, len(articles)):
            for path in ("", *(path for path, _ in _lists(article) if path in followed)):
                if len(found[path]) < most:
                    found[path].append(article)
        told = cache(partial(cited, settings=self.settings))
        for path in ("", *sorted(followed)):
            yield path, titles[path], [told(article) for article in found[path]]

    def _write_feed(self, writer: Writer, path: str, title: str, articles: list[Cited]) -> None:
        here = f"{self.settings['SITEURL']}/{quote(path)}"
        feed = Feed(
            title=title,
            page=here,
            atom=here + FEED,
            json=here + JSON_FEED,
            lang=self.settings["LANG"],
            articles=articles,
        )
        write_text(writer, path + FEED, atom(feed, self._entries))
        write_text(writer, path + JSON_FEED, json_feed(feed, self._entries))


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
    files = {path: f"{settings['PUBLISHED_PATH']}/{path}" for path in settings["KEPT"]}
    files.update((path, f"{output}/{path}") for path in files_below(output))  # not what comes now
    write(output, "robots.txt", robots(site))
    write(output, "site.webmanifest", manifest(*said, settings["BASE"], icon, lang, direction))
    if site:
        write(output, "opensearch.xml", opensearch(*said, site, drawn, lang))
        named = [page for page in pages_in(files) if page not in unlisted]
        for name, text in sitemaps(named, site, changed).items():
            write(output, name, text)
    worker = Path(settings["THEME"], WORKER).read_text("utf-8")
    write(output, WORKER, worker)
    known = {page: (made.content, made.size) for page, made in settings["MADE"].items()}
    for name, text in lists(files, settings["THEME_STATIC_DIR"], unlisted, known).items():
        write(output, name, text)


def pages_in(there: Iterable[str]) -> list[str]:
    """Return the addresses of all pages among a site's files, percent-encoded, in their order."""
    pages = (path for path in there if path.rpartition("/")[2] == "index.html")
    return sorted(quote(path.removesuffix("index.html")) for path in pages)


def write(output: str, path: str, text: str) -> None:
    """Write a file of the site that is being built: no one sees it before it is whole."""
    place = Path(output, path)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    except OSError as problem:
        raise refused(place, problem) from problem
