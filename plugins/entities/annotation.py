"""What the matcher makes of one article, as plain values: worked out anywhere, and kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import escape

from plugins.arabic.words import WORD, as_text, folded
from plugins.entities.authority import read_authority
from plugins.entities.entity import Entity
from plugins.entities.find import (
    KnownNames,
    Named,
    Undecided,
    count_named,
    names_of,
    read_tokens,
)
from plugins.entities.ids import by_id, by_name, name_key, own_ids
from plugins.entities.markup import in_prose, linked, with_explicit
from plugins.entities.match import INDEXED, Mention
from plugins.entities.sentence import sentence_around
from plugins.entities.tokens import Tokens, tokens_of
from plugins.filed import Filed, digest_of
from plugins.folders import visible
from plugins.plaintext import plain_text

TEXTS = (2, 3, 4)  # where HTML, words and passages stand in what `annotate` gives
KeptMention = tuple[str, int, int, str, str]  # a mention: entity's id, start, end, form, rule


@dataclass(frozen=True)
class Known:
    """The keeper's entities, in file order: by any of their ids, and the forms of their names."""

    entities: Sequence[Entity]
    ids: Mapping[str, Entity]

    @cached_property
    def _targets(self) -> Mapping[str, Entity]:
        return {**by_name(self.entities), **self.ids}

    def meant(self, target: str) -> Entity | None:
        """Return the entity of an id, or of a name that it alone bears: what [[target]] means."""
        return self._targets.get(target) or self._targets.get(name_key(target))

    @cached_property
    def names(self) -> KnownNames:
        """The forms, laid out when the first text is read: most builds have kept all."""
        return names_of(self.entities)


class Annotated(NamedTuple):
    """An article that was read for names.

    entities  that its text and its title name, most often first
    html      with links to the entities' pages
    words     of its title and of its text, folded as the index has them, as `as_text` gives them
    passages  the sentences and the mentions, a line of JSON each: `sentences_in`, `mentions_in`
    length    of its text, in words; `opens` with the summary; `headings` that it has
    named     a digest of which entities there are, and of the sentences
    """

    entities: list[Named]
    undecided: list[Undecided]
    html: Filed
    words: Filed
    passages: Filed
    length: int
    opens: bool
    headings: int
    named: str


def version_of(folder: Path) -> str:
    """Return what changes with the authority files in `folder`."""
    files = (path.read_bytes() for path in visible(folder, ".csv"))
    return sha256(b"\0".join(files)).hexdigest()


@lru_cache(maxsize=1)
def known_in(folder: str, version: str) -> Known:
    """Return the entities in `folder`, read once as long as its version is the same."""
    entities = read_authority(Path(folder))
    return Known(entities, by_id(entities))


def annotate(
    folder: str,
    version: str,
    base: str,
    title: str,
    html: str,
    summary: str,
    never: Sequence[str],
    add: Sequence[str],
) -> list[Any]:
    """Return what `annotated` reads back.

    folder, version  of the authority files; base  path of the site
    html, summary    the article's, with the links that its keeper wrote
    never, add       ids that the keeper rules out, or says it is about
    """
    known = known_in(folder, version)
    never, add = own_ids(never, known.ids), own_ids(add, known.ids)
    plain = plain_text(html)
    tokens, title_tokens = (tokens_of(each, known.names) for each in (plain.text, title))
    reading = read_tokens(tokens, known.names, never=never, add=add)
    mentions = with_explicit(plain, in_prose(plain, reading.mentions), known.ids)
    in_title = read_tokens(title_tokens, known.names, never=never, add=add, known=mentions)
    entities = count_named([*mentions, *in_title.mentions])
    named = {each.entity.id for each in entities}
    entities += [Named(known.ids[id], 1) for id in add if id not in named]
    with_links = linked(plain, mentions, lambda entity: f"{base}/{entity.url}")
    words = _indexed(title_tokens, title), _indexed(tokens, plain.text)
    sentences = _sentences(mentions, plain.text)
    passages = sentences, [_placed(each, plain.text) for each in mentions]
    return [
        [[each.entity.id, each.count] for each in entities],
        [_doubtful(each, plain.text) for each in reading.undecided],
        with_links,
        as_text(*words),
        "\n".join(json.dumps(each, ensure_ascii=False) for each in passages),
        len(words[1]),
        opens_with(plain.text, summary),
        html.count("<h2>"),
        digest_of(repr(([each.entity.id for each in entities], sentences))),
    ]


def opens_with(text: str, summary: str) -> bool:
    """Tell whether a text's beginning is its summary, which may be cut off and has no lines."""
    words = " ".join(summary.removesuffix("…").split())
    return bool(words) and " ".join(text[: 2 * len(summary)].split()).startswith(words)


def _indexed(tokens: Tokens, text: str) -> list[str]:
    """Return the words of a text as the index has them, those of addresses too."""
    if tokens.text is text:
        return [*map(INDEXED, tokens.words)]
    return [*map(folded, WORD.findall(text))]


def annotated(found: list[Any], ids: Mapping[str, Entity]) -> Annotated:
    """Return what `annotate` found, its entities those of `ids`."""
    entities, undecided, *rest = found
    return Annotated(
        [Named(ids[id], count) for id, count in entities],
        [
            Undecided(start, end, form, tuple(ids[id] for id in of))
            for start, end, form, of in undecided
        ],
        *rest,
    )


def sentences_in(passages: Filed) -> Mapping[str, str]:
    """Return id of an entity → the HTML of the sentence that first names it, the name marked."""
    found: Mapping[str, str] = json.loads(str(passages).partition("\n")[0])
    return found


def mentions_in(passages: Filed) -> list[KeptMention]:
    """Return the mentions in an article's text, in their order."""
    found = json.loads(str(passages).partition("\n")[2])
    return [(id, start, end, form, rule) for id, start, end, form, rule in found]


def _placed(mention: Mention, text: str) -> KeptMention:
    start, end = mention.start, mention.end
    return mention.entity.id, start, end, text[start:end], mention.rule


def _doubtful(found: Undecided, text: str) -> list[Any]:
    start, end = found.start, found.end
    return [start, end, text[start:end], [each.id for each in found.entities]]


def _sentences(mentions: Sequence[Mention], text: str) -> dict[str, str]:
    first = {each.entity.id: each for each in reversed(mentions)}
    return {id: _marked(*sentence_around(text, at.start, at.end)) for id, at in first.items()}


def _marked(before: str, name: str, after: str) -> str:
    return f"{escape(before)}<mark>{escape(name)}</mark>{escape(after)}"
