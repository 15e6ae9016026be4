"""Which letters of which installed fonts the theme uses.

The letters are fixed here and not taken from the archive's text, so that a new article never
renames a font file. Letters outside these sets are shown in the reader's own fonts.
"""

from dataclasses import dataclass

ASCII = frozenset(range(0x20, 0x7F))
ASCII_WITHOUT_LETTERS = frozenset(point for point in ASCII if not chr(point).isalpha())
LETTERS = ASCII - ASCII_WITHOUT_LETTERS
LATIN = frozenset(range(0xA0, 0x180))  # Latin-1 Supplement, Latin Extended-A: Erdoğan
PUNCTUATION = frozenset(
    (
        *(0xA0, 0xAB, 0xBB),  # no-break space, « »
        *range(0x200C, 0x2016),  # joiners, direction marks, dashes
        *range(0x2018, 0x2020),  # curly quotes
        *(0x2022, 0x2026, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2212, 0x25CC),
        *range(0x2066, 0x206A),  # isolates
    )
)
ARABIC = frozenset(
    (
        *(0x060C, 0x061B, 0x061F),  # ، ؛ ؟
        *range(0x0621, 0x063B),  # hamza .. ghain
        *range(0x0640, 0x0656),  # tatweel, feh .. yeh, fathatan .. hamza below
        *range(0x0660, 0x066E),  # Arabic-Indic digits and their signs
        *(0x0670, 0x0671),  # superscript alef, alef wasla
        *(0x067E, 0x0686, 0x0698, 0x06A4, 0x06A9, 0x06AF, 0x06CC),  # Persian letters, veh
    )
)
RARER = frozenset(
    (
        *(0x06A8, 0x06AD, 0x06BE, 0x06C1, 0x06D2, 0x06D5),  # Maghribi qaf, ng; Urdu, Kurdish
        *range(0x06F0, 0x06FA),  # Persian digits
        *(0xFD3E, 0xFD3F, 0xFDF2, 0xFDFA),  # ornate parentheses, Allah, the prayer upon the Prophet
    )
)


@dataclass(frozen=True)
class Cut:
    """What the theme takes from one installed font. `weight` is CSS: "400", or "400 700".

    A variable font at one weight is cut there. `family` is ours: a subset is a modified font, which
    may not carry the original's name.
    """

    family: str
    weight: str
    package: str
    file: str
    characters: frozenset[int]


@dataclass(frozen=True)
class Lent:
    """Characters of one family that another shows as its own, at `size` percent.

    weight  the other's: faces of a family are one only where that is the same
    """

    family: str
    to: str
    weight: str
    characters: frozenset[int]
    size: int


# In files of their own: a page without a Latin word fetches none, and no word is of two fonts.
WESTERN = LETTERS | (LATIN - PUNCTUATION)
LENT = (
    *(
        Lent("Mahfuzat Western", "Mahfuzat Naskh", weight, WESTERN, 100)
        for weight in ("400", "700")
    ),
    # Amiri's letters are small for their size: Latin ones beside them, in titles, would be giants.
    Lent("Mahfuzat Western", "Mahfuzat Titles", "700", WESTERN, 80),
    # Arabic in code, or in verse set off by spaces: a device's own code letters break its joins.
    Lent("Mahfuzat Naskh", "Mahfuzat Code", "400", ARABIC | RARER, 115),
)
NASKH = ("pylopdf_fonts_ar", "NotoNaskhArabic-Variable.ttf")
PLEX = "fontpkg_ibm_plex_sans_arabic"
REGULAR = (PLEX, "files/IBMPlexSansArabic-Regular.ttf")
OWN = ARABIC | PUNCTUATION | ASCII_WITHOUT_LETTERS
CUTS = (
    Cut("Mahfuzat Naskh", "400", *NASKH, OWN | RARER),
    Cut(  # its Latin letters are lent
        "Mahfuzat Titles",
        "700",
        "fontpkg_amiri",
        "files/Amiri-Bold.ttf",
        OWN,
    ),
    Cut("Mahfuzat Interface", "400", *REGULAR, OWN),
    Cut("Mahfuzat Interface", "600", PLEX, "files/IBMPlexSansArabic-SemiBold.ttf", OWN | LETTERS),
    Cut("Mahfuzat Naskh", "700", *NASKH, OWN | RARER),
    # Alone it writes texts in Latin letters, with their own stops and quotes.
    Cut("Mahfuzat Western", "400 700", *NASKH, ASCII | LATIN | PUNCTUATION),
    Cut("Mahfuzat Interface", "400", *REGULAR, WESTERN),
)
EARLY = {"rtl": (0, 1, 2), "ltr": (5, 2, 6)}  # those of a page's top, by the site's direction
