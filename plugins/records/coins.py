"""COinS: an article on a list, as reference managers find it (OpenURL 1.0, KEV, Dublin Core)."""

from urllib.parse import quote_plus, urlencode

from plugins.records.cited import Cited

FORMAT = urlencode({"ctx_ver": "Z39.88-2004", "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc"})


def coins(article: Cited) -> str:
    """Return the `title` of an article's <span class="Z3988">."""
    told = [
        ("rft.type", "newspaperArticle"),
        ("rft.title", article.title),
        *(("rft.creator", author) for author in article.authors),
        ("rft.contributor", article.translator or ""),
        ("rft.source", article.source or ""),
        ("rft.date", article.when.iso if article.when else ""),
        ("rft.identifier", article.url if article.url.startswith("http") else ""),
        ("rft.language", article.lang),
    ]
    return FORMAT + "".join(f"&{name}={_quoted(value)}" for name, value in told if value)


def _quoted(text: str) -> str:
    """Return a text as a query has it: letters have few different ones, looked up."""
    return "".join(map(QUOTED.__getitem__, text))


class _Quoted(dict[str, str]):
    def __missing__(self, letter: str) -> str:
        self[letter] = quoted = quote_plus(letter)
        return quoted


QUOTED = _Quoted()
