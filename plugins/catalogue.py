"""The words that readers see: one PO file a language, theme/words/<language>.po."""

import io
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from plugins.errors import ArchiveError

OWN_LANGUAGE = "en"  # of the msgids: it needs no file


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
    except FileNotFoundError:
        raise ArchiveError(
            f"{path}: no words for language {language!r}; copy ar.po there and write each msgstr "
            "anew, or take ar or en for DEFAULT_LANG"
        ) from None
    except (PoFileError, ValueError) as problem:
        raise ArchiveError(f"{path}: {problem}; mend the entry") from problem
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)
