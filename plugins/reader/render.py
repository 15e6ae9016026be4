"""Markdown to HTML, cleaned: whatever a document holds, nothing of it runs in the page."""

import re
import threading

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from plugins.reader.directed import directed

EXTENSIONS = ("tables", "footnotes", "sane_lists", "fenced_code")
SETTINGS: dict[str, dict[str, object]] = {
    "tables": {"use_align_attribute": True},  # a style would be cleaned away
    "footnotes": {"BACKLINK_TITLE": ""},  # of English words; the theme says its own
}
# What Markdown and its extensions write beyond nh3's defaults: footnotes and their way back.
ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "li": {"id"},
    "sup": {"id"},
    "a": {"href", "hreflang", "title", "class"},
    "div": {"class"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "*": {"lang", "dir"},
}
SCHEMES = {"http", "https", "mailto"}
IDS = re.compile(r"fn(?:ref)?\d*:[\w-]+")  # of footnotes: no document names a part of our page
NOTES = re.compile(r'((?:id="|href="#)fn(?:ref)?\d*:)')
IMAGE = re.compile(r'<a |(?P<ends></a>)|<img(?P<own>(?:\s+[\w-]+="[^"]*")*)\s*/?>')
# As browsers read an address: whatever the letters' case, and a backslash is a slash.
ELSEWHERE = re.compile(r'\ssrc="((?:(?:\{static\})?[/\\]{2}|https?:)[^"]*)"', re.IGNORECASE)
# What browsers pass over at an address's ends, and anywhere in it.
AT_ENDS, ANYWHERE = "".join(map(chr, range(0x21))), dict.fromkeys(map(ord, "\t\n\r"))
# A line that begins with a letter, a quote or a number that numbers no list, has no mark of
# Markdown's, and ends with no space.
LINE = (
    r"(?:[^\W\d_]|[«“\"(]|\d+(?![\d.]))(?:[^\x00-\x1f`\\\[\]<>&*_|]*[^\s\x00-\x1f`\\\[\]<>&*_|])?"
)
UNMARKED = re.compile(rf"(?:{LINE}\n+)*{LINE}")
BETWEEN, NEXT = re.compile(r"\n\n+"), "</p>\n<p>"
ALIGNED = re.compile(r'<(t[dh])((?: [a-z]+="[^"]*")*?) align="(left|center|right)"')
AT = {"left": "start", "center": "middle", "right": "end"}  # Markdown's colon before or after
LETTER, ADDRESS, NUMBER = (
    r"[A-Za-z\u00C0-\u024F]",
    r"(?:https?://|www\.)",
    r"(?:</\w+>)*+[،,:;]\s*\d",
)
LATIN = rf"{LETTER}[\w'’.-]*+"
OTHER = rf"(?!{ADDRESS}){LETTER}(?:(?!\b{ADDRESS})[\w'’.-])*+"
# No run is read more than a few times: these texts may be anyone's. What stays is passed over.
FOREIGN = re.compile(
    r"(<(pre|code)\b.*?</\2>|<[^>]*>|\[\[(?:(?!\[\[|\]\]).)*+\]\]|&#?\w+;)"  # tags, [[links]]
    rf"|\b{ADDRESS}(?:[^\s<>«»،؛؟\"()&]|&amp;)*[\w/]"
    rf"|{LATIN}(?: {LATIN}){{0,299}}+(?={NUMBER})"
    rf"|(?P<stays>{OTHER}(?: {OTHER})*+)",
    re.DOTALL,
)
# Where `FOREIGN` isolates anything, this is found, in a fifth of the time.
LIKELY = re.compile(rf"{LETTER}(?:(?<=h)ttps?://|(?<=w)ww\.|[\w'’.-]{{0,99}}+{NUMBER})")
# The first of two brackets that a document escapes, as sources that hold such are written: no link.
ESCAPED, BRACKET, SPOKEN = r"(?<!\\)\\(\[)(?=\\?\[)", "\ufdd0", "&#91;"
TO_RESOLVE = ("[[", "://", '="', "='")  # whatever has an attribute
# A tag or a link that begins and does not end as such do. Markdown reads on from each to the end.
UNENDED = re.compile(
    r"""<(?![a-z][^<>"']*(?:"[^"<>]*"[^<>"']*|'[^'<>]*'[^<>"']*)*>)(?:[a-z]|!\[)"""
    r"""|(?<!\\)\](?:\((?![^()\n]*\))|\[(?![^\[\]\n]*\]))""",
    re.IGNORECASE,
)
FEW, MOST = 100, 20_000_000  # of these; and of these times the text's letters: about two seconds
ALTERNATIVE = re.compile(r'\salt="([^"]*)"')


class Tangled(ValueError):
    """A text that Markdown would take too long for; `line` is the one to look at first."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def render(markdown: str) -> str:
    """Return the HTML of a document's Markdown, safe to put into a page.

    Images of other hosts become links: a reader of the archive calls nobody else.
    Raises Tangled, and RecursionError where too much stands in something else.
    """
    plain = paragraphs(markdown)
    if plain:  # nothing to clean: no tag, no entity
        return directed(isolated(plain.replace("\N{NO-BREAK SPACE}", "&nbsp;")))
    _refuse_tangled(markdown)
    clean = nh3.clean(
        _markdown().reset().convert(markdown),
        attributes=ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return directed(isolated(_with_tables(_with_images(clean)).replace(BRACKET, SPOKEN)))


def _refuse_tangled(markdown: str) -> None:
    found = [each.start() for each in UNENDED.finditer(markdown)]
    if len(found) > FEW and len(found) * len(markdown) > MOST:
        raise Tangled(1 + markdown.count("\n", 0, found[0]))


def rendered(markdown: str) -> tuple[str, bool]:
    """Return the HTML of `render`, and whether it is plain: it has nothing that is yet to be linked
    or measured, neither addresses, pictures nor [[links]].
    """
    html = render(markdown)
    return html, not any(sign in html for sign in TO_RESOLVE)


def paragraphs(markdown: str) -> str:
    """Return the HTML of a text that is paragraphs and nothing else, as Markdown gives it.

    Most articles are that, and reading them for marks takes ten times as long. "" for any other.
    """
    text = markdown.strip("\n")
    return f"<p>{BETWEEN.sub(NEXT, text)}</p>" if UNMARKED.fullmatch(text) else ""


def isolated(html: str) -> str:
    """Return HTML in which foreign runs that would draw what follows to their other side cannot.

    In «Le Monde، 12» the number would stand before the name, and so would an address's last slash.
    """
    if LIKELY.search(html) is None:
        return html
    return FOREIGN.sub(_set_apart, html)


def _set_apart(found: re.Match[str]) -> str:
    return found[1] or found["stays"] or f"<bdi>{found[0]}</bdi>"


def apart(html: str) -> str:
    """Return rendered HTML whose footnotes have names of their own beside another text's."""
    return NOTES.sub(r"\1o-", html)


def _kept(element: str, attribute: str, value: str) -> str | None:
    if attribute in ("src", "href"):
        return value.strip(AT_ENDS).translate(ANYWHERE)
    dropped = (
        value == "" if attribute == "title" else attribute == "id" and not IDS.fullmatch(value)
    )
    return None if dropped else value


def _with_tables(html: str) -> str:
    """Return HTML whose tables scroll in a box of their own, their columns aligned by classes."""
    if "<table" not in html:
        return html
    html = ALIGNED.sub(lambda cell: f'<{cell[1]}{cell[2]} class="at-{AT[cell[3]]}"', html)
    boxed = html.replace("<table", '<div class="wide-box" tabindex="0"><table')
    return boxed.replace("</table>", "</table></div>")


def _with_images(html: str) -> str:
    """Return HTML whose images of other hosts are links, or words in a link: it holds no other."""
    if "<img" not in html:
        return html
    in_link = False

    def each(found: re.Match[str]) -> str:
        nonlocal in_link
        if found["own"] is None:
            in_link = not found["ends"]
            return found[0]
        return _image(found, in_link)

    return IMAGE.sub(each, html)


def _image(match: re.Match[str], in_link: bool) -> str:
    """Return an image's HTML: itself, or for one of another host the words that stand for it."""
    elsewhere = ELSEWHERE.search(match["own"])
    if elsewhere is None:
        return match[0]
    said = ALTERNATIVE.search(match["own"])
    words = said[1] if said and said[1].strip() else elsewhere[1]
    return words if in_link else f'<a href="{elsewhere[1]}" rel="noopener noreferrer">{words}</a>'


class _Escaped(InlineProcessor):
    """Comes after code and before other escapes."""

    def handleMatch(  # type: ignore[override]  # as all of markdown's own do
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        return BRACKET, m.start(), m.end()


_own = threading.local()


def _markdown() -> Markdown:
    """The one instance of this thread: making one costs more than rendering an article."""
    if not hasattr(_own, "markdown"):
        _own.markdown = Markdown(
            extensions=list(EXTENSIONS), extension_configs=SETTINGS, output_format="html"
        )
        _own.markdown.inlinePatterns.register(_Escaped(ESCAPED), "escaped link", 185)
    found: Markdown = _own.markdown
    return found
