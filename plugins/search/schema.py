"""The fields of the index, and the numbers that ranking hangs on: said here, once.

Scores are sums of multiples of 2**-19 (idf in 4096ths, impact in 16ths, boost in 8ths): exact in a
float, whatever the order of adding, so that the browser and Whoosh cannot round apart.
"""

import math

from whoosh.util.numeric import byte_to_length, length_to_byte

from plugins.kinds import KINDS

FORMAT = 3  # of the published files: docs/search-format.md

# BM25 within the combined field (Robertson & Zaragoza 2009), tuned in docs/search-format.md.
K1 = 1.0
B = 0.9
TITLE_WEIGHT = 2  # a word of the title counts as so many words of the text
EXACT_BOOST = 0.375  # what the very form asked for adds to its word
ALL_WORDS = 1000.0  # more than any sum of words: documents that have them all come first

IMPACTS = 16  # steps in one; the frequency part of BM25 is stored in these steps
IDF_STEPS = 4096
STEPS = ((16, 1.5), (8, 3), (4, 8), (2, 64))  # impacts' 16ths; for words in more than 1 / so many

LEMMA = "lemma"
EXACT = "exact"
TITLE = "title"
FACETS = (*KINDS, "author", "source", "section", "year")


def norm(length: int, average: float) -> float:
    """Return what BM25 sets against the frequency of words in a document of `length` words.

    average  the length of the index's documents when it was first built
    """
    kept: int = byte_to_length(length_to_byte(length))  # as Whoosh keeps it: in one byte
    return K1 * ((1 - B) + B * kept / average)


def impact(frequency: int, by_length: float) -> int:
    """Return BM25's frequency part for a word of a document, in 16ths, at least 1.

    frequency  of the word, title words weighted
    by_length  the document's `norm`
    """
    return max(1, round(IMPACTS * frequency * (K1 + 1) / (frequency + by_length)))


def coarser(impacts: bytes, documents: int) -> bytes:
    """Return the impacts of one word, in an index of so many documents, in steps that suit it.

    The more documents have a word the less it weighs, and its impacts need be told less finely:
    a step of any word moves a score by half a point or so. Long lists pack well then.
    """
    return impacts.translate(_ROUNDED[step(len(impacts), documents)])


def step(frequency: int, documents: int) -> int:
    """Return the step, in 16ths, of the impacts of a word that `frequency` documents have."""
    return next((own for own, part in STEPS if frequency * part > documents), 1)


def _rounded(to: int) -> bytes:
    return bytes(min(255 // to, max(1, round(number / to))) * to for number in range(256))


_ROUNDED = {to: _rounded(to) for to in (1, 2, 4, 8, 16)}


def idf(documents: int, frequency: int) -> float:
    """Return Whoosh's inverse document frequency, rounded to a 4096th."""
    return round(IDF_STEPS * (math.log(documents / (frequency + 1)) + 1)) / IDF_STEPS
