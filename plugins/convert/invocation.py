"""«بسم الله الرحمن الرحيم» opens texts on anything: it is no headline and no summary of one."""

from plugins.arabic.fold import fold

SIGN = "\N{ARABIC LIGATURE BISMILLAH AR-RAHMAN AR-RAHEEM}"
WORDS = ("بسم", "باسم")
REST = "الله الرحمن الرحيم"
EDGES = ' \t\r\n.،:*-–—()«»"﴾﴿'


def is_invocation(text: str) -> bool:
    """Tell whether a line or a paragraph is the basmala and nothing else."""
    bare = fold(text.strip(EDGES))
    return bare == SIGN or any(bare == fold(f"{word} {REST}") for word in WORDS)
