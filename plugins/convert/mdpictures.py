"""The pictures of a Markdown source, carried along: where they are shown, or defined at its end."""

import re
from collections.abc import Callable

from plugins.bounds import WORDS_IN_BRACKETS as WORDS
from plugins.convert.pictures import Album

TITLED = r"(?P<title>[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?[ \t]*"  # the caption
ELSEWHERE = r"\w+://|\{"  # how an address on another host begins, and one of ours
HERE = rf"(?!{ELSEWHERE})(?P<address>[^\s()<>]+)"
SHOWN = re.compile(rf"(?P<text>!\[{WORDS}\])\([ \t]*<?{HERE}>?{TITLED}\)")
TAGGED = re.compile(
    rf"(?P<text><img\b[^<>]{{0,500}}?\ssrc=[\"'])(?!{ELSEWHERE})(?P<address>[^\"'<>]+)"
)
NAMED = re.compile(rf"(?P<text>!\[(?P<words>{WORDS})\])(?:\[(?P<label>{WORDS})\])?(?!\()")
# As Google Docs ends a document: [image1]: <data:image/png;base64,…>
DEFINED = re.compile(
    rf"^ {{0,3}}\[(?P<label>[^\[\]\n]{{1,500}})\]:[ \t]*<?(?P<address>[^\s<>]+)>?{TITLED}(?:\n|\Z)",
    re.MULTILINE,
)
# As Obsidian writes it: ![[name.png|300]]
NOTED = re.compile(
    r"!\[\[(?P<address>[^\[\]|\n]{1,500}\.(?:png|jpe?g|gif|webp|bmp))(?:\|[^\[\]\n]{0,500})?\]\]",
    re.IGNORECASE,
)
FROM_ELSEWHERE = re.compile(ELSEWHERE)


def with_pictures(text: str, album: Album) -> tuple[str, int]:
    """Return Markdown that names pictures as the album carries them, and how many are missing.

    Pictures of other hosts are neither; a picture that is missing stays as it is written.
    """
    missing: list[str] = []

    def carried(address: str) -> str:
        name = album.take(address)
        if not name:
            missing.append(address)
        return f"{{static}}/images/{name}" if name else ""

    def in_place(found: re.Match[str]) -> str:
        address = carried(found["address"])
        return f"{found['text']}({address}{found['title'] or ''})" if address else found[0]

    def in_tag(found: re.Match[str]) -> str:
        address = carried(found["address"])
        return found["text"] + address if address else found[0]

    def noted(found: re.Match[str]) -> str:
        address = carried(found["address"])
        return f"![]({address})" if address else found["address"]

    text = NOTED.sub(noted, text)
    text = SHOWN.sub(in_place, _by_name(text, carried))
    text = TAGGED.sub(in_tag, text)
    return text, len(missing)


def _by_name(text: str, carried: Callable[[str], str]) -> str:
    """Return Markdown whose defined pictures stand where they are shown, each carried once."""
    defined = {_key(each["label"]): each for each in DEFINED.finditer(text)}
    places: dict[str, str] = {}

    def each(found: re.Match[str]) -> str:
        label = _key(found["label"] or found["words"])
        if label not in defined or FROM_ELSEWHERE.match(defined[label]["address"]):
            return found[0]
        address, title = defined[label]["address"], defined[label]["title"] or ""
        if label not in places:
            places[label] = carried(address)
        if places[label]:
            return f"{found['text']}({places[label]}{title})"
        return found["words"] if _is_data(address) else found[0]

    return DEFINED.sub(_without_data, NAMED.sub(each, text)) if defined else text


def _without_data(found: re.Match[str]) -> str:
    """Return a definition; "" for a picture's bytes, which no reader can follow."""
    return "" if _is_data(found["address"]) else found[0]


def _is_data(address: str) -> bool:
    return address[:5].lower() == "data:"


def _key(label: str) -> str:
    return " ".join(label.split()).lower()
