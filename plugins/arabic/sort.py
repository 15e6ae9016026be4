"""The order in which Arabic readers look for names."""

from plugins.arabic.fold import fold
from plugins.arabic.letters import ARTICLE, dropped_marks

QUOTES = " «\"'("
# The letters in the order of the alphabet; a bare hamza goes with the alef.
ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def sort_key(name: str) -> tuple[str, str]:
    """Return a key that sorts as Arabic readers expect: ال ignored, hamza folded."""
    return _bare(name), name


def initial(name: str) -> str:
    """Return the letter under which readers look for `name`: one of ALPHABET, else "#"."""
    bare = _bare(name)
    return bare[0] if bare and bare[0] in ALPHABET else "#"


def _bare(name: str) -> str:
    own = name.translate(dropped_marks()).strip(QUOTES)
    # Looked for before folding: آل غور begins with the family's آل, which is no article.
    bare = own.removeprefix(ARTICLE) if len(own) > len(ARTICLE) + 1 else own
    return fold(bare).replace("ء", "ا")
