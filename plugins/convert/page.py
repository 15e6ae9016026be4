"""HTML text to a draft: for saved pages, and for every format that holds HTML or becomes it."""

import re

from lxml import html

from plugins.convert.blocks import Node, Paragraph, as_block
from plugins.convert.clean import clean_line
from plugins.convert.draft import Block, Draft, Given, Picture
from plugins.convert.htmlarticle import article, bare, headline, without_site
from plugins.convert.htmlblocks import Walk, note
from plugins.convert.htmlmeta import PageMetadata, page_metadata
from plugins.convert.htmlnotes import take_notes
from plugins.convert.htmlparse import cleaned, parse, serialized
from plugins.convert.pictures import Album, Fetch, nowhere
from plugins.convert.posts import Posts, drop_buttons, is_of_network, posts
from plugins.convert.readers.text import WORD, beginning
from plugins.convert.telegram import history

LOST = "pictures of which the source has the addresses alone: {}; save it with its pictures"
POSTS_ALONE = (
    "a page of a network: its posts alone are taken, no comments; see that they are whole, and "
    "write a title"
)
NO_TEXT = "only a title, no text: a script fetches that; save the page as MHTML, or with SingleFile"
SAVED_FROM = re.compile(  # «saved from url=(0023)https://…», «Page saved with SingleFile url: …»
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)"
)
UNSHOWN = "pictures that are no PNG, JPEG, GIF or WebP of up to 20 MB: {}; make such of them there"


def draft_of_page(text: str, name: str, fetch: Fetch = nowhere, address: str = "") -> Draft:
    """Return the article of a saved page; raises ArchiveError where there is no HTML.

    address  where the page stood, if the source tells; the page's own word goes before it
    """
    tree = parse(text, name)
    said = page_metadata(tree)
    where = said.address or address or _saved_from(text)
    shown = posts(tree)
    if shown is not None:
        return _of_posts(shown, said, fetch, where)
    if is_of_network(where):
        drop_buttons(tree)
    chat = history(tree)
    own = without_site(said.title.value, tree)
    title = own or (chat.name if chat else "") or clean_line(headline(tree))
    body = cleaned(serialized(chat.messages)) if chat else article(tree)
    blocks, pictures, warnings = blocks_of(body, fetch, where)
    if not (pictures or any(WORD.search(block.text) for block in blocks)):
        warnings = (*warnings, NO_TEXT)
    return Draft(
        title=title,
        blocks=without_title(blocks, title),
        source=said.site,
        address=where,
        warnings=warnings,
        given=_given(said),
        pictures=pictures,
    )


def _of_posts(shown: Posts, said: PageMetadata, fetch: Fetch, where: str) -> Draft:
    """Return a draft of a network's posts; its title is their beginning, or that of a film."""
    blocks, pictures, warnings = blocks_of(bare(cleaned(serialized(shown.text))), fetch, where)
    own = said.title.value if shown.of_film else ""
    first = next((" ".join(each.text.split()) for each in blocks if WORD.search(each.text)), "")
    given = _given(said)
    if shown.date:
        given = given._replace(date=shown.date, date_from="the post's <time>")
    return Draft(
        title=own or (beginning(first) if first else ""),
        blocks=blocks,
        source=said.site,
        address=where,
        warnings=(*warnings, POSTS_ALONE),
        given=given._replace(
            authors=(shown.author,) if shown.author else given.authors, summary=""
        ),
        pictures=pictures,
    )


def draft_of_fragment(markup: str, fetch: Fetch = nowhere, base: str = "") -> Draft:
    """Return a draft without title or fields of HTML that is all text: a mail's, a feed's."""
    blocks, pictures, warnings = blocks_of(cleaned(markup), fetch, base)
    return Draft("", blocks, warnings=warnings, pictures=pictures)


def blocks_of(
    tree: html.HtmlElement, fetch: Fetch, base: str
) -> tuple[tuple[Block, ...], tuple[Picture, ...], tuple[str, ...]]:
    """Return the blocks of a cleaned tree, its pictures, and what the keeper should know."""
    album = Album(fetch)
    walk = Walk(base, album.take)
    notes = take_notes(tree)
    nodes: list[Node] = list(walk.nodes(tree))
    nodes += [note(number, element, walk) for number, element in notes]
    pictures = tuple(album.taken.values())
    return tuple(map(as_block, _level(nodes))), pictures, _told(set(walk.lost))


def _told(lost: set[str]) -> tuple[str, ...]:
    """Return what is to be said of pictures by their addresses: those in full are in the source."""
    held = sum(address.startswith("data:") for address in lost)
    counted = ((LOST, len(lost) - held), (UNSHOWN, held))
    return tuple(note.format(number) for note, number in counted if number)


def without_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Return the blocks without the first, where that only says the title."""
    same = blocks and " ".join(blocks[0].text.split()) == " ".join(title.split())
    return blocks[1:] if same else blocks


def _level(nodes: list[Node]) -> list[Node]:
    """Return nodes whose highest headings are of the second level: the first is the title's."""
    levels = [node.level for node in nodes if isinstance(node, Paragraph) and node.level > 1]
    up = min(levels, default=2) - 2
    return [
        Paragraph(node.runs, max(2, node.level - up))
        if isinstance(node, Paragraph) and node.level
        else node
        for node in nodes
    ]


def _given(said: PageMetadata) -> Given:
    return Given(
        date=said.date.value,
        date_from=said.date.place,
        authors=said.authors,
        section=said.section,
        summary=said.summary,
        lang=said.lang,
        rights=said.rights,
        tags=said.tags,
    )


def _saved_from(text: str) -> str:
    """Return the address that a browser, or SingleFile in it, noted when it saved the page."""
    found = SAVED_FROM.search(text[:4000])
    return found[1] if found else ""
