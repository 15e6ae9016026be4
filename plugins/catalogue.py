"""The words that readers see: one PO file a language, theme/words/<language>.po."""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from plugins.errors import ArchiveError, ArchiveErrors
from plugins.files import lines_of

OWN_LANGUAGE = "en"  # of the msgids: it needs no file
PLACE = re.compile(r"%(?:\((\w+)\)s|%)?")
# A line whose last quote is missing: babel takes its last letter for one.
OPEN = re.compile(r'^(?:msg\w+(?:\[\d\])?\s*)?"(?:.*[^"\\])?$')


def read_catalogue(folder: Path, language: str) -> Translations:
    """Return the words in `folder`/`language`.po; raises ArchiveError naming the file.

    Without the folder, a theme says all its words itself.
    Compiled in memory: there is no .mo file to forget.
    """
    path = folder / f"{language}.po"
    if not folder.is_dir() or (language == OWN_LANGUAGE and not path.exists()):
        return Translations()
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=language, abort_invalid=True)
            file.seek(0)
            lines = lines_of(file.read().decode("utf-8"))
    except FileNotFoundError:
        raise ArchiveError(
            f"{path}: no words for language {language!r}; copy ar.po there and write each msgstr "
            "anew, or take ar or en for DEFAULT_LANG"
        ) from None
    except (PoFileError, ValueError) as problem:
        raise ArchiveError(f"{path}: {problem}; mend the entry") from problem
    wrong = [(at, "no quote at its end") for at, line in enumerate(lines, 1) if OPEN.match(line)]
    wrong += [(each.lineno or 1, finding) for each in catalog for finding in _misplaced(each)]
    if wrong:
        raise ArchiveErrors([ArchiveError(f"{path}:{at}: {what}; mend it") for at, what in wrong])
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def _misplaced(message: Message) -> Iterator[str]:
    """Yield what is wrong with the places for numbers and names in an entry's words."""
    known = {place[0] for text in _texts(message.id) for place in PLACE.finditer(text)}
    places = (place[0] for text in _texts(message.string) for place in PLACE.finditer(text))
    for place in places if message.id else ():  # the head has rules, not words
        if place == "%":
            yield "a sign % by itself; write it %%, and the places as %(num)s"
        elif place not in known and place != "%%":
            told = ", ".join(sorted(known)) or "none"
            yield f"{place} is no place of its msgid, which has: {told}"


def _texts(said: str | Sequence[str | None] | None) -> list[str]:
    return [said] if isinstance(said, str) else [text for text in said or () if text]
