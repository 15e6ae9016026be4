"""What every rich draft must have before it is handed on: words, and a title."""

from dataclasses import replace

from plugins.convert.draft import Draft
from plugins.convert.invocation import is_invocation
from plugins.convert.labels import with_head
from plugins.convert.raw import Raw
from plugins.convert.readers.text import LONGEST_TITLE, WORD, beginning
from plugins.convert.sourceline import parted, without_source
from plugins.errors import ArchiveError


def whole(draft: Draft, raw: Raw, warnings: tuple[str, ...] = ()) -> Draft:
    """Return the draft with a title, and its source line read; raises ArchiveError without words.

    warnings  of the way to the draft, to be told with its own
    """
    draft = sourced(with_head(replace(draft, warnings=(*warnings, *draft.warnings))))
    if not WORD.search(draft.title) and not any(WORD.search(b.text) for b in draft.blocks):
        raise ArchiveError(f"{raw.name}: no text in it; it may be a picture: see that it has text")
    return titled(draft)


def sourced(draft: Draft) -> Draft:
    """Return the draft with the source line of its last blocks taken out, where it has one."""
    texts = [block.text if block.kind != "other" else "\ufdd0" for block in draft.blocks]
    left, source, address = without_source(texts)
    if len(left) == len(texts) or not any(WORD.search(text) for text in left):
        return draft
    notes = tuple(b for b in draft.blocks[len(left) :] if b.kind == "other")
    source, given = parted(source, draft.given)
    return replace(
        draft,
        blocks=draft.blocks[: len(left)] + notes,
        source=draft.source or source,
        address=draft.address or address,
        given=given,
    )


def titled(draft: Draft) -> Draft:
    """Return the draft with a title: its own, its first short line's, or the text's beginning."""
    if WORD.search(draft.title):
        return draft
    worded = [(at, b) for at, b in enumerate(draft.blocks) if WORD.search(b.text)]
    at, first = next((each for each in worded if not is_invocation(each[1].text)), worded[0])
    text = " ".join(first.text.split())
    if first.kind != "other" and len(text) <= LONGEST_TITLE:
        return replace(draft, title=text, blocks=draft.blocks[:at] + draft.blocks[at + 1 :])
    note = "no headline: the title is the beginning of the text; write a better one"
    return replace(draft, title=beginning(text), warnings=(*draft.warnings, note))
