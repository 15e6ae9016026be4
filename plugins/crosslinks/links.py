"""Links that texts hold to other articles: [[id]], [[title|words]], and cited addresses."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import urlsplit

from plugins.explicit import mapped, resolved, title_key

ADDRESS = re.compile(r"https?://[^\s<>\"«»]+[^\s<>\"«».,;:!?،؛؟)\]]")
HREF = re.compile(r'(?<=\shref=")[^"]*')


@dataclass(frozen=True)
class Target:
    """An article that may be linked."""

    id: str
    title: str
    href: str


@dataclass(frozen=True)
class Targets:
    """The archive's articles by id, by title (where one has it) and by the address they hold."""

    ids: Mapping[str, Target]
    titles: Mapping[str, Target]
    addresses: Mapping[str, Target]

    def named(self, name: str) -> Target | None:
        """Return the article of an id or a title."""
        return self.ids.get(name) or self.titles.get(title_key(name))

    def holding(self, address: str) -> Target | None:
        """Return the article that came from an address, written as HTML writes it."""
        key = address_key(unescape(address))
        return self.addresses.get(key) if key else None


@dataclass
class Linked:
    """An article's HTML with its links, and the ids of the articles they lead to, in order."""

    html: str = ""
    ids: list[str] = field(default_factory=list)


def link(html: str, targets: Targets, own: str) -> Linked:
    """Return `html` with the links that it holds to other articles. own  id of its article.

    A cited address that an article came from leads there; one that is a link already, too.
    """
    linked = Linked()

    def to(target: Target, inner: str, cited: bool = False) -> str:
        if target.id != own and target.id not in linked.ids:
            linked.ids.append(target.id)
        title = f' title="{escape(target.title)}"' if cited else ""
        return f'<a class="crosslink" href="{escape(target.href)}"{title}>{inner}</a>'

    def explicit(name: str, words: str) -> str | None:
        target = targets.named(name)
        return to(target, words or escape(target.title)) if target else None

    def cited(address: str, inner: str) -> str | None:
        target = targets.holding(address)
        return to(target, inner, cited=True) if target and target.id != own else None

    linked.html = resolved(html, explicit)
    if "://" in html:
        linked.html = _cited(linked.html, cited)
    return linked


def _cited(html: str, cited: Callable[[str, str], str | None]) -> str:
    def in_text(text: str) -> str:
        return ADDRESS.sub(lambda match: cited(match[0], match[0]) or match[0], text)

    def in_anchor(anchor: str) -> str:
        href = HREF.search(anchor)
        inner = anchor[anchor.index(">") + 1 : -len("</a>")]
        return (href and cited(href[0], inner)) or anchor

    return mapped(html, in_text, in_anchor)


def address_key(address: str) -> str | None:
    """Return what two spellings of one address share; None for a site's front page, and for none.

    As a source may have it, http://[name]/, which Python takes for a wrong address of IPv6.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not path and not parts.query:
        return None
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{path}?{parts.query}" if parts.query else f"{host}{path}"
