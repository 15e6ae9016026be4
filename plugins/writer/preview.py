"""Shows an article that was edited before the site is built again: its page alone, from what the
last build holds in memory.

The page is the one that a build would make where the edit changes nothing beside it; ties to other
articles, and what other pages say of it, are those of the last build until the next is done.
"""

from pathlib import Path
from typing import Any

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from plugins.errors import ArchiveError
from plugins.host import documents, reread, revised, unlisted
from plugins.writer.pages import render_alone


class Preview:
    """The articles of a build that is done, by their files."""

    def __init__(self, settings: dict[str, Any]) -> None:
        settings.pop("WORKSHOP", None)  # that of the build is closed
        generators = settings["GENERATORS"]
        self._settings = settings
        self._generator = next(each for each in generators if type(each) is ArticlesGenerator)
        articles = (*documents(generators), *unlisted(generators))
        self._articles = {Path(article.source_path): article for article in articles}
        for path in list(self._articles)[:1]:
            self.page(path)  # what is worked out with the first is there for the next

    def page(self, path: Path) -> tuple[str, bytes] | None:
        """Return the name below the site and the HTML of the article in the file `path`.

        None for a file that is no article's, and for one that is wrong or has another address now:
        the build that comes tells.
        """
        last = self._articles.get(path)
        if last is None:
            return None
        try:
            article = self._again(path, last)
            if article is None:
                return None
            template = self._generator.get_template(article.template)
            html = render_alone(article.save_as, template, self._settings, article)
        except ArchiveError:
            return None
        return article.save_as, html.encode("utf-8")

    def _again(self, path: Path, last: Article) -> Article | None:
        """Return the article as its file is now, None for one that is another article."""
        generator = self._generator
        article = generator.readers.read_file(
            base_path=generator.path,
            path=str(path),
            content_class=Article,
            context=generator.context,
        )
        if (article.save_as, article.status) != (last.save_as, last.status):
            return None
        reread.send(generator, article=article, last=last)
        revised.send(generator, article=article, last=last)
        return article
