"""The tables of the analysis, as they travel with the index: the browser keeps only the loops."""

import json

from plugins.arabic.letters import HAMZA, WAW, YA_SEAT, folded_letters, mark_class, waws
from plugins.arabic.stem import LEAST, LEAST_BETWEEN, LEAST_OF_UNKNOWN, SKELETON, affixes
from plugins.arabic.stopwords import stopwords
from plugins.search import schema
from plugins.search.codec.files import name_of
from plugins.search.query import names


def rules() -> bytes:
    """Return the tables as JSON: letters, marks, affixes, stopwords and the numbers of ranking.

    `language` is the name of the file that `language` gives: only some queries need it.
    """
    table = affixes()
    letters = {chr(code): folded for code, folded in folded_letters().items()}
    kept = {letter: folded for letter, folded in letters.items() if folded}
    found = {
        "letters": ["".join(kept), "".join(kept.values())],
        "marks": mark_class() + "".join(letter for letter in letters if letter not in kept),
        "seats": [YA_SEAT, waws(), HAMZA, WAW],
        "articles": [affix.affix for affix in table.articles],
        "particles": [affix.affix for affix in table.particles],
        "suffixes": [[suffix.affix, suffix.becomes] for suffix in table.suffixes],
        "least": [LEAST, LEAST_BETWEEN, LEAST_OF_UNKNOWN, SKELETON],
        "stopwords": sorted(stopwords()),
        "operators": sorted(word for word, (kind, _) in names().items() if kind == "operator"),
        "language": name_of(language()).hex(),
        "exact": schema.EXACT_BOOST,
        "all": schema.ALL_WORDS,
        "steps": [schema.IMPACTS, schema.IDF_STEPS],
    }
    return _packed(found)


def language() -> bytes:
    """Return the words of the query language as JSON: folded word → [kind, meaning]."""
    return _packed(names())


def _packed(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
