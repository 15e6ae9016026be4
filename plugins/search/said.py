"""What the search page says, in the reader's words: from the one catalogue, for the script."""

import json
from typing import Any

from plugins.datewords import DateWords
from plugins.kinds import HEADINGS

# A number of each of the CLDR's plural categories, in Arabic and in languages with fewer.
PLURALS = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


def said(catalogue: Any, words: DateWords) -> str:
    """Return the words as JSON that may stand in a script element.

    catalogue  gettext's translations
    words      how the archive says dates and numbers
    """
    found = _sentences(catalogue) | _facets(catalogue) | _counts(catalogue)
    found["months"] = [words.month(month) for month in range(1, 13)]
    found["digits"] = words.digits
    # "<" would let a word end the element it stands in.
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _sentences(catalogue: Any) -> dict[str, Any]:
    gettext = catalogue.gettext
    return {
        "none": gettext("No article has these words."),
        "none-here": gettext("No article has these words within the chosen filters."),
        "none-such": gettext("No article meets these conditions."),
        "absent": gettext("In no article: %(words)s"),
        "comma": gettext(", "),
        "searching": gettext("Searching…"),
        "plain": gettext("The query could not be read as it stands: its words were searched for."),
        "offline": gettext("You are offline, and this part of the index is not here yet."),
        "missing": gettext("A part of the search index could not be loaded. Load the page again."),
        "damaged": gettext("A part of the search index is damaged. Load the page again."),
        "version": gettext("The archive has been renewed since. Load the page again."),
        "hint-phrase": gettext('"cold war" finds the words side by side'),
        "hint-not": gettext("-word leaves out articles with it"),
        "hint-field": gettext("title:word, person:name, year:1969, date:1962-10..1962-12"),
        "hint-prefix": gettext("word* finds words that begin so"),
        "meant": gettext("Did you mean:"),
        "perhaps": gettext("Perhaps you are looking for:"),
        "suggested": gettext("Names that begin so"),
        "sort": gettext("Order:"),
        "relevance": gettext("Best first"),
        "newest": gettext("Newest first"),
        "oldest": gettext("Oldest first"),
        "undated": gettext("Undated"),
        "pages": gettext("Pages of this list"),
        "page": gettext("Page %(number)s of %(total)s"),
        "previous": gettext("Previous page"),
        "next": gettext("Next page"),
        "narrow": gettext("Narrow the results"),
        "span": gettext("Between two dates"),
        "span-from": gettext("From"),
        "span-to": gettext("To"),
        "span-apply": gettext("Apply"),
        "span-help": gettext("A year, a month or a day: 1962, 1962-10, 1962-10-22"),
        "span-field": gettext("date"),
        "remove": gettext("Remove: %(name)s"),
        "more": gettext("More"),
        "ways": gettext("Other ways into the archive"),
    }


def _facets(catalogue: Any) -> dict[str, Any]:
    gettext = catalogue.gettext
    return {
        **{kind: gettext(heading) for kind, heading in HEADINGS.items()},
        "author": gettext("Authors"),
        "source": gettext("Sources"),
        "section": gettext("Sections"),
        "year": gettext("Years"),
    }


def _counts(catalogue: Any) -> dict[str, Any]:
    ngettext = catalogue.ngettext
    found: dict[str, dict[str, str]] = {"articles": {}, "start": {}}
    for name, count in PLURALS.items():
        found["articles"][name] = ngettext("%(num)s article", "%(num)s articles", count)
        found["start"][name] = ngettext(
            "Search in %(num)s article", "Search in %(num)s articles", count
        )
    return found
